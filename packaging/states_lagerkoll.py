"""Screens and states of Lagerkoll: articles, typing in them, reviewing and sending."""

from __future__ import annotations

import asyncio

from stage import Stage
from states import State, opened, pick

SOURCE = "lagerkoll"


async def front(stage: Stage, source: str = SOURCE) -> None:
    """Bring the source's tab in front and wait for its rows."""
    at = next(
        at for at, tab in enumerate(stage.window.all_tabs) if tab.desk.source.id == source
    )
    stage.window.tabs.bar.setCurrentIndex(at)
    await stage.until(lambda: stage.tab.desk.session is not None)
    await stage.settle()
    await stage.until(lambda: len(stage.tab.desk.session.table))  # type: ignore[union-attr]
    await asyncio.sleep(0.3)


async def articles(stage: Stage) -> None:
    """Articles, one of them current."""
    await front(stage)
    await pick(stage, 2)


def resource(name: str, place: int = 1):  # noqa: ANN201
    """Return the way to another table of the source."""

    async def reach(stage: Stage) -> None:
        await front(stage)
        desk = stage.tab.desk
        desk.open(desk.source.resource(name))
        await stage.settle()
        await stage.until(lambda: len(desk.session.table) > place)  # type: ignore[union-attr]
        await pick(stage, place)

    return reach


STATES: tuple[State, ...] = (
    State("lk-articles", articles),
    State("lk-batches", resource("batches")),
    State("lk-suppliers", resource("suppliers")),
)
