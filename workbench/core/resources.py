"""Where the files beside the code are: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder (icons, fonts, tokens, translations)."""
    return _root().joinpath(*parts)


@cache
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", "")
    roots = [Path(frozen) / "resources"] if frozen else []
    roots += [_PACKAGE / "resources", _PACKAGE.parent / "resources"]
    return next((root for root in roots if root.is_dir()), roots[-1])
