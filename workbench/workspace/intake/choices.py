"""Lists that cells take their values from, read before the first cell is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from workbench.core.edits import Entry
from workbench.core.values import Coded

if TYPE_CHECKING:
    from workbench.workspace.editing import Editing
    from workbench.workspace.lookups import Choices

ChoicesOf = Callable[[Entry], "Choices | None"]
"""Returns what a field's lookup offers, None where it has none; begins to read it."""


async def choices_for(
    editing: Editing, fields: Iterable[str], choices_of: ChoicesOf
) -> dict[str, Sequence[Coded]]:
    """Return the lists that fields take their values from, and wait for what says how to type.

    Raises:
        WbError: where one of them could not be read.
    """
    found: dict[str, Sequence[Coded]] = {}
    for name in fields:
        part = editing.parts.get(name)
        if part is not None:
            await part.ready()
        entry = editing.entry(name)
        offered = choices_of(entry) if entry is not None else None
        if offered is not None:
            found[name] = await read_choices(offered)
    return found


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
