"""All that a run keeps on disk, opened together and closed together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from workbench.core.errors import WbError
from workbench.core.folders import Folders
from workbench.core.settings import Settings
from workbench.store.cache import Cache
from workbench.store.calls import CallStore
from workbench.store.files import sweep_parts
from workbench.store.journal import Journal, unwritten_error
from workbench.store.ledger import SharedLedger
from workbench.store.settings import load_settings, save_settings
from workbench.store.workspace import WorkspaceStore

if TYPE_CHECKING:
    from workbench.store.price_history import PriceHistoryStore


class Stores:
    """The stores of one home, each opened at first use.

    Attributes:
        folders: where they are.

    Args:
        folders: the home; its folders are made.
        alone: this process has the home's window. The command line says False: what another
            process has open is not ended.
    """

    def __init__(self, folders: Folders, *, alone: bool = True) -> None:
        self.folders = folders.make()
        self._alone = alone
        self._notes: list[str] = []

    @cached_property
    def settings(self) -> Settings:
        """What the user set, as it was when first asked for; see `save_settings`."""
        return load_settings(self.folders.settings, self._notes.append)

    @cached_property
    def cache(self) -> Cache:
        """Everything read from services."""
        return Cache(self.folders.cache_file)

    @cached_property
    def workspace(self) -> WorkspaceStore:
        """Accounts without secrets, views, templates, jobs."""
        return WorkspaceStore(self.folders.workspace, alone=self._alone)

    @cached_property
    def journal(self) -> Journal:
        """Drafts and operations."""
        return Journal(self.folders.journal, alone=self._alone)

    @cached_property
    def prices(self) -> PriceHistoryStore:
        """Prices over time."""
        from workbench.store.price_history import (  # noqa: PLC0415 - not before the first paint
            PriceHistoryStore,
        )

        return PriceHistoryStore(self.folders.prices)

    @cached_property
    def ledger(self) -> SharedLedger:
        """The budget of requests that all processes share."""
        return SharedLedger(self.folders.data / "ledger.db")

    @cached_property
    def calls(self) -> CallStore:
        """The history of requests."""
        return CallStore(self.folders.calls)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user has to be told about the files that were opened so far."""
        opened = (vars(self).get(name) for name in ("workspace", "journal", "cache", "prices"))
        return (*self._notes, *(note for store in opened if store for note in store.notes))

    def unwritten(self) -> WbError | None:
        """Return how many typed values the disk refuses, None where it takes them."""
        journal: Journal | None = vars(self).get("journal")
        if journal is None or journal.trouble is None or not journal.unwritten:
            return None
        return unwritten_error(journal.unwritten, journal.trouble)

    def save_settings(self, settings: Settings) -> None:
        """Write the settings and use them from now on.

        Raises:
            WbError: DISK or DISK_FULL.
        """
        save_settings(self.folders.settings, settings)
        vars(self)["settings"] = settings

    def sweep(self) -> None:
        """Delete unfinished files that earlier runs left behind; for a quiet moment."""
        for folder in (self.folders.data, self.folders.cache):
            sweep_parts(folder)

    def close(self) -> int:
        """Close what was opened; return how many drafts could not be written."""
        opened = vars(self)
        lost = opened["journal"].close() if "journal" in opened else 0
        for name in ("workspace", "cache", "prices", "ledger", "calls"):
            if name in opened:
                opened[name].close()
        return lost
