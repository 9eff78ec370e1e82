"""Starts what a wheel installs, away from the sources: the package, its command, its resources."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path


def _command_answers() -> list[str]:
    """Ask the installed command for its version, as its script would."""
    sys.argv = ["workbench", "--version"]
    try:
        status = importlib.import_module("workbench.cli.main").main()
    except SystemExit as end:
        status = end.code
    return [f"`workbench --version` ended with {status}"] if status else []


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
        missing += _command_answers()
    else:
        missing.append("the wheel holds no command line")
    for sentence in missing:
        print(sentence, file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
