"""A list of what happened, two lines each: steps, change sets, discarded edits."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.ui.filters.valuerow import RIGHT
from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

EVENT = Qt.ItemDataRole.UserRole
HEIGHT = 44
"""px at 100 %."""

Index = QModelIndex | QPersistentModelIndex


class Event(msgspec.Struct, frozen=True):
    """One thing that happened.

    Attributes:
        title: what.
        note: how much of it, and whose.
        time: when.
        mark: its sign.
        faint: it was undone.
        on: the drafts stand here now.
    """

    title: str
    note: str
    time: str
    mark: Mark | None = None
    faint: bool = False
    on: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.title, self.note, self.time) if part)


class EventModel(QAbstractListModel):
    """Events, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._events: list[Event] = []

    def show(self, events: Sequence[Event]) -> None:
        """Show these events."""
        if list(events) == self._events:
            return
        self.beginResetModel()
        self._events = list(events)
        self.endResetModel()

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._events)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._events):
            return None
        event = self._events[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(event.title)
            case Qt.ItemDataRole.AccessibleTextRole:
                return visible(event.spoken)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(event.spoken)
            case _:
                return event if role == EVENT else None


class EventDelegate(QStyledItemDelegate):
    """Paints one event."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @never_raises(QSize(100, HEIGHT))
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        return QSize(self._look.px(240), self._look.px(HEIGHT))

    @never_raises(None)
    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        event, look, px = index.data(EVENT), self._look, self._look.px
        if not isinstance(event, Event):
            return
        rect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look.selected() if selected else look.colours.surface)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colours.line)
        if event.on:
            painter.fillRect(rect.left(), rect.top(), px(3), rect.height(), look.accent.ink)
        if event.mark is not None:
            side = look.size("mark")
            spot = QRect(rect.left() + px(12), rect.top(), side, rect.height())
            look.marks.paint(painter, spot, event.mark)
        self._words(painter, rect, event)

    def _words(self, painter: QPainter, rect: QRect, event: Event) -> None:
        look, px, colours = self._look, self._look.px, self._look.colours
        time = look.metrics(Role.NOTE).horizontalAdvance(event.time) + px(12)
        half = rect.height() // 2
        top = QRect(rect.left() + px(34), rect.top() + px(3), rect.width() - px(34), half)
        room = top.width() - time - px(12)
        title = look.metrics(Role.CELL_STRONG).elidedText(
            visible(event.title), Qt.TextElideMode.ElideRight, room
        )
        painter.setFont(look.font(Role.CELL_STRONG))
        painter.setPen(colours.text3 if event.faint else colours.text)
        painter.drawText(top, ONE_LINE, title)
        painter.setFont(look.font(Role.NOTE))
        painter.setPen(colours.text3 if event.faint else colours.text2)
        painter.drawText(top.adjusted(0, 0, -px(12), 0), RIGHT, event.time)
        low = top.translated(0, half - px(5))
        note = look.metrics(Role.NOTE).elidedText(
            visible(event.note), Qt.TextElideMode.ElideRight, top.width() - px(12)
        )
        painter.drawText(low, ONE_LINE, note)
