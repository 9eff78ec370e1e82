"""The table's header: titles with units, order, filters and the pin; click, drag and resize.

Frozen columns stand over the scrolled ones, so sections are found and painted here and not by Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from workbench.core.fields import Field
from workbench.core.texts import tr
from workbench.ui.grid.ground import own_viewport
from workbench.ui.grid.sections import HeaderPainter
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPaintEvent

    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look

GRIP = 4
"""Pixels on either side of a border that take hold of it, at 100 %."""
LEAST = 36
"""A column is not dragged narrower than this, pixels at 100 %."""
DRAG = 8
"""Pixels the pointer moves before a click becomes a drag."""


class Columns(Protocol):
    """What the header asks of the table about its columns."""

    def shown_columns(self) -> list[int]:
        """Return the columns that are shown, from the left."""
        ...

    def field_of(self, column: int) -> Field:
        """Return the field of a column."""
        ...

    def column_x(self, column: int) -> int:
        """Return where a column begins in the viewport."""
        ...

    def column_width(self, column: int) -> int:
        """Return how wide a column is."""
        ...

    def column_under(self, x: int) -> int:
        """Return the column at a place of the viewport, -1 for none."""
        ...

    def frozen_edge(self) -> int:
        """Return where the frozen columns end, 0 where none are frozen."""
        ...

    def frozen_columns(self) -> list[int]:
        """Return the frozen columns."""
        ...

    def badge_room(self, column: int) -> int:
        """Return the room that a price column keeps for its tier badge."""
        ...


class Header(QHeaderView):
    """The horizontal header.

    Signals:
        sort_wanted: a title was clicked: its column, and whether a key is to be added.
        select_wanted: a title was clicked with Ctrl: its column.
        menu_wanted: the column, and where the menu is to open (global).
        resized: a border was dragged and let go: column, width in pixels.
        fit_wanted: a border was double-clicked: the column on its left.
        dropped: a title was dragged before another column (-1: to the end).
    """

    sort_wanted = Signal(int, bool)
    select_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    resized = Signal(int, int)
    fit_wanted = Signal(int)
    dropped = Signal(int, int)

    def __init__(self, desk: Desk, look: Look, columns: Columns, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        own_viewport(self)
        self._look = look
        self._columns = columns
        self._painter = HeaderPainter(desk, look, columns)
        self._pressed = -1
        self._border = -1
        self._from = QPoint()
        self._start = 0
        self._target: int | None = None
        self._moved = False
        self._below = 0
        self.setMinimumSectionSize(8)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName(tr("Column titles"))

    def set_below(self, height: int) -> None:
        """Keep room below the titles, for the filter row."""
        self._below = height
        self.updateGeometry()

    @property
    def title_height(self) -> int:
        """Height of the titles alone, in pixels."""
        return self._look.size("table_header")

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(0, self.title_height + self._below)

    # ---- painting --------------------------------------------------------------------------

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self.viewport())
        self._painter.paint(painter, event.rect(), self.viewport().width(), self.height())
        if self._target is not None:
            x = self._drop_x(self._target)
            width = self._look.px(2)
            painter.fillRect(x - width, 0, width, self.title_height, self._look.accent.ink)

    def _drop_x(self, before: int) -> int:
        if before >= 0:
            return max(self._columns.column_x(before), self._look.px(2))
        last = self._columns.shown_columns()[-1]
        return self._columns.column_x(last) + self._columns.column_width(last)

    # ---- the pointer -----------------------------------------------------------------------

    def _border_at(self, x: int) -> int:
        """The column whose right border is at `x`, -1 for none."""
        grip = self._look.px(GRIP)
        edge = self._columns.frozen_edge()
        frozen = self._columns.frozen_columns()
        for column in self._columns.shown_columns():
            right = self._columns.column_x(column) + self._columns.column_width(column)
            if abs(right - x) <= grip and (column in frozen or right > edge):
                return column
        return -1

    @never_raises(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if event.button() != Qt.MouseButton.LeftButton:
            return
        spot = event.position().toPoint()
        self._from, self._moved, self._target = spot, False, None
        self._border = self._border_at(spot.x())
        self._pressed = -1 if self._border >= 0 else self._columns.column_under(spot.x())
        if self._border >= 0:
            self._start = self._columns.column_width(self._border)

    @never_raises(None)
    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        spot = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(spot)
            return
        away = spot.x() - self._from.x()
        if self._border >= 0:
            self._moved = True
            self.resizeSection(self._border, max(self._start + away, self._look.px(LEAST)))
        elif self._pressed >= 0 and (self._moved or abs(away) > self._look.px(DRAG)):
            self._moved = True
            self._target = self._drop_target(spot.x())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.viewport().update()

    def _hover(self, spot: QPoint) -> None:
        on_border = self._border_at(spot.x()) >= 0
        cursor = Qt.CursorShape.SplitHCursor if on_border else Qt.CursorShape.ArrowCursor
        self.setCursor(cursor)
        column = -1 if spot.y() > self.title_height else self._columns.column_under(spot.x())
        if column != self._painter.hovered:
            self._painter.hovered = column
            self.viewport().update()

    def _drop_target(self, x: int) -> int:
        for column in self._columns.shown_columns():
            middle = self._columns.column_x(column) + self._columns.column_width(column) // 2
            if x < middle:
                return column
        return -1

    @never_raises(None)
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        pressed, border, moved = self._pressed, self._border, self._moved
        target, self._pressed, self._border, self._target = self._target, -1, -1, None
        self._moved = False
        self.unsetCursor()
        self.viewport().update()
        if border >= 0:
            if moved:
                self.resized.emit(border, self._columns.column_width(border))
        elif pressed >= 0 and moved and target is not None:
            self.dropped.emit(pressed, target)
        elif pressed >= 0 and self.viewport().rect().contains(event.position().toPoint()):
            self._clicked(pressed, event)

    def _clicked(self, column: int, event: QMouseEvent) -> None:
        if self._painter.caret_box(column).contains(event.position().toPoint()):
            self.open_menu(column)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.select_wanted.emit(column)
        else:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sort_wanted.emit(column, shift)

    def open_menu(self, column: int) -> None:
        """Ask for the menu of a column, under its title."""
        x = max(self._columns.column_x(column), 0)
        place = self.viewport().mapToGlobal(QPoint(x, self.title_height))
        self.menu_wanted.emit(column, place)

    @never_raises(None)
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        border = self._border_at(int(event.position().x()))
        if border >= 0:
            self.fit_wanted.emit(border)
        else:
            self.mousePressEvent(event)

    @never_raises(None)
    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102
        super().leaveEvent(event)
        self._painter.hovered = -1
        self.viewport().update()

    @never_raises(None)
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102
        column = self._columns.column_under(event.pos().x())
        if column >= 0:
            self.menu_wanted.emit(column, event.globalPos())

    @never_raises(False)
    def viewportEvent(self, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            column = self._columns.column_under(event.pos().x())
            text = self._painter.tip(column) if column >= 0 else ""
            box = QRect()
            if column >= 0:
                left = self._columns.column_x(column)
                box = QRect(left, 0, self._columns.column_width(column), self.height())
            QToolTip.showText(event.globalPos(), tip_text(text), self, box)
            return True
        return super().viewportEvent(event)
