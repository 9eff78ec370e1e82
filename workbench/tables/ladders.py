"""A column of price ladders, flat, so that a new quantity prices every row in one pass.

Ladders of one row with the same steps share them; those in another currency than the row's first
are kept and shown, and left out of its lowest price.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from workbench.core.amounts import SCALE, from_units
from workbench.core.formats import best_price
from workbench.core.values import Ladder, Money, Priced
from workbench.tables.arrays import (
    HIGHEST,
    MISSING,
    Bools,
    Grown,
    Ints,
    Numbers,
    spread,
    within,
)
from workbench.tables.columns import Rank
from workbench.tables.names import Names
from workbench.tables.numbers import Range, exact_key, floor_units, rank_exact, rank_numbers
from workbench.tables.shapes import Shapes


class PriceColumn:
    """Ladders by row, and the lowest price of each row at the quantity."""

    scale = SCALE

    def __init__(self) -> None:
        self._quantity = 1
        self._shapes = Shapes()
        self._names = Names()
        self._shape_of, self._variant, self._profile, self._country = (
            Grown(np.int32) for _ in range(4)
        )
        self._starts, self._counts = Grown(np.int64), Grown(np.int32)
        self._first_shapes, self._shape_counts = Grown(np.int64), Grown(np.int32)
        self._amounts = Grown(np.int64)
        self._currencies = Grown(np.int32)
        self._odd_sized: dict[int, tuple[Ladder, ...]] = {}
        self._mixed: set[int] = set()
        self._ranks: tuple[Rank, ...] = ()

    def __len__(self) -> int:
        return len(self._starts)

    def fits(self, value: object) -> bool:
        """Whether the value is a tuple of ladders."""
        return value is None or (
            type(value) is tuple and all(type(ladder) is Ladder for ladder in value)
        )

    def extend(self, values: Sequence[object]) -> None:
        """Add values; see `Column`."""
        if not all(map(self.fits, values)):
            raise TypeError
        first = len(self)
        for value in values:
            self._add(value if isinstance(value, tuple) else ())
        self._price(first)

    def _add(self, ladders: tuple[Ladder, ...]) -> None:
        row = len(self)
        placed = self._lay(ladders, row)
        for held, number in zip(self._row_arrays(), placed, strict=True):
            held.extend((number,))
        self._amounts.extend((MISSING,))

    def _row_arrays(self) -> tuple[Grown, ...]:
        return (
            self._starts,
            self._counts,
            self._first_shapes,
            self._shape_counts,
            self._currencies,
        )

    def _lay(self, ladders: tuple[Ladder, ...], row: int) -> tuple[int, int, int, int, int]:
        """Write a row's ladders behind all others and return where they are."""
        start, first_shape = len(self._shape_of), len(self._shapes)
        currency = next((each.currency for each in ladders if each.steps), "")
        self._forget(row)
        if any(each.steps and each.currency != currency for each in ladders):
            self._mixed.add(row)
        try:
            shapes = self._shapes.lay(ladders, currency)
        except OverflowError:
            self._odd_sized[row] = ladders
            return start, 0, first_shape, 0, self._names.number(currency)
        name = self._names.number
        self._shape_of.extend(shapes)
        self._variant.extend([name(each.variant) for each in ladders])
        self._profile.extend([name(each.profile) for each in ladders])
        self._country.extend([name(each.country) for each in ladders])
        count = len(self._shapes) - first_shape
        return start, len(ladders), first_shape, count, name(currency)

    def _forget(self, row: int) -> None:
        self._odd_sized.pop(row, None)
        self._mixed.discard(row)

    def put(self, row: int, value: object) -> None:
        """Set the ladders of one row; `keep` gives back the room of the old ones."""
        if not self.fits(value):
            raise TypeError
        placed = self._lay(value if isinstance(value, tuple) else (), row)
        for held, number in zip(self._row_arrays(), placed, strict=True):
            held.array[row] = number
        self._price(row, row + 1)

    def keep(self, rows: Numbers) -> None:
        """Keep only these rows and their ladders."""
        for held in (*self._row_arrays(), self._amounts):
            held.keep(rows)
        counts = self._counts.array.astype(np.int64)
        ladders = spread(self._starts.array, counts)
        shape_counts = self._shape_counts.array.astype(np.int64)
        shapes = spread(self._first_shapes.array, shape_counts)
        renumbered = np.full(len(self._shapes) + 1, -1, np.int32)
        renumbered[shapes] = np.arange(len(shapes))
        self._shapes.keep(shapes)
        for held in (self._shape_of, self._variant, self._profile, self._country):
            held.keep(ladders)
        self._shape_of.array[:] = renumbered[self._shape_of.array]
        self._starts.array[:] = np.cumsum(counts) - counts
        self._first_shapes.array[:] = np.cumsum(shape_counts) - shape_counts
        new = {old: place for place, old in enumerate(rows.tolist())}
        self._odd_sized = {new[old]: held for old, held in self._odd_sized.items() if old in new}
        self._mixed = {new[old] for old in self._mixed if old in new}
        self._ranks = ()

    def reprice(self, quantity: int) -> None:
        """Price every row at a quantity."""
        self._quantity = quantity
        self._price(0)

    def _price(self, first: int, stop: int | None = None) -> None:
        """Write the lowest amounts of a range of rows."""
        self._ranks = ()
        stop = len(self) if stop is None else stop
        starts, counts = self._first_shapes.array[first:stop], self._shape_counts.array[first:stop]
        there = counts > 0
        low = np.full(stop - first, MISSING, np.int64)
        if there.any():
            starts, counts = starts[there], counts[there].astype(np.int64)
            low[there] = self._lowest(starts, counts)
        self._amounts.array[first:stop] = low
        for row in self._odd_sized:
            if first <= row < stop:
                priced = self.price(row)
                near = floor_units(priced.amount, SCALE) if priced else MISSING
                self._amounts.array[row] = near

    def _lowest(self, starts: Numbers, counts: Ints) -> Ints:
        begin, end = int(starts.min()), int((starts + counts).max())
        amounts = self._shapes.amounts_at(self._quantity, begin, end)
        in_order = len(starts) == 1 or bool((starts[1:] == starts[:-1] + counts[:-1]).all())
        if in_order:
            low = np.minimum.reduceat(amounts, starts - begin)
        else:
            chosen = amounts[spread(starts - begin, counts)]
            low = np.minimum.reduceat(chosen, np.cumsum(counts) - counts)
        return np.where(low == HIGHEST, MISSING, low)

    def value(self, row: int) -> object:
        """Return the ladders of a row."""
        if row in self._odd_sized:
            return self._odd_sized[row]
        start, count = int(self._starts.array[row]), int(self._counts.array[row])
        return tuple(self._ladder(place) for place in range(start, start + count)) or None

    def _ladder(self, place: int) -> Ladder:
        name = self._names.name
        shape = int(self._shape_of.array[place])
        steps, minimum, currency, until = self._shapes.parts(shape)
        return Ladder(
            steps,
            minimum,
            currency,
            variant=name(int(self._variant.array[place])),
            profile=name(int(self._profile.array[place])),
            country=name(int(self._country.array[place])),
            until=until,
        )

    def price(self, row: int) -> Priced | None:
        """Return the lowest price of a row, within its first currency."""
        ladders = self.value(row)
        if not isinstance(ladders, tuple):
            return None
        currency = self.currency(row)
        same = tuple(each for each in ladders if each.currency == currency)
        return best_price(same, self._quantity)

    def money(self, row: int) -> Money | None:
        """Return the lowest price without its conditions: what a cell shows."""
        if row in self._odd_sized:
            priced = self.price(row)
            return Money(priced.amount, priced.currency) if priced else None
        units = int(self._amounts.array[row])
        return None if units == MISSING else Money(from_units(units), self.currency(row))

    def currency(self, row: int) -> str:
        """Return the currency that a row's prices are compared in."""
        return self._names.name(int(self._currencies.array[row]))

    def mixed(self, row: int) -> bool:
        """Whether a row has ladders of several currencies."""
        return row in self._mixed

    def missing(self, start: int, stop: int) -> Bools:
        """Return which rows have no price at the quantity."""
        return self._amounts.array[start:stop] == MISSING

    def numbers(self, start: int = 0, stop: int | None = None) -> Ints:
        """Return the lowest prices in ten-thousandths."""
        return self._amounts.array[start:stop].astype(np.int64, copy=False)

    @property
    def currencies(self) -> Numbers:
        """Number of the currency by row."""
        return self._currencies.array

    @property
    def exact(self) -> dict[int, Decimal]:
        """Prices by row that are not read from the arrays."""
        prices = {row: self.price(row) for row in self._odd_sized}
        return {row: priced.amount for row, priced in prices.items() if priced}

    def in_range(self, span: Range, start: int, stop: int) -> Bools:
        """Return which prices stand in a range."""
        hits = within(self.numbers(start, stop), *span.ends(SCALE))
        for row, exact in self.exact.items():
            if start <= row < stop:
                hits[row - start] = span.holds(exact)
        return hits

    def ranks(self) -> tuple[Rank, ...]:
        """Return the order by price."""
        if not self._ranks:
            self._ranks = (rank_numbers(self.numbers()), *rank_exact(self.exact, len(self)))
        return self._ranks

    def order_key(self, row: int) -> object:
        """Return the price in ten-thousandths."""
        if row in self._odd_sized:
            priced = self.price(row)
            return exact_key(priced.amount, SCALE) if priced else None
        units = int(self._amounts.array[row])
        return None if units == MISSING else units

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        held = (*self._row_arrays(), self._amounts, self._shape_of, self._variant)
        return sum(each.nbytes for each in (*held, self._profile, self._country)) + (
            self._shapes.nbytes
        )
