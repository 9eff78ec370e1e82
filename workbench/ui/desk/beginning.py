"""What a desk begins with: the view that a new user sees of a resource."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.core.accounts import Account
from workbench.core.fields import Kind
from workbench.core.queries import Query
from workbench.core.sources import Resource, Source
from workbench.core.views import TabState, View
from workbench.ui.desk.placing import default_columns

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk

PIECES = 250
"""At which prices by quantity are shown first."""


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
