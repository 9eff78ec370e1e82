"""The list that shows the rail: clicks, keys, menus, and the order of saved views by dragging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from workbench.core.texts import tr
from workbench.ui.filters.grounds import stand_on
from workbench.ui.rail.delegate import RailDelegate
from workbench.ui.rail.lines import LineKind, RailLine
from workbench.ui.rail.model import LINE, VIEW_TYPE, RailModel
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look

if TYPE_CHECKING:
    from workbench.ui.board.rail import BoardRail
    from workbench.ui.rail.rail import Rail

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class RailView(QListView):
    """Arrows move and fold, Enter or Space act, Alt+Up and Alt+Down put views in order."""

    def __init__(self, model: RailModel, look: Look, rail: Rail | BoardRail) -> None:
        super().__init__(rail)
        self._rail = rail
        self._look = look
        self._lines = model
        self._delegate = RailDelegate(look, self)
        self._mark = QWidget(self.viewport())
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark.hide()
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Resources, views and filters"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragEnabled(True)
        self.setDropIndicatorShown(True)
        stand_on(self, look, raised=False)

    def set_folded(self, *, folded: bool) -> None:
        """Show icons only, or all."""
        self._delegate.folded = folded

    def restyle(self) -> None:
        """Lay the lines out anew: zoom or width changed."""
        self.doItemsLayout()
        self.viewport().update()

    def anchor(self, line: RailLine) -> QWidget:
        """Return a widget that stands where a line does, for pop-overs and menus."""
        row = self._lines.row_of(line.kind, line.key)
        rect = self.visualRect(self._lines.index(row)) if row >= 0 else QRect(0, 0, 1, 1)
        self._mark.setGeometry(rect.adjusted(self._look.px(8), 0, 0, 0))
        return self._mark

    def _line_at(self, spot: QPoint) -> tuple[RailLine | None, QRect]:
        index = self.indexAt(spot)
        line = index.data(LINE) if index.isValid() else None
        return (line if isinstance(line, RailLine) else None), self.visualRect(index)

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        spot = event.position().toPoint()
        pressed = self.currentIndex() == self.indexAt(spot) or self.indexAt(spot).isValid()
        dragging = self.state() is QListView.State.DraggingState
        super().mouseReleaseEvent(event)
        line, rect = self._line_at(spot)
        if line is None or dragging or not pressed or event.button() != Qt.MouseButton.LeftButton:
            return
        on_button = self._delegate.action(rect, line).contains(spot)
        if line.kind is LineKind.FACET and on_button:
            self._rail.open_menu(line, self.anchor(line))
        elif line.kind is LineKind.HEADING and not on_button:
            return
        elif line.kind is LineKind.VALUE and line.fold is not None and (
            self._delegate.caret(rect, line).contains(spot)
        ):  # fmt: skip
            self._rail.fold(line, is_open=not line.fold)
        else:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._rail.activate(line, out=alt)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        line = self.currentIndex().data(LINE)
        if not isinstance(line, RailLine) or not self._handle(event, line):
            super().keyPressEvent(event)

    def _handle(self, event: QKeyEvent, line: RailLine) -> bool:
        """Do what a key means on a line; return whether it meant something."""
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        is_view = line.kind is LineKind.VIEW
        if is_view and alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._rail.move_view(line.key, -1 if key == Qt.Key.Key_Up else 1)
        elif line.kind is LineKind.RANGE and key in _ENTER:
            widget = self.indexWidget(self.currentIndex())
            if widget is not None:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
        elif key in _ENTER:
            self._rail.activate(line, out=alt)
        elif key == Qt.Key.Key_Minus and line.kind is LineKind.VALUE:
            self._rail.activate(line, out=True)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and line.fold is not None:
            self._rail.fold(line, is_open=key == Qt.Key.Key_Right)
        elif is_view and key == Qt.Key.Key_F2:
            self._rail.rename_view(line)
        elif is_view and key == Qt.Key.Key_Delete:
            self._rail.remove_view(line.key)
        else:
            return False
        return True

    @never_raises(None)
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        line = index.data(LINE)
        if isinstance(line, RailLine):
            self._rail.open_menu(line, self.anchor(line))
            event.accept()

    @never_raises(None)
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: D102
        line, _rect = self._line_at(event.position().toPoint())
        mine = event.mimeData().hasFormat(VIEW_TYPE) and event.source() is self
        if mine and line is not None and line.kind is LineKind.VIEW:
            super().dragMoveEvent(event)
            event.acceptProposedAction()
        else:
            event.ignore()

    @never_raises(None)
    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        spot = event.position().toPoint()
        line, rect = self._line_at(spot)
        if line is not None and line.kind is LineKind.VIEW and event.source() is self:
            name = bytes(event.mimeData().data(VIEW_TYPE).data()).decode()
            names = [held.key for held in self._lines.lines() if held.kind is LineKind.VIEW]
            place = names.index(line.key) + (spot.y() > rect.center().y())
            if name in names and names.index(name) < place:
                place -= 1
            self._rail.place_view(name, place)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
