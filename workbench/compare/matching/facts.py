"""Facts of an item: everything folded once when the item is read, so that matching only joins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from workbench.compare.matching.colours import colour_of
from workbench.compare.matching.gtins import forms
from workbench.compare.matching.keys import company_key, number_key, pair_key
from workbench.compare.matching.model import Doubt, Facts
from workbench.compare.matching.sizes import size_trait
from workbench.core.offers import Item
from workbench.tables.folding import fold

OTHER_COLOUR = "other colour"
"""Axis of a colour known only by its text: it tells variants apart and contradicts nothing."""


def all_facts(items: Iterable[Item]) -> list[Facts]:
    """Return the facts of many items; a company's name that comes again is folded once."""
    company = cache(company_key)
    return [facts_of(item, company) for item in items]


def facts_of(item: Item, company: Callable[[str], str] = company_key) -> Facts:
    """Return what matching needs to know of an item; `company` folds the name of a company."""
    seller = "" if item.own else company(item.supplier)
    written = (item.mpn, item.supplier_number, item.number)
    return Facts(
        item.ref,
        "\x1f".join((*item.ref[:3], seller)),
        item.name,
        forms(item.gtins),
        pair_key(company(item.manufacturer or item.brand), item.mpn),
        pair_key(company(item.supplier), item.supplier_number),
        tuple(dict.fromkeys(key for text in written if (key := number_key(text)))),
        item.brand,
        item.size,
        item.colour,
        tuple(_traits(item, company(item.brand))),
    )


def _traits(item: Item, brand: str) -> Iterable[tuple[str, str]]:
    if item.pack is not None and item.pack > 0:
        yield "pack", f"{item.pack.normalize():f}"
    if brand:
        yield "brand", brand
    if size := size_trait(item.size):
        yield size
    if colour := colour_of(item.colour):
        yield "colour", colour
    elif other := fold(item.colour).strip():
        yield OTHER_COLOUR, other


def doubt_of(axis: str) -> Doubt:
    """Return what a disagreement on a trait's axis is called."""
    return Doubt.COLOUR if axis == OTHER_COLOUR else Doubt(axis.split(" ", maxsplit=1)[0])


def written(facts: Facts, axis: str) -> str:
    """Return what the item says on an axis, as its source wrote it; "" for nothing."""
    value = next((value for held, value in facts.traits if held == axis), "")
    if not value or axis == "pack":
        return value
    return str(getattr(facts, doubt_of(axis).value))
