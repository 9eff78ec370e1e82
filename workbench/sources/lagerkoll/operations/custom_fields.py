"""Articles document, sections "Custom fields"."""

from __future__ import annotations

from typing import Annotated, Any

from workbench.core.operations import Answer, Repeat
from workbench.net.operations import Body, Json, Path, Query, delete, get, put
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.operations import members
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class CustomFieldOperations:
    """Fields of the account's own."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/v1/articles/customfields_template")
    async def custom_fields_template(self, *, query: of.Words = None) -> Listing:
        """Fields that every new article gets."""
        ...

    @get("/v1/articles/customfields")
    async def custom_fields(
        self, *, query: of.Words = None, page: of.PageNumber = 0, limit: of.Limit = 50
    ) -> Listing:
        """Fields that articles have and the template has not, a page at a time."""
        ...

    @put("/v1/articles/customfields_template", repeat=Repeat.SAME)
    async def update_custom_fields_template(
        self,
        template: Annotated[dict[str, Any], Body("All fields.", members.CUSTOM_FIELDS)],
        *,
        update_articles: Annotated[bool, Query(help="Present articles get them too.")] = False,
    ) -> Json:
        """Replace the fields that every new article gets."""
        ...

    @delete("/v1/articles/customfields/{name}", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def delete_custom_field(
        self, name: Annotated[str, Path(help="Name of the field.")]
    ) -> None:
        """Delete a custom field and take it from every article."""
        ...
