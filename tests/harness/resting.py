"""When a window has come to rest: timers that follow one another are not told by any job."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

SOON_MS = 500
"""Timers up to this answer a person; those above keep things or look now and then."""


def is_about_to(*places: QObject) -> bool:
    """Whether something below these waits a moment before it follows what happened."""
    return any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON_MS
        for place in places
        for timer in place.findChildren(QTimer)
    )
