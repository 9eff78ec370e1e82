"""What is looked after while the program runs comes round by one clock."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

EVERY: Final = 30 * 60 * 1000
"""Milliseconds between two rounds."""


class Rounds(QObject):
    """The clock of those who look after something; it stops with the window that it belongs to.

    Attributes:
        due: it is time to look.
    """

    due = Signal()

    def __init__(self, parent: QObject | None = None, every: int = EVERY) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=every)
        self._timer.timeout.connect(self.due)
        self._timer.start()
