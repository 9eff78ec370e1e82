"""The strips of a tab: what happened, what it means, what to do; they stay until they are read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr
from workbench.ui.desk.desk import Desk
from workbench.ui.parts.strip import Strip
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark

_KEYS = frozenset({ErrorCode.AUTH, ErrorCode.AUTH_MISSING, ErrorCode.KEYRING})
_LATER = frozenset({ErrorCode.RATE, ErrorCode.RESTING})


class Strips(QWidget):
    """Bad and other news of one desk, newest at the top.

    Attributes:
        connect_wanted: the user wants to look at the account.
        acted: an action of a strip that the window gave was chosen: (strip's key, action's key).
    """

    connect_wanted = Signal()
    acted = Signal(str, str)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._shown: dict[str, Strip] = {}
        self._error: WbError | None = None
        self._of_rows: WbError | None = None
        self._notes: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        desk.status_changed.connect(self._look_at_session)
        desk.session_changed.connect(self._look_at_session)
        self._look_at_session()

    def show_error(self, error: WbError) -> None:
        """Say what failed, with what can be done about it."""
        actions = [("details", tr("Copy details"))]
        if error.code in _KEYS:
            actions.append(("account", tr("Account…")))
        elif error.code is not ErrorCode.INPUT:
            actions.append(("retry", tr("Retry")))
        kind = Mark.CHANGED if error.code in _LATER else Mark.REFUSED
        strip = self.say("error", kind, error.sentence, self._meaning(error), actions)
        self._error = error
        strip.acted.connect(self._act)

    def say(
        self,
        key: str,
        kind: Mark,
        what: str,
        meaning: str,
        actions: list[tuple[str, str]] | None = None,
    ) -> Strip:
        """Show a strip in place of an older one of that key."""
        self.drop(key)
        strip = Strip(kind, what, meaning, self._look, actions or [])
        self._shown[key] = strip
        self._column.insertWidget(0, strip)
        strip.dismissed.connect(lambda: self._dismissed(key))
        strip.acted.connect(lambda action: self.acted.emit(key, action))
        return strip

    def drop(self, key: str) -> None:
        """Take a strip away."""
        strip = self._shown.pop(key, None)
        if strip is not None:
            strip.hide()
            strip.deleteLater()

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the strips that are shown."""
        return tuple(self._shown)

    def texts(self) -> tuple[str, ...]:
        """Return what the strips say, newest first."""
        return tuple(strip.accessibleName() for strip in reversed(self._shown.values()))

    def _meaning(self, error: WbError) -> str:
        session = self._desk.session
        age = ""
        if session and len(session.table) and session.status.read_at:
            read = self._desk.workspace.formats.age(session.status.read_at)
            age = tr("The rows shown were read {age}.", age=read)
        return " ".join(text for text in (error.hint, age) if text)

    def _look_at_session(self) -> None:
        session = self._desk.session
        error = session.status.error if session else None
        if error is None:
            # What the rows were in trouble with is over; other bad news stays until it is read.
            if self._error is not None and self._error is self._of_rows:
                self.drop("error")
                self._error = None
        elif error is not self._error:
            self.show_error(error)
        self._of_rows = error
        self._show_notes(session.status.notes if session else ())

    def _show_notes(self, notes: tuple[str, ...]) -> None:
        if notes == self._notes:
            return
        self._notes = notes
        if not notes:
            self.drop("notes")
            return
        first, *others = notes
        more = tr("and {count} more", count=len(others)) if others else ""
        strip = self.say("notes", Mark.CHANGED, first, more, [("copy", tr("Copy details"))])
        strip.acted.connect(lambda _key: _copy("\n".join(notes)))

    def _act(self, action: str) -> None:
        error = self._error
        if action == "details" and error is not None:
            _copy(error.report())
        elif action == "account":
            self.connect_wanted.emit()
        elif action == "retry":
            self.drop("error")
            self._error = None
            self._desk.refresh()

    def _dismissed(self, key: str) -> None:
        self.drop(key)
        session = self._desk.session
        if key == "error":
            self._error = None
            if session is not None:
                session.dismiss_error()


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
