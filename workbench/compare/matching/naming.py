"""Matches by name, for items that no number joins: taken only where a name is clear.

Two items are joined by name when each is the other's best, clearly before the next, when every
measure and colour agrees and no number speaks against it; what is merely likely is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Final, NamedTuple

from workbench.compare.matching.clusters import Clusters
from workbench.compare.matching.exact import Proposal
from workbench.compare.matching.facts import written
from workbench.compare.matching.likeness import alike
from workbench.compare.matching.model import Contradiction, Doubt, Facts, Match, Reason
from workbench.compare.matching.names import Marks, Named, marks_agree, taken_apart, with_traits
from workbench.core.offers import Ref

ASKED: Final = 0.84
"""Likeness from which a person is asked."""

TAKEN: Final = 0.94
"""Likeness from which a clear match is taken."""

_BEFORE_NEXT: Final = 0.03
"""How far the best has to be before the next."""

_TELLING: Final = 10
"""Letters that the words of a name have to have to be taken."""

_SHARED: Final = 50
"""Items of one side that may have the same words; beyond, the words name nothing."""

_QUESTIONS: Final = 3
"""Questions by name on one item, the most likely ones."""

_TRUST: Final = 0.9
"""Confidence of a match by name whose words are the same."""


class _Pair(NamedTuple):
    a: Facts
    b: Facts
    likeness: float
    clear: bool
    """Whether measures and colours agree and the words are enough to tell a thing by."""


def proposals(
    facts: Iterable[Facts],
    clusters: Clusters,
    asked: Collection[Ref],
    step: Callable[[int], None],
) -> list[Proposal]:
    """Return what names say, the most trusted first.

    Args:
        facts: every item.
        clusters: what numbers joined already.
        asked: items on which a number raised a question: a name does not answer it.
        step: told how many names were looked at.
    """
    sides: defaultdict[tuple[str, str], list[Facts]] = defaultdict(list)
    for one in facts:
        if one.ref not in asked:
            sides[one.ref[:2]].append(one)
    found: list[Proposal] = []
    if len(sides) < 2:
        return found
    shelves = {side: _Side(held, step) for side, held in sorted(sides.items())}
    for a, b in combinations(shelves, 2):
        ours, theirs = sorted((a, b), key=lambda side: (len(sides[side]), side))
        pairs = _pairs(shelves[ours], shelves[theirs], clusters, step)
        found += _judged(list(pairs))
    return sorted(found, key=lambda one: one.order)


class _Side:
    """The items of one account of a source, by the words of their names."""

    def __init__(self, items: list[Facts], step: Callable[[int], None]) -> None:
        self._items = sorted(items, key=lambda one: one.ref)
        self._start = "\x1f".join((*items[0].ref[:2], ""))
        self._apart: dict[str, Named] = {}
        self._marks: dict[Ref, Marks] = {}
        for one in self._items:
            step(1)
            if one.name not in self._apart:
                self._apart[one.name] = taken_apart(one.name)

    def marks(self, one: Facts) -> Marks:
        """Return what the item's name and fields say that must agree."""
        held = self._marks.get(one.ref)
        if held is None:
            held = self._marks[one.ref] = with_traits(self._apart[one.name].marks, one)
        return held

    def names(self, other: _Side, clusters: Clusters) -> dict[str, list[Facts]]:
        """Return the items by words, but for those that have one of the other side joined."""
        names: dict[str, list[Facts]] = {}
        for one in self._items:
            words = self._apart[one.name].words
            if words and not other.has_of(clusters.shelves(one.ref)):
                names.setdefault(words, []).append(one)
        return {words: held for words, held in names.items() if len(held) <= _SHARED}

    def has_of(self, shelves: Collection[str]) -> bool:
        """Whether one of the shelves of an item of another side is on this one."""
        return len(shelves) > 1 and any(shelf.startswith(self._start) for shelf in shelves)


def _pairs(
    ours: _Side, theirs: _Side, clusters: Clusters, step: Callable[[int], None]
) -> Iterator[_Pair]:
    names, beside = ours.names(theirs, clusters), theirs.names(ours, clusters)
    first, second = list(names), list(beside)
    for at, other, likeness in alike(first, second, ASKED, lambda: step(1)):
        telling = min(len(first[at]), len(second[other])) >= _TELLING
        for a, b in product(names[first[at]], beside[second[other]]):
            agree = marks_agree(ours.marks(a), theirs.marks(b))
            if agree is not False and not _differ(a, b):
                yield _Pair(a, b, likeness, telling and agree is True)


def _differ(a: Facts, b: Facts) -> bool:
    """Whether numbers or the trade mark say that the two are different things."""
    if (a.gtins and b.gtins) or _numbered_apart(a.made, b.made):
        return True
    ours, theirs = _brand(a), _brand(b)
    return _numbered_apart(a.supplied, b.supplied) or bool(ours and theirs and ours != theirs)


def _numbered_apart(one: str, other: str) -> bool:
    company, _, number = one.partition("\x1f")
    beside, _, theirs = other.partition("\x1f")
    return bool(company) and company == beside and number != theirs


def _brand(facts: Facts) -> str:
    return next((value for axis, value in facts.traits if axis == "brand"), "")


def _judged(pairs: Sequence[_Pair]) -> Iterator[Proposal]:
    of: defaultdict[Ref, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        of[pair.a.ref].append(pair)
        of[pair.b.ref].append(pair)
    for held in of.values():
        held.sort(key=lambda pair: (-pair.likeness, not pair.clear, pair.a.ref, pair.b.ref))
    for pair in pairs:
        first = (of[one.ref][:_QUESTIONS] for one in (pair.a, pair.b))
        if all(any(pair is one for one in held) for held in first):
            best = all(_is_clearly_best(pair, of[one.ref]) for one in (pair.a, pair.b))
            yield _proposal(pair, best)


def _is_clearly_best(pair: _Pair, held: Sequence[_Pair]) -> bool:
    if held[0] is not pair:
        return False
    return len(held) == 1 or pair.likeness - held[1].likeness >= _BEFORE_NEXT


def _proposal(pair: _Pair, best: bool) -> Proposal:
    a, b = sorted((pair.a, pair.b), key=lambda one: one.ref)
    against: list[Contradiction] = []
    packs = written(a, "pack"), written(b, "pack")
    if all(packs) and packs[0] != packs[1]:
        against.append(Contradiction(Doubt.PACK, *packs))
    if not (best and pair.clear and pair.likeness >= TAKEN):
        against.append(Contradiction(Doubt.NAME, a.name, b.name))
    trust = _TRUST * pair.likeness * 0.8 ** len(against)
    return Proposal(Match((a.ref, b.ref), Reason.NAME, round(trust, 4), tuple(against)))
