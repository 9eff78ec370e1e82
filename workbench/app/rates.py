"""Reads newer exchange rates while the program runs, where the user has switched that on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.core.errors import WbError
from workbench.ui.safe import never_raises, weak_slot

if TYPE_CHECKING:
    from workbench.app.rounds import Rounds
    from workbench.core.settings import Settings
    from workbench.workspace.workspace import Workspace


class RatesKeeper(QObject):
    """Reads the bank's rates at the start, once a working day, and when they are switched on.

    Nothing is asked for, and no code of the comparison is loaded, before the user has said so.
    """

    def __init__(self, workspace: Workspace, rounds: Rounds) -> None:
        super().__init__()
        self._workspace = workspace
        self._on = workspace.settings.fetch_rates
        rounds.due.connect(weak_slot(self, self.look))
        workspace.settings_changed.connect(weak_slot(self, self._changed))
        self.look()

    def _changed(self, settings: Settings) -> None:
        switched, self._on = settings.fetch_rates and not self._on, settings.fetch_rates
        if switched:
            self.look()

    @never_raises(None)
    def look(self) -> None:
        """Read the rates where they are switched on and older than the bank's day."""
        if self._workspace.settings.fetch_rates:
            self._workspace.jobs.spawn("exchange rates", self._read())

    async def _read(self) -> None:
        rates = self._workspace.keeping.rates
        try:
            await rates.fetch_if_due()
        except WbError as error:
            # Where the disk refuses, whoever looks at the rates is told.
            rates.fail(error.full_text)
