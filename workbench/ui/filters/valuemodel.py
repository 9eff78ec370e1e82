"""The lines of a list of values: what a search leaves of them, folded like a tree."""

from __future__ import annotations

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
        self._search = ""
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
        self.refresh()

    def fold(self, code: str, *, is_open: bool) -> None:
        """Open or fold what is below a value."""
        self._open.discard(code)
        if is_open:
            self._open.add(code)
        self.refresh()

    def refresh(self) -> None:
        """Show values anew."""
        self.beginResetModel()
        values = self.choosing.values.values()
        self.counted = any(value.count for value in values)
        coloured = sum(bool(value.colour) for value in values)
        self._swatched = bool(coloured) and not self.choosing.tree and 3 * coloured >= len(values)
        self._partly = self.choosing.partly()
        self._lines = self._found() if self._search else self._folded()
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

    def _folded(self) -> list[Line]:
        choosing = self.choosing
        lines: list[Line] = []
        group = ""

        def add(codes: tuple[str, ...], depth: int) -> None:
            nonlocal group
            for code in codes:
                value = choosing.values[code]
                below = tuple(choosing.below(code))
                is_open = code in self._open
                heading = value.group if not depth and value.group != group else ""
                group = value.group if not depth else group
                lines.append(Line(value, depth, is_open if below else None, heading))
                if is_open and depth < 32:
                    add(below, depth + 1)

        add(tuple(choosing.below("")), 0)
        return lines

    def _found(self) -> list[Line]:
        """Lines that the search leaves; in a tree the way down to them too."""
        words = self._search.split()
        choosing = self.choosing
        hits = [value for value in choosing.values.values() if _holds(value, words)]
        if not choosing.tree or len(hits) > MOST_OPENED:
            return [Line(value) for value in hits]
        kept = {value.code for value in hits}
        kept |= {above for value in hits for above in choosing.above(value.code)}
        lines: list[Line] = []

        def add(codes: tuple[str, ...], depth: int) -> None:
            for code in codes:
                if code in kept and depth < 32:
                    below = tuple(choosing.below(code))
                    inside = any(held in kept for held in below)
                    lines.append(Line(choosing.values[code], depth, inside if below else None))
                    add(below, depth + 1)

        add(tuple(choosing.below("")), 0)
        return lines

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
