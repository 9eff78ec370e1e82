"""Makes the compact ETIM release that ships: `python packaging/etim.py RELEASE_CSV.zip`.

RELEASE is the package that ETIM International publishes ("ETIM-10.0-ALL-SECTORS-CSV-METRIC-EI-...":
the whole model in ETIM English), as a zip file or unpacked. The result is `resources/etim/*.etim`,
with the licence's notice beside it (LICENSE.txt). National language versions are restricted: they
are loaded by the companies that have them, and never shipped.
"""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.sources.etim.releases import compact

TARGET = Path(__file__).resolve().parent.parent / "resources" / "etim"


def main() -> int:
    """Write the file; 2 without an argument."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    path = compact(Path(sys.argv[1]), TARGET, language="en")
    print(f"{path}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
