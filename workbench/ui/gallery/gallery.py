"""The rows of a tab as cards with their pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip

from workbench.core.texts import tr
from workbench.ui.gallery.cards import Cards
from workbench.ui.gallery.hands import Pointer, Spot, handle_key
from workbench.ui.gallery.keeping import Keeping
from workbench.ui.gallery.painter import CardPainter, CardState
from workbench.ui.gallery.shape import FEW_WORDS, WORDS, Shape
from workbench.ui.gallery.ticks import Ticks
from workbench.ui.gallery.tiles import asked_side
from workbench.ui.grid.model import Index
from workbench.ui.safe import never_raises
from workbench.ui.topics import set_topic

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
        QWheelEvent,
    )

    from workbench.ui.desk.desk import Desk
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look

NEAR_END = 40
"""With this many rows left below the lowest one seen, the next page is asked for."""
CARD_STEP = 12
"""Pixels at 100 % that one notch of the wheel changes the cards by."""
NOTCH = 120
STALE = 0.55
"""Opacity of cards that do not answer the question in force."""


class Gallery(QListView):
    """Cards of the desk's rows; selection, current row and place are the desk's.

    Qt's own layout goes through every row, so places are reckoned here instead.

    Attributes:
        cards: what the rows say, by place.
        ticks: ticks them.
        shape: where they stand.
        shelf: their pictures.

    Signals:
        viewer_wanted: the current row's pictures are to be shown large.
        menu_wanted: a context menu is wanted at this global point.
        carried: rows (their keys) are dragged: the pointer went on from a pressed card.
    """

    viewer_wanted = Signal()
    menu_wanted = Signal(object)
    carried = Signal(tuple)

    def __init__(self, desk: Desk, look: Look, shelf: PictureShelf) -> None:
        super().__init__()
        set_topic(self, "gallery")
        self._desk = desk
        self._look = look
        self.shelf = shelf
        self.cards = Cards(desk, self)
        self.ticks = Ticks(self.cards, desk.selection)
        self._keeping = Keeping(desk, self.cards)
        self._painter = CardPainter(shelf, look, self)
        self.shape = Shape.of(0, 0, desk.view.card, look)
        self._pointer = Pointer(self, desk, look)
        self._turned = 0
        self._moving = False
        self._set_up()
        self.setModel(self.cards)
        self._connect()
        self._arrive()

    def _set_up(self) -> None:
        self.setAccessibleName(tr("Gallery"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that cards keep their width when a search finds few rows.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    def _connect(self) -> None:
        desk, cards = self._desk, self.cards
        cards.leaving.connect(self._leave)
        cards.arrived.connect(self._arrive)
        cards.reworked.connect(self.viewport().update)
        desk.view_changed.connect(self._reshape)
        desk.status_changed.connect(self.viewport().update)
        desk.selection.changed.connect(self.viewport().update)
        desk.told.changed.connect(self.viewport().update)
        desk.selection.current_changed.connect(self._current_elsewhere)
        self.shelf.arrived.connect(self.viewport().update)
        self._look.changed.connect(self._restyle)

    # ---- where cards stand -----------------------------------------------------------------

    @never_raises(None)
    def _reshape(self) -> None:
        """Reckon the places anew; what is at the top edge stays there."""
        shape = self._reckoned()
        if shape != self.shape:
            self.shape = shape
            self._scroll_to(self._keeping.offset(shape))

    def _reckoned(self) -> Shape:
        count = self.cards.rowCount()
        face = self._desk.resource.face
        words = WORDS if face.price or face.swatches or face.stock else FEW_WORDS
        return Shape.of(self.viewport().width(), count, self._desk.view.card, self._look, words)

    def _scroll_to(self, offset: int) -> None:
        self._moving = True
        self.updateGeometries()
        self.verticalScrollBar().setValue(offset)
        self._moving = False
        self.viewport().update()

    @never_raises(None)
    def _leave(self) -> None:
        height, current = self.viewport().height(), self.currentIndex().row()
        self._keeping.leave(self.shape, self.verticalOffset(), height, current)

    @never_raises(None)
    def _arrive(self) -> None:
        self.shape = self._reckoned()
        self._scroll_to(self._keeping.arrive(self.shape))
        self._show_current()
        self._pointer.find()
        self._settled()

    @never_raises(None)
    def _restyle(self) -> None:
        self._painter.forget()
        self._reshape()
        self.viewport().update()

    def _settled(self) -> None:
        """Note where the gallery stands, and ask for the next page when the end is near."""
        if not self.isVisible() or not self.shape.count:
            return
        self._keeping.scrolled(self.shape, self.verticalOffset())
        if self.shape.count - self._seen().stop < NEAR_END and self._desk.session:
            self._desk.session.more()

    def _seen(self) -> range:
        return self.shape.seen(self.verticalOffset(), self.viewport().height())

    @never_raises(None)
    def updateGeometries(self) -> None:  # noqa: D102
        if not hasattr(self, "shape"):
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(height)
        bar.setSingleStep(self._look.px(48))
        bar.setRange(0, max(0, self.shape.length - height))

    @never_raises(None)
    def doItemsLayout(self) -> None:  # noqa: D102
        if hasattr(self, "shape"):
            self._reshape()

    @never_raises(QRect())
    def visualRect(self, index: Index) -> QRect:  # noqa: D102
        if not index.isValid():
            return QRect()
        return self.shape.rect(index.row(), self.verticalOffset())

    @never_raises(QModelIndex())
    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: D102
        place = self.shape.place_at(point, self.verticalOffset())
        return self.cards.index(place, 0) if place >= 0 else QModelIndex()

    @never_raises(0)
    def verticalOffset(self) -> int:  # noqa: D102
        return self.verticalScrollBar().value()

    @never_raises(0)
    def horizontalOffset(self) -> int:  # noqa: D102
        return 0

    @never_raises(QRegion())
    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:  # noqa: D102
        return QRegion()

    @never_raises(None)
    def scrollTo(  # noqa: D102
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if not index.isValid():
            return
        gap, bar = self.shape.gap, self.verticalScrollBar()
        top = self.shape.top(index.row()) - gap
        bottom = top + self.shape.height + 2 * gap
        if top < bar.value() or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(top)
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(min(top, bottom - self.viewport().height()))

    @never_raises(None)
    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: D102
        self.viewport().update()
        if hasattr(self, "shape") and not self._moving:
            self._pointer.find()
            self._settled()

    @never_raises(None)
    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: D102
        self._reshape()
        self.updateGeometries()
        self._settled()

    @never_raises(None)
    def rowsInserted(self, parent: Index, start: int, end: int) -> None:  # noqa: D102
        QAbstractItemView.rowsInserted(self, parent, start, end)
        self._reshape()
        self._settled()

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self._keeping.shown()
        self.shape = self._reckoned()
        self._scroll_to(self._keeping.offset(self.shape))
        self._show_current()
        self._settled()

    # ---- painting --------------------------------------------------------------------------

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.colours.surface)
        session = self._desk.session
        if session is not None and session.status.stale:
            painter.setOpacity(STALE)
        offset, seen = self.verticalOffset(), self._seen()
        current, focused = self.currentIndex().row(), self.hasFocus()
        urls: list[str] = []
        for place in seen:
            words = self.cards.words(place)
            if words is None:
                continue
            urls.append(words.picture)
            box = self.shape.rect(place, offset)
            if event.rect().intersects(box.adjusted(-8, -8, 8, 8)):
                self._painter.paint(painter, box, words, self._state(place, current, focused))
        self.shelf.want(urls, asked_side(self.shape.card - 2, self.devicePixelRatioF()))

    def _state(self, place: int, current: int, focused: bool) -> CardState:
        hovered = place == self._pointer.place
        return CardState(
            ticked=self.cards.key_at(place) in self._desk.selection,
            current=place == current,
            focused=focused,
            hovered=hovered,
            tool=hovered and self._pointer.spot is Spot.ENLARGE,
            told=self.cards.told(place),
        )

    # ---- the current card ------------------------------------------------------------------

    def go(self, place: int) -> None:
        """Make a card current and bring it into view."""
        self.make_current(place)
        self.scrollTo(self.cards.index(place, 0))

    def make_current(self, place: int) -> None:
        """Make a card current where it stands: it must not move under the pointer."""
        self.setCurrentIndex(self.cards.index(place, 0))
        self._desk.selection.set_current(self.cards.key_at(place))
        self.viewport().update()

    def _show_current(self) -> None:
        """Take the desk's current row over."""
        place = self.cards.place_of(self._desk.selection.current)
        index = QModelIndex() if place is None else self.cards.index(place, 0)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        self.viewport().update()

    @never_raises(None)
    def _current_elsewhere(self, key: str) -> None:
        if self.cards.key_at(self.currentIndex().row()) == key:
            return
        self._show_current()
        if self.isVisible():
            self.scrollTo(self.currentIndex())

    @never_raises(None)
    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        seen = self._seen()
        if not self.currentIndex().isValid() and seen and not self._desk.selection.current:
            self.go(seen.start)
        self.viewport().update()

    @never_raises(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        self.viewport().update()

    # ---- keys ------------------------------------------------------------------------------

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if not handle_key(self, event):
            event.ignore()

    def retry(self, place: int) -> bool:
        """Ask again for a card's picture; return whether there was cause to."""
        words = self.cards.words(place)
        if words is None or not self.shelf.reason(words.picture):
            return False
        self.shelf.retry(words.picture)
        return True

    @never_raises(None)
    def keyboardSearch(self, search: str) -> None:
        """Letters do not search: a key would jump through rows that are not seen."""

    # ---- the pointer -----------------------------------------------------------------------

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pointer.press(event)

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        event.accept()

    @never_raises(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self._pointer.move(event.position().toPoint())
        self._pointer.pull(event)

    @never_raises(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self._pointer.press_twice(event)

    @never_raises(None)
    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102
        super().leaveEvent(event)
        self._pointer.leave()

    @never_raises(None)
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        notches = int(self._turned / NOTCH)
        self._turned -= notches * NOTCH
        if notches:
            self.grow(notches)
        event.accept()

    def grow(self, notches: int) -> None:
        """Show cards that are larger by some notches, or smaller."""
        self._desk.set_card(self._desk.view.card + notches * CARD_STEP)

    @never_raises(None)
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102
        index = self.currentIndex()
        if not index.isValid():
            return
        by_key = event.reason() == event.Reason.Keyboard
        middle = self.visualRect(index).center()
        self.menu_wanted.emit(self.viewport().mapToGlobal(middle) if by_key else event.globalPos())

    @never_raises(False)
    def viewportEvent(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ToolTip:
            point: QPoint = event.pos()  # type: ignore[attr-defined]
            QToolTip.showText(self.viewport().mapToGlobal(point), self._pointer.tip(point), self)
            return True
        return super().viewportEvent(event)
