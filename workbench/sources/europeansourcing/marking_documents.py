"""A variant and a marking as the service sends them, read for reckoning (Product, Marking API).

Read once, then reckoned for any order. What cannot be read is said when a price is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from workbench.core.amounts import read_integer
from workbench.core.texts import tr
from workbench.sources.europeansourcing.marking_limits import Limits, read_limits
from workbench.sources.europeansourcing.marking_outcome import NoPrice
from workbench.sources.europeansourcing.marking_prices import (
    Asked,
    Document,
    Tier,
    is_yes,
    objects,
    profile_of,
    read_asked,
    read_tiers,
)
from workbench.sources.leaves import identity


class PricedVariant(msgspec.Struct, frozen=True):
    """What the calculation needs of a variant (Product, "Variant").

    Attributes:
        name: its name.
        tiers: its price steps by supplier profile.
        minimums: the smallest order by supplier profile.
        must_be_marked: whether it is not sold unmarked.
        problem: why no price of it can be told, "" for none.
    """

    name: str = ""
    tiers: Mapping[str, tuple[Tier, ...]] = {}
    minimums: Mapping[str, int] = {}
    must_be_marked: bool = False
    problem: str = ""


class PricedMarking(msgspec.Struct, frozen=True):
    """What the calculation needs of one marking of a variant (Marking API, "Variant Marking").

    Attributes:
        name: name of the technique.
        key: its key, which conditions ask for.
        full_color: whether it prints in full colour.
        included: whether the variant's prices hold it already.
        minimum: smallest quantity, 0 for none.
        maximum: largest quantity, None for none.
        technique: slug of the technique.
        position: slug of the place that is marked.
        limits: sizes and numbers that can be ordered.
        prices: every price it asks.
        problem: why no price of it can be told, "" for none.
    """

    name: str = ""
    key: str = ""
    full_color: bool = False
    included: bool = False
    minimum: int = 0
    maximum: int | None = None
    technique: str = ""
    position: str = ""
    limits: Limits = {}
    prices: tuple[Asked, ...] = ()
    problem: str = ""


def read_variant(document: Document) -> PricedVariant:
    """Return the prices of a variant as the service sends it; every member may be absent."""
    name = identity(document.get("name"))
    try:
        rows: dict[str, list[Document]] = {}
        for row in objects(document.get("variant_prices")):
            rows.setdefault(profile_of(row), []).append(row)
        minimums: dict[str, int] = {}
        for row in objects(document.get("variant_minimum_quantities")):
            profile = profile_of(row)
            minimums[profile] = max(minimums.get(profile, 0), _count(row, "value") or 0)
        return PricedVariant(
            name=name,
            tiers={key: read_tiers(held, dynamic=False) for key, held in rows.items()},
            minimums=minimums,
            must_be_marked=is_yes(document.get("mandatory_marking")),
        )
    except NoPrice as stop:
        return PricedVariant(name=name, problem=stop.reason)


def read_marking(document: Document) -> PricedMarking:
    """Return the prices of a marking as the service sends it; every member may be absent."""
    technique = _object(document, "marking")
    name = identity(technique.get("name"))
    included = document.get("included_in_variant_prices")
    if included is None:
        included = document.get("use_only_variant_prices")
    try:
        return PricedMarking(
            name=name,
            key=identity(document.get("key")),
            full_color=is_yes(document.get("full_color")),
            included=is_yes(included),
            minimum=_count(document, "minimum_quantity") or 0,
            maximum=_count(document, "maximum_quantity"),
            technique=identity(technique.get("slug")),
            position=identity(_object(document, "marking_position").get("slug")),
            limits=read_limits(document),
            prices=read_asked(document),
        )
    except NoPrice as stop:
        return PricedMarking(name=name, problem=stop.reason)


def _count(document: Document, name: str) -> int | None:
    found = read_integer(document.get(name))
    if found is None or isinstance(found, int):
        return found
    raise NoPrice(tr("{name} cannot be read: “{sent}”.", name=name, sent=found.raw[:80]))


def _object(document: Document, name: str) -> Document:
    found = document.get(name)
    return found if isinstance(found, dict) else {}
