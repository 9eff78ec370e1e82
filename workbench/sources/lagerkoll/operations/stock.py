"""Articles document: stock value, places, low stock, and the fields of printed papers."""

from __future__ import annotations

from typing import Annotated

from workbench.net.operations import Json, Path, Query, get
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class StockOperations:
    """The store as a whole."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/v1/articles/stockvalue")
    async def stock_value(self, *, date: of.AtDate = None) -> Json:
        """What the stock of the store is worth."""
        ...

    @get("/v1/articles/stockplaces")
    async def stock_places(self) -> Listing:
        """Stock places that articles name."""
        ...

    @get("/v1/articles/stockwarning")
    async def low_stock(
        self,
        *,
        filter_warning_flag: Annotated[
            bool, Query(help="Leave out articles that were warned of before.")
        ] = False,
        set_articles_warned: Annotated[
            bool, Query(help="Mark the articles as warned of: this changes them.", writes=True)
        ] = False,
    ) -> Listing:
        """Articles below their stock warning."""
        ...

    @get("/v1/articles/stockwarning/count")
    async def count_low_stock(
        self, *, include_ordered: Annotated[bool, Query(help="With what is on order.")] = True
    ) -> Json:
        """The number of articles below their stock warning."""
        ...

    @get("/v1/articles/fields/{articleFields}")
    async def article_fields(
        self, fields: Annotated[str, Path("articleFields", "Which list of fields.")]
    ) -> Json:
        """Names of the fields for delivery notes and order confirmations."""
        ...
