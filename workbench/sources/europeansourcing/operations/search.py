"""Search API, Search Light API and Export API: three requests that are sent by POST and read."""

from __future__ import annotations

from typing import Annotated, Any

from workbench.core.operations import Effect
from workbench.net.operations import Body, post
from workbench.net.requests import Sender
from workbench.sources.europeansourcing.envelopes import SearchAnswer
from workbench.sources.europeansourcing.operations import members

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class SearchOperations:
    """Everything that takes a search request."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @post("/api/v1.1/search", effect=Effect.READ)
    async def search(
        self,
        query: Annotated[
            dict[str, Any], Body("lang is required; page or offset, not both.", members.SEARCH)
        ],
    ) -> SearchAnswer:
        """Search products with all their variants, a page at a time."""
        ...

    @post("/api/v1.1/search/light", effect=Effect.READ)
    async def search_light(
        self,
        query: Annotated[
            dict[str, Any],
            Body("As search; include_fields and exclude_fields are ignored.", members.SEARCH),
        ],
    ) -> SearchAnswer:
        """Search products in a short form, with one variant each."""
        ...

    @post("/api/v1.1/search/scroll", effect=Effect.READ)
    async def scroll(
        self,
        query: Annotated[
            dict[str, Any],
            Body(
                "First lang, limit 50 and search_handlers; then the newest scroll_id alone.",
                members.SCROLL,
            ),
        ],
    ) -> SearchAnswer:
        """Read everything that matches, in batches of at most 50."""
        ...
