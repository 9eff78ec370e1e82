"""Has the whole record read before a list is typed in that answers with many records leave out.

A list that is not known must not be typed in: what is not there would be taken away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Latest
from workbench.core.texts import tr
from workbench.edits.drafts import NEW_KEY
from workbench.ui.dock.reading import loop_runs
from workbench.ui.safe import never_raises
from workbench.workspace.whole import read_whole

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.session import Session

REST_MS = 300
"""The service is asked when the row has stood this long."""


class Whole(QObject):
    """Reads one record after the other, the newest wish first.

    Attributes:
        done: the record of that key is here.
        failed: it could not be read: (key, error).
    """

    done = Signal(str)
    failed = Signal(str, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lane = Latest(desk.workspace.jobs)
        self._known: dict[str, bytes] = {}
        self._wanted = ""
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._ask)

    def has(self, key: str) -> bool:
        """Return whether a record's document is the one that was read whole, or needs none."""
        session = self._desk.session
        if session is None or key.startswith(NEW_KEY):
            return True
        known = self._known.get(key)
        return known is not None and session.documents.of_row(key) == known

    def want(self, key: str) -> None:
        """Read a record as soon as its row has stood a while."""
        if key != self._wanted or not self._rest.isActive():
            self._wanted = key
            self._rest.start()

    @never_raises(None)
    def _ask(self) -> None:
        session, key = self._desk.session, self._wanted
        if session is not None and key and loop_runs():
            self._lane.submit("whole record", lambda turn: self._read(turn, session, key))

    async def _read(self, turn: int, session: Session, key: str) -> None:
        try:
            found = await read_whole(session, key)
        except WbError as error:
            if self._lane.is_current(turn) and isValid(self):
                self.failed.emit(key, error)
            return
        if not isValid(self):
            return
        if found:
            self._known[key] = session.documents.of_row(key) or b""
            self.done.emit(key)
        else:
            self.failed.emit(key, _gone())


def _gone() -> WbError:
    return WbError(
        ErrorCode.NOT_FOUND,
        tr("The service no longer has this record."),
        tr("Refresh the table."),
    )
