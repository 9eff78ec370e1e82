"""What the kept prices of an item say: a course, twelve points, a trend, what became different.

Amounts of different currencies are never held against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from workbench.core.formats import MINUS
from workbench.core.pricepoints import Moved, PricePoint
from workbench.core.texts import language_in_use, mark, tr
from workbench.core.values import Ladder, Money

SPARKS = 12
"""Points of a sparkline."""


class Stage(NamedTuple):
    """The price of a piece at a quantity from a moment on; None where none could be named."""

    at: datetime
    price: Money | None


class Trend(NamedTuple):
    """How the price of a piece moved.

    `change` is a fraction (-0.08 for 8 % less) of `before`; None across currencies or where one
    of both prices is missing.
    """

    since: datetime
    before: Money | None
    after: Money | None
    change: Decimal | None


class Turn(StrEnum):
    """What became of an offer."""

    UP = "up"
    DOWN = "down"
    NEW = "new"
    """Back again after it was gone."""
    FIRST = "first"
    """Read for the first time: nothing is known of what it was before."""
    GONE = "gone"
    SAME = "same"
    """Another ladder, and the same price at the quantity."""
    OTHER = "other"
    """Another currency, or a price that can only be named on one side."""


TURNS: Mapping[Turn, str] = {
    Turn.UP: mark("Dearer"),
    Turn.DOWN: mark("Cheaper"),
    Turn.NEW: mark("New"),
    Turn.FIRST: mark("First read"),
    Turn.GONE: mark("Gone"),
    Turn.SAME: mark("Same at this quantity"),
    Turn.OTHER: mark("Not comparable"),
}
"""Titles, marked."""


class Change(NamedTuple):
    """An offer that is not what it was, at a quantity."""

    moved: Moved
    turn: Turn
    before: Money | None
    after: Money | None
    change: Decimal | None
    """As in `Trend`."""


def price_of(ladder: Ladder | None, quantity: int) -> Money | None:
    """Return the price of a piece at a quantity; None where none can be named."""
    priced = ladder.at(quantity) if ladder is not None else None
    return Money(priced.amount, priced.currency) if priced else None


def course(points: Sequence[PricePoint], quantity: int) -> tuple[Stage, ...]:
    """Return the price at a quantity over time, oldest first: only where it became another one."""
    stages = [Stage(point.at, price_of(point.ladder, quantity)) for point in points]
    kept = [two for one, two in pairwise(stages) if one.price != two.price]
    return (*stages[:1], *kept)


def price_at(stages: Sequence[Stage], at: datetime) -> Money | None:
    """Return the price in effect at a moment; None before the first."""
    return next((stage.price for stage in reversed(stages) if stage.at <= at), None)


def sparkline(
    stages: Sequence[Stage], until: datetime, count: int = SPARKS
) -> tuple[Decimal | None, ...]:
    """Return amounts at evenly spread moments, the last one at `until`.

    Args:
        stages: of `course`.
        until: when the record was last read.
        count: how many amounts.

    Returns:
        None where no price was known, or it was in another currency than the last one.
    """
    currency = next((each.price.currency for each in reversed(stages) if each.price), "")
    if not currency or count < 2:
        return (None,) * count
    span = max(until - stages[0].at, timedelta(0))
    found = [price_at(stages, until - span * place / (count - 1)) for place in range(count)][::-1]
    return tuple(each.amount if each and each.currency == currency else None for each in found)


def trend(stages: Sequence[Stage], since: datetime | None = None) -> Trend | None:
    """Return how the price moved.

    Args:
        stages: of `course`.
        since: from that moment, or from the first known price after it; from the last change for
            None.

    Returns:
        None where nothing moved.
    """
    if len(stages) < 2:
        return None
    after = stages[-1].price
    if since is None:
        return _trend(stages[-1].at, stages[-2].price, after)
    begun = max(since, stages[0].at)
    before = price_at(stages, begun)
    return None if before == after else _trend(begun, before, after)


def trend_sentence(found: Trend | None) -> str:
    """Return "−8 % since 3 Sep" in the language in use; "" where nothing can be said."""
    if found is None or found.change is None:
        return ""
    return tr(
        "{percent} since {day}", percent=percent(found.change), day=short_day(found.since.date())
    )


def changes(moved: Iterable[Moved], quantity: int) -> tuple[Change, ...]:
    """Return what became of offers at a quantity, in the order given."""
    return tuple(_change(each, quantity) for each in moved)


def percent(part: Decimal) -> str:
    """Return a fraction with its sign: "−8 %", "+0.4 %", whole from ten on."""
    full = abs(part) * 100
    shown = full.quantize(Decimal(1) if full >= 10 else Decimal("0.1"), ROUND_HALF_UP)
    text = f"{shown:f}".removesuffix(".0")
    sign = "" if not shown else MINUS if part < 0 else "+"
    return f"{sign}{text} %"


def short_day(day: date) -> str:
    """Return a day without its year: "3 Sep", in the language in use."""
    from babel import UnknownLocaleError  # noqa: PLC0415 - not before a day is shown
    from babel.dates import format_date  # noqa: PLC0415

    try:
        return format_date(day, "d MMM", locale=language_in_use().replace("-", "_") or "en")
    except (UnknownLocaleError, ValueError):
        return format_date(day, "d MMM", locale="en")


def fraction(before: Money | None, after: Money | None) -> Decimal | None:
    """Return by which part an amount moved; None across currencies or without both."""
    if before is None or after is None or before.currency != after.currency or not before.amount:
        return None
    return (after.amount - before.amount) / before.amount


def _trend(since: datetime, before: Money | None, after: Money | None) -> Trend:
    return Trend(since, before, after, fraction(before, after))


def _change(moved: Moved, quantity: int) -> Change:
    before, after = price_of(moved.before, quantity), price_of(moved.after, quantity)
    part = fraction(before, after)
    return Change(moved, _turn(moved, before, after), before, after, part)


def _turn(moved: Moved, before: Money | None, after: Money | None) -> Turn:
    if moved.after is None:
        return Turn.GONE
    if moved.before is None:
        return Turn.NEW if moved.known else Turn.FIRST
    if before == after:
        return Turn.SAME
    if before is None or after is None or before.currency != after.currency:
        return Turn.OTHER
    return Turn.UP if after.amount > before.amount else Turn.DOWN
