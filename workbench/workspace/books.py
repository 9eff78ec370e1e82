"""The drafts of every account, opened once each: two tabs on one account show the same drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.accounts import Account
from workbench.core.signals import Signal
from workbench.core.sources import Source
from workbench.edits.drafts import Place
from workbench.sources.currency import in_currency

if TYPE_CHECKING:
    from workbench.edits.book import Book
    from workbench.store.stores import Stores


def place_of(source: Source, account: Account) -> Place:
    """Return where the drafts of an account belong: its host, so that no other is offered them."""
    return Place(source.id, account.bound or account.url or source.hosts[""], account.name)


class Books:
    """Books by account.

    Attributes:
        changed: drafts of some account moved.
    """

    def __init__(self, stores: Stores) -> None:
        self.changed: Signal[()] = Signal()
        self._stores = stores
        self._books: dict[Place, Book] = {}

    def of(self, source: Source, account: Account) -> Book:
        """Return an account's drafts."""
        from workbench.edits.book import Book  # noqa: PLC0415 - not before the first paint

        place = place_of(source, account)
        if place not in self._books:
            named = in_currency(source, source.currency_of(account))
            book = Book(place, named.resources, self._stores.journal)
            book.changed.connect(self._moved)
            self._books[place] = book
        return self._books[place]

    def forget(self, source: str, account: str) -> None:
        """Read an account's drafts anew where they are wanted next: they have another name."""
        for place in [each for each in self._books if (each[0], each[2]) == (source, account)]:
            self._books.pop(place).changed.disconnect(self._moved)

    def _moved(self, _resource: str, _keys: frozenset[str]) -> None:
        self.changed.emit()

    @property
    def open(self) -> tuple[Book, ...]:
        """The books that were opened."""
        return tuple(self._books.values())

    @property
    def staged(self) -> int:
        """How many edits are staged in all of them."""
        return sum(book.edits for book in self._books.values())
