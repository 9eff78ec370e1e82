"""Starts what a wheel installs, away from the sources: the package, its command, its resources."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path


def main() -> int:
    """Say what the installed package lacks; 0 if nothing."""
    package = importlib.import_module("workbench")
    home = Path(str(package.__file__)).parent
    missing = []
    if "installed" not in home.parts:
        missing.append(f"the package came from {home}, not from the wheel")
    if not any((home / "resources").iterdir()):
        missing.append("the wheel holds no resources")
    if importlib.util.find_spec("workbench.cli.main") is not None:
        importlib.import_module("workbench.cli.main")
    else:
        missing.append("the wheel holds no command line")
    for sentence in missing:
        print(sentence, file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
