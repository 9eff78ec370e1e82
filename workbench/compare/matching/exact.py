"""Matches by a number that both items carry: a GTIN, a manufacturer's or a supplier's number.

A number is as good as its use: where one shelf shows it on several items, or the items that carry
it do not agree on pack, size, colour or brand, it proves nothing and a person is asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.compare.matching.clusters import Clusters
from workbench.compare.matching.facts import OTHER_COLOUR, doubt_of, written
from workbench.compare.matching.model import Contradiction, Doubt, Facts, Match, Reason
from workbench.core.offers import Ref

TRUST: Final[Mapping[Reason, float]] = {
    Reason.GTIN: 0.99,
    Reason.MPN: 0.95,
    Reason.SUPPLIER: 0.93,
}
"""How far a match by each kind of number is trusted, in the order they are looked at."""

_ALL_PAIRS: Final = 12
"""Items of one number up to which every pair is looked at; beyond, each item beside the first
that says the same as it."""

_VARIANT_AXES: Final = ("size", "colour", OTHER_COLOUR)


class Proposal(NamedTuple):
    """A match that may be accepted (`match.contradictions` is empty) or has to be asked."""

    match: Match

    @property
    def order(self) -> tuple[float, tuple[Ref, Ref]]:
        """What proposals of one reason are sorted by: the most trusted first."""
        return -self.match.confidence, self.match.items


def shared(facts: Collection[Facts], reason: Reason) -> list[list[Facts]]:
    """Return the items of each number that two or more items carry.

    A company's number that only the variants of one record carry is theirs and says nothing.
    """
    keys, holders = _keys(facts, reason)
    found: dict[str, list[Facts]] = {}
    for at in _repeated(keys, holders if reason is not Reason.GTIN else ()):
        found.setdefault(keys[at], []).append(holders[at])
    return [held for held in found.values() if len(held) > 1]


def _repeated(keys: Sequence[str], holders: Sequence[Facts]) -> list[int]:
    """Return where the keys stand that come again, of another record where holders are told.

    Sorting hashes finds them without a table of every key; two keys of one hash do no harm.
    """
    hashes = _hashes(keys)
    order = np.argsort(hashes)
    ordered = hashes[order]
    again = ordered[1:] == ordered[:-1]
    run = np.concatenate(([0], np.cumsum(~again)))
    if holders:
        records = _hashes([one.ref[3] for one in holders])
        records ^= _hashes([one.shelf for one in holders])
        again &= np.diff(records[order]) != 0
    wanted = np.zeros(len(keys) + 1, bool)
    wanted[run[1:][again]] = True
    return np.sort(order[wanted[run[: len(keys)]]]).tolist()


def _hashes(texts: Sequence[str]) -> NDArray[np.int64]:
    return np.fromiter(map(hash, texts), np.int64, len(texts))


def _keys(facts: Collection[Facts], reason: Reason) -> tuple[list[str], list[Facts]]:
    """Return the numbers of all items, and beside each the item that carries it."""
    if reason is Reason.GTIN:
        carried = [one for one in facts if one.gtins]
        several = [one for one in carried if len(one.gtins) > 1]
        keys = [one.gtins[0] for one in carried]
        keys += [key for one in several for key in one.gtins[1:]]
        return keys, carried + [one for one in several for _ in one.gtins[1:]]
    if reason is Reason.MPN:
        carried = [one for one in facts if one.made]
        return [one.made for one in carried], carried
    carried = [one for one in facts if one.supplied]
    return [one.supplied for one in carried], carried


def proposals(facts: Collection[Facts], reason: Reason, clusters: Clusters) -> list[Proposal]:
    """Return what the keys of one reason say, the most trusted first."""
    trust = TRUST[reason]
    found: list[Proposal] = []
    for sharing in shared(facts, reason):
        apart = {clusters.mark(one.ref): one for one in sorted(sharing, key=_by_ref, reverse=True)}
        items = sorted(apart.values(), key=_by_ref)
        if len(items) == 2 and _is_plain(items[0], items[1], clusters):
            found.append(Proposal(Match((items[0].ref, items[1].ref), reason, trust)))
        elif len(items) > 1:
            found += _Bucket(items, reason, trust, clusters).proposals()
    return sorted(found, key=lambda one: one.order)


def _is_plain(a: Facts, b: Facts, clusters: Clusters) -> bool:
    """Whether two items, the only ones of a number, have nothing between them: most are so."""
    shelves = clusters.shelves(b.ref)
    if any(shelf in shelves for shelf in clusters.shelves(a.ref)):
        return False
    ours, theirs = clusters.says(a.ref), clusters.says(b.ref)
    return all(theirs.get(axis, value) == value for axis, value in ours.items())


def _by_ref(facts: Facts) -> Ref:
    return facts.ref


def _is_variant_axis(axis: str) -> bool:
    return axis.startswith(_VARIANT_AXES)


class _Bucket:
    """The items that carry one number, one of each cluster, sorted."""

    def __init__(
        self, items: Sequence[Facts], reason: Reason, trust: float, clusters: Clusters
    ) -> None:
        self._items = items
        self._reason = reason
        self._trust = trust
        self._says = {one.ref: clusters.says(one.ref) for one in items}
        records = Counter(one.ref[:4] for one in items)
        self._of_product = reason is not Reason.GTIN and max(records.values()) > 1
        """The number is a product's: its variants share it and are told apart by what they say."""
        self._disputed = self._find_disputed()
        self._class = {one.ref: self._saying(one.ref) for one in items}
        self._crowds = Counter(crowd for one in items for crowd in self._crowds_of(one, clusters))
        self._clusters = clusters

    def _find_disputed(self) -> tuple[str, ...]:
        values: defaultdict[str, set[str]] = defaultdict(set)
        for says in self._says.values():
            for axis, value in says.items():
                values[axis].add(value)
        disputed = (axis for axis, held in values.items() if len(held) > 1)
        return tuple(sorted(axis for axis in disputed if self._of_product or axis != OTHER_COLOUR))

    def _saying(self, ref: Ref) -> tuple[str, ...]:
        says = self._says[ref]
        return tuple(says.get(axis, "") for axis in self._disputed)

    def _crowds_of(self, one: Facts, clusters: Clusters) -> Iterator[tuple[str, ...]]:
        kind = self._class[one.ref] if self._of_product else ()
        return ((shelf, *kind) for shelf in clusters.shelves(one.ref))

    def proposals(self) -> Iterator[Proposal]:
        """What the pairs of the bucket say."""
        for a, b in self._pairs():
            found = self._weigh(a, b)
            if found is not None:
                yield found

    def _pairs(self) -> Iterator[tuple[Facts, Facts]]:
        if len(self._items) <= _ALL_PAIRS:
            yield from combinations(self._items, 2)
            return
        leaders: dict[tuple[str, ...], Facts] = {}
        for one in self._items:
            leader = leaders.setdefault(self._class[one.ref], one)
            first = self._items[0]
            if leader is not one:
                yield leader, one
            elif one is not first:
                yield first, one

    def _weigh(self, a: Facts, b: Facts) -> Proposal | None:
        """Return what speaks for a pair; None where they are two variants of one product."""
        if self._of_product and (a.ref[:4] == b.ref[:4] or self._are_variants(a, b)):
            return None
        against, trust = list(self._disputes(a, b)), self._trust
        trust *= 0.5 ** len(against)
        crowd = max(
            self._crowds[crowd] for one in (a, b) for crowd in self._crowds_of(one, self._clusters)
        )
        if crowd > 1:
            against.append(Contradiction(Doubt.SEVERAL))
            trust /= crowd
        return Proposal(Match((a.ref, b.ref), self._reason, round(trust, 4), tuple(against)))

    def _are_variants(self, a: Facts, b: Facts) -> bool:
        ours, theirs = self._says[a.ref], self._says[b.ref]
        return any(
            ours[axis] != theirs[axis]
            for axis in ours.keys() & theirs.keys()
            if _is_variant_axis(axis)
        )

    def _disputes(self, a: Facts, b: Facts) -> Iterator[Contradiction]:
        """What the two do not agree on, or where one is silent on what others differ in."""
        ours, theirs = self._says[a.ref], self._says[b.ref]
        for axis in self._disputed:
            one, other = ours.get(axis, ""), theirs.get(axis, "")
            if one != other or not one:
                yield Contradiction(doubt_of(axis), written(a, axis), written(b, axis))
