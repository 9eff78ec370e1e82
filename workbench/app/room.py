"""Holds what was read from services to the size that the settings allow, while the program runs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from workbench.ui.safe import never_raises, weak_slot

if TYPE_CHECKING:
    from workbench.app.rounds import Rounds
    from workbench.core.settings import Settings
    from workbench.workspace.workspace import Workspace

MB: Final = 1_000_000
"""Bytes, as sizes are shown."""


class RoomKeeper(QObject):
    """Trims the cache at once, at every round, and when its limit is changed."""

    def __init__(self, workspace: Workspace, rounds: Rounds) -> None:
        super().__init__()
        self._workspace = workspace
        self._limit = workspace.settings.cache_limit_mb
        self._busy = self._again = False
        rounds.due.connect(weak_slot(self, self.trim))
        workspace.settings_changed.connect(weak_slot(self, self._changed))
        self.trim()

    def _changed(self, settings: Settings) -> None:
        if settings.cache_limit_mb != self._limit:
            self._limit = settings.cache_limit_mb
            self.trim()

    @never_raises(None)
    def trim(self) -> None:
        """Delete what was not used for longest and is too much; one look at a time."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        limit = self._workspace.settings.cache_limit_mb * MB
        work = asyncio.to_thread(self._workspace.stores.cache.trim, limit)
        task = self._workspace.jobs.spawn("room of the cache", work)
        task.add_done_callback(weak_slot(self, self._ended))

    def _ended(self, _task: object) -> None:
        """Look again where it was wanted meanwhile: the limit may be another one."""
        again, self._busy, self._again = self._again, False, False
        if again:
            self.trim()
