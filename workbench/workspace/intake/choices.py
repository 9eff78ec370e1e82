"""Lists that cells take their values from, read before the first cell is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workbench.core.edits import Entry
from workbench.core.values import Coded

if TYPE_CHECKING:
    from workbench.workspace.lookups import Choices

ChoicesOf = Callable[[Entry], "Choices | None"]
"""Returns what a field's lookup offers, None where it has none; begins to read it."""


async def read_choices(offered: Choices) -> Sequence[Coded]:
    """Return what a lookup offers, once it is read.

    Raises:
        WbError: where it could not be read.
    """
    ended = asyncio.Event()
    offered.changed.connect(ended.set)
    try:
        offered.load(again=offered.error is not None)
        while offered.loading:
            ended.clear()
            await ended.wait()
    finally:
        offered.changed.disconnect(ended.set)
    if offered.error is not None:
        raise offered.error
    return offered.values
