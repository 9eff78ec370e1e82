"""Which record a page of the dock shows, and when it looks again: the same for all its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from workbench.ui.safe import weak_slot

if TYPE_CHECKING:
    from workbench.workspace.editing import Editing
    from workbench.workspace.session import Session


class Follower(QObject):
    """Has its page refreshed once, soon, after another record or what is staged in it changed.

    Attributes:
        editing: what holds the record, None before the first.
        session: whose row it is; None for no record, and where the page does not ask it.
        key: of the record, "" for none.
    """

    def __init__(
        self,
        page: QObject,
        refresh: Callable[[], object],
        commit: Callable[[], object] | None = None,
    ) -> None:
        """Follow nothing yet.

        Args:
            page: what shows the record.
            refresh: shows it anew.
            commit: stages what is being typed, before another record is shown.
        """
        super().__init__(page)
        self._commit = commit or (lambda: None)
        self.editing: Editing | None = None
        self.session: Session | None = None
        self.key = ""
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(weak_slot(page, refresh))

    def show_record(self, editing: Editing, key: str, session: Session | None = None) -> None:
        """Follow a record; what was typed in the one before is staged."""
        if (editing, key) != (self.editing, self.key):
            self._commit()
        self.session = session
        if editing is not self.editing:
            self.editing = editing
            editing.changed.connect(weak_slot(self, self._moved))
        self.key = key
        self.look_again()

    def clear(self) -> None:
        """Follow no record; what was typed is staged."""
        self._commit()
        self.session, self.key = None, ""

    def look_again(self, *_: object) -> None:
        """Have the page refreshed, once for many calls."""
        self._soon.start()

    def _moved(self, keys: frozenset[str]) -> None:
        if self.key in keys:
            self.look_again()
