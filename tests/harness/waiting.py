"""Waiting in coroutine tests, where `qtbot.waitUntil` would run a loop inside the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PAUSE = 0.005
"""Seconds between two looks."""


async def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    """Let the loop run until a condition holds.

    Raises:
        AssertionError: it did not hold in time.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not condition():
        if loop.time() > end:
            raise AssertionError(f"did not come true within {seconds} s: {condition}")
        await asyncio.sleep(PAUSE)
