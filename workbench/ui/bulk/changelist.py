"""Cells before and after as a list: a sample of what would change, or every hit of a search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeView

from workbench.core.texts import tr
from workbench.edits.steps import Change
from workbench.ui.bulk.beforeafter import BADGE, MARK, Index, MarkedDelegate
from workbench.ui.dialogs.lists import HEAD, TREE_ROW, dress_tree
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.staging import new_value, old_value, refusal

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.theme.look import Look
    from workbench.workspace.session import Session

NO_INDEX = QModelIndex()
Item = Qt.ItemDataRole
ROW, FIELD, BEFORE, AFTER, CHECK = range(5)


class ChangeModel(QAbstractTableModel):
    """Planned changes, a row each; texts are made when they are seen."""

    def __init__(self, session: Session, formats: Formats) -> None:
        super().__init__()
        self._session = session
        self._formats = formats
        self._changes: Sequence[Change] = ()

    @property
    def changes(self) -> Sequence[Change]:
        """What is listed."""
        return self._changes

    def show(self, changes: Sequence[Change]) -> None:
        """List these changes."""
        self.beginResetModel()
        self._changes = changes
        self.endResetModel()

    def drop(self, row: int) -> None:
        """Take one change off the list."""
        self.beginRemoveRows(NO_INDEX, row, row)
        self._changes = [*self._changes[:row], *self._changes[row + 1 :]]
        self.endRemoveRows()

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._changes)

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else 5

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole
    ) -> object:
        if role != Item.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        one = tr(self._session.resource.one)
        return (one, tr("Field"), tr("Now"), tr("Becomes"), tr("Check"))[section]

    @never_raises(None)
    def data(self, index: Index, role: int = Item.DisplayRole) -> object:  # noqa: D102
        change, column = self._changes[index.row()], index.column()
        if role == Item.DisplayRole:
            return visible(self.text(change, column))
        if role == Item.ToolTipRole:
            return tip_text(self.text(change, column))
        if role == MARK and column in {AFTER, CHECK}:
            return Mark.INVALID if refusal(change) else Mark.CHANGED if column == AFTER else None
        if role == BADGE:
            return column == AFTER
        if role == Item.AccessibleTextRole:
            return ", ".join(self.text(change, at) for at in range(5))
        return None

    def text(self, change: Change, column: int) -> str:
        """Return what stands in a column."""
        field = self._session.resource.field(change.field)
        if column == ROW:
            editing = self._session.editing
            return editing.name(change.record) if editing is not None else change.record
        if field is None or column == CHECK:
            return refusal(change) or tr("Ready")
        if column == FIELD:
            return tr(field.title)
        value = old_value(change) if column == BEFORE else new_value(change)
        return self._formats.value(value, field.kind)


class ChangeList(QTreeView):
    """The list; as high as `rows` rows, or growing where it has all the room."""

    def __init__(self, model: ChangeModel, look: Look, name: str, *, rows: int = 0) -> None:
        super().__init__()
        self._look = look
        self._high = rows
        self._rows = model
        self.setModel(model)
        dress_tree(self, look, name)
        self._delegate = MarkedDelegate(look)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        for column in range(model.columnCount()):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        look.changed.connect(self._fit)
        self._fit()

    def show_field(self, *, shown: bool) -> None:
        """Show the column of field names, or not: where all are of one field."""
        self.setColumnHidden(FIELD, not shown)

    @never_raises(None)
    def _fit(self) -> None:
        px = self._look.px
        self.setFont(self._look.font(Role.CELL))
        if self._high:
            self.setFixedHeight(px(HEAD) + self._high * px(TREE_ROW) + px(2))
        else:
            self.setMinimumHeight(px(HEAD) + 6 * px(TREE_ROW))
