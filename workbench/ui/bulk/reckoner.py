"""Reckons what a dialog would change, a moment after the last key, without stopping the window."""

from __future__ import annotations

from collections.abc import Callable, Coroutine

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from workbench.core.errors import WbError
from workbench.core.jobs import Jobs, Latest
from workbench.workspace.arranging import loop_runs

PAUSE = 120
"""Milliseconds after the last key."""


class Reckoner(QObject):
    """Does one piece of work at a time; only the newest one counts.

    Attributes:
        done: the newest work ended; the argument is what it returned.
        failed: it could not be done; the argument is the WbError.
        waiting: a newer one is wanted or under way: numbers shown are old.
    """

    done = Signal(object)
    failed = Signal(object)
    waiting = Signal()

    def __init__(
        self, jobs: Jobs, work: Callable[[], Coroutine[object, object, object]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._lane = Latest(jobs)
        self._timer = QTimer(self, interval=PAUSE, singleShot=True)
        self._timer.timeout.connect(self.now)

    def soon(self) -> None:
        """Reckon anew after a moment without another call."""
        self._lane.drop()
        self.waiting.emit()
        self._timer.start()

    def now(self) -> None:
        """Reckon anew at once."""
        self._timer.stop()
        self.waiting.emit()
        if loop_runs():  # else the program is ending
            self._lane.submit("reckon changes", self._reckon)

    def stop(self) -> None:
        """Let nothing under way count any more."""
        self._timer.stop()
        self._lane.drop()

    async def _reckon(self, turn: int) -> None:
        found: object = None
        failure: WbError | None = None
        try:
            found = await self._work()
        except WbError as error:
            failure = error
        if not self._lane.is_current(turn) or not isValid(self):
            return
        if failure is not None:
            self.failed.emit(failure)
        else:
            self.done.emit(found)
