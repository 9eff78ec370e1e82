"""The lines of one section: label and value, chosen and copied by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QGuiApplication

from workbench.core.fields import Kind
from workbench.core.texts import tr
from workbench.core.values import Odd
from workbench.ui.dock.flat import LEFT, NO_INDEX, FlatRole, FlatTable, Index
from workbench.ui.dock.lines import FieldLine, tip_of
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.ui.theme.look import Look

LABEL_WIDTH = 112
"""Of the column of labels in pixels at 100 %."""


class FieldModel(QAbstractTableModel):
    """Two columns: label and value."""

    def __init__(self, source: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._quantity = ""
        self._lines: tuple[FieldLine, ...] = ()

    def set_lines(self, lines: tuple[FieldLine, ...], quantity: str) -> None:
        """Show these lines, prices at a quantity; the rows stay where their fields stay."""
        same = [line.field for line in lines] == [line.field for line in self._lines]
        if not same:
            self.beginResetModel()
        self._lines, self._quantity = lines, quantity
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, 1))

    def line(self, row: int) -> FieldLine:
        """The line of a row."""
        return self._lines[row]

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._lines)

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else 2

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line, is_value = self._lines[index.row()], index.column() == 1
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(line.text if is_value else line.label)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(tip_of(line, self._source, self._quantity))
            case Qt.ItemDataRole.AccessibleTextRole:
                return visible(f"{line.label}: {tr('nothing') if line.missing else line.text}")
            case Qt.ItemDataRole.TextAlignmentRole:
                return LEFT
            case FlatRole.INK:
                return _ink(line) if is_value else "text2"
            case FlatRole.FONT:
                is_id = is_value and line.field.kind is Kind.ID
                return (Role.ID if is_id else Role.CELL) if is_value else Role.NOTE
        return None

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return tr("Value") if section else tr("Field")


def _ink(line: FieldLine) -> str | Mark:
    if line.missing:
        return "text3"
    if isinstance(line.value, Odd):
        return Mark.REFUSED
    return "accent" if line.field.kind is Kind.LINK else "text"


class FieldTable(FlatTable):
    """The lines of a section; a single chosen one is copied as its bare value."""

    def __init__(
        self, name: str, model: FieldModel, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, model, look, whole=True, titles=False, parent=parent)
        self.fields = model

    def fit_columns(self) -> None:  # noqa: D102
        wide = self._look.px(LABEL_WIDTH) + self._look.size("cell_padding")
        wide = min(wide, self.viewport().width() // 2)
        self.setColumnWidth(0, wide)
        self.setColumnWidth(1, max(1, self.viewport().width() - wide))

    def copied(self) -> str:  # noqa: D102
        rows = self.chosen_rows() or [max(self.currentIndex().row(), 0)]
        lines = [self.fields.line(row) for row in rows if row < self.fields.rowCount()]
        if len(lines) == 1:
            return "" if lines[0].missing else lines[0].text
        return "\n".join(f"{line.label}\t{'' if line.missing else line.text}" for line in lines)

    def copy_path(self) -> None:
        """Put the current field's path in the document on the clipboard."""
        row = self.currentIndex().row()
        if row >= 0:
            held = self.fields.line(row).field
            QGuiApplication.clipboard().setText(held.path or held.id)
