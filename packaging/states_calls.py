"""Screens and states of the history of requests."""

from __future__ import annotations

import asyncio

from PySide6.QtGui import QGuiApplication
from stage import Stage
from states import State, ask, fault

from workbench.ui.calls.dialog import CallHistory


async def opened(stage: Stage, *, bodies: bool = False) -> CallHistory:
    """Ask services this and that, one of them in vain, and open the history."""
    stage.workspace.calls.keeps_bodies = bodies
    for text in ("mug", "lamp", "umbrella"):
        await ask(stage, text)
    for place in (2, 1, 0):
        stage.window.tabs.bar.setCurrentIndex(place)
        await stage.settle()
    fault(stage, {"status": 422, "times": 1})
    await ask(stage, "bottle")
    return await history(stage)


async def history(stage: Stage) -> CallHistory:
    """Open the history as its key does, and wait until it is read."""
    stage.window.registry["calls"].trigger()
    found = stage.window.findChild(CallHistory)
    assert found is not None
    await stage.settle()
    await asyncio.sleep(0.4)
    return found


async def rows(stage: Stage) -> None:
    """All calls, the newest first."""
    await opened(stage)


async def bodies(stage: Stage) -> None:
    """A search with its body and its answer, sent again."""
    page = await opened(stage, bodies=True)
    page.text.setText("search")
    at = next(row for row, call in enumerate(page.model.shown) if not call.failed)
    page.table.selectRow(at)
    await stage.until(page.again.isEnabled)
    page.send_again()
    await stage.until(lambda: page.notes.note is not None)
    await asyncio.sleep(0.4)


async def failed(stage: Stage) -> None:
    """What failed, alone."""
    page = await opened(stage, bodies=True)
    page.failed.setChecked(True)
    await stage.settle()


async def curl(stage: Stage) -> None:
    """The longest request first, copied for a shell."""
    page = await opened(stage)
    page.table.horizontalHeader().setSortIndicator(
        5, page.table.horizontalHeader().sortIndicatorOrder()
    )
    page.table.selectRow(0)
    page.copy_curl()
    assert QGuiApplication.clipboard().text().startswith("curl")
    await stage.settle()


async def none(stage: Stage) -> None:
    """Nothing fits the words."""
    page = await opened(stage)
    page.text.setText("zzqqx")
    await stage.settle()


async def empty(stage: Stage) -> None:
    """Nothing was asked yet."""
    page = await opened(stage)
    page._forget()  # noqa: SLF001 - its question has a picture of its own
    await stage.until(lambda: len(page.model) == 0)
    await asyncio.sleep(0.3)


async def forgetting(stage: Stage) -> None:
    """The question before all is forgotten."""
    page = await opened(stage)
    page.ask_forget()
    await asyncio.sleep(0.3)


STATES: tuple[State, ...] = (
    State("calls", rows),
    State("calls-bodies", bodies),
    State("calls-failed", failed),
    State("calls-curl", curl),
    State("calls-none", none),
    State("calls-empty", empty),
    State("calls-forget", forgetting),
)
