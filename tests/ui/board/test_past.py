"""Prices so far: first readings are no moves, and are listed where a switch says so."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import msgspec
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from workbench.core.times import now
from workbench.core.views import ColumnState
from workbench.ui.board import empty
from workbench.ui.board.dock import HISTORY, OFFER
from workbench.ui.board.sparks import SparkRows
from workbench.ui.board.watching import WatchPanel


def turns(board) -> list[str]:
    table = board.desk.session.table
    return [table.value(at, "turn").label for at in range(len(table))]


async def dearer(board, key: str, by: str = "0.5") -> None:
    """Let the prices of a row rise, as the next reading would tell."""
    offer = board.comparison.offers(key)[0]
    steps = tuple(
        step._replace(amount=step.amount + Decimal(by)) for step in offer.offer.ladder.steps
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


async def test_a_course_stands_in_the_row_and_opens_its_history(opened) -> None:
    async with opened() as board:
        key = next(k for k in board.row_keys() if board.comparison.offers(k)[0].rank == 0)
        desk, view = board.desk, board.tab.grid.view
        await dearer(board, key)

        def course() -> object:
            table = desk.session.table
            row = table.row_of(key)
            return None if row is None else table.value(row, "course")

        await board.until(course)
        await board.calm()
        desk.set_columns((ColumnState("name"), ColumnState("course"), ColumnState("change")))
        place = view.grid_model.place_of(key)
        column = view.grid_model.column_of("course")
        assert place is not None
        assert column is not None
        index = view.grid_model.index(place, column)
        said = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert "dearer, +" in said
        table = desk.session.table
        assert table.value(table.row_of(key), "change") > 0
        board.place.dock.show_page(OFFER)
        view.blocks.go(place, column)
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert board.place.dock.tabs.currentIndex() == HISTORY
        assert desk.selection.current == key
        board.place.dock.show_page(OFFER)
        spot = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert board.place.dock.tabs.currentIndex() == HISTORY
        picture = view.viewport().grab(view.visualRect(index)).toImage()
        colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(20)}
        assert len(colours) > 3
        await board.calm()


async def test_the_offer_page_shows_how_each_supplier_moved(opened) -> None:
    async with opened() as board:
        key = next(k for k in board.row_keys() if board.comparison.offers(k)[0].rank == 0)
        # A little cheaper still: it stays the best.
        await dearer(board, key, "-0.01")
        await board.pick(key)
        dock = board.place.dock
        dock.show_page(OFFER)
        page = dock.offer
        await board.until(lambda: any(said for _name, _sparks, said in page.sparks.rows))
        assert "−" in page.sparks.accessibleName()
        QTest.keyClick(page.sparks, Qt.Key.Key_Return)
        assert dock.tabs.currentIndex() == HISTORY
        await board.calm()


def test_lines_that_open_nothing_take_no_keys(look, qtbot) -> None:
    told = []
    for opens in (False, True):
        rows = SparkRows(look, opens=opens)
        qtbot.addWidget(rows)
        rows.opened.connect(lambda opens=opens: told.append(opens))
        rows.show_rows([("Skrivo", (Decimal(2), Decimal(1)), "−50 % since 3 Sep")])
        rows.resize(300, rows.sizeHint().height())
        QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
        QTest.keyClick(rows, Qt.Key.Key_Space)
        assert rows.accessibleName() == "Skrivo −50 % since 3 Sep"
    assert told == [True, True]


async def test_the_dock_follows_a_change_and_says_its_sign(opened) -> None:
    async with opened() as board:
        key = next(k for k in board.row_keys() if board.comparison.offers(k)[0].rank == 0)
        name = board.comparison.offers(key)[0].item.name
        await dearer(board, key)
        board.place.open("price_history")
        await board.until(lambda: turns(board) == ["Dearer"])
        await board.calm()
        session, view = board.desk.session, board.tab.grid.view
        assert session is not None
        await board.pick(session.table.key(0))
        assert board.place.row_of_current() == key
        dock = board.place.dock
        dock.show_page(HISTORY)
        await board.until(lambda: dock.past.changes.rows)
        assert dock.past._name.text() == name
        column = view.grid_model.column_of("change")
        assert column is not None
        assert view.grid_model.index(0, column).data().startswith("+")
        await board.calm()
