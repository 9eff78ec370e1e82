"""Prices by quantity as lines: which quantities and amounts a chart spans, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.core.values import Ladder, Money
from workbench.ui.charts.scales import LinearScale, LogScale, round_up
from workbench.ui.text import visible

MOST_CURVES = 5
"""Lines with a dash of their own; further ones are left to the table."""


class Curve(msgspec.Struct, frozen=True):
    """One line of a step chart.

    Attributes:
        name: stands at its right end.
        ladder: its steps.
    """

    name: str
    ladder: Ladder


class Tier(msgspec.Struct, frozen=True):
    """One row of the table beside a chart: a step and what it saves on the first one, percent."""

    start: int
    amount: Decimal
    currency: str
    total: Decimal
    saves: Decimal | None
    in_effect: bool


def usable(curves: Sequence[Curve]) -> list[Curve]:
    """Return the curves that can be drawn together: with steps, of the first one's currency."""
    found = [curve for curve in curves if curve.ladder.steps]
    if not found:
        return []
    currency = found[0].ladder.currency
    return [curve for curve in found if curve.ladder.currency == currency][:MOST_CURVES]


def quantity_span(curves: Sequence[Curve], quantity: int) -> tuple[int, int]:
    """Return the first and last quantity of the axis; the quantity asked for lies within."""
    starts = [step.from_quantity for curve in curves for step in curve.ladder.steps]
    ends = [curve.ladder.until for curve in curves if curve.ladder.until]
    low = max(1, min(*starts, quantity)) if starts else 1
    high = max([*starts, *ends, quantity], default=1)
    return low, round_up(max(high * 2, low * 10))


def amounts(curves: Sequence[Curve]) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest amount."""
    found = [step.amount for curve in curves for step in curve.ladder.steps]
    return min(found), max(found)


def step_points(ladder: Ladder, across: LogScale, down: LinearScale) -> list[tuple[float, float]]:
    """Return the corners of a line of steps, in pixels, from its first to its last quantity."""
    points: list[tuple[float, float]] = []
    for step in ladder.steps:
        x, y = across.x(step.from_quantity), down.y(step.amount)
        if points:
            points.append((x, points[-1][1]))
        points.append((x, y))
    end = across.x(min(ladder.until or across.high, across.high))
    return [*points, (end, points[-1][1])]


def tiers(ladder: Ladder, quantity: int) -> list[Tier]:
    """Return the steps of a ladder with totals, savings, and the one in effect at `quantity`."""
    priced = ladder.at(quantity)
    first = ladder.steps[0].amount if ladder.steps else Decimal(0)
    return [
        Tier(
            step.from_quantity,
            step.amount,
            ladder.currency,
            step.amount * step.from_quantity,
            _saved(first, step.amount),
            priced is not None and priced.from_quantity == step.from_quantity,
        )
        for step in ladder.steps
    ]


def _saved(first: Decimal, amount: Decimal) -> Decimal | None:
    if first <= 0 or amount >= first:
        return None
    return ((first - amount) * 100 / first).quantize(Decimal(1))


def short_names(curves: Sequence[Curve]) -> list[str]:
    """Return the names of curves without the words that all of them begin with."""
    names = [visible(curve.name).split() for curve in curves]
    if len(names) > 1:
        while all(len(words) > 1 for words in names) and len({words[0] for words in names}) == 1:
            names = [words[1:] for words in names]
    joined = [" ".join(words) for words in names]
    if all(name.startswith("(") and name.endswith(")") for name in joined):
        return [name[1:-1] for name in joined]
    return joined


def summary(curves: Sequence[Curve], quantity: int, formats: Formats) -> str:
    """Return what a screen reader says of the chart."""
    if not curves:
        return tr("No prices.")
    said: list[str] = []
    for curve in curves:
        steps = curve.ladder.steps
        text = tr(
            "{name}: {first} from {low}, {last} from {high}",
            name=curve.name or tr("Price"),
            first=formats.money(Money(steps[0].amount, curve.ladder.currency)),
            low=formats.integer(steps[0].from_quantity),
            last=formats.money(Money(steps[-1].amount, curve.ladder.currency)),
            high=formats.integer(steps[-1].from_quantity),
        )
        priced = curve.ladder.at(quantity)
        if priced:
            amount = formats.money(Money(priced.amount, priced.currency))
            wanted = formats.integer(quantity)
            text = f"{text}; {tr('{amount} at {quantity}', amount=amount, quantity=wanted)}"
        said.append(text)
    return ". ".join(said)
