"""Which items are one thing, as the comparison works with it: groups by key, and open questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from workbench.compare.board_groups import Grouped
from workbench.compare.matching.match import group_id, match
from workbench.compare.matching.model import Decision, Facts, Groups
from workbench.compare.matching.model import Question as Asking
from workbench.core.offers import Item, Ref


class Grouping(msgspec.Struct, frozen=True):
    """Everything that is known, in groups.

    Attributes:
        groups: by key; those of several items first.
        key_of: key of the group of an item.
        questions: pairs that a person is to be asked about.
        doubted: by key, the first question that an item of the group is in.
        found: what matching found, for looking up pasted lists.
    """

    groups: Mapping[str, Grouped] = {}
    key_of: Mapping[Ref, str] = {}
    questions: tuple[Asking, ...] = ()
    doubted: Mapping[str, Asking] = {}
    found: Groups = Groups(())

    @property
    def matched(self) -> int:
        """How many things consist of several items."""
        return len(self.found.groups)

    def of(self, ref: Ref) -> Grouped | None:
        """Return the group of an item, None where it is not known."""
        key = self.key_of.get(ref)
        return self.groups.get(key) if key else None


def group_items(
    items: Mapping[Ref, Item],
    facts: Iterable[Facts],
    decisions: Iterable[Decision],
    *,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Grouping:
    """Return the groups of items; for a thread.

    Raises:
        WbError: code CANCELLED, where `stop` said so.
    """
    found = match(facts, decisions, progress=progress, stop=stop)
    groups = {group.id: group for group in _grouped(found, items)}
    key_of = {item.ref: key for key, group in groups.items() for item in group.items}
    doubted: dict[str, Any] = {}
    for question in found.questions:
        for ref in (question.a, question.b):
            if ref in key_of:
                doubted.setdefault(key_of[ref], question)
    return Grouping(groups, key_of, found.questions, doubted, found)


def _grouped(found: Groups, items: Mapping[Ref, Item]) -> Iterator[Grouped]:
    for group in found.groups:
        held = tuple(items[ref] for ref in group.items if ref in items)
        weakest = group.links[-1] if group.links else None
        if held and weakest is not None:
            yield Grouped(group.id, held, weakest.reason, weakest.confidence)
        elif held:
            yield Grouped(group.id, held)
    # Ids of what stands alone are digests too: no key of a row may tell a customer where it is of.
    for ref in sorted(found.alone):
        if ref in items:
            yield Grouped(group_id((ref,)), (items[ref],))
