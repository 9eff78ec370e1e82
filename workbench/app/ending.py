"""The window's end by a signal: asked for in the loop, so that everything is closed in order.

Left to itself Python raises an interrupt in the middle of whatever Qt is calling, and a request to
terminate ends the process with its databases open.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from types import FrameType
from typing import Final

from workbench.core.errors import EXIT

SIGNALS: Final = tuple(
    found for name in ("SIGINT", "SIGTERM", "SIGHUP") if (found := getattr(signal, name, None))
)


class Ending:
    """Takes the signals that ask the program to end, until `stop`.

    A handler runs when Python next does: the collector's timer sees to that twice a second.

    Args:
        loop: told in its own turn.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._came: int | None = None
        self._end: Callable[[], None] | None = None
        self._before = {number: signal.signal(number, self._note) for number in SIGNALS}

    @property
    def status(self) -> int:
        """The exit status: an interrupt is told, a request to terminate is an end like another."""
        return EXIT.interrupted if self._came == signal.SIGINT else EXIT.done

    def when_asked(self, end: Callable[[], None]) -> None:
        """Call `end` once the program is asked to end, at once where it was already."""
        self._end = end
        if self._came is not None:
            end()

    def stop(self) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self._came = number
        self._loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        if self._end is not None:
            self._end()
