"""My shelf first: which pieces to take from own stores and which to buy, so that it costs least.

Every split is looked at: any part from the shelf, any part from each supplier, one order each, and
larger orders where they cost less. Nothing is reserved and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

import msgspec
import numpy as np

from workbench.compare.curve import Curve
from workbench.compare.units import LARGEST, money_of, units_of
from workbench.core.errors import bad_input
from workbench.core.offers import Lot
from workbench.core.texts import tr
from workbench.core.values import Money
from workbench.tables.arrays import Ints

MOST_SPLIT: Final = 5000
"""Quantity up to which several suppliers may share a line; above it one supplier does."""
_NEVER: Final = LARGEST


class Take(NamedTuple):
    """Pieces from a lot on the own shelf."""

    lot: Lot
    pieces: int


class Buy(NamedTuple):
    """One order at a supplier."""

    place: int
    """Of the offer on its board."""
    supplier: str
    pieces: int
    """Really bought."""
    tier: int
    total: Money


class Plan(msgspec.Struct, frozen=True):
    """A way to get a quantity.

    Attributes:
        takes: from the shelf, what expires first first.
        buys: one order a supplier.
        total: what the orders cost, and the value of what is taken where it has one.
        left: pieces beyond what is wanted.
    """

    takes: tuple[Take, ...]
    buys: tuple[Buy, ...]
    total: Money
    left: int


class Plans(msgspec.Struct, frozen=True):
    """What can be done for a line.

    Attributes:
        cheapest: of all splits; None where the quantity cannot be had.
        shelf_first: the cheapest of those that take all they can from the shelf and ask for no
            more than the rest.
        bought: the cheapest of those that take nothing from it.
        unusable: lots left out: empty, or expired on the day.
    """

    cheapest: Plan | None
    shelf_first: Plan | None
    bought: Plan | None
    unusable: tuple[Lot, ...] = ()


class _Source(NamedTuple):
    """What it costs to get 0, 1, 2 … pieces from one supplier, and by which order."""

    totals: Ints
    curve: Ints
    """Number of the curve in use."""
    quantity: Ints
    """What to ask of it."""


def plans(
    curves: Sequence[Curve],
    lots: Iterable[Lot],
    quantity: int,
    *,
    value: Decimal = Decimal(0),
    day: date | None = None,
) -> Plans:
    """Return the cheapest ways to get a quantity from the shelf and from suppliers.

    Of splits that cost the same the one is chosen that buys least from the last supplier, then
    from the one before it, and so on.

    Args:
        curves: offers of the item; those of one supplier stand in for each other, and those in
            another currency than the first are left out. Larger orders are looked at up to the
            end of each curve.
        lots: what stands on the shelf.
        quantity: pieces wanted, from 1.
        value: what a piece of the shelf counts for, in the currency of the curves.
        day: when the pieces are needed; lots that expire before are left out.

    Raises:
        WbError: code INPUT where a curve ends before the quantity.
    """
    if any(curve.limit < quantity for curve in curves):
        raise bad_input(tr("The costs are not reckoned up to {count} pieces.", count=quantity))
    held = sorted(lots, key=_first_out)
    usable = [lot for lot in held if _usable(lot, day)]
    most = min(sum(lot.quantity for lot in usable), quantity)
    split = _Split(curves, quantity, units_of(value) or 0)
    return Plans(
        split.plan(usable, 0, most),
        split.plan(usable, most, most, larger=False),
        split.plan(usable, 0, 0),
        tuple(lot for lot in held if not _usable(lot, day)),
    )


def _usable(lot: Lot, day: date | None) -> bool:
    return lot.quantity > 0 and lot.holds_on(day)


def _first_out(lot: Lot) -> tuple[bool, date, str, str]:
    return lot.expires is None, lot.expires or date.max, lot.store, lot.batch


class _Split:
    """All splits of one quantity over the shelf and the suppliers."""

    def __init__(self, curves: Sequence[Curve], quantity: int, value: int) -> None:
        self._currency = curves[0].currency if curves else ""
        self._curves = [curve for curve in curves if curve.currency == self._currency]
        self._quantity, self._value = quantity, value
        by_supplier: dict[str, list[int]] = {}
        for number, curve in enumerate(self._curves):
            by_supplier.setdefault(curve.supplier, []).append(number)
        self._suppliers = tuple(by_supplier.values())

    def _source(self, numbers: list[int], *, larger: bool) -> _Source:
        """Return what a supplier asks for so many pieces, by its cheapest offer."""
        size = self._quantity + 1
        best = _Source(np.full(size, _NEVER), np.zeros(size, np.int64), np.zeros(size, np.int64))
        best.totals[0] = 0
        for number in numbers:
            costs = self._curves[number].costs()
            totals = np.where(costs.compared, costs.total, _NEVER)
            lowest = np.minimum.accumulate(totals[::-1])[::-1] if larger else totals
            places = np.where(totals == lowest, np.arange(len(totals)), len(totals))
            asked = np.minimum.accumulate(places[::-1])[::-1] + 1
            better = np.flatnonzero(lowest[: size - 1] < best.totals[1:]) + 1
            best.totals[better] = lowest[better - 1]
            best.curve[better], best.quantity[better] = number, asked[better - 1]
        return best

    def plan(self, lots: Sequence[Lot], low: int, high: int, *, larger: bool = True) -> Plan | None:
        """Return the cheapest split that takes from `low` to `high` pieces from the shelf.

        With `larger`, more than is needed may be asked for where it costs less; then nothing is
        taken from the shelf only to be left over.
        """
        sources = [self._source(numbers, larger=larger) for numbers in self._suppliers]
        found = self._cheapest(sources, lots, (low, high))
        if found is None or not larger or not found.left or not found.takes:
            return found
        taken = max(sum(take.pieces for take in found.takes) - found.left, 0)
        return self._made(lots, taken, list(found.buys))

    def _cheapest(
        self, sources: Sequence[_Source], lots: Sequence[Lot], taken: tuple[int, int]
    ) -> Plan | None:
        low, high = taken
        shelf = np.full(self._quantity + 1, _NEVER)
        shelf[low : high + 1] = np.arange(low, high + 1) * self._value
        if self._quantity > MOST_SPLIT:
            return self._by_one(sources, lots, shelf)
        totals, chosen = shelf, []
        for source in sources:
            totals, parts = _joined(totals, source.totals)
            chosen.append(parts)
        if totals[-1] >= _NEVER:
            return None
        left, orders = self._quantity, []
        for source, parts in zip(reversed(sources), reversed(chosen), strict=True):
            part = int(parts[left])
            if part:
                orders.append(self._order(source, part))
            left -= part
        return self._made(lots, left, orders[::-1])

    def _by_one(self, sources: Sequence[_Source], lots: Sequence[Lot], shelf: Ints) -> Plan | None:
        """Return the cheapest split over the shelf and one supplier."""
        found: Plan | None = None
        lowest = _NEVER
        if shelf[-1] < _NEVER:
            lowest, found = int(shelf[-1]), self._made(lots, self._quantity, [])
        for source in sources:
            totals = np.minimum(shelf[::-1] + source.totals, _NEVER)
            part = int(totals.argmin())
            if totals[part] < lowest:
                lowest = int(totals[part])
                orders = [self._order(source, part)] if part else []
                found = self._made(lots, self._quantity - part, orders)
        return found

    def _order(self, source: _Source, part: int) -> Buy:
        curve = self._curves[int(source.curve[part])]
        asked = int(source.quantity[part])
        costs = curve.costs(asked, asked)
        total = Money(money_of(int(costs.total[0])), self._currency)
        return Buy(curve.place, curve.supplier, int(costs.pieces[0]), int(costs.tier[0]), total)

    def _made(self, lots: Sequence[Lot], taken: int, buys: list[Buy]) -> Plan:
        takes: list[Take] = []
        open_pieces = taken
        for lot in lots:
            if open_pieces:
                takes.append(Take(lot, min(lot.quantity, open_pieces)))
                open_pieces -= takes[-1].pieces
        left = taken + sum(buy.pieces for buy in buys) - self._quantity
        total = sum((buy.total.amount for buy in buys), money_of(taken * self._value))
        return Plan(tuple(takes), tuple(buys), Money(total, self._currency), left)


def _joined(before: Ints, source: Ints) -> tuple[Ints, Ints]:
    """Return the lowest totals of both together, and which part the second has in each."""
    totals, parts = before.copy(), np.zeros(len(before), np.int64)
    for part in range(1, len(before)):
        if source[part] >= _NEVER:
            continue
        joined = before[: len(before) - part] + source[part]
        better = joined < totals[part:]
        totals[part:][better] = joined[better]
        parts[part:][better] = part
    return totals, parts
