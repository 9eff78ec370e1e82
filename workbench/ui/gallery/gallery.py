"""The rows of a tab as cards with their pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip

from workbench.core.texts import tr
from workbench.ui.gallery.cards import Cards
from workbench.ui.gallery.hands import Spot, Ticks, place_for, spot_at
from workbench.ui.gallery.keeping import Keeping
from workbench.ui.gallery.painter import CardPainter, CardState
from workbench.ui.gallery.shape import Shape
from workbench.ui.grid.model import Index
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QHelpEvent,
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

    Signals:
        viewer_wanted: the current row's pictures are to be shown large.
        menu_wanted: a context menu is wanted at this global point.
    """

    viewer_wanted = Signal()
    menu_wanted = Signal(object)

    def __init__(self, desk: Desk, look: Look, shelf: PictureShelf) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._shelf = shelf
        self._cards = Cards(desk, self)
        self._ticks = Ticks(self._cards, desk.selection)
        self._keeping = Keeping(desk, self._cards)
        self._painter = CardPainter(shelf, look, self)
        self._shape = Shape.of(0, 0, desk.view.card, look)
        self._hovered = -1
        self._spot = Spot.CARD
        self._turned = 0
        self._moving = False
        self._set_up()
        self.setModel(self._cards)
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
        desk, cards = self._desk, self._cards
        cards.leaving.connect(self._leave)
        cards.arrived.connect(self._arrive)
        cards.reworked.connect(self.viewport().update)
        desk.view_changed.connect(self._reshape)
        desk.status_changed.connect(self.viewport().update)
        desk.selection.changed.connect(self.viewport().update)
        desk.selection.current_changed.connect(self._current_elsewhere)
        self._shelf.arrived.connect(self.viewport().update)
        self._look.changed.connect(self._restyle)

    # ---- where cards stand -----------------------------------------------------------------

    @never_raises(None)
    def _reshape(self) -> None:
        """Reckon the places anew; what is at the top edge stays there."""
        shape = self._reckoned()
        if shape != self._shape:
            self._shape = shape
            self._scroll_to(self._keeping.offset(shape))

    def _reckoned(self) -> Shape:
        count = self._cards.rowCount()
        return Shape.of(self.viewport().width(), count, self._desk.view.card, self._look)

    def _scroll_to(self, offset: int) -> None:
        self._moving = True
        self.updateGeometries()
        self.verticalScrollBar().setValue(offset)
        self._moving = False
        self.viewport().update()

    @never_raises(None)
    def _leave(self) -> None:
        height, current = self.viewport().height(), self._desk.selection.current
        self._keeping.leave(self._shape, self.verticalOffset(), height, current)

    @never_raises(None)
    def _arrive(self) -> None:
        self._shape = self._reckoned()
        self._scroll_to(self._keeping.arrive(self._shape))
        self._show_current()
        self._find_hovered()
        self._settled()

    @never_raises(None)
    def _restyle(self) -> None:
        self._painter.forget()
        self._reshape()
        self.viewport().update()

    def _settled(self) -> None:
        """Note where the gallery stands, and ask for the next page when the end is near."""
        if not self.isVisible() or not self._shape.count:
            return
        self._keeping.scrolled(self._shape, self.verticalOffset())
        if self._shape.count - self._seen().stop < NEAR_END and self._desk.session:
            self._desk.session.more()

    def _seen(self) -> range:
        return self._shape.seen(self.verticalOffset(), self.viewport().height())

    @never_raises(None)
    def updateGeometries(self) -> None:  # noqa: D102
        if not hasattr(self, "_shape"):
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(height)
        bar.setSingleStep(self._look.px(48))
        bar.setRange(0, max(0, self._shape.length - height))

    @never_raises(None)
    def doItemsLayout(self) -> None:  # noqa: D102
        if hasattr(self, "_shape"):
            self._reshape()

    @never_raises(QRect())
    def visualRect(self, index: Index) -> QRect:  # noqa: D102
        if not index.isValid():
            return QRect()
        return self._shape.rect(index.row(), self.verticalOffset())

    @never_raises(QModelIndex())
    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: D102
        place = self._shape.place_at(point, self.verticalOffset())
        return self._cards.index(place, 0) if place >= 0 else QModelIndex()

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
        gap, bar = self._shape.gap, self.verticalScrollBar()
        top = self._shape.top(index.row()) - gap
        bottom = top + self._shape.height + 2 * gap
        if top < bar.value() or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(top)
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(min(top, bottom - self.viewport().height()))

    @never_raises(None)
    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: D102
        self.viewport().update()
        if hasattr(self, "_shape") and not self._moving:
            self._find_hovered()
            self._settled()

    @never_raises(None)
    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: D102
        self._reshape()
        self.updateGeometries()
        self._settled()

    @never_raises(None)
    def rowsInserted(self, parent: QModelIndex, start: int, end: int) -> None:  # noqa: D102
        QAbstractItemView.rowsInserted(self, parent, start, end)
        self._reshape()
        self._settled()

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self._keeping.shown()
        self._shape = self._reckoned()
        self._scroll_to(self._keeping.offset(self._shape))
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
            words = self._cards.words(place)
            if words is None:
                continue
            urls.append(words.picture)
            box = self._shape.rect(place, offset)
            if event.rect().intersects(box.adjusted(-8, -8, 8, 8)):
                self._painter.paint(painter, box, words, self._state(place, current, focused))
        self._shelf.want(urls)

    def _state(self, place: int, current: int, focused: bool) -> CardState:
        hovered = place == self._hovered
        return CardState(
            ticked=self._cards.key_at(place) in self._desk.selection,
            current=place == current,
            focused=focused,
            hovered=hovered,
            tool=hovered and self._spot is Spot.ENLARGE,
        )

    # ---- the current card ------------------------------------------------------------------

    def _go(self, place: int) -> None:
        """Make a card current and bring it into view."""
        index = self._cards.index(place, 0)
        self.setCurrentIndex(index)
        self._desk.selection.set_current(self._cards.key_at(place))
        self.scrollTo(index)
        self.viewport().update()

    def _show_current(self) -> None:
        """Take the desk's current row over."""
        place = self._cards.place_of(self._desk.selection.current)
        index = QModelIndex() if place is None else self._cards.index(place, 0)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        self.viewport().update()

    @never_raises(None)
    def _current_elsewhere(self, _key: str) -> None:
        before = self.currentIndex()
        self._show_current()
        if self.currentIndex() != before and self.isVisible():
            self.scrollTo(self.currentIndex())

    @never_raises(None)
    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        seen = self._seen()
        if not self.currentIndex().isValid() and seen and not self._desk.selection.current:
            self._go(seen.start)
        self.viewport().update()

    @never_raises(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        self.viewport().update()

    # ---- keys ------------------------------------------------------------------------------

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if not self._moved_by(event) and not self._done_by(event):
            event.ignore()

    def _moved_by(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        place = max(self.currentIndex().row(), 0)
        target = place_for(
            event.key(),
            ctrl=bool(modifiers & Qt.KeyboardModifier.ControlModifier),
            place=place,
            shape=self._shape,
            page=max(1, self.viewport().height() // self._shape.step),
        )
        if target is None:
            return False
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._ticks.reach(target)
        else:
            self._ticks.anchor(target)
        self._go(target)
        return True

    def _done_by(self, event: QKeyEvent) -> bool:
        place = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._ticks.all()
        elif event.key() == Qt.Key.Key_Space and place >= 0:
            self.viewer_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and place >= 0:
            self._ticks.toggle(place)
        elif event.key() == Qt.Key.Key_R and place >= 0 and self._retry(place):
            pass
        else:
            return False
        return True

    def _retry(self, place: int) -> bool:
        """Ask again for a card's picture; return whether there was cause to."""
        words = self._cards.words(place)
        if words is None or not self._shelf.reason(words.picture):
            return False
        self._shelf.retry(words.picture)
        return True

    @never_raises(None)
    def keyboardSearch(self, search: str) -> None:  # noqa: D102
        """Letters do not search: a key would jump through rows that are not seen."""

    # ---- the pointer -----------------------------------------------------------------------

    def _spot_of(self, point: QPoint) -> tuple[int, Spot]:
        place = self._shape.place_at(point, self.verticalOffset())
        words = self._cards.words(place)
        if words is None:
            return -1, Spot.CARD
        card = self._shape.rect(place, self.verticalOffset())
        return place, spot_at(point, card, words.picture, self._shelf, self._look)

    def _find_hovered(self, point: QPoint | None = None) -> None:
        at = point or self.viewport().mapFromGlobal(self.cursor().pos())
        inside = self.viewport().rect().contains(at) and self.viewport().underMouse()
        found = self._spot_of(at) if point is not None or inside else (-1, Spot.CARD)
        if found == (self._hovered, self._spot):
            return
        self._hovered, self._spot = found
        hand = self._spot is Spot.RETRY
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place, spot = self._spot_of(event.position().toPoint())
        if place < 0:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(place, spot, event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            self._make_current(place)

    def _press(self, place: int, spot: Spot, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._ticks.reach(place)
        elif spot is Spot.TICK or modifiers & Qt.KeyboardModifier.ControlModifier:
            self._ticks.toggle(place)
        elif spot is Spot.RETRY:
            self._retry(place)
        else:
            self._ticks.anchor(place)
        self._make_current(place)
        if spot is Spot.ENLARGE:
            self.viewer_wanted.emit()

    def _make_current(self, place: int) -> None:
        """Make a card current where it stands: it must not move under the pointer."""
        self.setCurrentIndex(self._cards.index(place, 0))
        key = self._cards.key_at(place)
        if key != self._desk.selection.current:
            self._desk.selection.set_current(key)
        self.viewport().update()

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        event.accept()

    @never_raises(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self._find_hovered(event.position().toPoint())

    @never_raises(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        place, spot = self._spot_of(event.position().toPoint())
        if place < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        if spot is Spot.CARD:
            self.viewer_wanted.emit()
        else:
            self.mousePressEvent(event)

    @never_raises(None)
    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102
        super().leaveEvent(event)
        self._hovered, self._spot = -1, Spot.CARD
        self.viewport().update()

    @never_raises(None)
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        notches = int(self._turned / NOTCH)
        self._turned -= notches * NOTCH
        if notches:
            self._desk.set_card(self._desk.view.card + notches * CARD_STEP)
        event.accept()

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
            self._show_tip(event)  # type: ignore[arg-type]
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        place, spot = self._spot_of(event.pos())
        words = self._cards.words(place)
        text = str(self._cards.index(place, 0).data(Qt.ItemDataRole.ToolTipRole) or "")
        if words is not None and spot is Spot.ENLARGE:
            text = tip_text(tr("Show large (Space)"))
        elif words is not None and self._shelf.reason(words.picture):
            text = tip_text(self._shelf.reason(words.picture))
        QToolTip.showText(event.globalPos(), text if words else "", self.viewport())
