"""The list of the review: ticks by click or Space, folds by arrows, says which line is current."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView

from workbench.core.texts import tr
from workbench.ui.filters.choosing import Tick
from workbench.ui.review.delegate import ReviewDelegate
from workbench.ui.review.lines import Kind, Place
from workbench.ui.review.model import ReviewModel
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex

BOX_ROOM = 34
"""Left part of a line in which a click ticks, px at 100 %."""


class ReviewList(QListView):
    """The lines of a review or a send.

    Attributes:
        ticked: lines are to be included or left out: (places, on).
        unfolded: all fields of a record are wanted, or none: (place, whether).
        moved: another line is current.
        resized: the lines have another width, px: a scroll bar came or went.
    """

    ticked = Signal(object, bool)
    unfolded = Signal(object, bool)
    moved = Signal()
    resized = Signal(int)

    def __init__(self, model: ReviewModel, look: Look) -> None:
        super().__init__()
        self._lines = model
        self._look = look
        self._delegate = ReviewDelegate(look, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(tr("Records and fields"))
        look.changed.connect(self._restyle)
        self._held: Place | None = None
        model.modelReset.connect(self._return)

    def current(self) -> Place | None:
        """Return the line that is current."""
        return self._lines.place(self.currentIndex().row())

    def chosen(self) -> list[Place]:
        """Return the selected lines, in order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [place for row in rows if (place := self._lines.place(row)) is not None]

    def go_to(self, place: Place) -> None:
        """Make a line current, where it is shown."""
        row = self._lines.row_of(place)
        if row >= 0:
            self.setCurrentIndex(self._lines.index(row))

    @never_raises(None)
    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: D102
        super().currentChanged(current, previous)
        place = self._lines.place(current.row())
        if place is not None:
            self._held = place
            self.moved.emit()

    def _return(self) -> None:
        """Make the line current that was, else the record it belonged to, else the first."""
        held = self._held
        if held is not None:
            for place in (held, Place(Kind.RECORD, held.resource, held.key)):
                row = self._lines.row_of(place)
                if row >= 0:
                    self.setCurrentIndex(self._lines.index(row))
                    return
        if self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(0))
        else:
            self.moved.emit()

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self.resized.emit(self.viewport().width())

    # ---- hands -----------------------------------------------------------------------------

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        spot = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self._ticks(spot):
            event.accept()
            return
        super().mousePressEvent(event)
        index = self.indexAt(spot)
        place = self._lines.place(index.row()) if index.isValid() else None
        if place is not None and place.kind is Kind.MORE:
            self.unfolded.emit(place, True)

    def _ticks(self, spot: QPoint) -> bool:
        """Tick the line whose box is under the pointer; return whether there is one."""
        index = self.indexAt(spot)
        shown = self._lines.shown(index.row()) if index.isValid() else None
        place = self._lines.place(index.row())
        if shown is None or place is None or shown.tick is None:
            return False
        if spot.x() >= self._look.px(BOX_ROOM):
            return False
        self.setCurrentIndex(index)
        self.ticked.emit([place], shown.tick is not Tick.ON)
        return True

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        place = self.current()
        if place is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Space:
                self._tick_chosen(place)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if place.kind is Kind.MORE:
                self.unfolded.emit(place, True)
            case Qt.Key.Key_Right if place.kind in {Kind.RECORD, Kind.MORE}:
                self.unfolded.emit(place, True)
            case Qt.Key.Key_Left:
                self.unfolded.emit(place, False)
            case _:
                super().keyPressEvent(event)

    def _tick_chosen(self, place: Place) -> None:
        if place.kind is Kind.MORE:
            self.unfolded.emit(place, True)
            return
        shown = self._lines.shown(self.currentIndex().row())
        if shown is not None and shown.tick is not None:
            self.ticked.emit(self.chosen() or [place], shown.tick is not Tick.ON)

    @never_raises(None)
    def _restyle(self) -> None:
        self.doItemsLayout()
        self.viewport().update()
