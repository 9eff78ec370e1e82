"""Columns of codes from a small dictionary: facets count them without looking at a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from workbench.core.values import Coded
from workbench.tables.arrays import Bools, Grown, Ints, Numbers, any_in_ranges, spread
from workbench.tables.columns import Rank
from workbench.tables.folding import natural_key
from workbench.tables.natural import rank_texts


class Codebook:
    """The distinct values of a column, numbered as they come."""

    def __init__(self) -> None:
        self.values: list[Coded] = []
        self._numbers: dict[Coded, int] = {}
        self._by_code: dict[str, list[int]] = {}

    def number(self, value: Coded) -> int:
        """Return the number of a value, a new one where it was not seen before."""
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = len(self.values)
            self.values.append(value)
            self._by_code.setdefault(value.code, []).append(found)
        return found

    def numbers_of(self, codes: Iterable[str]) -> list[int]:
        """Return the numbers of every spelling of some codes."""
        return [number for code in codes for number in self._by_code.get(code, ())]

    def table(self, test: Callable[[Coded], bool]) -> Bools:
        """Return by number which values pass a test."""
        return np.fromiter(map(test, self.values), np.bool_, len(self.values))

    def rank(self) -> Rank:
        """Return the natural order of the names by number; without names, of the codes."""
        return rank_texts([value.label or value.code for value in self.values])


def coded(value: object) -> Coded:
    """Return a coded value; a plain text is its own code and name.

    Raises:
        TypeError: where it is neither.
    """
    if type(value) is Coded:
        if type(value.code) is str and type(value.label) is str:
            return value
    elif type(value) is str:
        return Coded(value, value)
    raise TypeError


class ChoiceColumn:
    """One coded value a row, or a text that is offered as a facet (`plain`)."""

    def __init__(self, *, plain: bool = False) -> None:
        self.book = Codebook()
        self._plain = plain
        self._cells = Grown(np.int32)
        self._ranks: tuple[Rank, ...] = ()

    def __len__(self) -> int:
        return len(self._cells)

    def _cell(self, value: object) -> int:
        if value is None or value == "":
            return -1
        if type(value) is Coded and not value.code and not value.label:
            return -1
        if self._plain and type(value) is not str:
            raise TypeError
        return self.book.number(coded(value))

    def extend(self, values: Sequence[object]) -> None:
        """Add values; see `Column`."""
        self._cells.extend([self._cell(value) for value in values])
        self._ranks = ()

    def fits(self, value: object) -> bool:
        """Whether the value is a coded one, or a text."""
        return value is None or type(value) is str or (not self._plain and type(value) is Coded)

    def put(self, row: int, value: object) -> None:
        """Set one value."""
        self._cells.array[row] = self._cell(value)
        self._ranks = ()

    def keep(self, rows: Numbers) -> None:
        """Keep only these rows."""
        self._cells.keep(rows)
        self._ranks = ()

    def value(self, row: int) -> object:
        """Return the coded value or the text."""
        cell = int(self._cells.array[row])
        if cell < 0:
            return None
        held = self.book.values[cell]
        return held.label if self._plain else held

    def missing(self, start: int, stop: int) -> Bools:
        """Return which rows have no value."""
        return self._cells.array[start:stop] < 0

    def hits(self, wanted: Bools, start: int, stop: int) -> Bools:
        """Return which rows hold one of the wanted numbers."""
        cells = self._cells.array[start:stop]
        numbers = np.flatnonzero(wanted)
        if len(numbers) == 1:
            return cells == np.int32(numbers[0])
        return np.append(wanted, False)[cells]

    def counts(self, rows: Bools | None) -> Ints:
        """Return how many of the marked rows (None for all) hold each number."""
        cells = self._cells.array if rows is None else self._cells.array[rows]
        return np.bincount(cells + 1, minlength=len(self.book.values) + 1)[1:]

    def ranks(self) -> tuple[Rank, ...]:
        """Return the natural order of the names."""
        if not self._ranks:
            names = self.book.rank()
            places = np.append(names.places, names.last + 1)[self._cells.array]
            self._ranks = (Rank(places, names.last),)
        return self._ranks

    def order_key(self, row: int) -> object:
        """Return what the name is ordered by."""
        cell = int(self._cells.array[row])
        return None if cell < 0 else name_key(self.book.values[cell])

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self._cells.nbytes


class CodesColumn:
    """Several coded values a row, each once: flat numbers with a start and a count a row."""

    def __init__(self) -> None:
        self.book = Codebook()
        self._flat = Grown(np.int32)
        self._starts = Grown(np.int64)
        self._counts = Grown(np.int32)
        self._ranks: tuple[Rank, ...] = ()

    def __len__(self) -> int:
        return len(self._starts)

    def _cells(self, value: object) -> list[int]:
        if value is None:
            return []
        if type(value) is not tuple:
            raise TypeError
        return list(dict.fromkeys(self.book.number(coded(part)) for part in value))

    def extend(self, values: Sequence[object]) -> None:
        """Add values; see `Column`."""
        cells = [self._cells(value) for value in values]
        counts = np.fromiter(map(len, cells), np.int64, len(cells))
        self._starts.extend(len(self._flat) + np.cumsum(counts) - counts)
        self._counts.extend(counts)
        self._flat.extend([cell for row in cells for cell in row])
        self._ranks = ()

    def fits(self, value: object) -> bool:
        """Whether the value is a tuple of coded ones."""
        try:
            self._cells(value)
        except TypeError:
            return False
        return True

    def put(self, row: int, value: object) -> None:
        """Set one value behind the others; `keep` gives back the room of the old one."""
        cells = self._cells(value)
        self._starts.array[row] = len(self._flat)
        self._counts.array[row] = len(cells)
        self._flat.extend(cells)
        self._ranks = ()

    def keep(self, rows: Numbers) -> None:
        """Keep only these rows."""
        self._starts.keep(rows)
        self._counts.keep(rows)
        counts = self._counts.array.astype(np.int64)
        self._flat.keep(spread(self._starts.array, counts))
        self._starts.array[:] = np.cumsum(counts) - counts
        self._ranks = ()

    def value(self, row: int) -> object:
        """Return the values of a row."""
        count, start = int(self._counts.array[row]), int(self._starts.array[row])
        cells = self._flat.array[start : start + count].tolist()
        return tuple(self.book.values[cell] for cell in cells) or None

    def missing(self, start: int, stop: int) -> Bools:
        """Return which rows have no value."""
        return self._counts.array[start:stop] == 0

    def hits(self, wanted: Bools, start: int, stop: int) -> Bools:
        """Return which rows hold at least one of the wanted numbers."""
        found = wanted[self._flat.array]
        return any_in_ranges(found, self._starts.array[start:stop], self._counts.array[start:stop])

    def counts(self, rows: Bools | None) -> Ints:
        """Return how many of the marked rows (None for all) hold each number."""
        chosen = slice(None) if rows is None else rows
        places = spread(self._starts.array[chosen], self._counts.array[chosen])
        cells = self._flat.array[places]
        return np.bincount(cells, minlength=len(self.book.values))

    def ranks(self) -> tuple[Rank, ...]:
        """Return the natural order of the first names."""
        if not self._ranks:
            names = self.book.rank()
            first = np.append(self._flat.array, np.int32(0))[self._starts.array]
            by_number = np.append(names.places, 0)
            places = np.where(self._counts.array > 0, by_number[first], names.last + 1)
            self._ranks = (Rank(places, names.last),)
        return self._ranks

    def order_key(self, row: int) -> object:
        """Return what the first name is ordered by."""
        if not self._counts.array[row]:
            return None
        return name_key(self.book.values[int(self._flat.array[self._starts.array[row]])])

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self._flat.nbytes + self._starts.nbytes + self._counts.nbytes


def name_key(value: Coded) -> str | None:
    """Return what a coded value is ordered by."""
    return natural_key(value.label or value.code) or None
