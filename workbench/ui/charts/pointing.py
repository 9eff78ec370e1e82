"""Follows the pointer over a chart: what it points at is let go with the pointer or the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from workbench.ui.safe import never_raises

_LETS_GO = frozenset({QEvent.Type.Leave, QEvent.Type.FocusOut})


class Pointing(QObject):
    """Tells a chart where the pointer is.

    Args:
        chart: watched; it takes focus and tracks the pointer from now on.
        point: takes where the pointer is in pixels from the left, None once it is gone.
    """

    def __init__(self, chart: QWidget, point: Callable[[float | None], object]) -> None:
        super().__init__(chart)
        self._point = point
        chart.setMouseTracking(True)
        chart.installEventFilter(self)

    @never_raises(False)
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._point(event.position().x())
        elif event.type() in _LETS_GO:
            self._point(None)
        return False
