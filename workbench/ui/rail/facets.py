"""The facets of a desk: whose counts they show, what is ticked in them, and what a tick does.

A service counts over all its rows, so its counts stand while not all rows are loaded, and where
a facet of it is in force; over loaded rows their own counts are truer and cost no request.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from workbench.core.fields import Field, Kind
from workbench.core.pages import FacetValue
from workbench.core.queries import Condition, Filter, Input, PartKind
from workbench.core.sources import Resource
from workbench.core.texts import mark, tr
from workbench.edits.drafts import State
from workbench.ui.desk.desk import Desk
from workbench.ui.desk.told import WORDS
from workbench.ui.filters.choosing import Choosing

STAGED = "*staged"
"""Key of the facet of drafts."""
TOLD = "*told"
"""Key of the facet of what the service said of rows since they were read."""

STATES = (
    (State.CHANGED, mark("Changed")),
    (State.NEW, mark("New")),
    (State.DELETED, mark("Deleted")),
    (State.REFUSED, mark("Refused")),
    (State.CONFLICT, mark("Conflict")),
    (State.UNKNOWN, mark("Outcome unknown")),
    (State.INVALID, mark("Cannot be sent yet")),
)
"""The states of drafts, as they stand in the rail."""

_COUNTED = frozenset({Kind.CHOICE, Kind.CODES, Kind.FLAG, Kind.TEXT, Kind.INTEGER})


class Facet(msgspec.Struct, frozen=True):
    """One facet of the rail.

    Attributes:
        key: stable within a resource.
        title: translated.
        owner: the service's filter that a tick sets, None for loaded rows only.
        field: the field whose values are counted over loaded rows, None where there is none.
        group: only values of this group of the service's facet.
        by_service: whether counts and ticks are the service's.
        is_range: a smallest and a largest number instead of values.
        values: with counts; empty until counted.
        wanted: ticked codes.
        unwanted: excluded codes.
        staged: its values are states of rows: of drafts, or what the service said of them.
    """

    key: str
    title: str
    owner: Filter | None = None
    field: Field | None = None
    group: str = ""
    by_service: bool = False
    is_range: bool = False
    values: tuple[FacetValue, ...] = ()
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    staged: bool = False

    @property
    def number(self) -> int:
        """How many of its values are in force."""
        return len(self.wanted) + len(self.unwanted)

    @property
    def excludes(self) -> bool:
        """Whether values can be left out."""
        return self.by_service and self.owner is not None and self.owner.part("exclude") is not None

    @property
    def tree(self) -> bool:
        """Whether its values stand in a tree."""
        return any(value.parent for value in self.values)

    @property
    def swatched(self) -> bool:
        """Whether its values are colours: many have one, or one of their group has."""
        coloured = sum(bool(value.colour) for value in self.values)
        return not self.tree and 3 * coloured >= (1 if self.group else len(self.values)) > 0

    def choosing(self) -> Choosing:
        """Return its values with their ticks."""
        found = Choosing(self.values, tree=self.tree, single=self.single)
        found.set_ticks(self.wanted, self.unwanted)
        return found

    @property
    def single(self) -> bool:
        """Whether only one value can be ticked."""
        return self.by_service and self.owner is not None and list_part(self.owner) is None


def list_part(owner: Filter) -> str | None:
    """Return the name of the part that takes the wanted values, None where it takes only one."""
    wanted = owner.part("include")
    if wanted is None:
        wanted = next((part for part in owner.parts if part.kind is PartKind.LIST), None)
    return wanted.name if wanted else None


def facets_of(desk: Desk) -> tuple[Facet, ...]:
    """Return the facets of the desk as they stand; local ones are not counted yet."""
    resource = desk.resource
    found: list[Facet] = []
    for name, field_id in resource.facets.items():
        owner = _filter(resource, name)
        if owner is not None:
            found += _service_facets(desk, owner, resource.field(field_id))
    ranges = [_range(desk, owner) for owner in resource.filters if owner.input is Input.RANGE]
    place = min(2, len(found))
    found[place:place] = [facet for facet in ranges if facet]
    covered = {facet.field.id for facet in found if facet.field}
    asked = {facet.owner.name for facet in found if facet.owner}
    found += [
        _local(desk, field)
        for field in resource.fields
        if field.facet
        and field.kind in _COUNTED
        and field.id not in covered
        and field.filter not in asked
    ]
    return (*_staged(desk), *_told(desk), *found)


def _staged(desk: Desk) -> Iterator[Facet]:
    """Yield the states of the drafts of the resource, worst last, where something is staged."""
    session = desk.session
    editing = session.editing if session else None
    counts = editing.book.counts(desk.resource.id) if editing else {}
    if counts or desk.staged:
        values = tuple(
            FacetValue(state.value, tr(text), counts.get(state, 0))
            for state, text in STATES
            if counts.get(state) or state.value in desk.staged
        )
        yield Facet(STAGED, tr("Staged"), values=values, wanted=desk.staged, staged=True)


def _told(desk: Desk) -> Iterator[Facet]:
    """Yield what the service said of loaded rows since they were read, where it said something."""
    told = desk.told
    if told.marks or told.wanted:
        values = tuple(
            FacetValue(sign.value, tr(text), len(told.keys(sign)))
            for sign, (_words, text) in WORDS.items()
            if told.keys(sign) or sign.value in told.wanted
        )
        title = tr("Changed at the service")
        yield Facet(TOLD, title, values=values, wanted=told.wanted, staged=True)


def counts_by_service(desk: Desk, owner: Filter) -> bool:
    """Return whether a facet shows the service's counts now."""
    session = desk.session
    if session is None or desk.resource.local_only or owner.name not in session.facets:
        return False
    asked = any(held.filter == owner.name for held in desk.view.query.conditions)
    return asked or not session.status.complete


def _service_facets(desk: Desk, owner: Filter, field: Field | None) -> list[Facet]:
    """Return a filter's facet, one for each group of its values where they have groups."""
    if not counts_by_service(desk, owner):
        asked = any(held.filter == owner.name for held in desk.view.query.conditions)
        if field is None or asked:
            return [_of_service(desk, owner, field, ())] if asked else []
        return _loaded_facets(desk, owner, field)
    assert desk.session
    values = desk.session.facets[owner.name]
    groups = dict.fromkeys(value.group for value in values)
    if len(groups) < 2 or any(value.parent for value in values):
        return [_of_service(desk, owner, field, values)]
    return [
        _of_service(
            desk, owner, field, tuple(value for value in values if value.group == group), group
        )
        for group in groups
    ]


def _loaded_facets(desk: Desk, owner: Filter, field: Field) -> list[Facet]:
    """Return the facets over loaded rows that stand for one of the service.

    Where narrower fields hold its values (colours, sizes), they stand for the one that holds all.
    """
    narrower = [
        held
        for held in desk.resource.fields
        if held.facet
        and held.kind is Kind.CODES
        and held.filter == owner.name
        and held is not field
    ]
    return [replace(_local(desk, held), owner=owner) for held in narrower or [field]]


def _of_service(
    desk: Desk,
    owner: Filter,
    field: Field | None,
    values: tuple[FacetValue, ...],
    group: str | None = None,
) -> Facet:
    wanted = _codes(desk, owner, list_part(owner) or "")
    unwanted = _codes(desk, owner, "exclude")
    labels = _labels(desk, owner)
    known = {value.code for value in values}
    if group is not None:
        wanted = tuple(code for code in wanted if code in known)
        unwanted = tuple(code for code in unwanted if code in known)
    missing = tuple(
        FacetValue(code, labels.get(code, code), 0)
        for code in (*wanted, *unwanted)
        if code not in known
    )
    return Facet(
        f"{owner.name}/{group}" if group is not None else owner.name,
        group or tr(owner.title),
        owner,
        field,
        group or "",
        by_service=True,
        values=(*values, *missing),
        wanted=wanted,
        unwanted=unwanted,
    )


def _local(desk: Desk, field: Field) -> Facet:
    ticked = desk.view.facets.get(field.id, ())
    return Facet(field.id, tr(field.title), field=field, wanted=ticked)


def _range(desk: Desk, owner: Filter) -> Facet | None:
    if not (owner.part("min") and owner.part("max")) or desk.resource.local_only:
        return None
    field = next((held for held in desk.resource.fields if held.filter == owner.name), None)
    title = tr(owner.title)
    if owner.part("quantity"):
        quantity = desk.workspace.formats.integer(desk.view.query.quantity)
        title = tr("{title} at {quantity}", title=title, quantity=quantity)
    unit = tr(owner.unit) or (desk.source.currency_of(desk.account) if field else "")
    asked = any(
        held.filter == owner.name and held.part in {"min", "max"}
        for held in desk.view.query.conditions
    )
    return Facet(
        owner.name,
        f"{title}, {unit}" if unit else title,
        owner,
        field,
        by_service=True,
        is_range=True,
        wanted=(owner.name,) if asked else (),
    )


def _filter(resource: Resource, name: str) -> Filter | None:
    return next((held for held in resource.filters if held.name == name), None)


def _codes(desk: Desk, owner: Filter, part: str) -> tuple[str, ...]:
    value = desk.view.query.value(owner.name, part)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


def _labels(desk: Desk, owner: Filter) -> dict[str, str]:
    labels: dict[str, str] = {}
    for held in desk.view.query.conditions:
        codes = held.value if isinstance(held.value, tuple) else (str(held.value),)
        if held.filter == owner.name and len(held.labels) == len(codes):
            labels |= dict(zip(codes, held.labels, strict=True))
    return labels


def put(desk: Desk, facet: Facet, choosing: Choosing) -> None:
    """Ask with what is ticked now: of the service, or of the loaded rows."""
    if facet.key == TOLD:
        desk.told.narrow(tuple(choosing.wanted))
    elif facet.staged:
        desk.set_staged(tuple(choosing.wanted))
    elif facet.is_range and facet.owner:
        desk.drop_condition(facet.owner.name)
    elif facet.by_service and facet.owner:
        _put_service(desk, facet, facet.owner, choosing)
    elif facet.field:
        desk.set_facets(facet.field.id, tuple(choosing.wanted))


def _put_service(desk: Desk, facet: Facet, owner: Filter, choosing: Choosing) -> None:
    """Replace the wanted and the unwanted values in one question; other groups keep theirs."""
    part = list_part(owner)
    mine = {value.code for value in facet.values} if facet.group else None
    labels = _labels(desk, owner) | {code: choosing.label(code) for code in choosing.values}
    query = desk.view.query
    for name, chosen in ((part or "", choosing.wanted), ("exclude", choosing.unwanted)):
        if owner.part(name) is None:
            continue
        others = () if mine is None else _codes(desk, owner, name)
        codes = (*(code for code in others if code not in (mine or ())), *chosen)
        query = query.without(owner.name, name)
        if codes:
            value = codes if part is not None else codes[-1]
            named = tuple(labels.get(code, code) for code in codes)
            condition = Condition(
                owner.name, name, value, named if part is not None else named[-1:]
            )
            query = query.with_condition(condition)
    if query != desk.view.query:
        desk.ask(query)


def range_values(desk: Desk, owner: Filter) -> tuple[str, str]:
    """Return the smallest and the largest number asked for, "" where there is none."""
    query = desk.view.query
    found = [query.value(owner.name, part) for part in ("min", "max")]
    return tuple("" if value is None else str(value) for value in found)  # type: ignore[return-value]


def set_range(desk: Desk, owner: Filter, conditions: Sequence[Condition]) -> None:
    """Ask for numbers within a range, in one question."""
    query = desk.view.query
    kept = [
        held
        for held in query.conditions
        if held.filter != owner.name or held.part not in {"min", "max"}
    ]
    wanted = msgspec.structs.replace(query, conditions=(*kept, *conditions))
    if set(wanted.conditions) != set(query.conditions):
        desk.ask(wanted)
