"""Articles document, sections "Articles": reading."""

from __future__ import annotations

from typing import Annotated

from workbench.net.operations import Json, Path, Query, get
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class ArticleOperations:
    """Articles, one or many."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/v1/articles/")
    async def articles(
        self,
        *,
        query: of.Words = None,
        since: Annotated[
            int | None,
            Query(help="Changed since, milliseconds since 1970; now where it is left out, 0: all."),
        ] = None,
        page: of.PageNumber = 0,
        limit: of.Limit = 25,
        order: of.Order = "desc",
        sort_column: of.ArticleSort = "query",
        details: of.Details = True,
        tags: of.Tags = True,
        prices: of.Prices = False,
        include_purchase_prices: of.PurchasePrices = False,
        filter_outof_stock: of.Flag = False,
        filter_stock_warning: of.Flag = False,
        filter_non_stock: of.Flag = False,
        filter_non_active: of.Flag = False,
        filter_regardless_bundled: of.Flag = True,
        include_image_last_updated: of.ImageTimes = False,
        include_bundle: of.Parts = False,
        include_next_delivery: of.NextDelivery = False,
        include_batches: of.Batches = False,
        supplier_id: Annotated[str | None, Query(help="Id of a supplier.")] = None,
    ) -> Listing:
        """Articles by text, time of change, supplier and stock, a page at a time."""
        ...

    @get("/v1/articles/{id}")
    async def article(
        self,
        article: of.Article,
        *,
        prices: of.Prices = False,
        include_bundle: of.Parts = False,
        include_next_delivery: of.NextDelivery = False,
        include_purchase_prices: of.PurchasePrices = False,
        include_batches: of.Batches = False,
        sort_column: of.BatchSort = "batch_id",
        order: of.Order = "desc",
    ) -> Listing:
        """One article by its number, as a list of one."""
        ...

    @get("/v1/articles/external/{id}")
    async def article_by_external_id(
        self,
        external: Annotated[str, Path("id", "External article number.")],
        *,
        prices: of.Prices = False,
        include_bundle: of.Parts = False,
        include_next_delivery: of.NextDelivery = False,
        include_purchase_prices: of.PurchasePrices = False,
        include_batches: of.Batches = False,
        sort_column: of.BatchSort = "batch_id",
        order: of.Order = "desc",
    ) -> Listing:
        """One article by its external number, as a list of one."""
        ...

    @get("/v1/articles/category/{category_id}")
    async def articles_of_category(
        self,
        category: Annotated[str, Path("category_id", "Id of the category.")],
        *,
        query: of.Words = None,
        page: of.PageNumber = 0,
        limit: of.Limit = 25,
        order: of.Order = "asc",
        sort_column: of.PartSort = "name",
        details: of.Details = True,
        prices: of.Prices = False,
        include_purchase_prices: of.PurchasePrices = False,
        include_image_last_updated: of.ImageTimes = False,
        include_bundle: of.Parts = False,
        include_next_delivery: of.NextDelivery = False,
        include_batches: of.Batches = False,
    ) -> Listing:
        """Articles of one category, a page at a time."""
        ...

    @get("/v1/articles/supplier/{supplier_id}")
    async def articles_of_supplier(
        self,
        supplier: Annotated[str, Path("supplier_id", "Id of the supplier.")],
        *,
        page: of.PageNumber = 0,
        limit: of.Limit = 25,
        order: of.Order = "asc",
        sort_column: of.PartSort = "name",
    ) -> Listing:
        """Articles of one supplier, a page at a time."""
        ...

    @get("/v1/articles/history")
    async def articles_at_date(
        self,
        *,
        page: of.PageNumber = 0,
        limit: of.Limit = 25,
        date: of.AtDate = None,
        category: of.InCategory = None,
        include_paging_info: Annotated[bool, Query(help="With the number of pages.")] = True,
    ) -> Listing:
        """Articles as they were on a day, a page at a time."""
        ...

    @get("/v1/articles/history/info")
    async def count_articles_at_date(
        self,
        *,
        limit: of.Limit = 25,
        date: of.AtDate = None,
        category: of.InCategory = None,
    ) -> Json:
        """Numbers of articles and pages that were in stock on a day."""
        ...

    @get("/v1/articles/group")
    async def articles_of_group(
        self,
        *,
        query: of.Words = None,
        page: of.PageNumber = 0,
        limit: of.Limit = 25,
        order: of.Order = "asc",
        sort_column: of.GroupSort = "art",
    ) -> Listing:
        """Articles of every store of the store group, a page at a time."""
        ...

    @get("/v1/articles/autocomplete")
    async def complete_articles(
        self,
        *,
        light: Annotated[bool, Query(help="With the fewest members.")] = True,
        query: of.Words = None,
        pricelist_id: Annotated[int, Query(help="Price list that prices come from.")] = -1,
        supplier_id: Annotated[int, Query(help="Only of this supplier.")] = -1,
        page: of.PageNumber = 0,
        limit: of.Limit = 20,
    ) -> Listing:
        """Articles in the shortest form, to complete what is typed."""
        ...

    @get("/v1/articles/{article_id}/other_purchased")
    async def other_purchased(
        self,
        article: of.ArticleOf,
        *,
        amount: Annotated[int, Query(help="How many at most.")] = 5,
    ) -> Listing:
        """Other articles that may be of interest with one."""
        ...

    @get("/v1/articles/{id}/bundle")
    async def bundles_with_part(
        self, article: of.Article, *, page: of.PageNumber = 0, limit: of.Limit = 100
    ) -> Listing:
        """Bundled articles that have this one as a part."""
        ...

    @get("/v1/articles/{id}/history")
    async def article_history(
        self, article: of.Article, *, page: of.PageNumber = 0, limit: of.Limit = 25
    ) -> Listing:
        """What changed in stock and prices of an article, a page at a time."""
        ...

    @get("/v1/articles/next_id")
    async def next_article_id(self) -> Json:
        """The next free article number."""
        ...
