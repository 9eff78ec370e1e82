"""Runs a coroutine test to its end and fails it for what it leaves behind on the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

LOOP_TURNS = 5
"""Turns of the loop in which a finished job may say goodbye before it counts as left over."""

GRACE = 5.0
"""Seconds in which a task may end by itself: a thread's answer can be on its way."""


class LeftOnLoopError(AssertionError):
    """A test ended while tasks still ran, or while an exception went unseen on the loop."""


class _Watch:
    """Collects what the loop reports and nobody handles."""

    def __init__(self) -> None:
        self.reports: list[str] = []

    def __call__(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.reports.append(f"{context.get('message')}: {context.get('exception')!r}")


async def _end_tasks() -> list[str]:
    """Name the tasks that still run, and end them."""
    for _ in range(LOOP_TURNS):
        await asyncio.sleep(0)
    if others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(others, timeout=GRACE)
    left = sorted(asyncio.all_tasks() - {asyncio.current_task()}, key=lambda task: task.get_name())
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    return [f"{task.get_name()}: {task.get_coro()}" for task in left]


def run_test(loop: asyncio.AbstractEventLoop, test: Coroutine[Any, Any, None]) -> None:
    """Run one coroutine on a loop.

    Raises:
        LeftOnLoopError: tasks still ran at its end, or an exception was seen by nobody.
    """
    watch = _Watch()
    loop.set_exception_handler(watch)
    try:
        loop.run_until_complete(test)
    finally:
        left = loop.run_until_complete(_end_tasks())
        loop.run_until_complete(loop.shutdown_asyncgens())
    if left:
        raise LeftOnLoopError("still running at the end of the test: " + "; ".join(left))
    if watch.reports:
        raise LeftOnLoopError("unseen on the loop: " + "; ".join(watch.reports))
