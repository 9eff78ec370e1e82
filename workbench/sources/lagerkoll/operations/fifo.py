"""Articles document: the FIFO rows, which purchases the stock of an article comes from."""

from __future__ import annotations

from typing import Annotated, Any

from workbench.core.operations import Answer, Repeat
from workbench.net.operations import Body, Path, delete, get, put
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.operations import members
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class FifoOperations:
    """Purchases in the order in which they are used up."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/v1/articles/{id}/fifo")
    async def article_fifo(
        self, article: of.Article, *, page: of.PageNumber = 0, limit: of.Limit = 25
    ) -> Listing:
        """FIFO rows of an article, a page at a time."""
        ...

    @put("/v1/articles/{id}/fifo/rate", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def update_fifo_rate(
        self,
        article: of.Article,
        rate: Annotated[dict[str, Any], Body("Which row, and its rate.", members.RATE)],
    ) -> None:
        """Change the purchase rate of a FIFO row."""
        ...

    @put("/v1/articles/{id}/fifo/purchase_price", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def update_fifo_price(
        self,
        article: of.Article,
        price: Annotated[dict[str, Any], Body("Which row, and its price.", members.PRICE)],
    ) -> None:
        """Change the purchase price of a FIFO row."""
        ...

    @delete("/v1/articles/fifo/{id}", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def delete_fifo_row(self, row: Annotated[str, Path("id", "Id of the row.")]) -> None:
        """Delete one FIFO row."""
        ...

    @delete("/v1/articles/{id}/fifo", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def delete_fifo(self, article: of.Article) -> None:
        """Delete all FIFO rows of an article."""
        ...
