"""Names that a customer may read: nothing in them says who sells a thing, or under which number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_SHORTEST: Final = 3
"""Characters of a name that is looked for: shorter ones are parts of other words."""
_APART: Final = re.compile(r"[\s\-–_.]+")


def without_names(text: str, names: Iterable[str]) -> str:
    """Return a text without names, however they are written: case, blanks and hyphens aside.

    It is "" where nothing else is left.
    """
    told = sorted({each.strip() for each in names}, key=len, reverse=True)
    for name in told:
        if len(name) >= _SHORTEST:
            parts = [re.escape(part) for part in _APART.split(name) if part]
            pattern = r"[\s\-–_.]*".join(parts)
            text = re.sub(rf"(?<!\w){pattern}(?!\w)", " ", text, flags=re.IGNORECASE)
    return " ".join(text.split()).strip(" ,;-–/()")
