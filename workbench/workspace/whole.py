"""Reads one record of a session again, whole: lists often leave parts of a record out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.workspace.arrivals import page_of

if TYPE_CHECKING:
    from workbench.workspace.session import Session


async def read_whole(session: Session, key: str) -> bool:
    """Read a record as the service has it now into its row and document.

    Returns whether it was read: False where it is gone, or where nothing can be changed.

    Raises:
        WbError: as the gateway named it.
    """
    saving = session.resource.saving
    if saving is None:
        return False
    connection = await session.connections.open(session.source, session.account)
    document = await saving.read(connection.client, key)
    if document is None:
        return False
    page = page_of(session.resource, {key: document})
    session.merge(page, only=frozenset({key}))
    await session.documents.keep_documents(page)
    return True
