"""Rows dragged over the tab row: a tab that is stayed on comes forward with its baskets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QTabBar

from workbench.ui.board.dropping import DropRing
from workbench.ui.grid.dragging import Dragged, dragged
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

STAY_MS: Final = 450
"""A tab comes forward when the pointer has stayed on it so long."""


class TabTurning(QObject):
    """Watches the tab row while rows are dragged.

    Args:
        bar: the tabs.
        refuse: tells why rows go into no basket, "" where they do.
        take: rows were dropped on a tab, by its position.
    """

    def __init__(
        self,
        bar: QTabBar,
        look: Look,
        refuse: Callable[[Dragged], str],
        take: Callable[[int, Dragged], object],
    ) -> None:
        super().__init__(bar)
        self._bar = bar
        self._refuse = refuse
        self._take = take
        self._at = -1
        self.ring = DropRing(look, bar)
        self._stayed = QTimer(self, interval=STAY_MS, singleShot=True)
        self._stayed.timeout.connect(self._turn)
        bar.setAcceptDrops(True)
        bar.installEventFilter(self)

    @never_raises(False)
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() is QEvent.Type.DragLeave:
            self._leave()
            return False
        rows = dragged(event.mimeData()) if isinstance(event, QDropEvent) else None
        if not isinstance(event, QDropEvent) or rows is None:
            return False
        place = self._bar.tabAt(event.position().toPoint())
        if event.type() is QEvent.Type.Drop:
            self._leave()
            self._take(place, rows)
            event.acceptProposedAction()
        elif isinstance(event, QDragMoveEvent) and (place < 0 or self._refuse(rows)):
            self._leave()
            event.setAccepted(event.type() is QEvent.Type.DragEnter)
        else:
            self._stay(place)
            event.acceptProposedAction()
        return True

    def _stay(self, place: int) -> None:
        if place != self._at:
            self._at = place
            self.ring.show_at(self._bar.tabRect(place))
            self._stayed.start()

    def _leave(self) -> None:
        self._at = -1
        self._stayed.stop()
        self.ring.hide()

    @never_raises(None)
    def _turn(self) -> None:
        if 0 <= self._at < self._bar.count():
            self._bar.setCurrentIndex(self._at)
