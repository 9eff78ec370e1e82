"""The cost of an offer as a function of the quantity: exact at every quantity, where it breaks.

Between two breaks a total rises evenly with what is bought; a marking is a formula that may do
anything, so that its costs are reckoned for each quantity, in blocks, when they are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, NamedTuple

import numpy as np

from workbench.compare.board import Board
from workbench.compare.board_landing import Costs, reckon, unmarked
from workbench.compare.landed_terms import Wanted
from workbench.compare.units import Ratio, money_of, scaled
from workbench.core.values import Money
from workbench.tables.arrays import Bools, Ints

LARGEST_QUANTITY: Final = 5000
"""Where a curve ends unless it is told otherwise."""
_BLOCK: Final = 512


class Point(NamedTuple):
    """What an offer costs at a quantity."""

    quantity: int
    bought: int
    tier: int
    """Where the price step in effect begins."""
    total: Money
    per_piece: Money
    """By pieces bought, to a ten-thousandth."""


class Stretch(NamedTuple):
    """Quantities from one break to the next: one tier, one rule of freight, one outcome."""

    first: int
    last: int
    tier: int
    compared: bool
    """Whether there is a cost."""


class Curve:
    """The cost of one offer at the quantities from 1 to `limit`.

    Attributes:
        place: of the offer on its board.
        supplier: who asks it.
        currency: of every cost.
        limit: largest quantity.
    """

    def __init__(
        self, board: Board, place: int, wanted: Wanted, limit: int = LARGEST_QUANTITY
    ) -> None:
        self.place, self.limit = place, limit
        self.supplier = board.suppliers[int(board.supplier[place])]
        self._board, self._wanted = board, wanted
        self._footing = board.footing(wanted)
        self.currency = self._footing.currencies[int(self._footing.currency[place])]
        self._costs = Costs(*(np.zeros(limit, np.int64) for _ in Costs._fields))
        self._held = np.zeros(-(-limit // _BLOCK), np.bool_)

    def costs(self, first: int = 1, last: int | None = None) -> Costs:
        """Return the costs at the quantities from `first` to `last`, both included."""
        last = self.limit if last is None else min(last, self.limit)
        for block in range((first - 1) // _BLOCK, -(-last // _BLOCK)):
            if not self._held[block]:
                self._fill(block)
        return Costs(*(column[first - 1 : last] for column in self._costs))

    def _fill(self, block: int) -> None:
        start, stop = block * _BLOCK, min((block + 1) * _BLOCK, self.limit)
        quantities = np.arange(start + 1, stop + 1)
        places = np.full(stop - start, self.place)
        marked = unmarked(len(places))
        found = reckon(self._board.ladders, self._footing, places, quantities, marked)
        if self._wanted.marked:
            marks = self._board.marks
            marked = marks.of(places, found.pieces, found.compared, self._wanted)
            found = reckon(self._board.ladders, self._footing, places, quantities, marked)
        for column, new in zip(self._costs, found, strict=True):
            column[start:stop] = new
        self._held[block] = True

    def at(self, quantity: int) -> Point | None:
        """Return the cost at a quantity from 1 to `limit`; None where there is none."""
        costs = self.costs(quantity, quantity)
        if not costs.compared[0]:
            return None
        total, pieces = int(costs.total[0]), int(costs.pieces[0])
        each = money_of(scaled(total, Ratio(1, pieces)))
        return Point(
            quantity,
            pieces,
            int(costs.tier[0]),
            Money(money_of(total), self.currency),
            Money(each, self.currency),
        )

    def stretches(self, first: int = 1, last: int | None = None) -> tuple[Stretch, ...]:
        """Return the quantities between breaks: a tier, a freight or an outcome that changes."""
        costs = self.costs(first, last)
        kind = np.stack((costs.tier, costs.freight > 0, costs.outcome))
        kind[:2, ~costs.compared] = 0
        breaks = np.flatnonzero((kind[:, 1:] != kind[:, :-1]).any(axis=0)) + 1
        starts, ends = [0, *breaks.tolist()], [*breaks.tolist(), kind.shape[1]]
        compared = costs.compared
        return tuple(
            Stretch(first + a, first + b - 1, int(costs.tier[a]), bool(compared[a]))
            for a, b in zip(starts, ends, strict=True)
            if b > a
        )


class Nudge(NamedTuple):
    """A larger order that costs less in total."""

    quantity: int
    bought: int
    """What is bought for `quantity`."""
    instead: int
    """What to order."""
    tier: int
    saving: Money
    total: Money
    """Of the larger order."""


class Better(NamedTuple):
    """Quantities that a larger order costs less than: all of them, one after the other."""

    first: int
    last: int
    instead: int


def better_quantities(curve: Curve, first: int = 1, last: int | None = None) -> tuple[Better, ...]:
    """Return every quantity at which a larger order up to the curve's end has a lower total.

    The larger order is the one with the lowest total, the smallest of several.
    """
    better, instead = _larger_orders(curve, first)
    last = curve.limit if last is None else min(last, curve.limit)
    found: list[Better] = []
    for place in np.flatnonzero(better[: last - first + 1]).tolist():
        quantity, target = first + place, int(instead[place])
        if found and found[-1].last == quantity - 1 and found[-1].instead == target:
            found[-1] = found[-1]._replace(last=quantity)
        else:
            found.append(Better(quantity, quantity, target))
    return tuple(found)


def nudge(curve: Curve, quantity: int) -> Nudge | None:
    """Return the larger order that costs less than one of `quantity`; None where there is none."""
    here = curve.at(quantity)
    better, instead = _larger_orders(curve, quantity)
    if here is None or not better[0]:
        return None
    there = curve.at(int(instead[0]))
    if there is None:
        return None
    saving = Money(here.total.amount - there.total.amount, curve.currency)
    return Nudge(quantity, here.bought, there.bought, there.tier, saving, there.total)


def _larger_orders(curve: Curve, first: int) -> tuple[Bools, Ints]:
    """Return by quantity from `first` whether a larger order costs less, and which one."""
    costs = curve.costs(first)
    compared = costs.compared
    never = np.iinfo(np.int64).max
    total = np.where(compared, costs.total, never)
    lowest = np.minimum.accumulate(total[::-1])[::-1]
    places = np.where(total == lowest, np.arange(len(total)), len(total))
    nearest = np.minimum.accumulate(places[::-1])[::-1]
    return compared & (lowest < total), nearest + first


def axis(
    curves: Sequence[Curve], first: int = 1, last: int | None = None, also: Iterable[int] = ()
) -> tuple[int, ...]:
    """Return every quantity at which one of the curves breaks, and those named, sorted.

    The common axis of suppliers with different tiers: at each of its quantities every curve has
    its own true cost, and nothing is interpolated.
    """
    last = max(curve.limit for curve in curves) if last is None else last
    starts = (stretch.first for curve in curves for stretch in curve.stretches(first, last))
    return tuple(sorted({*starts, *(each for each in also if first <= each <= last)}))


def chart_quantities(
    curves: Sequence[Curve], first: int = 1, last: int | None = None, between: int = 120
) -> tuple[int, ...]:
    """Return the quantities to draw: both sides of each break, and some between, by logarithm.

    Args:
        curves: what is drawn.
        first: left end of the drawing.
        last: right end, None for the longest curve's.
        between: how many quantities beside the breaks.
    """
    last = max(curve.limit for curve in curves) if last is None else last
    breaks = axis(curves, first, last)
    sides = chain.from_iterable((each - 1, each) for each in breaks if each > first)
    spaced = np.unique(np.geomspace(first, last, between).astype(np.int64)).tolist()
    return tuple(sorted({first, last, *sides, *spaced}))


def table(
    curves: Sequence[Curve], quantities: Iterable[int]
) -> list[tuple[int, list[Point | None]]]:
    """Return the costs of curves at quantities: the twin of their chart."""
    return [
        (each, [curve.at(each) if each <= curve.limit else None for curve in curves])
        for each in quantities
    ]
