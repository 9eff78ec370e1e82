"""What a desk begins with: the view that a new user sees of a resource, and how views follow it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from workbench.core.accounts import Account
from workbench.core.fields import Kind
from workbench.core.queries import Query
from workbench.core.sources import Resource, Source
from workbench.core.views import ColumnState, TabState, View

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk

PIECES = 250
"""At which prices by quantity are shown first."""


def default_columns(resource: Resource) -> tuple[ColumnState, ...]:
    """Return the columns that are shown at first."""
    return tuple(ColumnState(field.id) for field in resource.fields if field.shown)


def default_view(source: Source, resource: Resource, account: Account | None) -> View:
    """Return the view of a resource that nobody changed yet."""
    columns = default_columns(resource)
    language = account.language if account else ""
    if resource.languages and not language:
        language = "en" if "en" in source.languages else source.languages[0]
    query = Query(
        quantity=PIECES if resource.priced else 1,
        language=language if resource.languages else "",
    )
    return View(query=query, columns=columns, frozen=_frozen(resource))


def _frozen(resource: Resource) -> int:
    """Return how many columns stay: the name, and what is best of all right behind it."""
    shown = [each.kind for each in resource.fields if each.shown and each.kind is not Kind.PICTURE]
    return 2 if shown[1:2] == [Kind.OFFER] else 1


def fitted(views: Mapping[str, View], resources: Iterable[Resource]) -> dict[str, View]:
    """Return views, by resource, for tables whose columns are others now."""
    held = {resource.id: resource for resource in resources}
    return {name: _fitted(view, held[name]) for name, view in views.items() if name in held}


def _fitted(view: View, resource: Resource) -> View:
    """Return a view without the columns that went; new suppliers stand where they would."""
    order = [field.id for field in resource.fields]
    kept = [column for column in view.columns if column.field in order]
    held = {column.field for column in kept}
    for field in resource.fields:
        if field.shown and field.kind is Kind.OFFER and field.id not in held:
            before = [at for at, each in enumerate(kept) if _stands(each.field, field.id, order)]
            kept.insert(before[-1] + 1 if before else len(kept), ColumnState(field.id))
    return replace(view, columns=tuple(kept) or default_columns(resource))


def _stands(one: str, before: str, order: list[str]) -> bool:
    return order.index(one) < order.index(before)


def depends_on_quantity(resource: Resource, query: Query) -> bool:
    """Return whether a question has a filter that means the quantity wanted."""
    named = {each.name for each in resource.filters if each.part("quantity")}
    return any(each.filter in named for each in query.conditions)


def state_of(desk: Desk, views: Mapping[str, View], saved: Mapping[str, str]) -> TabState:
    """Return what a desk comes back with.

    Args:
        desk: of a tab.
        views: in force, by resource.
        saved: names of the saved views in use, by resource.
    """
    return TabState(
        source=desk.source.id,
        account=desk.account.name if desk.account else "",
        resource=desk.resource.id,
        views=dict(views),
        saved=dict(saved),
        selected=desk.selection.keys,
        current=desk.selection.current,
        top=desk.top,
        dock=desk.dock_page,
        class_page=desk.class_page,
    )
