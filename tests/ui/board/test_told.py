"""The status line counts old prices, says what was confirmed, and lists what is old."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.times import now
from workbench.core.values import Money
from workbench.ui.board.told import OLD
from workbench.ui.window.status import StatusLine, line_of
from workbench.workspace.comparison.answers import Confirmed
from workbench.workspace.comparison.pool import Held


@pytest.fixture
def status(look):
    made = []

    def make(board) -> StatusLine:
        host = QWidget()
        line = StatusLine(board.held.workspace, look)
        QVBoxLayout(host).addWidget(line)
        host.resize(1200, 60)
        host.show()
        line.show_desk(board.desk)
        made.append((host, line))
        return line

    yield make
    for host, line in made:
        line.show_desk(None)
        host.close()
        host.deleteLater()


async def older(board, hours: int) -> str:
    """Let the records of a row be read so many hours ago; return its key."""
    offers = board.comparison.offers
    key = next(k for k in board.row_keys() if any(each.rank is not None for each in offers(k)))
    group = board.comparison.group(key)
    read = now() - timedelta(hours=hours)
    items = [msgspec.structs.replace(item, read=read) for item in group.items]
    pool = board.comparison._engine.pool
    for item in items:
        # Else a later reading of the record would stand.
        pool._records.pop(item.ref[:4], None)
    board.comparison.take([Held(item, pool.place(item.ref)) for item in items])
    await board.until(lambda: board.place.told._now().oldest == read)
    await board.calm()
    return key


async def test_old_prices_are_counted_and_listed(opened, status) -> None:
    async with opened() as board:
        line = status(board)
        _rows, facts = line_of(board.desk)
        assert "oldest price just now" in facts
        assert line.warning.isHidden()
        key = await older(board, 30)
        _rows, facts = line_of(board.desk)
        assert "oldest price 30 h ago" in facts
        line.refresh()
        assert not line.warning.isHidden()
        assert "older than 24 h" in line.warning.text()
        line.warning.click()
        assert board.desk.view.header == {OLD: ">0"}
        assert board.row_keys() == [key]
        assert "1 filter" in line_of(board.desk)[1]
        line.warning.click()
        assert board.desk.view.header == {}
        assert len(board.row_keys()) > 1


async def test_another_limit_counts_anew(opened, status) -> None:
    async with opened() as board:
        line = status(board)
        await older(board, 30)
        board.held.workspace.change_settings(
            lambda held: msgspec.structs.replace(held, price_age_hours=48)
        )
        await board.until(lambda: not board.place.told.warning())
        line.refresh()
        assert line.warning.isHidden()
        await board.calm()


async def test_what_services_confirmed_holds_for_what_was_asked(opened) -> None:
    async with opened() as board:
        told = board.place.told
        total = Money(Decimal(100), "EUR")
        one = Confirmed("row", "Skrivo", "a", now(), total, total)
        other = Confirmed("row", "Gaveland", "b", now())
        told.take_confirmed((one, other))
        when = one.at.astimezone().strftime("%H:%M")
        assert f"1 confirmed {when}" in line_of(board.desk)[1]
        board.comparison.ask(quantity=1000)
        await board.calm()
        assert "confirmed" not in line_of(board.desk)[1]
        board.comparison.ask(client_safe=True)
        await board.calm()
        assert told.facts() == ()
        assert told.warning() == ""
