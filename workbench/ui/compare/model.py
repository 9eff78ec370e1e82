"""The comparison as Qt's views and screen readers read it: a row per field, a column per record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.core.formats import MISSING
from workbench.core.texts import tr
from workbench.ui.compare.lines import Row
from workbench.ui.dock.flat import LEFT, NO_INDEX, FlatRole, Index
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.tokens import Role


class CompareModel(QAbstractTableModel):
    """The first column names the field, the others hold a record each."""

    def __init__(self, names: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._rows: list[Row] = []

    def set_rows(self, rows: list[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, at: int) -> Row:
        """One row."""
        return self._rows[at]

    def headings(self) -> list[int]:
        """Where the headings stand."""
        return [at for at, row in enumerate(self._rows) if not row.cells]

    def marked(self, index: Index) -> bool:
        """Whether a cell differs from what most records have."""
        marked = self._rows[index.row()].marked
        return index.column() > 0 and index.column() <= len(marked) and marked[index.column() - 1]

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._names) + 1

    def _text(self, row: Row, column: int) -> str:
        if column == 0:
            return row.title
        return row.cells[column - 1] if row.cells else ""

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], index.column()
        text = self._text(row, column)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(text)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(self._tip(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column, marked=self.marked(index))
            case Qt.ItemDataRole.TextAlignmentRole:
                return LEFT
            case FlatRole.PLAIN:
                return "" if text == MISSING else text
        return self._looks(row, column, role)

    def _looks(self, row: Row, column: int, role: int) -> object:
        """Font and ink of a cell."""
        if role == FlatRole.FONT:
            return Role.HEADING if not row.cells else Role.CELL if column else Role.NOTE
        if role == FlatRole.INK:
            missing = bool(column) and self._text(row, column) == MISSING
            return "text2" if not column else "text3" if missing else "text"
        return None

    def _tip(self, row: Row, column: int) -> str:
        if column and row.cells:
            return row.cells[column - 1]
        place = tr("Path: {path}", path=row.path) if row.path else ""
        return "\n".join(part for part in (row.title, row.help, place) if part)

    def _spoken(self, row: Row, column: int, *, marked: bool) -> str:
        if not column or not row.cells:
            return visible(row.title)
        text = row.cells[column - 1]
        value = tr("nothing") if text == MISSING else text
        said = f"{self._names[column - 1]}, {row.title}: {value}"
        return visible(f"{said}, {tr('differs')}" if marked else said)

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return tr("Field")
        return visible(self._names[section - 1]) if section <= len(self._names) else None
