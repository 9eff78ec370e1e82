"""Long work on the window's own loop, in slices: what is shown never waits for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

from workbench.core.jobs import Job

SLICE: Final = 0.012
"""Seconds of work before the window goes on."""


class Breath:
    """Await it between two pieces of work; most of the time it returns at once.

    Args:
        job: stopped and held where its user said so.
        clock: seconds that only rise.
    """

    def __init__(self, job: Job | None, clock: Callable[[], float] = time.perf_counter) -> None:
        self._job = job
        self._clock = clock
        self._since = clock()

    async def __call__(self) -> None:
        """Let the window go on where a slice is over.

        Raises:
            WbError: CANCELLED, where the user stopped the job.
        """
        if self._clock() - self._since < SLICE:
            return
        await asyncio.sleep(0)
        if self._job is not None:
            await self._job.checkpoint()
        self._since = self._clock()
