"""Columns a person arranged, and those that follow the rows in sight: suppliers come and go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from workbench.core.fields import Kind
from workbench.core.sources import Resource
from workbench.core.views import ColumnState, View

Columns = tuple[ColumnState, ...]


def with_columns(
    view: View, resource: Resource, columns: Columns, frozen: int | None = None
) -> View:
    """Return a view with the columns that a person wants, and what of them is to stay from now on.

    Args:
        view: in force.
        resource: of the view; only one with suppliers' columns has any that follow.
        columns: wanted, in this order.
        frozen: how many stay while others scroll, None for as many as before.
    """
    made = replace(view, columns=columns, frozen=view.frozen if frozen is None else frozen)
    if not any(field.kind is Kind.OFFER for field in resource.fields):
        return made
    touched = touched_by(ids_of(view.columns), ids_of(columns))
    hand = tuple(dict.fromkeys((*view.hand, *touched)))
    return replace(made, hand=hand, led=tuple(each for each in view.led if each not in touched))


def ids_of(columns: Columns) -> list[str]:
    """Return the fields of columns."""
    return [column.field for column in columns]


def touched_by(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Return what was taken away, brought in or moved between two orders."""
    changed = [each for each in before if each not in after]
    changed += [each for each in after if each not in before]
    old = [each for each in before if each in after]
    new = [each for each in after if each in before]
    return (*changed, *_moved(old, new))


def _moved(old: list[str], new: list[str]) -> list[str]:
    """Return what was moved between two orders of the same; all between where it is not one."""
    while old and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    if not old:
        return []
    first = [old[0]] if [*old[1:], old[0]] == new else []
    last = [old[-1]] if [old[-1], *old[:-1]] == new else []
    return [*first, *last] or old


def fitted(views: Mapping[str, View], resources: Sequence[Resource]) -> dict[str, View]:
    """Return views, by resource, for tables whose columns are others now."""
    held = {resource.id: resource for resource in resources}
    return {name: _fitted(view, held[name]) for name, view in views.items() if name in held}


def _fitted(view: View, resource: Resource) -> View:
    """Return a view without the columns that went; new ones stand where they would.

    What a person arranged stays in the view while the table is without it: it comes back.
    """
    fields = {field.id: field for field in resource.fields}
    order = list(fields)
    follows = bool(view.led or view.hand)

    def stays(column: ColumnState) -> bool:
        field = fields.get(column.field)
        if column.field in view.hand:
            return True
        return field is not None and (field.shown or field.kind is Kind.OFFER or not follows)

    kept = list(filter(stays, view.columns))
    held = {column.field for column in kept}
    for field in resource.fields:
        comes = field.kind is Kind.OFFER or follows
        if field.shown and comes and field.id not in held and field.id not in view.hand:
            kept.insert(place_of(field.id, kept, order), ColumnState(field.id))
    seen = any(column.field in fields for column in kept)
    return replace(view, columns=tuple(kept) if seen else default_columns(resource))


def place_of(field: str, columns: Sequence[ColumnState], order: Sequence[str]) -> int:
    """Return where a column would stand among others, by the order of the table's fields."""
    at = {name: place for place, name in enumerate(order)}
    before = [
        place for place, each in enumerate(columns) if at.get(each.field, len(at)) < at[field]
    ]
    return before[-1] + 1 if before else 0


def default_columns(resource: Resource) -> Columns:
    """Return the columns that are shown at first."""
    return tuple(ColumnState(field.id) for field in resource.fields if field.shown)


def led_by(
    skeleton: Sequence[str],
    columns: Columns,
    wanted: Sequence[str],
    new: Callable[[str], ColumnState],
) -> Columns:
    """Return columns with the wanted ones in the free places, and no other in them.

    Args:
        skeleton: fields in their order, "" for a place that is free.
        columns: in force: their widths stay.
        wanted: fields for the free places, in order; more than there are follow the last one.
        new: makes a column that was not there.
    """
    held = {column.field: column for column in columns}
    left, made = list(wanted), []
    last = max((at for at, name in enumerate(skeleton) if not name), default=-1)
    for at, name in enumerate(skeleton):
        if name:
            made.append(name)
        elif left:
            made.append(left.pop(0))
        if at == last:
            made += left
    return tuple(held.get(name) or new(name) for name in made)
