"""Questions, decisions and the golden row: what a person sees and says of items being the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from workbench.compare.board_groups import Grouped
from workbench.compare.matching.facts import facts_of
from workbench.compare.matching.golden import golden
from workbench.compare.matching.gtins import one_form
from workbench.compare.matching.model import Decision, DecisionKind, Identity
from workbench.core.accounts import Account
from workbench.core.offers import Item, Ref
from workbench.core.sources import Source
from workbench.core.times import now
from workbench.workspace.comparison.answers import Decided, GoldenRow, Question, Use
from workbench.workspace.comparison.grouping import Grouping
from workbench.workspace.comparison.pool import Pool
from workbench.workspace.comparison.rows import question_text

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name",),
    "gtin": ("ean", "gtin", "gtins", "barcode"),
    "brand": ("brand",),
    "manufacturer": ("manufacturer",),
    "mpn": ("mpn", "manufacturer_number"),
    "supplier_number": ("supplier_number", "supplier_pid"),
    "price": ("cost",),
}
"""By the golden row's field: ids of the fields that hold the same in sources' own tables."""


def questions(grouping: Grouping, pool: Pool) -> tuple[Question, ...]:
    """Return the pairs that wait for a person, the most likely first."""
    found: list[Question] = []
    for asking in grouping.questions:
        a, b = pool.get(asking.a), pool.get(asking.b)
        if a is not None and b is not None:
            found.append(Question(a, b, *asking[2:], question_text(asking)))
    return tuple(found)


def decided(decisions: tuple[Decision, ...], pool: Pool) -> tuple[Decided, ...]:
    """Return what a person said, the last first, with the items it is about."""
    items: dict[tuple[str, ...], list[Item]] = {}
    wanted = {end[:4] for each in decisions for end in (each.a, each.b)}
    for ref, item in pool.items().items() if wanted else ():
        if ref[:4] in wanted:
            items.setdefault(ref[:4], []).append(item)
    said = sorted(decisions, key=lambda each: each.at, reverse=True)
    return tuple(Decided(each, _meant(each.a, items), _meant(each.b, items)) for each in said)


def _meant(identity: Identity, items: Mapping[tuple[str, ...], list[Item]]) -> Item | None:
    held = items.get(identity[:4], [])
    if identity.gtin:
        same = [item for item in held if identity.gtin in map(one_form, item.gtins)]
        if len(same) == 1:
            return same[0]
    return next((item for item in held if item.ref.variant == identity.variant), None)


def decision_on(a: Item, b: Item, *, same: bool, note: str, at: datetime) -> Decision:
    """Return a decision on two items."""
    kind = DecisionKind.SAME if same else DecisionKind.NOT_SAME
    return Decision(kind, identity_of(a), identity_of(b), at, note.strip())


def identity_of(item: Item) -> Identity:
    """Return what a decision remembers of an item."""
    return facts_of(item).identity


SourceOf = Callable[[Ref], tuple[Source, Account] | None]
"""The source and account that an item stands in, None where they are gone."""


def golden_row(group: Grouped, quantity: int, source_of: SourceOf) -> GoldenRow:
    """Return a group with a column for each source, and where its values can be taken over."""
    found = golden(group.items, quantity, now().astimezone().date())
    uses: dict[str, tuple[Use, ...]] = {}
    for field in found.fields:
        places = [use for item in group.items for use in _uses(item.ref, field.id, source_of)]
        uses[field.id] = tuple(dict.fromkeys(places))
    return GoldenRow(found, uses)


def _uses(ref: Ref, field: str, source_of: SourceOf) -> list[Use]:
    held = source_of(ref)
    resource = held[0].resource(ref.resource) if held else None
    saving = resource.saving if resource else None
    if held is None or resource is None or saving is None or saving.update is None:
        return []
    if held[1].read_only:
        return []
    typed = {entry.field for entry in saving.entries if not entry.only_new}
    for name in FIELDS.get(field, ()):
        own = resource.field(name)
        if own is not None and name in typed:
            return [Use(*ref[:4], name, own.title)]
    return []
