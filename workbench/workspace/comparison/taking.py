"""Every page that a service gives, taken over for the comparison: prices noted, items renewed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.pages import Page
from workbench.core.sources import Resource, Source
from workbench.workspace.comparison.pool import Held, Origins, Place, read_document
from workbench.workspace.keys import scope_of

if TYPE_CHECKING:
    from workbench.workspace.comparison.comparison import Comparison
    from workbench.workspace.workspace import Workspace


async def take_page(
    workspace: Workspace,
    place: tuple[Source, Resource, Account],
    page: Page,
    language: str,
) -> None:
    """Note the prices of a page that was just read, and hand its items to an open comparison.

    A page from this machine says nothing new. What the disk refuses is told by the history.
    """
    source, resource, account = place
    offering = resource.offering
    if offering is None or page.from_cache or not page.documents:
        return
    of = Origins(source, resource, account, offering)
    scope = scope_of(source, account, resource, language)
    documents = tuple(zip(page.document_keys, page.documents, strict=True))

    def read() -> list[Held]:
        found: list[Held] = []
        for key, document in documents:
            found += read_document(of, document, page.fetched_at, Place(of, scope, key)) or ()
        return found

    held = await asyncio.to_thread(read)
    # The comparison is there once its tab was looked at; before that nobody waits for the items.
    comparison: Comparison | None = vars(workspace).get("comparison")
    if comparison is not None:
        comparison.take(held)
    history = workspace.keeping.history
    try:
        await history.noted_now([each.item for each in held])
    except WbError as error:
        history.failed.emit(error)
