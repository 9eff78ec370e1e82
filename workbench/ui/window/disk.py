"""Says in the window that typed values are not on the disk, and asks before they would be lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workbench.core.texts import tr
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.window.main import MainWindow

STRIP = "unwritten"
"""Key of the strip."""


class DiskWatch(QObject):
    """Shows a strip in every tab for as long as the disk refuses what was typed."""

    _moved = Signal(object)
    """The journal tells from its own thread; this brings it into the window's."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._stores = window.workspace.stores
        self._watching = False
        self._moved.connect(self.refresh)
        window.workspace.books.changed.connect(weak_slot(self, self._watch))
        window.front_changed.connect(self.refresh)

    def _watch(self, *_: object) -> None:
        """Listen to the journal from the first draft on: it is not opened for this alone."""
        if not self._watching:
            self._watching = True
            self._stores.journal.troubled.connect(weak_slot(self, self._moved.emit))
            self.refresh()

    @never_raises(None)
    def refresh(self, *_: object) -> None:
        """Say what is not written, or take the strip away."""
        error = self._stores.unwritten()
        for tab in self._window.seen_tabs:
            if error is None:
                tab.strips.drop(STRIP)
            else:
                tab.strips.say(STRIP, Mark.REFUSED, error.sentence, error.hint)


def leave(window: MainWindow, end: Callable[[], None]) -> None:
    """End at once, or ask where that would lose what was typed."""
    error = window.workspace.stores.unwritten()
    if error is None:
        end()
        return
    from workbench.ui.dialogs.confirm import ConfirmDialog  # noqa: PLC0415 - hardly ever needed

    title, verb = tr("Close the program?"), tr("Close and lose them")
    dialog = ConfirmDialog(
        title, error.sentence, error.hint, verb, window.look, danger=True, parent=window
    )
    dialog.accepted.connect(end)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
