"""The program's own version, installed or run from its folder."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

NAME = "workbench"


def own_version() -> str:
    """Return the version: of the installed package, else of the folder it is run from."""
    try:
        return version(NAME)
    except PackageNotFoundError:
        return _of_folder(Path(__file__).parents[2])


def _of_folder(folder: Path) -> str:
    import tomllib  # noqa: PLC0415 - only where nothing is installed

    try:
        about = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
        return str(about["project"]["version"])
    except (OSError, ValueError, KeyError):
        return "unknown"
