"""Articles document, sections "Templates" and the imports: files that the service reads."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from workbench.core.operations import Answer, Effect, Repeat
from workbench.net.operations import Body, Json, Path, Query, Upload, delete, get, post, put
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.operations import members
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790

_File = Annotated[bytes, Upload("The file: Excel or TSV.")]
_Kind = Annotated[Literal["tsv", "excel"], Query("file_type", "What the file is.")]
_Id = Annotated[str, Path("id", "Id of the template.")]
_Body = Annotated[dict[str, Any], Body("The template.", members.TEMPLATE)]


class ImportOperations:
    """Imports of files, and the templates that say which column is what."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/v1/articles/import/templates")
    async def import_templates(
        self, *, query: of.Words = None, page: of.PageNumber = 0, limit: of.Limit = 50
    ) -> Listing:
        """Import templates, a page at a time."""
        ...

    @get("/v1/articles/import/template/{id}")
    async def import_template(self, template: _Id) -> Json:
        """One import template."""
        ...

    @post("/v1/articles/import/template")
    async def add_import_template(self, template: _Body) -> Json:
        """Add an import template."""
        ...

    @put("/v1/articles/import/template/{id}", repeat=Repeat.SAME)
    async def update_import_template(self, template_id: _Id, template: _Body) -> Json:
        """Change an import template."""
        ...

    @delete("/v1/articles/import/template/{id}", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def delete_import_template(self, template: _Id) -> None:
        """Delete an import template."""
        ...

    @post("/v1/articles/import/{template_id}", answer=Answer.NOTHING)
    async def import_articles(
        self,
        template: of.Template,
        file: _File,
        *,
        update_only: Annotated[bool | None, Query(help="Add no new articles.")] = None,
        register_delivery: Annotated[bool, Query(help="Book the amounts as delivered.")] = False,
    ) -> None:
        """Import articles from a file."""
        ...

    @post("/v1/articles/import/test/{template_id}", effect=Effect.READ, answer=Answer.NOTHING)
    async def test_import_articles(self, template: of.Template, file: _File) -> None:
        """Read the first row of a file as an import would; nothing is saved."""
        ...

    @post("/v1/articles/import/bundle", answer=Answer.NOTHING)
    async def import_bundles(self, file: _File, *, file_type: _Kind = "tsv") -> None:
        """Import the parts of bundled articles from a file."""
        ...

    @post("/v1/articles/import/bundle/test", effect=Effect.READ, answer=Answer.NOTHING)
    async def test_import_bundles(self, file: _File, *, file_type: _Kind = "tsv") -> None:
        """Try an import of bundled articles; nothing is saved."""
        ...

    @post("/v1/articles/import/batch_serial", answer=Answer.NOTHING)
    async def import_batches(self, file: _File, *, file_type: _Kind = "tsv") -> None:
        """Import batches and serial numbers from a file."""
        ...

    @post("/v1/articles/import/batch_serial/test", effect=Effect.READ, answer=Answer.NOTHING)
    async def test_import_batches(self, file: _File, *, file_type: _Kind = "tsv") -> None:
        """Try an import of batches and serial numbers; nothing is saved."""
        ...
