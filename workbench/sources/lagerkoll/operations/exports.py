"""Articles document, sections "Export": files that the service makes and keeps."""

from __future__ import annotations

from typing import Annotated

from workbench.core.operations import Answer
from workbench.net.operations import Path, Query, get, post
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790


class ExportOperations:
    """Export files."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/v1/articles/export")
    async def export_dates(self) -> Listing:
        """Days that there is an export file of, with the stock value."""
        ...

    @get("/v1/articles/export/{date}", answer=Answer.BYTES)
    async def export_of_date(self, date: of.Date) -> bytes:
        """The export file of a day."""
        ...

    @get("/v1/articles/export/file/{id}", answer=Answer.BYTES)
    async def export_file(
        self, export: Annotated[str, Path("id", "Id of the export file.")]
    ) -> bytes:
        """An export file by its id."""
        ...

    @post("/v1/articles/export/{template_id}", answer=Answer.BYTES)
    async def create_export(self, template: of.Template) -> bytes:
        """Make an export file of today by a template."""
        ...

    @post("/v1/articles/export/{template_id}/date/{date}", answer=Answer.BYTES)
    async def create_export_of_date(self, template: of.Template, date: of.Date) -> bytes:
        """Make an export file of a day by a template."""
        ...

    @post("/v1/articles/export/{template_id}/stock_changes", answer=Answer.BYTES)
    async def create_stock_changes_export(
        self,
        template: of.Template,
        *,
        start_date: Annotated[
            str | None, Query(help="First day, as 2026-03-14; a month before the last.")
        ] = None,
        end_date: Annotated[str | None, Query(help="Last day, as 2026-03-14; today.")] = None,
    ) -> bytes:
        """Make an export file of the stock changes of a time."""
        ...

    @post("/v1/articles/export/bundle", answer=Answer.BYTES)
    async def create_bundle_export(self) -> bytes:
        """Make an export file of today of the bundled articles."""
        ...
