"""What a person said of two items: kept, taken back, and found again in what is loaded now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from workbench.compare.matching.model import Decision, DecisionKind, Facts, Identity
from workbench.core.offers import Ref


def means(identity: Identity, other: Identity) -> bool:
    """Whether both name the same item: the GTIN tells the variant where both have one.

    A record without variants is its item, whichever number it is given later.
    """
    if identity[:4] != other[:4]:
        return False
    if identity.gtin and other.gtin and (identity.variant or other.variant):
        return identity.gtin == other.gtin
    return identity.variant == other.variant


def on_same_pair(decision: Decision, a: Identity, b: Identity) -> bool:
    """Whether the decision is on these two items, in either order."""
    return (means(decision.a, a) and means(decision.b, b)) or (
        means(decision.a, b) and means(decision.b, a)
    )


def remember(decisions: Iterable[Decision], new: Decision) -> tuple[Decision, ...]:
    """Return the decisions with a new one, which replaces an earlier one on its pair."""
    return (*forget(decisions, new.a, new.b), new)


def forget(decisions: Iterable[Decision], a: Identity, b: Identity) -> tuple[Decision, ...]:
    """Return the decisions without those on a pair: the pair is matched by its facts again."""
    return tuple(held for held in decisions if not on_same_pair(held, a, b))


def placed(
    decisions: Iterable[Decision], facts: Iterable[Facts]
) -> dict[tuple[Ref, Ref], Decision]:
    """Return the decision that holds for each pair of loaded items, the lesser item first.

    Decisions whose items are not loaded say nothing here and are not lost. Of several on one pair
    the latest holds; said at the same moment, "not the same" does.
    """
    ordered = sorted(decisions, key=lambda one: (one.at, one.kind is DecisionKind.NOT_SAME))
    if not ordered:
        return {}
    finder = _Finder({end[:4] for one in ordered for end in (one.a, one.b)}, facts)
    held: dict[tuple[Ref, Ref], Decision] = {}
    for decision in ordered:
        a, b = finder.find(decision.a), finder.find(decision.b)
        if a is not None and b is not None and a != b:
            held[(a, b) if a < b else (b, a)] = decision
    return held


class _Finder:
    """Finds the loaded item that an identity means."""

    def __init__(self, wanted: set[tuple[str, ...]], facts: Iterable[Facts]) -> None:
        self._rows: defaultdict[tuple[str, ...], list[Facts]] = defaultdict(list)
        for one in facts:
            if one.ref[:4] in wanted:
                self._rows[one.ref[:4]].append(one)

    def find(self, identity: Identity) -> Ref | None:
        """Return where the item stands now; None where it is not loaded or not to be told."""
        row = self._rows.get(identity[:4], [])
        if identity.gtin:
            found = [one for one in row if identity.gtin in one.gtins]
            if found:
                return _the_one(found, identity.variant)
            row = [one for one in row if not one.gtins or not identity.variant]
        return next((one.ref for one in row if one.ref.variant == identity.variant), None)


def _the_one(found: Sequence[Facts], variant: str) -> Ref | None:
    """Return the only one, or the one that still has its variant's id."""
    if len(found) == 1:
        return found[0].ref
    return next((one.ref for one in found if one.ref.variant == variant), None)
