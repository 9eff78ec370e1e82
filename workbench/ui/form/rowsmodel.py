"""Rows of a list that is typed in, with the marks of what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.core.edits import Entry, Weight
from workbench.core.fields import NUMERIC, Field
from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.edits.drafts import State
from workbench.ui.dock.flat import LEFT, NO_INDEX, RIGHT, FlatRole, Index
from workbench.ui.entry.meaning import typing_text
from workbench.ui.form.news import MARKS
from workbench.ui.form.rowstate import RowLine
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.marks import Mark

GUTTER = 0
"""The first column holds the mark of the row."""


class RowsRole(IntEnum):
    """What the model says of a cell beyond Qt's own roles and those of small tables."""

    MARK = Qt.ItemDataRole.UserRole + 40
    """The `Mark` of the cell, or of the row in the gutter; None for none."""
    STRUCK = Qt.ItemDataRole.UserRole + 41
    """True for a row that is to be taken away."""
    NEW = Qt.ItemDataRole.UserRole + 42
    """True for a row that is to be added."""


class RowsModel(QAbstractTableModel):
    """Typed rows first, behind them those that were taken away."""

    def __init__(self, entry: Entry, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.fields: tuple[Field, ...] = entry.rows
        self.entries = {held.field: held for held in entry.entries}
        self.lines: list[RowLine] = []
        self._formats = formats

    def show(self, lines: Sequence[RowLine]) -> None:
        """Show other rows; where their number stays, so does what is chosen."""
        if len(lines) == len(self.lines):
            self.lines = list(lines)
            if lines:
                last = self.index(len(lines) - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def field(self, column: int) -> Field | None:
        """Return the field of a column, None for the gutter."""
        return self.fields[column - 1] if 0 < column <= len(self.fields) else None

    def entry_at(self, index: Index) -> Entry | None:
        """Return how a cell is typed, None where it cannot be."""
        field = self.field(index.column())
        if field is None or self.lines[index.row()].state is State.DELETED:
            return None
        return self.entries.get(field.id)

    @never_raises(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if index.column() == GUTTER:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)  # pyright: ignore[reportArgumentType]

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.lines)

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self.fields) + 1

    @never_raises(None)
    def data(  # noqa: D102, PLR0911 - one case a role
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line, field = self.lines[index.row()], self.field(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(self._text(line, field))
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if field is not None and field.kind in NUMERIC else LEFT
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(self._note(line, field))
            case Qt.ItemDataRole.AccessibleTextRole:
                return visible(self._spoken(line, field))
            case FlatRole.PLAIN:
                return typing_text(line.values.get(field.id)) if field is not None else ""
            case RowsRole.MARK:
                return self._mark(line, field)
            case RowsRole.STRUCK:
                return line.state is State.DELETED
            case RowsRole.NEW:
                return line.state is State.NEW
        return None

    def _text(self, line: RowLine, field: Field | None) -> str:
        if field is None:
            return ""
        value = line.values.get(field.id)
        return self._formats.value(value, field.kind)

    def _mark(self, line: RowLine, field: Field | None) -> Mark | None:
        if field is None:
            bad = any(held.weight is Weight.REFUSED for held in line.findings)
            if bad:
                return Mark.INVALID
            return MARKS[line.state] if line.state is not None else None
        finding = line.finding(field.id)
        if finding is not None and finding.weight is Weight.REFUSED:
            return Mark.INVALID
        return Mark.CHANGED if field.id in line.changed else None

    def _note(self, line: RowLine, field: Field | None) -> str:
        if field is None:
            return "\n".join(held.sentence for held in line.findings)
        finding = line.finding(field.id)
        parts = [finding.sentence] if finding is not None else []
        if field.id in line.changed and line.base is not None:
            was = self._formats.value(line.base.get(field.id), field.kind)
            parts.append(tr("was {value}", value=was))
        return "\n".join(parts)

    def _spoken(self, line: RowLine, field: Field | None) -> str:
        names = {
            State.NEW: tr("added"),
            State.DELETED: tr("taken away"),
            State.CHANGED: tr("changed"),
        }
        state = names.get(line.state, "") if line.state is not None else ""
        if field is None:
            return ", ".join(filter(None, [state, self._note(line, None)]))
        text = f"{tr(field.title)} {self._text(line, field)}"
        said = state if line.state is not State.CHANGED or field.id in line.changed else ""
        return ", ".join(filter(None, [text, said, self._note(line, field)]))

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        field = self.field(section)
        if orientation == Qt.Orientation.Vertical or field is None:
            return None
        entry = self.entries.get(field.id)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                star = " *" if entry is not None and entry.required else ""
                return f"{tr(field.title)}{star}"
            case FlatRole.UNIT:
                return tr(field.unit)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if field.kind in NUMERIC else LEFT
        return None
