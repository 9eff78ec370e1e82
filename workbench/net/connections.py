"""HTTP clients that can be given up: requests are abandoned, never cancelled.

Cancelling a running request leaks a place of the connection pool, for ever. So a request runs in
its own task to its end; one that lasts too long retires the whole client, and its connections are
closed when nobody waits for them any more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from workbench.core.errors import WbError
from workbench.core.jobs import Jobs
from workbench.core.pacing import Patience
from workbench.net.log import silence_libraries

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

USER_AGENT = "workbench/0.1"


class Connections:
    """A client and, after trouble, its successor.

    Requests that nobody waits for any more end by themselves.
    """

    def __init__(
        self,
        jobs: Jobs,
        patience: Patience,
        transport: Callable[[], httpx.AsyncBaseTransport],
    ) -> None:
        self._jobs = jobs
        self._patience = patience
        self._transport = transport
        self._current: _Client | None = None
        self._retired: set[_Client] = set()
        self._making = asyncio.Lock()

    def retire(self) -> None:
        """Take a fresh client from the next request on."""
        if self._current is None:
            return
        old, self._current = self._current, None
        self._retired.add(old)
        self._end_if_idle(old)

    async def run(
        self,
        name: str,
        work: Callable[[httpx.AsyncClient], Awaitable[T]],
        deadline: float | None,
    ) -> T:
        """Do a piece of work with the client, in its own task.

        Args:
            name: of the task, for reports.
            work: sends requests with the client it is given and reads their answers.
            deadline: seconds after which the work is abandoned; None for never.

        Raises:
            TimeoutError: the deadline passed.
            BaseException: whatever the work raised.
        """
        client = self._current or await self._fresh()
        client.live += 1
        task = self._jobs.spawn(name, _done(work, client.client), awaited=True)
        try:
            done, _ = await asyncio.wait({task}, timeout=deadline)
        finally:
            client.live -= 1
            if not task.done():
                self._give_up(client)
            self._end_if_idle(client)
        if not done:
            raise TimeoutError
        return task.result()

    async def close(self) -> None:
        """Close every connection, also under requests that still run."""
        if self._current is not None:
            self._retired.add(self._current)
            self._current = None
        for old in tuple(self._retired):
            await old.close()
        self._retired.clear()

    async def _fresh(self) -> _Client:
        """Make a client in a thread: loading the library and the certificates takes a while."""
        async with self._making:
            if self._current is None:
                self._current = _Client(await asyncio.to_thread(self._make))
            return self._current

    def _make(self) -> httpx.AsyncClient:
        import httpx  # noqa: PLC0415 - heavy

        silence_libraries()
        numbers = self._patience
        return httpx.AsyncClient(
            transport=self._transport(),
            timeout=httpx.Timeout(numbers.idle, connect=numbers.connect, pool=numbers.connect),
            follow_redirects=False,
            trust_env=False,
        )

    def _give_up(self, client: _Client) -> None:
        if client is self._current:
            self.retire()

    def _end_if_idle(self, client: _Client) -> None:
        if client in self._retired and not client.live:
            self._retired.discard(client)
            self._jobs.spawn("close connections", client.close())


class _Client:
    """A client and how many wait for answers on it."""

    __slots__ = ("client", "live")

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.live = 0

    async def close(self) -> None:
        """Close its connections; requests that nobody waits for end with that."""
        try:
            await self.client.aclose()
        except (OSError, RuntimeError):
            # The sockets are gone already, or are just being closed by their own requests.
            return


async def _done(work: Callable[[httpx.AsyncClient], Awaitable[T]], client: httpx.AsyncClient) -> T:
    return await work(client)


def is_pool_trouble(error: BaseException) -> bool:
    """Return whether no place of the pool came free: the client is not to be used again."""
    import httpx  # noqa: PLC0415 - heavy

    return isinstance(error, httpx.PoolTimeout) and not isinstance(error, WbError)
