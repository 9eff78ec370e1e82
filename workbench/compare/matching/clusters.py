"""Clusters of items that grow link by link and never past what speaks against it.

Links are offered in a fixed order, the strongest first. A link that would join items that a
person said are different, that contradict each other, or that stand twice on one shelf, is
refused, even where the contradiction comes in by third items.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from workbench.compare.matching.facts import OTHER_COLOUR, doubt_of, written
from workbench.compare.matching.model import Contradiction, Doubt, Facts
from workbench.core.offers import Ref


class _Cluster:
    """Items that are one: what they say on every axis, where they stand, what they are not."""

    __slots__ = ("apart", "members", "says", "shelves")

    def __init__(self, facts: Facts) -> None:
        self.members = [facts]
        self.shelves: defaultdict[str, set[Ref]] = defaultdict(set, {facts.shelf: {facts.ref}})
        self.says: defaultdict[str, dict[str, Facts]] = defaultdict(dict)
        self.apart: dict[Ref, Ref] = {}
        for axis, value in facts.traits:
            if axis != OTHER_COLOUR:
                self.says[axis][value] = facts

    def take(self, other: _Cluster) -> None:
        self.members += other.members
        self.apart |= other.apart
        for shelf, refs in other.shelves.items():
            self.shelves[shelf] |= refs
        for axis, values in other.says.items():
            for value, facts in values.items():
                self.says[axis].setdefault(value, facts)


class Clusters:
    """The clusters of a run; an item that was never joined is a cluster of its own."""

    def __init__(self, facts: Mapping[Ref, Facts], apart: Iterable[tuple[Ref, Ref]] = ()) -> None:
        self._facts = facts
        self._of: dict[Ref, _Cluster] = {}
        for a, b in apart:
            self._cluster(a).apart[b] = a
            self._cluster(b).apart[a] = b

    def __iter__(self) -> Iterator[list[Facts]]:
        """The members of every cluster of two or more."""
        seen = {id(cluster): cluster for cluster in self._of.values() if len(cluster.members) > 1}
        return (cluster.members for cluster in seen.values())

    def _cluster(self, ref: Ref) -> _Cluster:
        held = self._of.get(ref)
        if held is None:
            held = self._of[ref] = _Cluster(self._facts[ref])
        return held

    def mark(self, ref: Ref) -> object:
        """Return a token that two items share while they are in one cluster."""
        held = self._of.get(ref)
        return ref if held is None else id(held)

    def together(self, a: Ref, b: Ref) -> bool:
        """Whether both are in one cluster."""
        return self.mark(a) == self.mark(b)

    def shelves(self, ref: Ref) -> Collection[str]:
        """The shelves that the item's cluster stands on."""
        held = self._of.get(ref)
        return (self._facts[ref].shelf,) if held is None else held.shelves

    def says(self, ref: Ref) -> Mapping[str, str]:
        """What the item's cluster says on each axis; the lesser value where it says several."""
        held = self._of.get(ref)
        said = dict(self._facts[ref].traits)
        if held is not None:
            said |= {axis: min(values) for axis, values in held.says.items()}
        return said

    def apart(self, a: Ref, b: Ref) -> tuple[Ref, Ref] | None:
        """Return two items of the two clusters that a person said are different; None for none."""
        one, other = self._of.get(a), self._of.get(b)
        if one is None or other is None or not one.apart or not other.apart:
            return None
        found = [(one.apart[facts.ref], facts.ref) for facts in other.members
                 if facts.ref in one.apart]  # fmt: skip
        return min(((x, y) if x < y else (y, x) for x, y in found), default=None)

    def against(self, a: Ref, b: Ref) -> tuple[Contradiction, ...]:
        """Return what speaks against the two clusters being one; empty for nothing."""
        one, other = self._cluster(a), self._cluster(b)
        return (*_disagreements(one, other), *self._several(one, other))

    @staticmethod
    def _several(one: _Cluster, other: _Cluster) -> Iterator[Contradiction]:
        if any(shelf in one.shelves for shelf in other.shelves):
            yield Contradiction(Doubt.SEVERAL)

    def join(self, a: Ref, b: Ref) -> None:
        """Make one cluster of the clusters of both."""
        one, other = self._cluster(a), self._cluster(b)
        if one is other:
            return
        if len(one.members) < len(other.members):
            one, other = other, one
        one.take(other)
        for facts in other.members:
            self._of[facts.ref] = one


def _disagreements(one: _Cluster, other: _Cluster) -> Iterator[Contradiction]:
    for axis in sorted(one.says.keys() & other.says.keys()):
        ours, theirs = one.says[axis], other.says[axis]
        if ours.keys().isdisjoint(theirs.keys()):
            a, b = ours[min(ours)], theirs[min(theirs)]
            yield Contradiction(doubt_of(axis), written(a, axis), written(b, axis))
