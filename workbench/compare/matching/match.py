"""Matching as a whole: decisions first, then numbers, then names, each link in a fixed order.

It knows no source, no screen and no store, and takes no longer than it has to: a thread or a
process of the caller runs it, asks it to stop, and is told how far it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b

from workbench.compare.matching import exact, naming
from workbench.compare.matching.clusters import Clusters
from workbench.compare.matching.decisions import placed
from workbench.compare.matching.exact import Proposal
from workbench.compare.matching.model import (
    Cut,
    Decision,
    DecisionKind,
    Facts,
    Group,
    Groups,
    Match,
    Question,
    Reason,
)
from workbench.core.jobs import job_cancelled
from workbench.core.offers import Ref

_EVERY = 256
"""Names between two looks at whether to stop."""

_REFUSED = 0.5
"""What is left of the confidence of a link that contradicts the group it would join."""


def match(
    items: Iterable[Facts],
    decisions: Iterable[Decision] = (),
    *,
    by_name: bool = True,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Groups:
    """Return which items are the same, and what a person is to be asked.

    Args:
        items: facts of the items, in any order; of one place the last one counts.
        decisions: what a person said; those on items that are not here are left alone.
        by_name: whether names are compared where numbers say nothing.
        progress: told how much is done of how much; the end is always told.
        stop: asked now and then whether to give up.

    Raises:
        WbError: code CANCELLED, where `stop` said so.
    """
    facts = {one.ref: one for one in items}
    run = _Run(facts, decisions, _Pace(2 * len(facts), progress, stop))
    run.say()
    for reason in exact.TRUST:
        run.weigh(exact.proposals(facts.values(), reason, run.clusters))
    if by_name:
        run.weigh(naming.proposals(facts.values(), run.clusters, run.asked(), run.pace.step))
    return run.result()


def group_id(items: Iterable[Ref]) -> str:
    """Return the id of a group: the same for the same items in any order, on any machine."""
    digest = blake2b(digest_size=8)
    for ref in sorted(items):
        digest.update("\x1f".join((*ref, "")).encode())
    return f"g{digest.hexdigest()}"


class _Pace:
    """How far the work is, and whether it is still wanted: names are taken apart, then compared."""

    def __init__(
        self,
        total: int,
        progress: Callable[[int, int], None] | None,
        stop: Callable[[], bool] | None,
    ) -> None:
        self._total, self._done = total, 0
        self._progress, self._stop = progress, stop

    def check(self) -> None:
        if self._stop is not None and self._stop():
            raise job_cancelled()

    def step(self, count: int) -> None:
        before, self._done = self._done, self._done + count
        if before // _EVERY != self._done // _EVERY:
            self.check()
            self._tell()

    def end(self) -> None:
        self._done = self._total
        self._tell()

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)


class _Run:
    """One run: clusters that grow, and what was refused on the way."""

    def __init__(
        self, facts: Mapping[Ref, Facts], decisions: Iterable[Decision], pace: _Pace
    ) -> None:
        self.pace = pace
        self._facts = facts
        self._said = placed(decisions, facts.values())
        self.clusters = Clusters(
            facts, [pair for pair, one in self._said.items() if one.kind is DecisionKind.NOT_SAME]
        )
        self._links: list[Match] = []
        self._questions: list[Match] = []
        self._cuts: list[Cut] = []

    def say(self) -> None:
        """Join what a person said is the same, the newest word first."""
        same = [(one, pair) for pair, one in self._said.items() if one.kind is DecisionKind.SAME]
        same.sort(key=lambda said: said[1])
        for _, pair in sorted(same, key=lambda said: said[0].at, reverse=True):
            self._take(Match(pair, Reason.USER, 1.0))

    def weigh(self, proposals: Sequence[Proposal]) -> None:
        """Take what may be taken; keep what has to be asked."""
        self.pace.check()
        for proposal in proposals:
            if proposal.match.contradictions:
                self._questions.append(proposal.match)
            elif not self.clusters.together(*proposal.match.items):
                self._take(proposal.match)

    def _take(self, link: Match) -> None:
        a, b = link.items
        apart = self.clusters.apart(a, b)
        if apart is not None:
            self._cuts.append(Cut(link, apart))
            return
        against = () if link.reason is Reason.USER else self.clusters.against(a, b)
        if against:
            trust = round(link.confidence * _REFUSED, 4)
            self._questions.append(link._replace(confidence=trust, contradictions=against))
            return
        self.clusters.join(a, b)
        self._links.append(link)

    def asked(self) -> set[Ref]:
        """The items that a question is open on."""
        return {ref for match in self._questions for ref in match.items}

    def result(self) -> Groups:
        """Return what came of it."""
        links: defaultdict[object, list[Match]] = defaultdict(list)
        for link in self._links:
            links[self.clusters.mark(link.items[0])].append(link)
        groups: list[Group] = []
        for members in self.clusters:
            refs = tuple(sorted(one.ref for one in members))
            groups.append(Group(group_id(refs), refs, tuple(links[self.clusters.mark(refs[0])])))
        alone = set(self._facts)
        alone.difference_update(ref for group in groups for ref in group.items)
        self.pace.end()
        groups.sort(key=lambda group: group.items)
        return Groups(tuple(groups), self._open_questions(), tuple(self._cuts), frozenset(alone))

    def _open_questions(self) -> tuple[Question, ...]:
        """The questions that nothing answered, one for each two clusters."""
        held: dict[frozenset[object], Question] = {}
        for match in sorted(self._questions, key=lambda one: (-one.confidence, one.items)):
            a, b = match.items
            if self.clusters.together(a, b) or self.clusters.apart(a, b) is not None:
                continue
            pair = frozenset((self.clusters.mark(a), self.clusters.mark(b)))
            held.setdefault(pair, Question(a, b, *match[1:]))
        return tuple(held.values())
