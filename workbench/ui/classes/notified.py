"""Products that a service said to have changed since their rows were read: told, and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from workbench.core.errors import WbError
from workbench.core.texts import tr, trn
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.theme.marks import Mark
from workbench.workspace.classes.model import Happening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.ui.classes.desk import ClassDesk
    from workbench.ui.window.strips import Strips
    from workbench.workspace.classes.model import ChangeMark

KEY = "notified"
LOOK_MS = 5000
"""How often it is looked whether another process was told something."""


class Notified(QObject):
    """Watches what was told of the rows of one tab.

    Attributes:
        reread_wanted: these rows are to be read again: their keys.
        shown: the keys that the strip tells of.
    """

    reread_wanted = Signal(object)

    def __init__(self, held: ClassDesk, strips: Strips) -> None:
        super().__init__(held)
        self._held = held
        self._strips = strips
        self.shown: tuple[str, ...] = ()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        held.classes.marked.connect(weak_slot(self, self.tell))
        held.reckoned.connect(self.tell)
        held.desk.session_changed.connect(self.tell)

    @never_raises(None)
    def look(self) -> None:
        """Look whether a receiver was told something, while somebody sees the window."""
        if self._held.session is not None and QApplication.activeWindow() is not None:
            self._held.classes.look()

    @never_raises(None)
    def tell(self, *_: object) -> None:
        """Say how many of the loaded rows are no longer as they were read."""
        held, session = self._held, self._held.session
        marks: Mapping[str, ChangeMark] = {}
        if session is not None:
            try:
                marks = held.classes.marks(session)
            except WbError as error:
                held.desk.trouble.emit(error)
        loaded = {key: mark for key, mark in marks.items()
                  if session is not None and session.table.row_of(key) is not None}  # fmt: skip
        if tuple(loaded) == self.shown:
            return
        self.shown = tuple(loaded)
        if not loaded:
            self._strips.drop(KEY)
            return
        gone = sum(mark.what is Happening.DELETED for mark in loaded.values())
        what = trn("{count} row changed at the service since it was read.",
                   "{count} rows changed at the service since they were read.",
                   len(loaded))  # fmt: skip
        more = trn("{count} of them was deleted.", "{count} of them were deleted.", gone)
        actions = [("show", tr("Show")), ("read", tr("Read again"))]
        strip = self._strips.say(KEY, Mark.CHANGED, what, more if gone else "", actions)
        strip.acted.connect(self._act)

    def _act(self, action: str) -> None:
        if action == "show":
            self._held.show_products(self.shown)
        else:
            self.reread_wanted.emit(self.shown)
