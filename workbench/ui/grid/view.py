"""The table itself: a QTableView that paints, scrolls and selects by itself.

Qt's own view gives geometry, scroll bars, selection model and the bridge to screen readers; frozen
columns, painting, mouse and keys are ours, so that one pass paints a screen and nothing jumps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from workbench.core.settings import Density
from workbench.ui.grid.blocks import Blocks
from workbench.ui.grid.cells.thumbs import Thumbs
from workbench.ui.grid.clicks import do_cell, offers
from workbench.ui.grid.corner import Corner
from workbench.ui.grid.ground import own_viewport
from workbench.ui.grid.header import Header
from workbench.ui.grid.inks import Inks
from workbench.ui.grid.keys import handle_key
from workbench.ui.grid.model import CellRole, GridModel
from workbench.ui.grid.painter import GridPainter
from workbench.ui.grid.places import Columns
from workbench.ui.grid.rowheads import RowHeads
from workbench.ui.grid.rowlook import RowLook
from workbench.ui.grid.screen import Screen
from workbench.ui.pictures import PictureShelf
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection, QPersistentModelIndex
    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look

NEAR_END = 40
"""With this many rows left below the lowest one seen, the next page is asked for."""
SCROLL_STEP = 30
"""Milliseconds between two steps while a selection is dragged out of the table."""


class GridView(QTableView):
    """Rows of the desk.

    Signals:
        menu_wanted: row key, field id, value, global place.
        opened: a row was double-clicked or entered: its key.
        link_wanted: the address of a link cell that was clicked.
        act_wanted: an action in a row was clicked: key of the row, id of the action.
        selected: other cells are selected.
        resized: the viewport has another size.
        scrolled: the columns moved sideways.
        command: a key asked for something of the table as a whole (`keys.Command`).
    """

    menu_wanted = Signal(str, str, object, QPoint)
    opened = Signal(str)
    link_wanted = Signal(str)
    act_wanted = Signal(str, str)
    selected = Signal()
    resized = Signal()
    scrolled = Signal()
    command = Signal(str)

    def __init__(
        self, desk: Desk, look: Look, shelf: PictureShelf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.desk = desk
        self._look = look
        self.grid_model = GridModel(desk, self)
        self.inks = Inks(look, self.devicePixelRatioF())
        self._thumbs = Thumbs(shelf, self.inks)
        self.row_look = RowLook(desk, self.grid_model, look)
        self.painter = GridPainter(self.grid_model, self.inks, self._thumbs)
        self.setModel(self.grid_model)
        self.columns = Columns(self, self.grid_model, desk, look)
        self.header = Header(desk, look, self.columns, self)
        self.heads = RowHeads(look, self.row_look, self.painter, self)
        self.setHorizontalHeader(self.header)
        self.setVerticalHeader(self.heads)
        self.corner = Corner(desk, look, self.heads, self.grid_model, self)
        self.blocks = Blocks(self)
        self.scene = Screen(self, look)
        self._press: QModelIndex | None = None
        self._edge = QTimer(self)
        self._edge.setInterval(SCROLL_STEP)
        self._edge.timeout.connect(self._scroll_drag)
        self._set_up()
        shelf.ready.connect(self._picture_moved)
        shelf.failed.connect(self._picture_moved)
        self.grid_model.touched.connect(self.painter.drop)
        self.grid_model.reworked.connect(self._reworked)
        self.grid_model.arrived.connect(self._reworked)
        desk.selection.changed.connect(self._ticks_changed)
        desk.told.changed.connect(self._ticks_changed)
        self.heads.hovered.connect(self.hover)
        self.heads.toggled.connect(self.blocks.tick_to)
        self.heads.carried.connect(self._carry)
        self.header.sectionResized.connect(self._columns_moved)
        look.changed.connect(self.restyle)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.set_density(self.desk.density)

    # ---- size and look ---------------------------------------------------------------------

    def set_density(self, density: Density) -> None:
        """Rows of another height."""
        size = self._look.row(density)
        self.painter.height, self.painter.thumbnail = size.height, size.thumbnail
        self.painter.forget()
        self.heads.setDefaultSectionSize(size.height)
        self.verticalScrollBar().setSingleStep(size.height)
        self.horizontalScrollBar().setSingleStep(self._look.px(24))
        self.viewport().update()

    @never_raises(None)
    def restyle(self) -> None:
        """Take over another theme or zoom."""
        self.inks.remake()
        self._thumbs.clear()
        self.row_look.remake()
        self.set_density(self.desk.density)
        self.updateGeometries()
        self.resized.emit()
        self.viewport().update()

    def set_stale(self, *, stale: bool) -> None:
        """Paint the rows paler: they do not answer the question in force."""
        if stale != self.painter.stale:
            self.painter.stale = stale
            self.viewport().update()

    @never_raises(None)
    def _reworked(self) -> None:
        self._edge.stop()
        self.viewport().update()
        self.heads.viewport().update()
        self.corner.update()

    @never_raises(None)
    def _columns_moved(self, *_sizes: int) -> None:
        self.viewport().update()
        self.header.viewport().update()
        self.scrolled.emit()

    @never_raises(None)
    def _picture_moved(self, url: str) -> None:
        self._thumbs.forget(url)
        self.viewport().update()

    @never_raises(None)
    def _ticks_changed(self) -> None:
        self.viewport().update()
        self.heads.viewport().update()
        self.corner.update()

    @never_raises(None)
    def updateGeometries(self) -> None:  # noqa: D102
        super().updateGeometries()
        if hasattr(self, "corner"):
            self.corner.setGeometry(0, 0, self.heads.width(), self.header.height())
            self.corner.raise_()

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self.resized.emit()

    # ---- places ----------------------------------------------------------------------------

    def cell_rect(self, place: int, column: int) -> QRect:
        """Where a cell is in the viewport; frozen ones do not scroll sideways."""
        height = self.painter.height
        y = place * height - self.verticalOffset()
        return QRect(self.columns.column_x(column), y, self.columns.column_width(column), height)

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:  # noqa: D102
        if not index.isValid() or self.isColumnHidden(index.column()):
            return QRect()
        return self.cell_rect(index.row(), index.column())

    def indexAt(self, spot: QPoint) -> QModelIndex:  # noqa: D102
        place = (spot.y() + self.verticalOffset()) // max(self.painter.height, 1)
        column = self.columns.column_under(spot.x())
        if column < 0 or not 0 <= place < self.grid_model.rowCount():
            return QModelIndex()
        return self.grid_model.index(place, column)

    @never_raises(None)
    def scrollTo(  # noqa: D102
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid():
            return
        height, room = self.painter.height, self.viewport().height()
        bar, top = self.verticalScrollBar(), index.row() * self.painter.height
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(top - (room - height) // 2)
        elif top < bar.value():
            bar.setValue(top)
        elif top + height > bar.value() + room:
            bar.setValue(top + height - room)
        self.columns.show(index.column())

    def places_within(self, top: int, bottom: int) -> range:
        """The positions of the rows between two heights of the viewport."""
        height, offset = max(self.painter.height, 1), self.verticalOffset()
        first = max(0, (offset + top) // height)
        last = min((offset + bottom) // height, self.grid_model.rowCount() - 1)
        return range(first, last + 1)

    # ---- painting --------------------------------------------------------------------------

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        self.scene.paint(QPainter(self.viewport()), event.rect())

    @never_raises(None)
    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: D102
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        if dx:
            self.header.viewport().update()
            self.scrolled.emit()
        if dy and hasattr(self, "blocks"):
            self.hover_under_pointer()
            self.ask_for_more()

    def ask_for_more(self) -> None:
        """Ask for the next page when the end of the loaded rows is near."""
        session, rows = self.desk.session, self.grid_model.rows
        if session is None or rows is None or not self.isVisible():
            return
        seen = self.places_within(0, self.viewport().height())
        self.desk.top = seen.start
        self.blocks.note_top(seen.start)
        if self.grid_model.rowCount() - seen.stop < NEAR_END:
            session.more()

    # ---- the pointer -----------------------------------------------------------------------

    @never_raises(None)
    def hover(self, place: int) -> None:
        """Put the hover ground under a row; -1 under none."""
        if place != self.row_look.hovered:
            self.row_look.hovered = place
            self.viewport().update()
            self.heads.viewport().update()

    def hover_under_pointer(self) -> None:
        """The rows moved under the pointer."""
        if self.row_look.hovered >= 0:
            spot = self.viewport().mapFromGlobal(self.cursor().pos())
            inside = self.viewport().rect().contains(spot)
            self.hover(self.indexAt(spot).row() if inside else -1)

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._press = index
            self.blocks.press(index, event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton and index.isValid():
            self.blocks.press_right(index)

    @never_raises(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        self.hover(index.row())
        self._shape_pointer(index)
        if self._press is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if index.isValid():
                self.blocks.drag(index)
            outside = not self.viewport().rect().contains(spot)
            self._edge.start() if outside else self._edge.stop()

    def _shape_pointer(self, index: QModelIndex) -> None:
        hand = offers(self, index)
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self._edge.stop()
        pressed, self._press = self._press, None
        if pressed is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return
        index = self.indexAt(event.position().toPoint())
        if index == pressed:
            do_cell(self, index)

    @never_raises(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.grid_model.key_at(index.row()))

    @never_raises(None)
    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102
        super().leaveEvent(event)
        self.hover(-1)

    @never_raises(None)
    def _carry(self, place: int) -> None:
        from workbench.ui.grid.dragging import carry_rows  # noqa: PLC0415 - on use

        carry_rows(self, place, self._look)

    @never_raises(None)
    def _scroll_drag(self) -> None:
        spot = self.viewport().mapFromGlobal(self.cursor().pos())
        self.blocks.drag_outside(spot)

    # ---- keys and focus --------------------------------------------------------------------

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if not handle_key(self, event):
            event.ignore()

    @never_raises(None)
    def keyboardSearch(self, search: str) -> None:
        """Typing does not search: it is kept for editing."""

    @never_raises(None)
    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.blocks.go(0, self.columns.first())
        self.viewport().update()

    @never_raises(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        self.viewport().update()

    @never_raises(None)
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102
        index = self.currentIndex()
        if index.isValid():
            by_key = event.reason() == event.Reason.Keyboard
            box = self.visualRect(index)
            place = self.viewport().mapToGlobal(box.bottomLeft()) if by_key else event.globalPos()
            self.menu_wanted.emit(
                self.grid_model.key_at(index.row()),
                self.grid_model.fields[index.column()].id,
                index.data(CellRole.VALUE),
                place,
            )

    @never_raises(None)
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: D102
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selected.emit()

    @never_raises(None)
    def currentChanged(  # noqa: D102
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if hasattr(self, "blocks"):
            self.blocks.current_moved()
