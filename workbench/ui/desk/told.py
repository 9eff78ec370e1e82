"""What a service said by itself of the rows of one desk: changed or deleted since they were read.

A receiver keeps what it is told, maybe in another process. Rows that are read anew lose their mark;
deleted ones keep theirs, and stay readable until they are removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from workbench.core.errors import WbError
from workbench.core.texts import mark, tr
from workbench.core.times import now
from workbench.ui.desk.staging import narrow
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.core.pages import Page
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.classes.model import ChangeMark
    from workbench.workspace.session import Session

TOLD = "told"
"""Name under which rows are narrowed to those that the service told of."""
LOOK_MS = 5000
"""How often it is looked whether another process was told something."""
SOON_MS = 250
"""Rows that come within this time are looked at together."""

WORDS = {
    Mark.ELSEWHERE: (mark("changed at the service {when}"), mark("Changed")),
    Mark.GONE: (mark("deleted at the service {when}"), mark("Deleted")),
}
"""What a marked row says, and what its state is called."""


class Told(QObject):
    """The marks of one desk's rows.

    Attributes:
        changed: marks came or went.
        marks: of the loaded rows, by key.
        new: how many records the service told of that are not loaded.
        wanted: states that the rows are narrowed to (values of `Mark`), none where they are not.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.marks: Mapping[str, ChangeMark] = {}
        self.new = 0
        self.wanted: tuple[str, ...] = ()
        self._known: frozenset[str] = frozenset()
        self._followed: WeakSet[Session] = WeakSet()
        self._session: Session | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.tell)
        if desk.source.notices is not None:
            desk.session_changed.connect(self._follow)
            desk.status_changed.connect(self._later)

    # ---- what a row says ---------------------------------------------------------------------

    def mark_of(self, key: str) -> Mark | None:
        """Return the sign of a row, None for one that is as it was read."""
        held = self.marks.get(key)
        if held is None:
            return None
        return Mark.GONE if held.what.value == "deleted" else Mark.ELSEWHERE

    def words(self, key: str) -> str:
        """Return what a row's sign means: "changed at the service 10:42", "" without one."""
        sign = self.mark_of(key)
        if sign is None:
            return ""
        at = self.marks[key].at.astimezone()
        today = at.date() == now().astimezone().date()
        when = f"{at:%H:%M}" if today else self._desk.workspace.formats.time(at)
        return tr(WORDS[sign][0], when=when)

    def keys(self, sign: Mark) -> tuple[str, ...]:
        """Return the loaded rows with a sign."""
        return tuple(key for key in self.marks if self.mark_of(key) is sign)

    # ---- narrowing ---------------------------------------------------------------------------

    def ids(self) -> dict[str, frozenset[str]]:
        """Return what the rows are narrowed to, as a session takes it."""
        if not self.wanted:
            return {}
        keys = (self.keys(sign) for sign in WORDS if sign.value in self.wanted)
        return {TOLD: frozenset(key for held in keys for key in held)}

    def narrow(self, states: Iterable[str]) -> None:
        """Show only rows with one of these signs (values of `Mark`), all for none.

        A row that is read anew afterwards stays until the rows are narrowed anew.
        """
        desk = self._desk
        self.wanted = tuple(states)
        narrow(desk.session, desk.staged, self.ids())
        desk.view_changed.emit()
        desk.facets_changed.emit()
        self.changed.emit()

    # ---- hearing of it -----------------------------------------------------------------------

    @never_raises(None)
    def _follow(self) -> None:
        session = self._desk.session
        if session is not self._session:
            self._session, self.wanted = session, ()
            if session is not None and TOLD in session.rows.ids:
                narrow(session, self._desk.staged, {})
        self._later()

    def _listen(self, session: Session) -> None:
        """Hear of what is read and told from now on; not before the first rows are seen."""
        if session in self._followed:
            return
        if not self._followed:
            self._desk.workspace.classes.marked.connect(weak_slot(self, self._later))
            self._timer.start()
        self._followed.add(session)
        session.documents.taken.connect(weak_slot(self, self._taken))
        session.held.extended.connect(weak_slot(self, self._later))

    @never_raises(None)
    def _later(self, *_: object) -> None:
        if not self._soon.isActive():
            self._soon.start()

    @never_raises(None)
    def look(self) -> None:
        """Look whether a receiver was told something, while somebody sees the window."""
        if self._desk.session is not None and QApplication.activeWindow() is not None:
            self._desk.workspace.classes.look()

    @never_raises(None)
    def _taken(self, page: Page, _language: str) -> None:
        """Forget what was told of rows that were read just now."""
        session, read = self._desk.session, self._known.intersection(page.keys)
        if session is not None and read:
            try:
                self._desk.workspace.classes.forget_marks(session, read, page.fetched_at)
            except WbError as error:
                self._desk.trouble.emit(error)

    @never_raises(None)
    def tell(self) -> None:
        """Take the marks as they are now, and say where they are others."""
        session = self._desk.session
        known: Mapping[str, ChangeMark] = {}
        if session is not None and self._desk.source.notices is not None:
            self._listen(session)
            try:
                known = self._desk.workspace.classes.marks(session)
            except WbError as error:
                self._desk.trouble.emit(error)
        self._known = frozenset(known)
        loaded = {
            key: held
            for key, held in known.items()
            if session is not None and session.table.row_of(key) is not None
        }
        away = [held for key, held in known.items() if key not in loaded]
        new = sum(held.what.value == "new" for held in away)
        if (loaded, new) != (self.marks, self.new):
            self.marks, self.new = loaded, new
            self.changed.emit()
            self._desk.facets_changed.emit()
            if self.wanted and not loaded:
                self.narrow(())
