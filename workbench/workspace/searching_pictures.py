"""Pictures that are on this machine, for a search that asks nobody."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr

if TYPE_CHECKING:
    from workbench.store.cache import Cache


class KeptPictures:
    """Gives what the cache has, in the way of `pictures.Pictures`."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    async def fetch(self, url: str, *, again: bool = False) -> bytes:  # noqa: ARG002
        """Return a picture that is kept; no host is asked, however often.

        Raises:
            WbError: NOT_FOUND, where it is not; DISK or STORE.
        """
        found = await asyncio.to_thread(self._cache.picture, url)
        if found is None:
            raise WbError(
                ErrorCode.NOT_FOUND,
                tr("The picture is not on this machine."),
                tr("Turn on Live to fetch it."),
            )
        return found
