"""Every cached row of every source in memory, folded, so that all are searched at once.

A row is its folded name, its key and where its document is: what a hit shows is read from its
document when it is shown.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from workbench.core.accounts import Account
from workbench.core.sources import Resource, Source
from workbench.tables.arrays import Bools
from workbench.tables.haystack import Haystack
from workbench.workspace.searching_words import Vocabulary, score, words_asked

if TYPE_CHECKING:
    from workbench.store.cache import Scope

RANKED = 3_000
"""Rows of one resource that are told apart by how well they fit; the others follow."""

SPARE = 4
"""So many times more than are shown are ranked: a document may be gone meanwhile."""

Needles = tuple[tuple[str, ...], ...]
"""Folded texts of which each row must hold one of each."""


class Entry(NamedTuple):
    """A row as it is read: key of its document, its own key, folded name, folded texts."""

    document: str
    key: str
    name: str
    texts: str


class Part:
    """The rows of one resource of one account, in every language that was read."""

    def __init__(self, source: Source, resource: Resource, account: Account, rank: int) -> None:
        self.source = source
        self.resource = resource
        self.account = account
        self.rank = rank
        self.scopes: list[Scope] = []
        self._haystack = Haystack()
        self._names: list[str] = []
        self._keys: list[str] = []
        self._documents: list[str] = []
        self._scope_of = array("H")
        self._rows: dict[int, dict[str, int]] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def take(self, scope: Scope, entries: Iterable[Entry]) -> None:
        """Take rows over; those that were here before are put in their place."""
        if scope not in self.scopes:
            self.scopes.append(scope)
        place = self.scopes.index(scope)
        rows = self._rows.setdefault(place, {})
        fresh: dict[str, Entry] = {}
        for entry in entries:
            row = rows.get(entry.key)
            if row is None:
                fresh[entry.key] = entry
            else:
                self._names[row], self._documents[row] = entry.name, entry.document
                self._haystack.put(row, entry.texts)
        first = len(self._keys)
        rows.update(zip(fresh, range(first, first + len(fresh)), strict=True))
        self._keys.extend(fresh)
        self._names.extend(entry.name for entry in fresh.values())
        self._documents.extend(entry.document for entry in fresh.values())
        self._scope_of.extend([place] * len(fresh))
        self._haystack.extend([entry.texts for entry in fresh.values()])

    def match(self, needles: Needles) -> list[int]:
        """Return the rows that hold one text of each of `needles`."""
        if not len(self) or not needles:
            return []
        plain = tuple(each[0] for each in needles if len(each) == 1)
        hits: Bools = self._haystack.match(plain)
        for each in needles:
            if len(each) > 1:
                hits &= reduce(np.logical_or, (self._haystack.match((one,)) for one in each))
        return np.flatnonzero(hits).tolist()

    def holds(self, word: str) -> bool:
        """Whether any row holds a word."""
        return bool(len(self)) and bool(self._haystack.match((word,)).any())

    def spot(self, row: int, worth: int) -> Spot:
        """Return a row as what was found."""
        scope = self.scopes[self._scope_of[row]]
        return Spot(self, self._keys[row], self._documents[row], scope, worth)

    def worth(self, row: int, wanted: str, words: tuple[str, ...]) -> int:
        """Return how well a row fits."""
        return score(wanted, words, self._names[row], self._keys[row].casefold())

    def keys(self, rows: Sequence[int]) -> set[str]:
        """Return the keys of rows."""
        return {self._keys[row] for row in rows}

    def documents(self, rows: Sequence[int]) -> set[str]:
        """Return what the documents of rows are kept under."""
        return {self._documents[row] for row in rows}

    def outside(self, rows: Sequence[int], documents: Collection[str]) -> list[int]:
        """Return the rows that come from other documents than these."""
        return [row for row in rows if self._documents[row] not in documents]


class Spot(NamedTuple):
    """A row that was found: what it is read from, and how well it fits."""

    part: Part
    key: str
    document: str
    scope: Scope
    worth: int


class Section(NamedTuple):
    """What one account has: the best rows, best first, and how many there are."""

    source: Source
    account: Account
    spots: tuple[Spot, ...]
    total: int


class Answer(NamedTuple):
    """Sections in the order of their sources; see `searching_hits.Found` for the rest."""

    sections: tuple[Section, ...]
    near: Mapping[str, tuple[str, ...]]
    rows: int


class Index:
    """The rows of all accounts. Rows may be added by one thread while others search."""

    def __init__(self) -> None:
        self._gate = threading.Lock()
        self._parts: dict[tuple[str, str], Part] = {}
        self._words = Vocabulary()

    def __len__(self) -> int:
        return sum(map(len, tuple(self._parts.values())))

    def take(
        self,
        source: Source,
        resource: Resource,
        account: Account,
        scope: Scope,
        entries: Sequence[Entry],
    ) -> None:
        """Take rows of a resource over."""
        with self._gate:
            key = account.key, resource.id
            part = self._parts.get(key)
            if part is None:
                rank = [each.id for each in source.resources].index(resource.id)
                part = self._parts[key] = Part(source, resource, account, rank)
            part.take(scope, entries)
            for entry in entries:
                self._words.add(entry.texts)

    def forget(self, account: str) -> None:
        """Drop the rows of an account, by its key."""
        with self._gate:
            self._parts = {key: part for key, part in self._parts.items() if key[0] != account}

    def find(self, text: str, accounts: Sequence[Account], most: int = 24) -> Answer:
        """Return what holds a text, of these accounts, in their order.

        Args:
            text: words that must all be there; quotes keep a phrase together and as it is typed.
            accounts: whose rows.
            most: rows returned of one account.
        """
        words = words_asked(text)
        with self._gate:
            parts = {
                account.key: [part for key, part in self._parts.items() if key[0] == account.key]
                for account in accounts
            }
            every = [part for held in parts.values() for part in held]
            near: dict[str, tuple[str, ...]] = {}
            needles: Needles = tuple((word.text,) for word in words)
            found = {id(part): part.match(needles) for part in every}
            if words and not any(found.values()):
                lost = [word for word in words if not any(part.holds(word.text) for part in every)]
                near = {word.text: meant for word in lost if (meant := self._words.near(word))}
                if near:
                    needles = tuple(near.get(word.text, (word.text,)) for word in words)
                    found = {id(part): part.match(needles) for part in every}
            sections = [
                _section([(part, found[id(part)]) for part in held], needles, most)
                for held in parts.values()
            ]
        kept = tuple(section for section in sections if section is not None)
        return Answer(kept, near, sum(map(len, every)))


def _section(found: list[tuple[Part, list[int]]], needles: Needles, most: int) -> Section | None:
    """Return the best rows of an account; a record found as one thing is not shown as another.

    A product and its variants are read from one document: where the product holds the text, its
    variants are not told beside it.
    """
    found.sort(key=lambda each: each[0].rank)
    wanted = " ".join(each[0] for each in needles)
    words = tuple(each[0] for each in needles)
    covered: dict[str, set[str]] = {}
    ranked: list[tuple[int, int, int, Part]] = []
    total = 0
    for part, every in found:
        seen = covered.setdefault(part.resource.document, set())
        rows = part.outside(every, seen) if seen else every
        total += len(part.keys(rows))
        seen |= part.documents(rows)
        ranked += [(-part.worth(row, wanted, words), part.rank, row, part) for row in rows[:RANKED]]
    if not ranked:
        return None
    ranked.sort(key=lambda each: each[:3])
    first = ranked[0][3]
    spots = _distinct(part.spot(row, -worth) for worth, _, row, part in ranked[: most * SPARE])
    return Section(first.source, first.account, spots[:most], total)


def _distinct(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Return each row once, though it was read in several languages."""
    kept: dict[tuple[str, str], Spot] = {}
    for spot in spots:
        kept.setdefault((spot.part.resource.id, spot.key), spot)
    return tuple(kept.values())
