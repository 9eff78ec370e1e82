"""What a desk begins with: the view that a new user sees of a resource."""

from __future__ import annotations

from workbench.core.accounts import Account
from workbench.core.queries import Query
from workbench.core.sources import Resource, Source
from workbench.core.views import ColumnState, View

PIECES = 250
"""At which prices by quantity are shown first."""


def default_view(source: Source, resource: Resource, account: Account | None) -> View:
    """Return the view of a resource that nobody changed yet."""
    columns = tuple(ColumnState(field.id) for field in resource.fields if field.shown)
    language = account.language if account else ""
    if resource.languages and not language:
        language = "en" if "en" in source.languages else source.languages[0]
    query = Query(
        quantity=PIECES if resource.priced else 1,
        language=language if resource.languages else "",
    )
    return View(query=query, columns=columns)
