"""Exports: asked for, looked at, listed, labelled. They are made by the service in its own time."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from workbench.core.operations import Repeat
from workbench.net.operations import Body, Path, get, post
from workbench.net.requests import Sender
from workbench.sources.loupe.operations.members import CREATE, UPDATE

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790

ExportId = Annotated[str, Path("id", help="Id of the export.")]


class ExportOperations:
    """The exports of the account."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @post("/api/exports", host="enterprise")
    async def create_export(
        self,
        body: Annotated[
            dict[str, Any], Body("Kind of export and every parameter value.", members=CREATE)
        ],
    ) -> msgspec.Raw:
        """Ask for an export of samples; it is made in the background.

        A repeated request makes a second export: there is no way to cancel or delete one.
        """
        ...

    @get("/api/exports/{id}")
    async def get_export(self, export_id: ExportId) -> msgspec.Raw:
        """State of an export, and the link to its file once it is ready.

        A failed export is answered with HTTP 200 too: the state says so.
        """
        ...

    @get("/api/exports")
    async def list_exports(self) -> list[msgspec.Raw]:
        """Every export ever made under the account."""
        ...

    @post("/api/exports/{id}", repeat=Repeat.SAME)
    async def update_export(
        self,
        export_id: ExportId,
        body: Annotated[dict[str, Any], Body("Labels and archived.", members=UPDATE)],
    ) -> msgspec.Raw:
        """Set the labels of an export, or archive it; answered with an empty value."""
        ...
