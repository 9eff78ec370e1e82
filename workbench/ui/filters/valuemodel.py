"""The lines of a list of values: what a search leaves of them, folded like a tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.core.formats import Formats
from workbench.core.pages import FacetValue
from workbench.ui.filters.choosing import Choosing, Tick
from workbench.ui.filters.valuerow import ValueRow
from workbench.ui.safe import never_raises
from workbench.ui.text import visible

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""Role of the line's `Line`."""

MOST_OPENED = 400
"""A search that leaves more lines than this opens no branches."""
DEEPEST = 32
"""Levels of a tree that are shown."""


class Line(msgspec.Struct, frozen=True):
    """One line: a value at a depth.

    Attributes:
        value: what it offers.
        depth: 0 at the top.
        fold: None where nothing is below, else whether it is open.
        heading: name of a group that begins here, "" for none.
    """

    value: FacetValue
    depth: int = 0
    fold: bool | None = None
    heading: str = ""


class ValueModel(QAbstractListModel):
    """Lists the values of a `Choosing`.

    Attributes:
        choosing: values and ticks; tell `ticked` after changing ticks.
        counted: whether counts are known.
    """

    def __init__(self, choosing: Choosing, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choosing = choosing
        self.counted = False
        self._formats = formats
        self._open: set[str] = set()
        self._shut: set[str] = set()
        self._search = ""
        self._group = ""
        self._lines: list[Line] = []
        self._partly: frozenset[str] = frozenset()
        self._swatched = False
        self.refresh()

    def line(self, row: int) -> Line:
        """Return a line."""
        return self._lines[row]

    def search(self, text: str) -> None:
        """Leave the values whose name or code holds every word of `text`."""
        self._search = text.casefold().strip()
        self._shut.clear()
        self.refresh()

    def show_group(self, group: str) -> None:
        """Leave the values of one group, as of one of several trees; "" for all."""
        self._group = group
        self.refresh()

    def fold(self, code: str, *, is_open: bool) -> None:
        """Open or fold what is below a value."""
        kept, held = (self._shut, not is_open) if self._search else (self._open, is_open)
        kept.discard(code)
        if held:
            kept.add(code)
        self.refresh()

    def open_to(self, codes: Iterable[str]) -> None:
        """Open the branches that lead to some values."""
        self._open |= {above for code in codes for above in self.choosing.above(code)}
        self.refresh()

    def refresh(self) -> None:
        """Show values anew."""
        self.beginResetModel()
        values = self.choosing.values.values()
        self.counted = any(value.count for value in values)
        coloured = sum(bool(value.colour) for value in values)
        self._swatched = bool(coloured) and not self.choosing.tree and 3 * coloured >= len(values)
        self._partly = self.choosing.partly()
        self._lines = self._found() if self._search else list(self._below("", 0, None))
        self.endResetModel()

    def ticked(self) -> None:
        """Show ticks anew."""
        self._partly = self.choosing.partly()
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def row_of(self, code: str) -> int:
        """Return the row of a value, -1 where it is not shown."""
        found = (row for row, line in enumerate(self._lines) if line.value.code == code)
        return next(found, -1)

    def tick(self, code: str) -> Tick:
        """Return the state of a value's box."""
        return self.choosing.tick(code, self._partly)

    def _found(self) -> list[Line]:
        """Lines that the search leaves; in a tree the way down to them too."""
        words = self._search.split()
        choosing = self.choosing
        hits = [value for value in choosing.values.values() if self._fits(value, words)]
        if not choosing.tree or len(hits) > MOST_OPENED:
            return [Line(value) for value in hits]
        kept = {value.code for value in hits}
        kept |= {above for value in hits for above in choosing.above(value.code)}
        return list(self._below("", 0, kept))

    def _below(self, code: str, depth: int, kept: Collection[str] | None) -> Iterator[Line]:
        """Yield the lines below a value; where a search left some, these with their ways alone."""
        choosing = self.choosing
        group = ""
        for own in choosing.below(code):
            value = choosing.values[own]
            other = not depth and self._group and value.group != self._group
            if other or (kept is not None and own not in kept):
                continue
            inside: Sequence[str] = choosing.below(own)
            if kept is not None:
                inside = [each for each in inside if each in kept]
            is_open = own in self._open if kept is None else own not in self._shut
            heading = value.group if not depth and value.group != group else ""
            group = value.group
            named = "" if self._group else heading
            yield Line(value, depth, is_open if inside else None, named)
            if inside and is_open and depth < DEEPEST:
                yield from self._below(own, depth + 1, kept)

    def _fits(self, value: FacetValue, words: list[str]) -> bool:
        return _holds(value, words) and (not self._group or value.group == self._group)

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._lines)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(line.value.label)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.row(line).spoken
            case _ if role == ROW:
                return line
        return None

    def row(self, line: Line) -> ValueRow:
        """Return what a line says."""
        value = line.value
        return ValueRow(
            value.label,
            self._formats.integer(value.count) if self.counted else "",
            self.tick(value.code),
            value.colour,
            swatched=self._swatched,
            faint=self.counted and not value.count,
        )


def _holds(value: FacetValue, words: list[str]) -> bool:
    text = f"{value.label} {value.code} {value.group}".casefold()
    return all(word in text for word in words)
