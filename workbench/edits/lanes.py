"""Several records at once, never more than a few, without losing the failure of one."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar

from workbench.core.jobs import Jobs

T = TypeVar("T")

WIDTH: Final = 4
"""Records under way at once; the gateway paces their requests."""


async def each(
    jobs: Jobs,
    name: str,
    items: Sequence[T],
    work: Callable[[T], Awaitable[None]],
    width: int = WIDTH,
) -> None:
    """Do the work for every item, a few at once, in their order.

    When one fails, no further item is begun; those under way end, then the failure is raised.
    """
    waiting = deque(items)

    async def worker() -> None:
        while waiting:
            await work(waiting.popleft())

    tasks = [jobs.spawn(name, worker(), awaited=True) for _ in range(min(width, len(items)))]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        waiting.clear()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
