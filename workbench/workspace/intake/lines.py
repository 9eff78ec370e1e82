"""What becomes of each row of a file: changed, new, unchanged, not found, or wrong, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from workbench.core.edits import Weight
from workbench.core.texts import tr

WHOLE: Final = -1
"""Column of a problem that is about the whole row."""


class Fate(StrEnum):
    """What becomes of a row."""

    CHANGE = "change"
    NEW = "new"
    SAME = "same"
    """It says what is there already, or nothing."""
    MISSING = "missing"
    """No record has its name, and rows without one are left out."""
    BAD = "bad"
    """It cannot be staged as it is."""


STAGED: Final = frozenset({Fate.CHANGE, Fate.NEW})


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with one cell, or one row.

    Attributes:
        column: position of the column, from 0; `WHOLE` for the row.
        field: id of the field, "" for the row.
        expected: what would do.
        got: what stands there.
        reason: why that does not do; "" where `expected` says it all.
        weight: a warning lets the row pass.
        fix: a text that would be right, "" where none is known.
    """

    column: int
    field: str
    expected: str
    got: str = ""
    reason: str = ""
    weight: Weight = Weight.REFUSED
    fix: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong, without the place."""
        if self.column == WHOLE:
            return f"{self.expected} {self.reason}".strip()
        if self.reason and not self.expected and f"“{self.got}”" in self.reason:
            return self.reason
        if self.reason and not self.expected:
            return tr("{what} Got “{got}”.", what=self.reason, got=self.got)
        told = tr("Expected {expected}, got “{got}”.", expected=self.expected, got=self.got)
        return f"{told} {self.reason}".strip()

    def at(self, number: int, header: str) -> str:
        """Return the sentence led by its place in the file; rows count from 1."""
        from workbench.export.reading.failures import place_text  # noqa: PLC0415

        if self.column == WHOLE:
            return tr("{place}: {what}", place=place_text(number), what=self.sentence)
        place = place_text(number, self.column + 1)
        return tr("{place} ({header}): {what}", place=place, header=header, what=self.sentence)


class Altered(NamedTuple):
    """One value that a row would set."""

    field: str
    column: int
    shown: object
    """As it stands there now, staged or read."""
    value: object
    cleared: bool
    """Whether something is taken away."""


class Line(msgspec.Struct, frozen=True):
    """One row of the file.

    Attributes:
        index: position in the sheet, from 0.
        number: its number in the file, from 1.
        fate: see `Fate`.
        key: of the record, "" where it has none.
        name: what names the record in the file.
        altered: values to set; all typed ones of a new record.
        problems: what is wrong, warnings too.
        note: one more sentence.
    """

    index: int
    number: int
    fate: Fate
    key: str = ""
    name: str = ""
    altered: tuple[Altered, ...] = ()
    problems: tuple[Problem, ...] = ()
    note: str = ""


class Tally:
    """How many rows and cells of each kind there are; moves with each row that is judged again."""

    def __init__(self) -> None:
        self._fates: Counter[Fate] = Counter()
        self.cells = 0
        """Values that would be set."""
        self.cleared = 0
        """Of these, values that would be taken away."""
        self.problems = 0
        """Refusing ones."""
        self.warnings = 0

    def count(self, fate: Fate) -> int:
        """Return how many rows have a fate."""
        return self._fates[fate]

    @property
    def good(self) -> int:
        """How many rows can be staged."""
        return sum(self._fates[fate] for fate in STAGED)

    @property
    def rows(self) -> int:
        """How many rows were judged."""
        return sum(self._fates.values())

    def move(self, old: Line | None, new: Line) -> None:
        """Count a row in place of what it was."""
        if old is not None:
            self._add(old, -1)
        self._add(new, 1)

    def _add(self, line: Line, by: int) -> None:
        self._fates[line.fate] += by
        if line.fate in STAGED:
            self.cells += by * len(line.altered)
            self.cleared += by * sum(each.cleared for each in line.altered)
        refused = sum(each.weight is Weight.REFUSED for each in line.problems)
        self.problems += by * refused
        self.warnings += by * (len(line.problems) - refused)


class Groups:
    """Which rows of the file name the same record."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = {}
        self._name: dict[int, str] = {}

    def put(self, index: int, name: str) -> frozenset[int]:
        """Say what a row names; return all rows that this concerns."""
        old = self._name.get(index)
        touched = {index}
        if old is not None:
            self._rows[old].remove(index)
            touched.update(self._rows[old])
        self._name[index] = name
        if name:
            held = self._rows.setdefault(name, [])
            touched.update(held)
            held.append(index)
            held.sort()
        else:
            self._name.pop(index)
        return frozenset(touched)

    def of(self, name: str) -> tuple[int, ...]:
        """Return the rows that name a record, in order."""
        return tuple(self._rows.get(name, ()))

    def names(self) -> Iterable[str]:
        """Return every name in the file."""
        return tuple(name for name, rows in self._rows.items() if rows)
