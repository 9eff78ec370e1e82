"""Prices so far: first readings are no moves, and are listed where a switch says so."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import msgspec

from workbench.core.times import now
from workbench.ui.board import empty
from workbench.ui.board.dock import HISTORY
from workbench.ui.board.watching import WatchPanel


def turns(board) -> list[str]:
    table = board.desk.session.table
    return [table.value(at, "turn").label for at in range(len(table))]


async def dearer(board, key: str) -> None:
    """Let the prices of a row rise, as the next reading would tell."""
    offer = board.comparison.offers(key)[0]
    steps = tuple(
        step._replace(amount=step.amount + Decimal("0.5")) for step in offer.offer.ladder.steps
    )
    ladder = msgspec.structs.replace(offer.offer.ladder, steps=steps)
    offers = tuple(
        msgspec.structs.replace(each, ladder=ladder) if each.id == offer.offer.id else each
        for each in offer.item.offers
    )
    item = msgspec.structs.replace(offer.item, read=now() + timedelta(minutes=5), offers=offers)
    await board.comparison.history.noted_now([item])


async def test_first_readings_are_listed_on_demand_and_apart_from_moves(opened) -> None:
    async with opened() as board:
        key = board.row_keys()[0]
        board.place.open("price_history")
        await board.until(lambda: board.desk.session and board.desk.session.status.read_at)
        await board.calm()
        assert turns(board) == []
        why = empty.why_empty(board.desk)
        assert why is not None
        assert [action for action, _text in why[3]] == [empty.FIRSTS]
        board.place.act(empty.FIRSTS)
        await board.until(lambda: turns(board))
        assert set(turns(board)) == {"First read"}
        panel = board.tab.findChild(WatchPanel)
        assert panel is not None
        await board.until(panel.firsts.isChecked)
        panel.firsts.click()
        await board.until(lambda: not turns(board))
        assert not board.comparison.asked.first_reads
        await dearer(board, key)
        await board.until(lambda: turns(board))
        assert set(turns(board)) == {"Dearer"}
        await board.calm()


async def test_the_first_reading_of_a_row_says_so(opened) -> None:
    async with opened() as board:
        key = board.row_keys()[0]
        await board.pick(key)
        board.place.dock.show_page(HISTORY)
        past = board.place.dock.past
        await board.until(lambda: past.changes.rows)
        assert all("first read" in row.value for row in past.changes.rows)
        await board.calm()
