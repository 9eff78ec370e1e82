"""Collects what Python can no longer reach, in the thread of the window alone.

Python collects in whatever thread happens to pass a threshold. A closed dialog or tab is such a
heap of objects that hold each other, and a Qt object that is taken apart outside its own thread
ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 500
"""Milliseconds between two looks at how much has gathered."""


class Collector(QObject):
    """Collects while it lives; `stop` leaves it to Python again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect by itself again, where it did before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()


def collect_due() -> None:
    """Collect the oldest generation that has passed its threshold, with those younger than it."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [at for at in range(3) if counts[at] > limits[at] > 0]
    if due:
        gc.collect(max(due))
