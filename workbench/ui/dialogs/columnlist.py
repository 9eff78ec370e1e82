"""The list in which an export's columns are ticked, put in order and given headings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTreeView, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.dialogs.columnmodel import ColumnModel
from workbench.ui.dialogs.lists import dress_tree
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

HEIGHT = 240
"""Px at 100 %."""


class ColumnTree(QTreeView):
    """The rows; Alt with an arrow moves one, Space ticks it, F2 changes its heading."""

    def __init__(self, model: ColumnModel, look: Look) -> None:
        super().__init__()
        self._look = look
        self._columns = model
        self.setModel(model)
        self._delegate = dress_tree(self, look, tr("Columns"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        look.changed.connect(self._restyle)
        self._restyle()

    def move_current(self, step: int) -> None:
        """Move the current row up (-1) or down (1)."""
        current = self.currentIndex()
        if current.isValid():
            row = self._columns.move(current.row(), step)
            self.setCurrentIndex(self._columns.index(row, current.column(), QModelIndex()))

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in steps:
            self.move_current(steps[key])
            return
        super().keyPressEvent(event)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFont(self._look.font(Role.CELL))
        self.setMinimumHeight(self._look.px(HEIGHT))


class ColumnList(QWidget):
    """The rows with buttons that move the current one."""

    def __init__(self, model: ColumnModel, look: Look) -> None:
        super().__init__()
        self.tree = ColumnTree(model, look)
        self.up = IconButton("chevron-up", tr("Move up"), look)
        self.down = IconButton("chevron-down", tr("Move down"), look)
        self.up.clicked.connect(lambda: self.tree.move_current(-1))
        self.down.clicked.connect(lambda: self.tree.move_current(1))
        row = QHBoxLayout(self)
        keep_spacing(row, look, 4)
        row.addWidget(self.tree, 1)
        buttons = QVBoxLayout()
        keep_spacing(buttons, look, 4)
        for button in (self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch(1)
        row.addLayout(buttons)
