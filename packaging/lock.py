"""Writes the lock: every package that the program runs with, its version and what its file is.

    python packaging/lock.py

One file for the system and Python that it is run on; it is written anew when a dependency changes.
To install exactly these, and to be refused where a file is another one:

    pip install --require-hashes --only-binary :all: -r packaging/lock/linux-x86_64-cp311.txt
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def place() -> Path:
    """Return the file of this system and Python."""
    system, machine = platform.system().lower(), platform.machine().lower()
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    return ROOT / "packaging" / "lock" / f"{system}-{machine}-{python}.txt"


def resolved() -> list[dict[str, object]]:
    """Return what would be installed, as pip tells it; nothing is installed."""
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        report = Path(folder) / "report.json"
        words = ("install", "--dry-run", "--ignore-installed", "--quiet", "--only-binary", ":all:")
        command = [sys.executable, "-m", "pip", *words, "--report", str(report), str(ROOT)]
        subprocess.run(command, check=True)
        return json.loads(report.read_text(encoding="utf-8"))["install"]


def lines(found: list[dict[str, object]]) -> list[str]:
    """Return a line for each package but the program itself: name, version, digest of its file."""
    made = []
    for entry in found:
        about, info = entry["metadata"], entry["download_info"]
        assert isinstance(about, dict)
        assert isinstance(info, dict)
        if "archive_info" in info:
            digest = info["archive_info"]["hashes"]["sha256"]
            made.append(f"{about['name'].lower()}=={about['version']} --hash=sha256:{digest}")
    return sorted(made)


def main() -> int:
    """Write the file."""
    path = place()
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines(resolved())) + "\n", encoding="utf-8")
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
