"""Pictures of records: from the disk, else from their host without any credential, each once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Bounded
from workbench.workspace.reaching import network_code

if TYPE_CHECKING:
    from workbench.net.files import Files
    from workbench.store.cache import Cache

AT_ONCE = 6


class Pictures:
    """Picture bytes by URL.

    Args:
        cache: where they are kept.
        files: makes what fetches them, once one has to be fetched.
    """

    def __init__(self, cache: Cache, files: Callable[[], Files]) -> None:
        self._cache = cache
        self._make = files
        self._files: Files | None = None
        self._lane = Bounded(AT_ONCE)
        self._under_way: dict[str, asyncio.Future[bytes]] = {}

    def cached(self, url: str) -> bytes | None:
        """Return a picture that is on this machine; call it in a thread."""
        return self._cache.picture(url)

    async def fetch(self, url: str, *, again: bool = False) -> bytes:
        """Return a picture; asked for twice at once, it is fetched once.

        Args:
            url: as the record names it.
            again: ask the host although it failed before.

        Raises:
            WbError: what the host answered ("404 at supplier"); remembered until `again`.
        """
        under_way = self._under_way.get(url)
        if under_way is not None:
            return await asyncio.shield(under_way)
        future: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._under_way[url] = future
        try:
            data = await self._lane.run(lambda: self._fetch(url, again=again))
        except BaseException as error:
            future.set_exception(error)
            future.exception()
            raise
        else:
            future.set_result(data)
            return data
        finally:
            del self._under_way[url]

    async def _fetch(self, url: str, *, again: bool) -> bytes:
        kept = await asyncio.to_thread(self._cache.picture, url)
        if kept is not None:
            return kept
        reason = await asyncio.to_thread(self._cache.picture_miss, url)
        if reason and not again:
            raise WbError(ErrorCode.NOT_FOUND, reason)
        try:
            picture = await (await self._fetcher()).picture(url)
        except WbError as error:
            if error.code in {ErrorCode.NOT_FOUND, ErrorCode.FILE}:
                await asyncio.to_thread(self._cache.miss_picture, url, error.sentence)
            raise
        await asyncio.to_thread(self._cache.put_picture, url, picture.data, picture.content_type)
        return picture.data

    async def close(self) -> None:
        """Close the lines to the hosts, once what is under way has ended."""
        if self._under_way:
            await asyncio.wait(self._under_way.values())
        files, self._files = self._files, None
        if files is not None:
            await files.close()

    async def _fetcher(self) -> Files:
        if self._files is None:
            await network_code()
        if self._files is None:
            self._files = self._make()
        return self._files
