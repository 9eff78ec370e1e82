"""Screens and states of Loupe: exports, samples, orders, two downloads compared."""

from __future__ import annotations

import asyncio

from stage import Stage
from states import State, pick
from states_lagerkoll import front

from workbench.core.queries import Condition

SOURCE = "loupe"


async def exports(stage: Stage) -> None:
    """Exports under the form of a new one."""
    await front(stage, SOURCE)
    await pick(stage, 1)


async def question(stage: Stage) -> None:
    """A question half put together, with what will be asked beside it."""
    await exports(stage)
    panel = stage.tab.request.panel
    assert panel is not None
    for held in (
        Condition("Query", "", "spring"),
        Condition("ItemStatus", "", "Confirmed"),
        Condition("MinCaratWeight", "", "0.50"),
        Condition("MaxCaratWeight", "", "1.20"),
    ):
        panel.pages.fill(held)
    panel.show_json.click()
    panel.commit()
    await stage.settle()


async def pending(stage: Stage) -> None:
    """An export that is being made."""
    await question(stage)
    panel, waiting = stage.tab.request.panel, stage.tab.request.pending
    assert panel is not None
    assert waiting is not None
    panel.show_json.click()
    panel.ask()
    await stage.until(lambda: waiting.lines)
    await asyncio.sleep(1)


async def samples(stage: Stage) -> None:
    """The samples of an export."""
    await exports(stage)
    desk = stage.tab.desk
    session = desk.session
    assert session is not None
    ready = next(
        session.table.key(row)
        for row in reversed(range(len(session.table)))
        if getattr(session.table.value(row, "status"), "code", "") == "ReadyForDownload"
    )
    held = stage.tab.request.question
    assert held is not None
    held.open_identity(ready)
    await stage.settle()
    await stage.until(lambda: desk.session is not session and len(desk.session.table) > 3)  # type: ignore[union-attr]
    await stage.settle()
    await pick(stage, 2)


STATES: tuple[State, ...] = (
    State("loupe-exports", exports),
    State("loupe-question", question),
    State("loupe-pending", pending),
    State("loupe-samples", samples),
)
