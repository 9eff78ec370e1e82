"""A tree inside a record: Left folds, Right unfolds, the star unfolds all below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView

from workbench.ui.dock.flat import FlatHeader
from workbench.ui.dock.submodel import SubDelegate
from workbench.ui.dock.treerows import TreeModel
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

LEAST = 150
"""Of the first column, px at 100 %."""


class RowTree(QTreeView):
    """The rows of an inner table as a tree; all of it is unfolded at first.

    Attributes:
        menu_wanted: a context menu is wanted: (index, global place).
    """

    menu_wanted = Signal(QModelIndex, QPoint)

    def __init__(self, name: str, model: TreeModel, look: Look, shelf: PictureShelf) -> None:
        super().__init__()
        self._look = look
        self._rows = model
        self.setModel(model)
        self.setHeader(FlatHeader(look))
        self.header().setStretchLastSection(True)
        self.setItemDelegate(SubDelegate(model, look, shelf, self))
        self.setAccessibleName(visible(name))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        model.modelReset.connect(self._unfold)
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def folded(self) -> bool:
        """Whether a row that has others below it is folded."""
        return any(not self.isExpanded(index) for index in self._uppers())

    def turn_all(self) -> None:
        """Unfold everything; fold everything where nothing is folded."""
        self.expandAll() if self.folded else self.collapseAll()

    def _uppers(self) -> list[QModelIndex]:
        found: list[QModelIndex] = []
        todo = [QModelIndex()]
        while todo:
            upper = todo.pop()
            inside = [self._rows.index(row, 0, upper) for row in range(self._rows.rowCount(upper))]
            found += [index for index in inside if self._rows.rowCount(index)]
            todo += inside
        return found

    def copied(self) -> str:
        """All rows as texts, those below others indented, titles first."""
        across = Qt.Orientation.Horizontal
        count = self._rows.columnCount()
        titles = [str(self._rows.headerData(at, across) or "") for at in range(count)]
        return "\n".join(["\t".join(titles), *self._rows.lines()])

    def copy(self) -> None:
        """Put the whole tree on the clipboard."""
        QGuiApplication.clipboard().setText(self.copied())

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    @never_raises(None)
    def drawBranches(  # noqa: D102
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, selected = self._look, self.selectionModel().isRowSelected
        if selected(index.row(), index.parent()):
            painter.fillRect(rect, look.selected())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colours.line)
        if not self._rows.rowCount(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        ratio = self.devicePixelRatioF()
        sign = look.pixmap(name, look.colours.text2, 14, ratio)
        side = round(sign.height() / ratio)
        left = rect.right() + 1 - self.indentation() + (self.indentation() - side) // 2
        painter.drawPixmap(left, rect.center().y() - side // 2, sign)

    @never_raises(None)
    def _unfold(self) -> None:
        self.expandAll()
        for at in range(self._rows.columnCount()):
            self.resizeColumnToContents(at)
        px = self._look.px
        self.setColumnWidth(0, max(self.columnWidth(0), px(LEAST)))
        if self._rows.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, 0))

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.menu_wanted.emit(index, self.viewport().mapToGlobal(place))

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFont(self._look.font(Role.CELL))
        self.setIndentation(self._look.px(18))
        self.viewport().update()
