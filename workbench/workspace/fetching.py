"""Where the rows of a session come from: its service, something the service makes, or this machine.

A session asks for pages and need not know which of them it is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.remote import Remote
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr

if TYPE_CHECKING:
    from workbench.workspace.connections import Connections
    from workbench.workspace.remote import Remotes

Kept = Callable[[], Awaitable[object]]
"""Gives what this machine keeps, as the resource's `search` takes it in place of a client."""


class Fetching:
    """Reads pages of one resource of one account.

    Attributes:
        remotes: asks for what the service makes in its own time.
        kept: gives what this machine keeps.
        preset: name of the saved view that the next question is asked with.
    """

    def __init__(
        self, source: Source, resource: Resource, account: Account, connections: Connections
    ) -> None:
        self.remotes: Remotes | None = None
        self.kept: Kept | None = None
        self.preset = ""
        self._source = source
        self._resource = resource
        self._account = account
        self._connections = connections

    def asks(self, query: Query) -> str:
        """Return the title of the button that asks a question which leaves something, else ""."""
        resource = self._resource
        remote = resource.remote
        if not resource.asked or (remote is not None and _opens(remote, query)):
            return ""
        return tr(resource.asked)

    async def page(self, query: Query, cursor: str, *, scan: bool = False) -> Page:
        """Read one page.

        Raises:
            WbError: as the gateway or the reading named it.
        """
        resource = self._resource
        if resource.kept and self.kept is not None:
            return await resource.search(await self.kept(), query, cursor)
        if resource.remote is not None and self.remotes is not None:
            preset, self.preset = self.preset, ""
            return await self.remotes.page(self._source, resource, self._account, query, preset)
        connection = await self._connections.open(self._source, self._account)
        read = resource.scan if scan and resource.scan else resource.search
        return await read(connection.client, query, cursor)


def _opens(remote: Remote, query: Query) -> bool:
    """Return whether a question opens what is there already, or cannot be asked at all."""
    try:
        return bool(remote.identity_of(query))
    except WbError:
        return True
