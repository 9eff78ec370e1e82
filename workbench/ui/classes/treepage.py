"""A list whose rows name the row above them, as a tree: dragged, or moved by Alt and the arrows.

Rows of one parent stand as the service sent them. What it documents of a category is its parent and
no place among its siblings, so that only the parent is changed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.texts import tr, trn
from workbench.ui.classes.follower import Follower
from workbench.ui.classes.treemodel import KEY, NO_ORDER, Index, TreeModel
from workbench.ui.classes.treerows import TreeRows
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label, set_tip
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.ui.topics import set_topic

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from workbench.core.edits import Entry, Values
    from workbench.ui.theme.look import Look
    from workbench.workspace.editing import Editing

STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class TreeDelegate(QStyledItemDelegate):
    """Rows 28 high; what is staged has its mark at the right."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(view)
        self._look = look

    @never_raises(QSize(80, 28))
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        return QSize(super().sizeHint(option, index).width(), self._look.px(28))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        super().paint(painter, option, index)
        if index.data(KEY + 1):
            rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
            side = self._look.size("mark")
            spot = QRect(rect.right() - side - self._look.px(8), rect.center().y() - side // 2,
                         side, side)  # fmt: skip
            self._look.marks.paint(painter, spot, Mark.CHANGED)


class TreePage(QWidget):
    """Follows the record of the dock.

    Attributes:
        view: the tree.
        rows: the rows as they are shown.
    """

    def __init__(self, entry: Entry, title: str, look: Look) -> None:
        super().__init__()
        set_topic(self, "etim")
        self._entry = entry
        self._title = title
        self._look = look
        self._follower = Follower(self, self.refresh)
        self.rows = TreeRows(entry, ())
        self.model = TreeModel()
        self.view = _View(self.model, look, title)
        self.note = label("", look, Role.NOTE, "text2", wrap=True)
        set_tip(self.view, tr(NO_ORDER))
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6, (0, 8, 0, 0))
        head = QVBoxLayout()
        keep_spacing(head, look, 0, (16, 0, 16, 0))
        head.addWidget(self.note)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.model.moved.connect(self.move_rows)
        self.view.stepped.connect(self._step)

    def show_record(self, editing: Editing, key: str) -> None:
        """Show a record."""
        self._follower.show_record(editing, key)

    def clear(self) -> None:
        """Show no record."""
        self._follower.clear()

    @never_raises(None)
    def refresh(self) -> None:
        """Show the tree as it is; waits until it is seen."""
        editing, key, field = self._follower.editing, self._follower.key, self._entry.field
        if not self.isVisible() or editing is None or not key:
            return
        self.rows = TreeRows(self._entry, _rows_of(editing.value(key, field)))
        base = TreeRows(self._entry, _rows_of(editing.read_value(key, field)))
        was = {base.key(row): base.parent(row) for row in base.rows}
        changed = frozenset(
            self.rows.key(row) for row in self.rows.rows
            if was.get(self.rows.key(row)) != self.rows.parent(row)
        )  # fmt: skip
        current = str(self.view.currentIndex().data(KEY) or "")
        self.model.show(self.rows, self._names(), changed)
        self.view.expandAll()
        self._go_to(current)
        reason = editing.why_not(key, field)
        self.view.setDragEnabled(not reason)
        count = trn("{count} row.", "{count} rows.", len(self.rows.rows))
        self.note.say(
            reason or f"{count} " + tr("Drag a row onto another, or move it with Alt and the"
                                       " arrow keys.")
        )  # fmt: skip

    def _names(self) -> dict[str, str]:
        """Return what each row is called: its first text that is no key."""
        skip = {self._entry.row_key, self._entry.parent}
        fields = [field.id for field in self._entry.rows if field.id not in skip]
        found: dict[str, str] = {}
        for row in self.rows.rows:
            texts = (row.get(name) for name in fields)
            found[self.rows.key(row)] = next((text for text in texts if isinstance(text, str)
                                              and text), "")  # fmt: skip
        return found

    def _go_to(self, key: str) -> None:
        index = self.model.index_of(key) if key else QModelIndex()
        self.view.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))

    # ---- moving -----------------------------------------------------------------------------

    def move_rows(self, keys: Sequence[str], parent: str) -> bool:
        """Stage rows below another one; return whether something changed."""
        editing = self._follower.editing
        found = self.rows.moved(keys, parent)
        if editing is None or found is None:
            return False
        title = trn("Move {count} row of {list}", "Move {count} rows of {list}", len(keys),
                    list=self._title)  # fmt: skip
        return editing.set(title, [(self._follower.key, self._entry.field, found)]) is not None

    def _step(self, key: str, step: int) -> None:
        above = self.rows.above_for(key, step)
        if above is not None:
            self.move_rows([key], above)

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self.refresh()


class _View(QTreeView):
    """The tree; Alt+Right puts a row below the one before it, Alt+Left a level higher.

    Attributes:
        stepped: a row is to go deeper (1) or higher (-1): (key, step).
    """

    stepped = Signal(str, int)

    def __init__(self, model: TreeModel, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setModel(model)
        self.setItemDelegate(TreeDelegate(look, self))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setDragEnabled(True)
        look.changed.connect(self._restyle)
        self._restyle()

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and step is not None and self.currentIndex().isValid():
            self.stepped.emit(str(self.currentIndex().data(KEY)), step)
            return
        super().keyPressEvent(event)

    @never_raises(None)
    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        look = self._look
        if self.selectionModel().isRowSelected(index.row(), index.parent()):
            painter.fillRect(rect, look.selected())
        if not self.model().rowCount(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        side = look.px(14)
        left = rect.right() + 1 - self.indentation() + (self.indentation() - side) // 2
        spot = QRect(left, rect.center().y() - side // 2, side, side)
        look.paint_icon(painter, spot, name)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFont(self._look.font(Role.CELL))
        self.setIndentation(self._look.px(18))
        self.doItemsLayout()


def _rows_of(value: object) -> tuple[Values, ...]:
    return cast("tuple[Values, ...]", value) if isinstance(value, tuple) else ()
