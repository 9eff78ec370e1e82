"""States of the comparison after a search: suppliers, costs and baskets of the rows in sight."""

from __future__ import annotations

import asyncio

from stage import Stage
from states import State
from states_compare import fill, offers, settled


async def searched(stage: Stage) -> None:
    """Search for mugs: their suppliers' columns stand first, and the row shown is one of them."""
    await offers(stage)
    stage.tab.tools.search.setText("mug")
    await asyncio.sleep(0.6)
    await settled(stage)


async def put_again(stage: Stage) -> None:
    """Rows put into a basket: some are in it already, some are ticked and out of sight."""
    await offers(stage)
    await fill(stage)
    desk = stage.tab.desk
    session = desk.session
    assert session is not None
    keys = [session.table.key(session.rows.row(at)) for at in range(len(session.rows))]
    desk.selection.only((*keys[2:5], *keys[-3:]))
    session.arrange(ids={"seen": frozenset(keys[:12])})
    await asyncio.sleep(0.5)
    stage.window.registry["basket.add"].trigger()
    await stage.settle()
    await asyncio.sleep(1.0)
    session.arrange(ids={})
    await settled(stage)


async def hidden_ticks(stage: Stage) -> None:
    """Prices are to be confirmed: of the ticked rows some are out of sight."""
    await offers(stage)
    desk = stage.tab.desk
    session = desk.session
    assert session is not None
    keys = [session.table.key(session.rows.row(at)) for at in range(len(session.rows))]
    desk.selection.only((*keys[:3], *keys[-4:]))
    session.arrange(ids={"seen": frozenset(keys[:9])})
    await settled(stage)
    board = stage.tab.board
    assert board is not None
    board.confirm()
    await stage.settle()
    await asyncio.sleep(0.5)


STATES = (
    State("cmp-searched", searched),
    State("cmp-put-again", put_again),
    State("cmp-hidden-ticks", hidden_ticks),
)
