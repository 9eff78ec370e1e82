"""Texts as a workbook's XML holds them: every character survives, none becomes a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 32_767
"""UTF-16 units of text that a cell holds."""

_ESCAPED = re.compile(r"[\x00-\x08\x0b\x0c\r\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold, and underscores that a reader would take for the escape itself."""


def escape(text: str) -> str:
    """Return text for an element: `&<>` as entities, control characters as `_x0001_`."""
    text = _ESCAPED.sub(lambda found: f"_x{ord(found.group()):04X}_", text)
    return _entities(text)


def attribute(text: str) -> str:
    """Return text for an attribute in double quotes."""
    plain = escape(text).replace('"', "&quot;")
    return plain.replace("\n", "&#10;").replace("\t", "&#9;")


def simple(texts: Sequence[str | None]) -> Sequence[str | None] | None:
    """Return texts as XML holds them; None where one of them needs more than `&<>` as entities.

    Looks at thousands at once; whoever gets None escapes and cuts each one by itself.
    """
    joined = " ".join([text for text in texts if text])
    if (
        not joined.isprintable()
        or "_x" in joined
        or "  " in joined
        or joined[:1] == " "
        or joined[-1:] == " "
        or (len(joined) > LONGEST // 2 and max(len(text or "") for text in texts) > LONGEST // 2)
    ):
        return None
    if joined and ("&" in joined or "<" in joined or ">" in joined):
        return [_entities(text) if text else None for text in texts]
    return texts


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str) -> str:
    """Return as much of a text as a cell holds, never half a character."""
    if len(text) <= LONGEST // 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST:
        return text
    kept = units[: 2 * LONGEST]
    if 0xD800 <= int.from_bytes(kept[-2:], "little") < 0xDC00:
        kept = kept[:-2]
    return kept.decode("utf-16-le", "surrogatepass")
