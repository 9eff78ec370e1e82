"""The part of price ladders that decides a price: steps, minimum, currency, end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from workbench.core.amounts import from_units
from workbench.core.fields import Kind
from workbench.core.values import Ladder, Step
from workbench.tables.arrays import HIGHEST, Bools, Grown, Ints, Numbers, spread
from workbench.tables.names import Names
from workbench.tables.numbers import CODECS

_OPEN: Final = HIGHEST
_UNITS: Final = CODECS[Kind.MONEY].store
_WHOLE: Final = CODECS[Kind.INTEGER].store

Parts = tuple[tuple[Step, ...], int, str, int | None]


class Shapes:
    """Ladder shapes, each with at least one step; those without stand as empty ones."""

    def __init__(self) -> None:
        self._names = Names()
        self._minimum, self._until = Grown(np.int64), Grown(np.int64)
        self._currency = Grown(np.int32)
        self._counted = Grown(np.bool_)
        self._starts, self._counts = Grown(np.int64), Grown(np.int32)
        self._from, self._amount = Grown(np.int64), Grown(np.int64)

    def __len__(self) -> int:
        return len(self._minimum)

    def lay(self, ladders: Sequence[Ladder], currency: str) -> list[int]:
        """Add the shapes of one row's ladders, equal ones once, and return the number of each.

        Only shapes of `currency` count for the row's price.

        Raises:
            OverflowError: where a number does not fit, or steps do not rise; nothing is added.
        """
        numbers: dict[Parts, int] = {}
        places = [
            numbers.setdefault(_parts(ladder), len(self) + len(numbers)) for ladder in ladders
        ]
        steps = [self._checked(parts) for parts in numbers]
        for parts, cells in zip(numbers, steps, strict=True):
            self._add(parts, cells, counted=bool(cells) and parts[2] == currency)
        return places

    @staticmethod
    def _checked(parts: Parts) -> list[tuple[int, int]]:
        """Return the steps as integers."""
        try:
            cells = [(_WHOLE(step.from_quantity), _UNITS(step.amount)) for step in parts[0]]
            if _WHOLE(parts[1]) < 0 or _WHOLE(parts[3] or 0) < 0:
                raise OverflowError
        except TypeError as error:
            raise OverflowError from error
        if any(one[0] > two[0] for one, two in pairwise(cells)):
            raise OverflowError
        return cells

    def _add(self, parts: Parts, cells: list[tuple[int, int]], *, counted: bool) -> None:
        _, minimum, currency, until = parts
        self._minimum.extend((minimum,))
        self._until.extend((_OPEN if until is None else until,))
        self._currency.extend((self._names.number(currency),))
        self._counted.extend((counted,))
        self._starts.extend((len(self._from),))
        self._counts.extend((len(cells),))
        self._from.extend([start for start, _ in cells])
        self._amount.extend([amount for _, amount in cells])

    def parts(self, shape: int) -> Parts:
        """Return steps, minimum, currency and end of a shape."""
        start, count = int(self._starts.array[shape]), int(self._counts.array[shape])
        until = int(self._until.array[shape])
        return (
            tuple(self._steps(start, start + count)),
            int(self._minimum.array[shape]),
            self._names.name(int(self._currency.array[shape])),
            None if until == _OPEN else until,
        )

    def _steps(self, start: int, stop: int) -> Iterator[Step]:
        starts, amounts = self._from.array[start:stop], self._amount.array[start:stop]
        for begin, units in zip(starts.tolist(), amounts.tolist(), strict=True):
            yield Step(begin, from_units(units))

    def amounts_at(self, quantity: int, begin: int, end: int) -> Ints:
        """Return the amounts in effect of a range of shapes; `HIGHEST` where none may be named."""
        amounts = np.full(end - begin, HIGHEST, np.int64)
        counted = self._counted.array[begin:end].astype(np.bool_, copy=False)
        if not counted.any():
            return amounts
        chosen: Bools | slice = slice(None) if counted.all() else counted
        starts = self._starts.array[begin:end][chosen]
        counts = self._counts.array[begin:end][chosen].astype(np.int64)
        bought = np.maximum(self._minimum.array[begin:end][chosen], quantity)
        bought = np.maximum(bought, self._from.array[starts])
        step = starts + self._steps_reached(starts, counts, bought) - 1
        there = bought <= self._until.array[begin:end][chosen]
        amounts[chosen] = np.where(there, self._amount.array[step], HIGHEST)
        return amounts

    def _steps_reached(self, starts: Numbers, counts: Ints, bought: Numbers) -> Ints:
        """Return how many steps of each shape begin at or below the quantity bought."""
        in_order = len(starts) == 1 or bool((starts[1:] == starts[:-1] + counts[:-1]).all())
        if in_order:
            first = int(starts[0])
            froms = self._from.array[first : first + int(counts.sum())]
        else:
            froms = self._from.array[spread(starts, counts)]
        reached = froms <= np.repeat(bought, counts)
        return np.add.reduceat(reached, np.cumsum(counts) - counts, dtype=np.int64)

    def keep(self, shapes: Numbers) -> None:
        """Keep only these shapes, in this order."""
        for held in (
            *(self._minimum, self._until, self._currency),
            *(self._counted, self._starts, self._counts),
        ):
            held.keep(shapes)
        counts = self._counts.array.astype(np.int64)
        steps = spread(self._starts.array, counts)
        self._from.keep(steps)
        self._amount.keep(steps)
        self._starts.array[:] = np.cumsum(counts) - counts

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        held = (self._minimum, self._until, self._currency, self._counted)
        return sum(each.nbytes for each in (*held, self._starts, self._counts)) + (
            self._from.nbytes + self._amount.nbytes
        )


def _parts(ladder: Ladder) -> Parts:
    return ladder.steps, ladder.minimum, ladder.currency, ladder.until
