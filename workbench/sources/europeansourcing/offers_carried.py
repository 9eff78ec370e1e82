"""Markings that were asked for one by one, taken over into the product as it is read later.

A search sends products without their markings; what was loaded holds until the newer product says
that how a variant is marked is another (Product, "Variant": the members about marking).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

_SAYS: Final = (
    "marking_additional_information",
    "mandatory_marking",
    "marking_included_in_variant_prices",
)
"""Members of a variant that say how it is marked, in a product without its markings."""
_MARKINGS: Final = "variant_markings"
_NONE: Final = frozenset({b"", b"null", b"[]", b"{}", b"false"})

Row = dict[str, msgspec.Raw]


def carry(loaded: bytes, document: bytes) -> bytes:
    """Return a product with the markings of an older reading that still hold.

    It comes back as it is where none does.

    Args:
        loaded: the older reading, with markings.
        document: the newer one.
    """
    try:
        old, new = _product(loaded), _product(document)
        before = {_id(row): row for row in _variants(old)}
        rows = _variants(new)
    except msgspec.DecodeError:
        return document
    if _unmarked(new) and not _unmarked(old):
        return document
    taken = [_take(before.get(_id(row)), row) for row in rows]
    if not any(taken):
        return document
    new["variants"] = msgspec.Raw(msgspec.json.encode(rows))
    return msgspec.json.encode(new)


def _take(old: Row | None, new: Row) -> bool:
    """Take over the markings of a variant; return whether there were any."""
    if old is None or _empty(old.get(_MARKINGS)) or not _empty(new.get(_MARKINGS)):
        return False
    if any(_said(old, name) != _said(new, name) for name in _SAYS):
        return False
    new[_MARKINGS] = old[_MARKINGS]
    return True


def _product(document: bytes) -> Row:
    return msgspec.json.decode(document, type=Row)


def _variants(product: Mapping[str, msgspec.Raw]) -> list[Row]:
    return msgspec.json.decode(product.get("variants", msgspec.Raw(b"[]")), type=list[Row])


def _unmarked(product: Row) -> bool:
    return bytes(product.get("has_marking", b"")).strip() == b"false"


def _id(row: Row) -> bytes:
    return bytes(row.get("id", b"")).strip().strip(b'"')


def _said(row: Row, name: str) -> bytes:
    held = bytes(row.get(name, b"")).strip()
    return b"" if held in _NONE else held


def _empty(raw: msgspec.Raw | None) -> bool:
    return raw is None or bytes(raw).replace(b" ", b"").strip() in _NONE
