"""Articles document, sections "Batches" and "Traceability"."""

from __future__ import annotations

from typing import Annotated, Any

from workbench.core.operations import Answer, Repeat
from workbench.net.operations import Body, Json, Path, Query, delete, get, post, put
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.operations import members
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790

_New = Annotated[dict[str, Any], Body("batchId or serialNr is needed.", members.NEW_BATCH)]
_Changed = Annotated[dict[str, Any], Body("What changes.", members.BATCH)]
_All = Annotated[bool, Query("filter_all_batches", "Those that are used up too.")]


class BatchOperations:
    """Batches and serial numbers, of all articles or of one."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/v1/articles/batch")
    async def batches(
        self,
        *,
        query: of.Words = None,
        include_all_batches: Annotated[bool, Query(help="Those that are used up too.")] = True,
        page: of.PageNumber = 0,
        limit: of.Limit = 100,
    ) -> Listing:
        """Batches of all articles, a page at a time."""
        ...

    @get("/v1/articles/serialnumber")
    async def serial_numbers(
        self, *, query: of.Words = None, page: of.PageNumber = 0, limit: of.Limit = 100
    ) -> Listing:
        """Serial numbers of all articles, a page at a time."""
        ...

    @get("/v1/articles/batch/serialnumber")
    async def batches_and_serial_numbers(
        self,
        *,
        query: of.Words = None,
        batch: Annotated[bool, Query(help="With batches.")] = True,
        serial: Annotated[bool, Query(help="With serial numbers.")] = True,
        filter_all_batches: _All = True,
        page: of.PageNumber = 0,
        limit: of.Limit = 100,
    ) -> Listing:
        """Batches and serial numbers of all articles, a page at a time."""
        ...

    @get("/v1/articles/{id}/batch")
    async def batches_of_article(
        self,
        article: of.Article,
        *,
        query: of.Words = None,
        page: of.PageNumber = 0,
        limit: of.Limit = 100,
        sort_column: of.BatchSort = "batch_id",
        order_by: of.OrderBy = "asc",
    ) -> Listing:
        """Batches of an article, a page at a time."""
        ...

    @get("/v1/articles/{id}/serialnumber")
    async def serial_numbers_of_article(
        self,
        article: of.Article,
        *,
        query: of.Words = None,
        include_all_serial_numbers: Annotated[
            bool, Query(help="Those that are used up too.")
        ] = True,
        page: of.PageNumber = 0,
        limit: of.Limit = 100,
        sort_column: of.BatchSort = "batch_id",
        order_by: of.OrderBy = "asc",
    ) -> Listing:
        """Serial numbers of an article, a page at a time."""
        ...

    @get("/v1/articles/{id}/batch/serialnumber")
    async def batches_and_serial_numbers_of_article(
        self,
        article: of.Article,
        *,
        query: of.Words = None,
        filter_all_batches: _All = True,
        page: of.PageNumber = 0,
        limit: of.Limit = 100,
        sort_column: of.BatchSort = "batch_id",
        order: of.Order = "desc",
    ) -> Listing:
        """Batches and serial numbers of an article, a page at a time."""
        ...

    @post("/v1/articles/{id}/batch", answer=Answer.NOTHING)
    async def add_batch(self, article: of.Article, batch: _New) -> None:
        """Add a batch to an article."""
        ...

    @put("/v1/articles/{id}/batch/{batch_id}", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def update_batch(self, article: of.Article, batch_id: of.Batch, batch: _Changed) -> None:
        """Change a batch of an article."""
        ...

    @delete("/v1/articles/{id}/batch/{batch_id}", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def delete_batch(self, article: of.Article, batch_id: of.Batch) -> None:
        """Delete a batch of an article."""
        ...

    @post("/v1/articles/{id}/serialnumber", answer=Answer.NOTHING)
    async def add_serial_number(self, article: of.Article, serial: _New) -> None:
        """Add a serial number to an article."""
        ...

    @post("/v1/articles/{id}/serialnumber/list", answer=Answer.NOTHING)
    async def add_serial_numbers(
        self,
        article: of.Article,
        *,
        prefix: Annotated[str | None, Query(help="Stands before each number.")] = None,
        start: Annotated[int, Query(help="The first number.")] = 1,
        length: Annotated[int, Query(help="Digits of a number, with leading zeros.")] = 0,
        amount: Annotated[int, Query(help="How many are made.")] = 1,
        suffix: Annotated[str | None, Query(help="Stands behind each number.")] = None,
        set_barcode_from_serialnumber: Annotated[
            bool, Query(help="The barcode is the serial number.")
        ] = False,
    ) -> None:
        """Add a sequence of serial numbers to an article."""
        ...

    @put("/v1/articles/{id}/serialnumber/{serialnumber}", repeat=Repeat.SAME,
         answer=Answer.NOTHING)  # fmt: skip
    async def update_serial_number(
        self, article: of.Article, serial_number: of.Serial, serial: _Changed
    ) -> None:
        """Change a serial number of an article."""
        ...

    @delete("/v1/articles/{id}/serialnumber/{serialnumber}", repeat=Repeat.SAME,
            answer=Answer.NOTHING)  # fmt: skip
    async def delete_serial_number(self, article: of.Article, serial_number: of.Serial) -> None:
        """Delete a serial number of an article."""
        ...

    @get("/v1/articles/{article_id}/batch/{batch_id}/traceability")
    async def trace_batch(self, article: of.ArticleOf, batch_id: of.Batch) -> Json:
        """Parts that a batch of bundles was made of."""
        ...

    @get("/v1/articles/{article_id}/serial/{serial_nr}/traceability")
    async def trace_serial_number(
        self,
        article: of.ArticleOf,
        serial_number: Annotated[str, Path("serial_nr", "Serial number.")],
    ) -> Json:
        """Parts that a bundle with a serial number was made of."""
        ...
