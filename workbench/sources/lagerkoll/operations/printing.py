"""Articles document, sections "Print": labels and lists as PDF."""

from __future__ import annotations

from typing import Annotated

from workbench.core.operations import Answer
from workbench.net.operations import Path, Query, get
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790

_Count = Annotated[int, Query("count", "Labels of each article.")]
_Millimetres = Annotated[int, Query(help="Millimetres.")]


class PrintOperations:
    """What can be printed."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/v1/articles/{id}/labels/print", answer=Answer.BYTES)
    async def print_labels_of_article(
        self,
        article: of.Article,
        *,
        count: _Count = 1,
        label_width: _Millimetres = 110,
        label_height: _Millimetres = 28,
        label_margin_width: _Millimetres = 2,
        label_margin_height: _Millimetres = 2,
        paper_width: _Millimetres = 210,
        paper_height: _Millimetres = 297,
        paper_margin_width: _Millimetres = 0,
        paper_margin_height: _Millimetres = 0,
    ) -> bytes:
        """Labels of one article as PDF."""
        ...

    @get("/v1/articles/labels/print", answer=Answer.BYTES)
    async def print_labels(
        self,
        *,
        articles: Annotated[list[str] | None, Query(help="Article numbers.")] = None,
        count: _Count = 1,
        label_width: _Millimetres = 110,
        label_height: _Millimetres = 28,
        label_margin_width: _Millimetres = 2,
        label_margin_height: _Millimetres = 2,
        paper_width: _Millimetres = 210,
        paper_height: _Millimetres = 297,
        paper_margin_width: _Millimetres = 0,
        paper_margin_height: _Millimetres = 0,
    ) -> bytes:
        """Labels of several articles as PDF."""
        ...

    @get("/v1/articles/{id}/bundle/print", answer=Answer.BYTES)
    async def print_bundle(
        self,
        article: of.Article,
        *,
        amount: Annotated[int, Query(help="Bundles that are made.")] = 1,
    ) -> bytes:
        """A bundled article with its parts as PDF."""
        ...

    @get("/v1/articles/supplier/{supplier_id}/print", answer=Answer.BYTES)
    async def print_supplier_articles(
        self, supplier: Annotated[str, Path("supplier_id", "Id of the supplier.")]
    ) -> bytes:
        """Articles of a supplier as PDF."""
        ...
