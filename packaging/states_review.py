"""Screens and states of reviewing and sending what was typed in Lagerkoll's articles."""

from __future__ import annotations

import asyncio
import json

from stage import Stage
from states import Reach, State, pick
from states_lagerkoll import (
    CONFLICT,
    REFUSAL,
    REFUSED,
    UNKNOWN,
    act,
    change,
    editing_of,
    edits,
    fault,
    front,
    sent,
    write,
)

from workbench.ui.review.lines import Kind
from workbench.ui.review.page import ReviewPage
from workbench.ui.window.commands import Commands


async def review(stage: Stage) -> None:
    """What is about to be sent, a conflict current."""
    await edits(stage)
    stage.window.registry["review"].trigger()
    await asyncio.sleep(0.8)
    page = _page(stage)
    _go_to(page, Kind.FIELD, CONFLICT)
    await asyncio.sleep(0.4)


def _go_to(page: ReviewPage, kind: Kind, key: str) -> None:
    """Make a record's first line of a kind current."""
    places = map(page.pane.model.place, range(page.pane.model.rowCount()))
    found = next(place for place in places if place and (place.kind, place.key) == (kind, key))
    page.pane.list.go_to(found)


def _page(stage: Stage) -> ReviewPage:
    commands = stage.window.findChild(Commands)
    assert commands is not None
    page = commands.changes.page
    assert page is not None
    return page


async def unknown(stage: Stage) -> None:
    """The card of an outcome that nobody knows."""
    await review(stage)
    page = _page(stage)
    _go_to(page, Kind.RECORD, UNKNOWN)
    await asyncio.sleep(0.4)


async def sending(stage: Stage) -> None:
    """A send under way."""
    await front(stage)
    cells = [(f"11-{at:04}", "stock_place", "Z-01-1") for at in range(18)]
    change(stage, cells)
    fault(stage, {"times": 500, "method": "PUT", "delay": 0.4})
    stage.window.registry["review"].trigger()
    await asyncio.sleep(0.5)
    page = _page(stage)
    page.deeds.send()
    await stage.until(lambda: page.shipment is not None and len(page.shipment.results) > 5)


async def results(stage: Stage) -> None:
    """How a send ended."""
    await front(stage)
    change(stage, [(CONFLICT, "price", "149.00"), (REFUSED, "cost", "19.20"),
                   ("10-0412", "price", "50"), ("10-0414", "price", "52")])  # fmt: skip
    write(stage, CONFLICT, {"price": 145.0})
    fault(stage, {"path": f"articles/{REFUSED}", "method": "PUT", "status": 400,
                  "body": json.dumps(REFUSAL)})  # fmt: skip
    stage.window.registry["review"].trigger()
    await asyncio.sleep(0.5)
    page = _page(stage)
    page.deeds.send()
    await stage.until(lambda: page.shipment is not None and page.shipment.report is not None)
    await asyncio.sleep(0.4)


async def danger(stage: Stage) -> None:
    """Asked with numbers before something dangerous goes."""
    await front(stage)
    change(stage, [(f"11-{at:04}", "amount", "5") for at in range(24)])
    editing_of(stage).delete(["10-0716", "10-0715"])
    stage.window.registry["review"].trigger()
    await asyncio.sleep(0.5)
    _page(stage).deeds.send()
    await stage.until(stage.floating)
    await asyncio.sleep(0.4)


async def history(stage: Stage) -> None:
    """Steps, and sets that were sent."""
    await front(stage)
    change(stage, [("10-0412", "price", "50"), ("10-0414", "price", "52")])
    await sent(stage)
    change(stage, [("10-0413", "price", "52"), ("10-0414", "stock_place", "A-05-1")])
    editing_of(stage).discard(["10-0413"])
    await pick(stage, 1)


def history_page(name: str) -> Reach:
    """Return the way to a page of the history."""

    async def reach(stage: Stage) -> None:
        await act("history", history)(stage)
        stage.floating()[0].show_page(name)  # type: ignore[attr-defined]
        await asyncio.sleep(0.6)

    return reach


STATES: tuple[State, ...] = (
    State("lk-review", review),
    State("lk-unknown", unknown),
    State("lk-sending", sending),
    State("lk-results", results),
    State("lk-danger", danger),
    State("lk-history", history_page("steps")),
    State("lk-sent", history_page("sent")),
    State("lk-bin", history_page("bin")),
)
