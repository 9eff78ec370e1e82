"""The ways of all accounts' drafts to their services, made once each, on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.accounts import Account
from workbench.core.jobs import Jobs
from workbench.core.sources import Source
from workbench.edits.drafts import Place
from workbench.workspace.books import Books, place_of

if TYPE_CHECKING:
    from workbench.store.stores import Stores
    from workbench.workspace.connections import Connections
    from workbench.workspace.delivering import Delivery


class Deliveries:
    """Deliveries by account."""

    def __init__(self, stores: Stores, books: Books, connections: Connections, jobs: Jobs) -> None:
        self._stores = stores
        self._books = books
        self._connections = connections
        self._jobs = jobs
        self._held: dict[Place, Delivery] = {}

    def is_busy(self, source: str, account: str) -> bool:
        """Whether changes of an account are being sent."""
        return any(held.busy for held in self._named(source, account).values())

    def forget(self, source: str, account: str) -> None:
        """Make an account's delivery anew where it is wanted next: it has another name."""
        for place in self._named(source, account):
            del self._held[place]

    def _named(self, source: str, account: str) -> dict[Place, Delivery]:
        return {
            place: held
            for place, held in self._held.items()
            if (place[0], place[2]) == (source, account)
        }

    def of(self, source: Source, account: Account) -> Delivery:
        """Return an account's delivery; another one once the account itself has changed."""
        from workbench.workspace.delivering import Delivery  # noqa: PLC0415 - where one can type

        place = place_of(source, account)
        held = self._held.get(place)
        if held is None or (held.account != account and not held.busy):
            held = self._held[place] = Delivery(
                source,
                account,
                self._books.of(source, account),
                journal=self._stores.journal,
                cache=self._stores.cache,
                connections=self._connections,
                jobs=self._jobs,
            )
        return held
