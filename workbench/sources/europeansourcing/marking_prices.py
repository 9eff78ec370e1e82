"""The prices of a variant and of one of its markings, read for reckoning (Marking API).

Read once, reckoned for any quantity. What cannot be read is kept with its problem and stops the
calculation where it would count: an unreadable price is never left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

import msgspec

from workbench.core.amounts import read_decimal, read_integer
from workbench.core.texts import tr
from workbench.sources.europeansourcing.marking_formula import Formula
from workbench.sources.europeansourcing.marking_order import DYNAMIC
from workbench.sources.europeansourcing.marking_outcome import Label, NoPrice, shortened
from workbench.sources.leaves import identity

Document = Mapping[str, object]
"""A JSON object as the service sends it."""

LANGUAGE: Final = "fr"
"""The one language that the service calculates in."""

_AMOUNTS: Final = ("calculation_value", "reduced_value", "value")
"""The first one that is there counts."""


class Tier(msgspec.Struct, frozen=True):
    """An amount that holds from a quantity on.

    Attributes:
        start: the quantity; None where it cannot be read.
        amount: the amount; None for a formula, or where it cannot be read.
        formula: the formula of a dynamic price.
        end: the largest quantity, None for no end.
        sent: the amount as the service sent it.
    """

    start: int | None
    amount: Decimal | None = None
    formula: Formula | None = None
    end: int | None = None
    sent: str = ""


class Asked(msgspec.Struct, frozen=True):
    """A price that is asked where its condition is met.

    Attributes:
        label: its kind.
        profile: id of the supplier profile that asks it.
        tiers: its amounts; a fixed price has one.
        condition: None where there is none.
        total_price: whether the price of the variant is part of it.
        count: how often an option is taken; None for a price of the marking.
        name: name of the option.
    """

    label: Label
    profile: str
    tiers: tuple[Tier, ...]
    condition: Formula | None = None
    total_price: bool = False
    count: int | None = None
    name: str = ""


def tier_at(tiers: tuple[Tier, ...], quantity: int) -> Tier | None:
    """Return the tier in effect: the one that starts latest; None where none has started.

    Raises:
        NoPrice: where two start at the same quantity, or a start cannot be read.
    """
    found: Tier | None = None
    starts: set[int] = set()
    for tier in tiers:
        if tier.start is None:
            raise NoPrice(tr("A price holds from a quantity that cannot be read."))
        if tier.start > quantity:
            continue
        if tier.start in starts:
            raise NoPrice(tr("Two prices hold from the same quantity ({start}).", start=tier.start))
        starts.add(tier.start)
        if found is None or found.start is None or tier.start > found.start:
            found = tier
    return found


def read_tiers(rows: object, *, dynamic: bool) -> tuple[Tier, ...]:
    """Return the tiers of a list of prices.

    Raises:
        NoPrice: where the list cannot be read.
    """
    return tuple(_tier(row, dynamic=dynamic) for row in objects(rows))


def _tier(row: Document, *, dynamic: bool) -> Tier:
    sent = next((row[name] for name in _AMOUNTS if row.get(name) not in (None, "")), None)
    start, end = read_integer(row.get("from_quantity")), read_integer(row.get("to_quantity"))
    amount = None if dynamic else read_decimal(sent)
    return Tier(
        start=1 if start is None else start if isinstance(start, int) else None,
        amount=amount if isinstance(amount, Decimal) else None,
        formula=Formula(str(sent)) if dynamic and sent is not None else None,
        end=end if isinstance(end, int) else None,
        sent="" if sent is None else str(sent),
    )


def read_asked(document: Document) -> tuple[Asked, ...]:
    """Return every price of a marking, of all profiles and kinds, its options' last.

    Raises:
        NoPrice: where a list of prices cannot be read.
    """
    return (
        *_fixed(document, "dynamic_fixed_prices", Label.DYNAMIC_FIXED),
        *_fixed(document, "static_fixed_prices", Label.STATIC_FIXED),
        *_variable(document, "static_variable_price", Label.STATIC_VARIABLE),
        *_variable(document, "dynamic_variable_price", Label.DYNAMIC_VARIABLE),
        *_options(document),
    )


def _fixed(document: Document, name: str, label: Label) -> Iterator[Asked]:
    for row in objects(document.get(name)):
        yield _asked(row, label, (_tier(row, dynamic=label in DYNAMIC),))


def _variable(document: Document, name: str, label: Label) -> Iterator[Asked]:
    for row in objects(document.get(f"{name}_holders")):
        yield _asked(row, label, read_tiers(row.get(f"{name}s"), dynamic=label in DYNAMIC))


def _asked(row: Document, label: Label, tiers: tuple[Tier, ...]) -> Asked:
    condition = row.get("condition")
    return Asked(
        label=label,
        profile=profile_of(row),
        tiers=tiers,
        condition=None if condition is None or condition == "" else Formula(_written(condition)),
        total_price=is_yes(row.get("total_price")),
    )


def _options(document: Document) -> Iterator[Asked]:
    for option in objects(document.get("supplier_options")):
        count = read_integer(option.get("count"))
        if count is not None and not isinstance(count, int):
            raise NoPrice(tr("The number of an option cannot be read."))
        name = _option_name(option)
        for kind, label in (("dynamic", Label.OPTION_DYNAMIC), ("static", Label.OPTION_STATIC)):
            for row in objects(option.get(f"supplier_option_{kind}_variable_price_holders")):
                yield Asked(
                    label=label,
                    profile=identity(row.get("supplier_profile_id")) or profile_of(row),
                    tiers=read_tiers(row.get("option_prices"), dynamic=label in DYNAMIC),
                    count=1 if count is None else count,
                    name=name,
                )


def _option_name(option: Document) -> str:
    """Return an option's name in the language of the calculation, else any other, else its code."""
    translations = option.get("translations")
    rows = objects([translations] if isinstance(translations, dict) else translations)
    rows = sorted(rows, key=lambda row: row.get("lang") != LANGUAGE)
    names = (row.get("name") for row in rows)
    return next((name for name in names if isinstance(name, str) and name), "") or identity(
        option.get("code")
    )


def profile_of(row: Document) -> str:
    """Return the id of the supplier profile of a price, "" for none."""
    profile = row.get("supplier_profile")
    return identity(profile.get("id")) if isinstance(profile, dict) else ""


def is_yes(value: object) -> bool:
    """Return whether a flag is set, which the service also writes as 1 or text."""
    return str(value).lower() in {"true", "1"}


def objects(rows: object) -> tuple[Document, ...]:
    """Return the objects of a list; none where it is absent.

    Raises:
        NoPrice: where it is something else, so that no price is overlooked.
    """
    if rows is None or rows == {}:
        return ()
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return tuple(rows)
    raise NoPrice(tr("A list of the service cannot be read: “{sent}”.", sent=shortened(str(rows))))


def _written(condition: object) -> str:
    return str(condition).lower() if isinstance(condition, bool) else str(condition)
