"""Articles document: tags of the store group."""

from __future__ import annotations

from typing import Annotated, Any

from workbench.net.operations import Body, Json, get, post
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.operations import members
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class TagOperations:
    """Tags that articles can have."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/v1/articles/tags")
    async def tags(
        self, *, query: of.Words = None, page: of.PageNumber = 0, limit: of.Limit = 50
    ) -> Listing:
        """Tags of the store group, a page at a time."""
        ...

    @post("/v1/articles/tag")
    async def add_tag(self, tag: Annotated[dict[str, Any], Body("The tag.", members.TAG)]) -> Json:
        """Add a tag."""
        ...
