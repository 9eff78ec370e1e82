"""From values to pixels and back: the part of every chart that can be reasoned about by itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

import msgspec

MOST_LINES = 6
"""Hairlines across a chart."""

_QUANTITIES = (Decimal(1), Decimal("2.5"), Decimal(5))
_VALUES = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))


class LogScale(msgspec.Struct, frozen=True):
    """Quantities from `low` to `high` over pixels from `left` on, equal ratios equally wide."""

    low: int
    high: int
    left: float
    width: float

    def x(self, quantity: float) -> float:
        """Return where a quantity stands, in pixels; what is outside stands at the edge."""
        held = min(max(quantity, self.low), self.high)
        if self.high <= self.low:
            return self.left
        return self.left + self.width * math.log(held / self.low) / math.log(self.high / self.low)

    def quantity(self, x: float) -> int:
        """Return the quantity at a place, in pixels."""
        if self.width <= 0 or self.high <= self.low:
            return self.low
        share = min(max((x - self.left) / self.width, 0.0), 1.0)
        return round(self.low * (self.high / self.low) ** share)

    @property
    def right(self) -> float:
        """The right end, in pixels."""
        return self.left + self.width

    def pointed(self, x: float | None) -> int | None:
        """Return the quantity under a pointer at `x`, None beside the scale or without one."""
        return None if x is None or not self.left <= x <= self.right else self.quantity(x)


class LinearScale(msgspec.Struct, frozen=True):
    """Values from `low` at the bottom to `high` at the top; pixels grow downwards."""

    low: Decimal
    high: Decimal
    top: float
    height: float

    def y(self, value: Decimal) -> float:
        """Return where a value stands, in pixels; what is outside stands at the edge."""
        if self.high <= self.low:
            return self.bottom
        held = min(max(value, self.low), self.high)
        return self.top + self.height * float((self.high - held) / (self.high - self.low))

    @property
    def bottom(self) -> float:
        """The lower end, in pixels."""
        return self.top + self.height


def quantity_ticks(low: int, high: int) -> list[int]:
    """Return the round quantities of an axis: 1, 3, 5, 10, 25, 50, 100, 250 … within its ends."""
    found: list[int] = []
    power = Decimal(1)
    while power <= high:
        found += [round(head * power) for head in _QUANTITIES]
        power *= 10
    return sorted({tick for tick in found if low <= tick <= high})


def round_up(quantity: int) -> int:
    """Return the next round quantity that is not below `quantity`."""
    return next(tick for tick in quantity_ticks(1, max(quantity, 1) * 10) if tick >= quantity)


def value_ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return at most six round values, evenly spaced, that enclose all from `low` to `high`."""
    if high <= low:
        half = abs(low) / 10 or Decimal(1)
        low, high = max(low - half, Decimal(0)) if low >= 0 else low - half, high + half
    span = high - low
    power = Decimal(1).scaleb(span.adjusted() - 2)
    while True:
        for head in _VALUES:
            step = head * power
            first, last = math.floor(low / step), math.ceil(high / step)
            if last - first < MOST_LINES:
                return [step * place for place in range(first, last + 1)]
        power *= 10


def decimals_of(ticks: Sequence[Decimal]) -> int:
    """Return the decimals that all labels of an axis need, two at least for amounts."""
    return max(2, *(-int(tick.normalize().as_tuple().exponent) for tick in ticks))


def fitting(places: Sequence[float], widths: Sequence[float], gap: float) -> list[int]:
    """Return which labels, centred at `places`, can stand without touching.

    The first and the last come first, then those in between by their order.
    """
    if not places:
        return []
    last = len(places) - 1
    kept = [0] if last == 0 else [0, last]
    if last and places[last] - widths[last] / 2 < places[0] + widths[0] / 2 + gap:
        kept = [last]
    for at in range(1, last):
        free = all(
            abs(places[at] - places[other]) >= (widths[at] + widths[other]) / 2 + gap
            for other in kept
        )
        if free:
            kept.append(at)
    return sorted(kept)


def spread(places: Sequence[float], height: float, top: float, bottom: float) -> list[float]:
    """Return the middles of labels moved apart so that none covers another, order kept.

    `height` is that of a label; all stay between `top` and `bottom` where there is room.
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = list(places)
    edge = top
    for at in order:
        moved[at] = max(moved[at], edge + height / 2)
        edge = moved[at] + height / 2
    edge = max(bottom, top + height * len(order))
    for at in reversed(order):
        moved[at] = min(moved[at], edge - height / 2)
        edge = moved[at] - height / 2
    return moved
