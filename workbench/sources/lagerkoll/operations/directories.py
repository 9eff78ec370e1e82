"""The other documents, as far as their pages are known: units, categories, suppliers and more."""

from __future__ import annotations

from typing import Annotated, Literal

from workbench.net.operations import Json, Path, Query, get
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790

_Since = Annotated[int, Query("since", "Changed since, milliseconds since 1970; 0 for all.")]
_Open = Annotated[bool, Query("open_orders", "With their open orders.")]
_Article = Annotated[str | None, Query("article", "Article number.")]


class DirectoryOperations:
    """Lists that articles point to."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/v1/units/")
    async def units(self, *, since: _Since = 0) -> Listing:
        """Units that articles are counted in."""
        ...

    @get("/v1/categories/")
    async def categories(self, *, query: of.Words = None, since: _Since = 0) -> Listing:
        """Categories with their number of articles."""
        ...

    @get("/v1/suppliers/")
    async def suppliers(
        self,
        *,
        query: of.Words = None,
        since: _Since = 0,
        page: of.PageNumber = 0,
        limit: of.Limit = 100,
        order: of.Order = "asc",
        sort_column: Annotated[str, Query(help="What is ordered by.")] = "name",
        open_orders: _Open = False,
        article: _Article = None,
    ) -> Listing:
        """Suppliers, a page at a time."""
        ...

    @get("/v1/suppliers/{id}")
    async def supplier(
        self,
        supplier: Annotated[str, Path("id", "Id of the supplier.")],
        *,
        open_orders: _Open = False,
        article: _Article = None,
    ) -> Json:
        """One supplier."""
        ...

    @get("/v1/prices/lists")
    async def price_lists(
        self,
        *,
        query: of.Words = None,
        page: of.PageNumber = 0,
        limit: of.Limit = 25,
        order: of.Order = "asc",
        sort_column: Annotated[
            Literal["id", "code", "name", "currency"], Query(help="What is ordered by.")
        ] = "code",
    ) -> Listing:
        """Price lists, a page at a time."""
        ...

    @get("/v1/stores/")
    async def stores(self) -> Listing:
        """The organisation and its stores."""
        ...

    @get("/v1/stores/retention")
    async def retention(self) -> Json:
        """How long the store's data is kept."""
        ...
