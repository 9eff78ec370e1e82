"""Screens and states of Lagerkoll: articles, typing in them, reviewing and sending."""

from __future__ import annotations

import asyncio
from decimal import Decimal

from stage import Stage
from states import State, pick

from workbench.core.values import Money

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


async def edits(stage: Stage) -> None:
    """Cells changed, wrong, new and to be deleted."""
    await front(stage)
    session = stage.tab.desk.session
    assert session is not None
    assert session.editing is not None
    editing = session.editing
    for number, field, text in (
        ("10-0413", "price", "52.00"),
        ("10-0414", "ean", "7350042910067"),
        ("10-0414", "price", "52.00"),
        ("10-0802", "price", "41.00"),
        ("10-1203", "price", "79.00"),
    ):
        value = session.table.value(session.table.row_of(number) or 0, field)
        typed = value._replace(amount=Decimal(text)) if isinstance(value, Money) else text
        editing.set(f"Set {field}", [(number, field, typed)])
    editing.delete(["10-0716"])
    editing.new({"name": "Thermo tumbler Lappland copper", "ean": "7350042918812"})
    await pick(stage, 2)


async def review(stage: Stage) -> None:
    """What is about to be sent."""
    await edits(stage)
    stage.window.registry["review"].trigger()
    await asyncio.sleep(0.8)


STATES: tuple[State, ...] = (
    State("lk-articles", articles),
    State("lk-edits", edits),
    State("lk-review", review),
    State("lk-batches", resource("batches")),
    State("lk-suppliers", resource("suppliers")),
)
