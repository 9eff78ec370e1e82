"""Takes places of a shared ledger as fast as it can: `python -m ... FILE SECONDS URGENT`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from workbench.store.ledger import SharedLedger


def main(path: Path, seconds: float, urgent: bool) -> None:
    """Print the moments at which places were taken."""
    ledger = SharedLedger(path)
    taken: list[float] = []
    end = time.time() + seconds
    while (moment := time.time()) < end:
        wait = ledger.reserve("key", 20, 0.5, moment, urgent, 3)
        if wait:
            time.sleep(min(wait, 0.02))
        else:
            taken.append(moment)
    ledger.close()
    sys.stdout.write(json.dumps(taken))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3] == "urgent")
