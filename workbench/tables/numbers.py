"""Columns of numbers, money, days, moments and flags: one int64 a row, exact.

What does not fit ten-thousandths exactly (0.12345, or more than 64 bits) stands in the array as
the next lower number and beside it as the Decimal it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeVar

import msgspec
import numpy as np

from workbench.core.amounts import SCALE, from_units, to_units
from workbench.core.fields import Kind
from workbench.core.values import Money
from workbench.tables.arrays import HIGHEST, LOWEST, MISSING, Bools, Grown, Ints, Numbers, within
from workbench.tables.columns import Rank
from workbench.tables.names import Names

_V = TypeVar("_V")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO: Final = timedelta(microseconds=1)
_WIDEST: Final = 32
"""Bits of a span above which ranks are made dense, so that several keys fit one integer."""


class Codec(msgspec.Struct, frozen=True):
    """How values of one kind become integers and return.

    Attributes:
        store: the integer of a value; raises TypeError for another type, OverflowError where the
            value does not fit exactly.
        load: the value of an integer.
        scale: integers to one of the value.
    """

    store: Callable[[object], int]
    load: Callable[[int], object]
    scale: int = 1


class Range(msgspec.Struct, frozen=True):
    """From one number to another; None is open, `above` and `below` leave the ends out."""

    low: Decimal | None = None
    high: Decimal | None = None
    above: bool = False
    below: bool = False

    def ends(self, scale: int) -> tuple[int, int]:
        """Return the first and the last integer inside, for numbers that fit the scale."""
        first, last = LOWEST, HIGHEST
        if self.low is not None:
            first = (
                floor_units(self.low, scale) + 1 if self.above else -floor_units(-self.low, scale)
            )
        if self.high is not None:
            last = (
                -floor_units(-self.high, scale) - 1 if self.below else floor_units(self.high, scale)
            )
        return first, last

    def holds(self, value: Decimal) -> bool:
        """Whether an exact number stands inside."""
        if self.low is not None and (value < self.low or (self.above and value == self.low)):
            return False
        return self.high is None or value < self.high or (value == self.high and not self.below)


def _store_integer(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    if not LOWEST <= value <= HIGHEST:
        raise OverflowError
    return value


def _store_units(value: object) -> int:
    if type(value) is not Decimal:
        raise TypeError
    units = to_units(value)
    if units is None or Decimal(units).scaleb(-4) != value:
        raise OverflowError
    return units


def _store_day(value: object) -> int:
    if type(value) is not date:
        raise TypeError
    return value.toordinal()


def moment_micros(value: object) -> int:
    """Return a moment as microseconds since 1970.

    Raises:
        TypeError: where it is no datetime, or one without a zone.
    """
    if not isinstance(value, datetime):
        raise TypeError
    return (value - _EPOCH) // _MICRO


def _load_moment(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)


def _store_flag(value: object) -> int:
    if type(value) is not bool:
        raise TypeError
    return int(value)


CODECS: Final = {
    Kind.INTEGER: Codec(_store_integer, int),
    Kind.STOCK: Codec(_store_integer, int),
    Kind.DECIMAL: Codec(_store_units, from_units, SCALE),
    Kind.MONEY: Codec(_store_units, from_units, SCALE),
    Kind.DATE: Codec(_store_day, date.fromordinal),
    Kind.TIME: Codec(moment_micros, _load_moment),
    Kind.FLAG: Codec(_store_flag, bool),
}


def floor_units(value: Decimal, scale: int) -> int:
    """Return the next lower integer of `value * scale`, held within 64 bits."""
    if value.adjusted() > 30:
        return HIGHEST if value > 0 else LOWEST
    if value.adjusted() < -100:
        return -1 if value < 0 else 0
    return min(max(math.floor(Fraction(value) * scale), LOWEST), HIGHEST)


class NumberColumn:
    """Values of one codec; `exact` keeps by row what the array holds only nearly."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec
        self._cells = Grown(np.int8 if codec.load is bool else np.int64)
        self._ranks: tuple[Rank, ...] = ()
        self.exact: dict[int, Decimal] = {}

    def __len__(self) -> int:
        return len(self._cells)

    @property
    def scale(self) -> int:
        """Integers of the array to one of the value."""
        return self._codec.scale

    def load(self, number: int) -> object:
        """Return the value of one integer of the array."""
        return self._codec.load(number)

    def numbers(self, start: int = 0, stop: int | None = None) -> Ints:
        """Return a range of the integers, `MISSING` where there is none."""
        part = self._cells.array[start:stop]
        if part.dtype == np.int64:
            return part  # type: ignore[return-value]
        return np.where(part < 0, np.int64(MISSING), part.astype(np.int64))

    def extend(self, values: Sequence[object]) -> None:
        """Add values; see `Column`."""
        store, nothing = self._codec.store, self._nothing
        try:
            cells = [nothing if value is None else store(value) for value in values]
        except OverflowError:
            cells = self._store_nearly(values)
        self._cells.extend(cells)
        self._ranks = ()

    @property
    def _nothing(self) -> int:
        return MISSING if self._cells.array.dtype == np.int64 else -1

    def _store_nearly(self, values: Sequence[object]) -> list[int]:
        cells: list[int] = []
        exact: dict[int, Decimal] = {}
        for row, value in enumerate(values, len(self)):
            near = self._near(value)
            cells.append(near[0])
            if near[1] is not None:
                exact[row] = near[1]
        self.exact.update(exact)
        return cells

    def _near(self, value: object) -> tuple[int, Decimal | None]:
        if value is None:
            return self._nothing, None
        try:
            return self._codec.store(value), None
        except OverflowError:
            if not isinstance(value, (int, Decimal)):
                raise
            exact = Decimal(value)
            if not exact.is_finite():
                raise ValueError from None
            return floor_units(exact, self.scale), exact

    def fits(self, value: object) -> bool:
        """Whether the value is of the column's type."""
        try:
            self._near(value)
        except (TypeError, ValueError, ArithmeticError):
            return False
        return True

    def put(self, row: int, value: object) -> None:
        """Set one value."""
        number, exact = self._near(value)
        self._cells.array[row] = number
        self.exact.pop(row, None)
        if exact is not None:
            self.exact[row] = exact
        self._ranks = ()

    def keep(self, rows: Numbers) -> None:
        """Keep only these rows."""
        self._cells.keep(rows)
        self.exact = kept_rows(self.exact, rows)
        self._ranks = ()

    def value(self, row: int) -> object:
        """Return the value, exact."""
        if row in self.exact:
            held = self.exact[row]
            return held if self.scale > 1 else int(held)
        cell = int(self._cells.array[row])
        return None if cell == self._nothing else self._codec.load(cell)

    def missing(self, start: int, stop: int) -> Bools:
        """Return which rows have no value."""
        return self._cells.array[start:stop] == self._nothing

    def in_range(self, span: Range, start: int, stop: int) -> Bools:
        """Return which values stand in a range."""
        first, last = span.ends(self.scale)
        hits = within(self.numbers(start, stop), first, last)
        for row, exact in self.exact.items():
            if start <= row < stop:
                hits[row - start] = span.holds(exact)
        return hits

    def ranks(self) -> tuple[Rank, ...]:
        """Return the number, and behind it the place among what the array holds only nearly."""
        if not self._ranks:
            main = rank_numbers(self.numbers())
            self._ranks = (main, *rank_exact(self.exact, len(self)))
        return self._ranks

    def order_key(self, row: int) -> object:
        """Return the exact number, in the array's unit."""
        if row in self.exact:
            return exact_key(self.exact[row], self.scale)
        cell = int(self._cells.array[row])
        return None if cell == self._nothing else cell

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self._cells.nbytes


class MoneyColumn:
    """Amounts with their currencies; compared by amount."""

    def __init__(self) -> None:
        self.amounts = NumberColumn(CODECS[Kind.MONEY])
        self._codes = Grown(np.int32)
        self._names = Names()

    def __len__(self) -> int:
        return len(self.amounts)

    def _parts(self, value: object) -> tuple[Decimal | None, int]:
        if value is None:
            return None, -1
        if not isinstance(value, Money) or type(value.currency) is not str:
            raise TypeError
        return value.amount, self._names.number(value.currency)

    def extend(self, values: Sequence[object]) -> None:
        """Add values; see `Column`."""
        parts = [self._parts(value) for value in values]
        self.amounts.extend([amount for amount, _ in parts])
        self._codes.extend([code for _, code in parts])

    def fits(self, value: object) -> bool:
        """Whether the value is money."""
        return value is None or (
            isinstance(value, Money)
            and type(value.currency) is str
            and self.amounts.fits(value.amount)
        )

    def put(self, row: int, value: object) -> None:
        """Set one value."""
        amount, code = self._parts(value)
        self.amounts.put(row, amount)
        self._codes.array[row] = code

    def keep(self, rows: Numbers) -> None:
        """Keep only these rows."""
        self.amounts.keep(rows)
        self._codes.keep(rows)

    def value(self, row: int) -> object:
        """Return the money, exact."""
        amount = self.amounts.value(row)
        return Money(amount, self.currency(row)) if isinstance(amount, Decimal) else None

    def currency(self, row: int) -> str:
        """Return the currency of a row, "" where it has no money."""
        code = int(self._codes.array[row])
        return self._names.name(code) if code >= 0 else ""

    @property
    def codes(self) -> Numbers:
        """Number of the currency by row, -1 where it has no money."""
        return self._codes.array

    def missing(self, start: int, stop: int) -> Bools:
        """Return which rows have no money."""
        return self.amounts.missing(start, stop)

    def ranks(self) -> tuple[Rank, ...]:
        """Return the order by amount."""
        return self.amounts.ranks()

    def order_key(self, row: int) -> object:
        """Return the amount."""
        return self.amounts.order_key(row)

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.amounts.nbytes + self._codes.nbytes


def rank_numbers(values: Ints) -> Rank:
    """Return the order of int64 numbers: their distance from the lowest, or their dense place."""
    there = values != MISSING
    real = values if there.all() else values[there]
    if not len(real):
        return Rank(np.zeros(len(values), np.int64), -1)
    low, high = int(real.min()), int(real.max())
    if (high - low).bit_length() > _WIDEST:
        distinct, dense = np.unique(real, return_inverse=True)
        last = len(distinct) - 1
        places = np.full(len(values), last + 1, np.int64)
        places[there] = dense
        return Rank(places, last)
    last = high - low
    if real is values:
        return Rank(values - low, last)
    return Rank(np.where(there, values - np.int64(low), last + 1), last)


def rank_exact(exact: dict[int, Decimal], count: int) -> tuple[Rank, ...]:
    """Return the order among numbers that the array holds only nearly, 0 for all others."""
    if not exact:
        return ()
    order = {value: place for place, value in enumerate(sorted(set(exact.values())), 1)}
    places = np.zeros(count, np.int64)
    for row, value in exact.items():
        places[row] = order[value]
    return (Rank(places, len(order)),)


def exact_key(value: Decimal, scale: int) -> Fraction | Decimal:
    """Return an exact number in the array's unit; far outside its reach the unit says nothing."""
    return Fraction(value) * scale if -100 <= value.adjusted() <= 30 else value


def kept_rows(held: dict[int, _V], rows: Numbers) -> dict[int, _V]:
    """Return a dictionary by row after only `rows` were kept."""
    if not held:
        return {}
    return {new: held[old] for new, old in enumerate(rows.tolist()) if old in held}
