"""What the check found, a line for each cell that would change or is wrong, as Qt reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from workbench.core.edits import Weight
from workbench.core.fields import Kind
from workbench.core.formats import Formats
from workbench.core.texts import mark, tr
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.marks import Mark
from workbench.workspace.importing import Import
from workbench.workspace.intake.lines import WHOLE, Altered, Fate, Line, Problem

Index = QModelIndex | QPersistentModelIndex
Item = Qt.ItemDataRole
ROOT = QModelIndex()
TITLES = (
    mark("Row"),
    mark("Record"),
    mark("Field"),
    mark("In the file"),
    mark("Now"),
    mark("What happens"),
)
ROW, RECORD, FIELD, CELL, NOW, WHAT = range(6)
_HEAD = -2
"""Column of a line about a row without a cell of its own."""


class Show(StrEnum):
    """Which rows are listed."""

    BAD = "bad"
    CHANGE = "change"
    NEW = "new"
    MISSING = "missing"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a row of the file, and a column of it, `WHOLE` or neither."""

    index: int
    column: int
    field: str = ""


class EntriesModel(QAbstractTableModel):
    """Lines about cells; cells of wrong rows and of rows without a record can be typed in.

    Attributes:
        typed: (row index, column, text) was typed in place of a cell.
    """

    typed = Signal(int, int, str)

    def __init__(self, done: Import, formats: Formats) -> None:
        super().__init__()
        self._import = done
        self._formats = formats
        self._entries: list[Entry] = []

    def list_rows(self, show: Show) -> None:
        """List the rows of one fate anew."""
        self.beginResetModel()
        self._entries = []
        for line in self._import.lines:
            if _is_shown(line, show):
                self._entries += _entries(line, show, self._import)
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Return a line, None where there is none."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def problem(self, row: int) -> Problem | None:
        """Return what is wrong with the cell of a line by now."""
        entry = self.entry(row)
        if entry is None:
            return None
        found = self._line(entry).problems
        return next((each for each in found if _is_about(each, entry)), None)

    def moved(self, indexes: frozenset[int]) -> None:
        """Say that rows of the file were judged again; the list stays as it is."""
        for row, entry in enumerate(self._entries):
            if entry.index in indexes:
                self.dataChanged.emit(self.index(row, 0), self.index(row, WHAT))

    def _line(self, entry: Entry) -> Line:
        return self._import.lines[entry.index]

    def _altered(self, entry: Entry) -> Altered | None:
        found = self._line(entry).altered
        return next((each for each in found if each.column == entry.column), None)

    # ---- as Qt reads it --------------------------------------------------------------------

    @never_raises(0)
    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._entries)

    @never_raises(0)
    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(TITLES)

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        return tr(TITLES[section]) if across and role == Item.DisplayRole else None

    @never_raises(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        entry = self.entry(index.row())
        if entry is None:
            return Qt.ItemFlag.NoItemFlags
        if index.column() == CELL and entry.column >= 0:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Item.EditRole and index.column() == CELL:
            return self._import.text_of(entry.index, entry.column)
        if role not in {Item.DisplayRole, Item.ToolTipRole, Item.AccessibleTextRole}:
            return None
        text = self._text(entry, index.row(), index.column())
        return tip_text(text) if role == Item.ToolTipRole else visible(text)

    @never_raises(default=False)
    def setData(  # noqa: D102
        self, index: Index, value: object, role: int = Item.EditRole
    ) -> bool:
        entry = self.entry(index.row())
        if entry is None or role != Item.EditRole or index.column() != CELL:
            return False
        if str(value) != self._import.text_of(entry.index, entry.column):
            self.typed.emit(entry.index, entry.column, str(value))
        return True

    def _text(self, entry: Entry, row: int, column: int) -> str:
        line = self._line(entry)
        match column:
            case 0:
                return str(line.number)
            case 1:
                return line.name or (tr("new") if line.fate is Fate.NEW else "–")
            case 2:
                return self._field(entry)
            case 3:
                return self._import.text_of(entry.index, entry.column) if entry.column >= 0 else ""
            case 4:
                return self._now(entry)
            case _:
                return self._what(entry, row)

    def _field(self, entry: Entry) -> str:
        name = entry.field or self._import.rules.columns.get(entry.column, "")
        field = self._import.field(name)
        return tr(field.title) if field else tr("whole row") if entry.column == WHOLE else ""

    def _now(self, entry: Entry) -> str:
        altered = self._altered(entry)
        if altered is None or self._line(entry).fate is Fate.NEW:
            return ""
        field = self._import.field(altered.field)
        return self._formats.value(altered.shown, field.kind if field else Kind.TEXT)

    def _what(self, entry: Entry, row: int) -> str:
        problem, line, altered = self.problem(row), self._line(entry), self._altered(entry)
        if problem is not None and (problem.weight is Weight.REFUSED or altered is None):
            return problem.sentence
        if problem is not None:
            return f"{self._becomes(line, altered)} · {problem.reason}"
        if line.fate is Fate.BAD:
            return tr("Right now; another cell of the row is wrong.")
        if altered is None or line.fate is Fate.SAME:
            return line.note or tr("Nothing changes.")
        return self._becomes(line, altered)

    def _becomes(self, line: Line, altered: Altered | None) -> str:
        if altered is None:
            return ""
        field = self._import.field(altered.field)
        shown = self._formats.value(altered.value, field.kind if field else Kind.TEXT)
        if altered.cleared:
            return tr("Is emptied")
        return tr("New: {value}", value=shown) if line.fate is Fate.NEW else shown

    def mark_of(self, row: int) -> Mark | None:
        """Return the mark of what happens in a line."""
        entry, problem = self.entry(row), self.problem(row)
        if entry is None:
            return None
        if problem is not None and problem.weight is Weight.REFUSED:
            return Mark.INVALID
        fate = self._line(entry).fate
        return {
            Fate.CHANGE: Mark.CHANGED,
            Fate.NEW: Mark.NEW,
            Fate.MISSING: Mark.DELETED,
            Fate.BAD: Mark.DONE,
        }.get(fate)


def _is_shown(line: Line, show: Show) -> bool:
    return line.fate.value == show.value


def _is_about(problem: Problem, entry: Entry) -> bool:
    if problem.column != entry.column:
        return False
    return entry.column != WHOLE or problem.field == entry.field


def _entries(line: Line, show: Show, done: Import) -> list[Entry]:
    if show is Show.BAD:
        return [Entry(line.index, each.column, each.field) for each in line.problems]
    if show is Show.MISSING or (show is Show.SAME and done.rules.by):
        column = done.rules.column_of(done.rules.by)
        return [Entry(line.index, _HEAD if column is None else column)]
    if line.altered:
        return [Entry(line.index, each.column, each.field) for each in line.altered]
    return [Entry(line.index, _HEAD)]
