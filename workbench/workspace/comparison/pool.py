"""Every item that is known of any source: out of the documents on this machine, then as they come.

Reading goes account by account in a thread; a document that cannot be read as it should is left
out and counted, never an error of the whole.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from workbench.core.accounts import Account
from workbench.core.offers import Item, Offering, Origin, Ref
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.workspace.keys import scope_of

if TYPE_CHECKING:
    from workbench.compare.matching.model import Facts
    from workbench.store.cache import Cache, Scope

MISFITS = (TypeError, AttributeError, ValueError, ArithmeticError, LookupError)
"""What reading a document raises where a service sent something unexpected."""

Tell = Callable[[int, str], None]
"""Told how many documents were read, and of what; raises where reading is to stop."""


class Origins(NamedTuple):
    """A resource of an account whose documents hold items."""

    source: Source
    resource: Resource
    account: Account
    offering: Offering

    def origin(self, read: datetime) -> Origin:
        """Return what an item takes over from a document of it."""
        currency = self.source.currency_of(self.account)
        return Origin(self.source.id, self.account.name, self.resource.id, read, currency)

    def scopes(self) -> Iterator[Scope]:
        """Give where its documents stand in the cache, the account's own language first."""
        languages = self.source.languages if self.resource.languages else ()
        named = dict.fromkeys((self.account.language, *languages))
        for language in named if languages else [""]:
            if language or not languages:
                yield scope_of(self.source, self.account, self.resource, language)


class Place(NamedTuple):
    """Where an item's document is kept."""

    of: Origins
    scope: Scope
    key: str


class Held(NamedTuple):
    """An item, and where its document is; None where it came by itself."""

    item: Item
    place: Place | None


Record = tuple[str, ...]
"""Source, account, resource and key of a record."""


class _Read(NamedTuple):
    """When a record was last read, and the items that it held then."""

    at: datetime
    refs: frozenset[Ref]


class Pool:
    """The items of a workspace, by where they stand. Of two readings the later one counts.

    What a record held before and does not hold any more is gone with it.

    Attributes:
        documents: how many were read.
        troubles: sentences on what could not be read.
        generation: rises with every change.
    """

    def __init__(self) -> None:
        self.documents = 0
        self.troubles: tuple[str, ...] = ()
        self.generation = 0
        self._held: dict[Ref, Held] = {}
        self._records: dict[Record, _Read] = {}
        self._gate = threading.Lock()
        self._facts: dict[Ref, Facts] = {}

    def __len__(self) -> int:
        return len(self._held)

    def get(self, ref: Ref) -> Item | None:
        """Return the item that stands there, None where it is not known."""
        held = self._held.get(ref)
        return held.item if held else None

    def place(self, ref: Ref) -> Place | None:
        """Return where the document of an item is kept, None where nobody knows."""
        held = self._held.get(ref)
        return held.place if held else None

    def items(self) -> dict[Ref, Item]:
        """Return every item by where it stands."""
        return {ref: held.item for ref, held in tuple(self._held.items())}

    def facts(self) -> list[Facts]:
        """Return what matching needs of every item; what was folded once is kept. For a thread."""
        from workbench.compare.matching.facts import all_facts  # noqa: PLC0415 - not at start

        held = self.items()
        fresh = [item for ref, item in held.items() if ref not in self._facts]
        self._facts |= {facts.ref: facts for facts in all_facts(fresh)}
        return [self._facts[ref] for ref in held]

    def sources(self) -> dict[str, int]:
        """Return how many items each source has, by its id."""
        counts: dict[str, int] = {}
        for ref in tuple(self._held):
            counts[ref.source] = counts.get(ref.source, 0) + 1
        return counts

    # ---- taking ------------------------------------------------------------------------------

    def take(self, held: Iterable[Held]) -> bool:
        """Take items over; return whether anything of them is new or another one."""
        records: dict[Record, list[Held]] = {}
        for each in held:
            records.setdefault(each.item.ref[:4], []).append(each)
        with self._gate:
            moved = [self._renew(record, members) for record, members in records.items()]
            self.generation += any(moved)
        return any(moved)

    def _renew(self, record: Record, members: Sequence[Held]) -> bool:
        """Take the items of one document over, unless a later reading of its record is known."""
        at = max(each.item.read for each in members)
        known = self._records.get(record)
        if known is not None and known.at >= at:
            return False
        refs = frozenset(each.item.ref for each in members)
        self._drop(known.refs - refs if known else ())
        self._records[record] = _Read(at, refs)
        for each in members:
            before = self._held.get(each.item.ref)
            place = each.place or (before.place if before else None)
            self._held[each.item.ref] = Held(each.item, place)
            self._facts.pop(each.item.ref, None)
        return True

    def _drop(self, refs: Iterable[Ref]) -> None:
        for ref in refs:
            self._held.pop(ref, None)
            self._facts.pop(ref, None)
            self._records.pop(ref[:4], None)

    def forget(self, source: str, accounts: Sequence[str]) -> bool:
        """Drop the items of a source's accounts that are not among those named."""
        with self._gate:
            gone = [ref for ref in self._held
                    if ref.source == source and ref.account not in accounts]  # fmt: skip
            self._drop(gone)
            self.generation += bool(gone)
        return bool(gone)

    def _keep(
        self, origins: Collection[Origins], known: Collection[Record], begun: datetime
    ) -> None:
        """Drop what was read of some resources before, and is not on this machine any more."""
        places = {(of.source.id, of.account.name) for of in origins}
        with self._gate:
            gone = [
                ref
                for ref, held in self._held.items()
                if ref[:2] in places and ref[:4] not in known and held.item.read < begun
            ]
            self._drop(gone)
            self.generation += bool(gone)

    def read(self, cache: Cache, origins: Iterable[Origins], tell: Tell) -> None:
        """Read every document that is kept of some resources; for a thread."""
        seen: set[tuple[str, str, str]] = set()
        known: set[Record] = set()
        origins, begun = tuple(origins), now()
        count, broken = 0, 0
        for of in origins:
            for scope in of.scopes():
                if (scope.account, scope.document, scope.language) in seen:
                    continue
                seen.add((scope.account, scope.document, scope.language))
                for key, document, moment in cache.all_documents(scope):
                    held = read_document(of, document, moment, Place(of, scope, key))
                    broken += held is None
                    self.take(held or ())
                    known.update(each.item.ref[:4] for each in held or ())
                    count += 1
                    if count % 100 == 0:
                        tell(count, of.source.title)
        self._keep(origins, known, begun)
        self.documents = count
        self.troubles = (
            (tr("Documents that could not be read: {count}.", count=broken),) if broken else ()
        )
        tell(count, "")


def read_document(
    of: Origins, document: bytes, moment: datetime, place: Place | None
) -> list[Held] | None:
    """Return the items of a document; None where it cannot be read as it should."""
    try:
        return [Held(item, place) for item in of.offering.items(document, of.origin(moment))]
    except MISFITS:
        return None


def offering_resources(source: Source, account: Account) -> Iterator[Origins]:
    """Give the resources of an account whose records take part in the comparison."""
    for resource in source.resources:
        if resource.offering is not None:
            yield Origins(source, resource, account, resource.offering)
