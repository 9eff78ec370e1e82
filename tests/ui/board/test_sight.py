"""The board follows the rows in sight: suppliers' columns, the rail's list, the current row."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from workbench.core.values import Quoted
from workbench.core.views import ColumnState
from workbench.ui.board.chosen import rows_shown
from workbench.ui.grid import asked
from workbench.ui.grid.choices import Choices
from workbench.ui.rail.lines import LineKind
from workbench.workspace.comparison.rows import OfferRow
from workbench.workspace.comparison.tables import COLUMNS_SHOWN, SUPPLIER


def columns_of(board) -> list[str]:
    """Return the suppliers' columns of the table, as they are seen."""
    columns = board.tab.grid.view.columns
    ids = [columns.field_of(at).id for at in columns.shown_columns()]
    return [each for each in ids if each.startswith(SUPPLIER)]


def counted(board) -> Counter[str]:
    """Count the rows in sight by the columns that they fill."""
    session = board.desk.session
    fields = [field.id for field in session.resource.fields if field.id.startswith(SUPPLIER)]
    return Counter(
        name
        for at in range(len(session.rows))
        for name in fields
        if session.table.value(session.rows.row(at), name) is not None
    )


def priced(board, column: str) -> bool:
    """Return whether a supplier has a cost in some row."""
    table = board.desk.session.table
    cells = (table.value(row, column) for row in range(len(table)))
    return any(isinstance(each, Quoted) and each.amount is not None for each in cells)


def rare_row(board) -> str:
    """Return the name of a row that the first supplier does not offer, nor any row alike."""
    first = columns_of(board)[0].removeprefix(SUPPLIER)
    rows = board.comparison.shown.rows

    def alike(name: str) -> list[OfferRow]:
        words = name.casefold().split()
        return [row for row in rows if all(word in row.name.casefold() for word in words)]

    return next(
        row.name for row in rows if row.cells and all(first not in r.cells for r in alike(row.name))
    )


async def search(board, text: str) -> None:
    """Type a text into the search box."""
    box = board.tab.tools.search
    box.setFocus()
    box.clear()
    # Names hold letters that the test keyboard has no key for.
    box.insert(text)
    QTest.keyClick(box, Qt.Key.Key_Return)
    await board.calm()


async def test_the_columns_are_of_those_who_offer_the_rows_in_sight(opened) -> None:
    async with opened() as board:
        before = columns_of(board)
        await search(board, rare_row(board))
        offered = set(counted(board))
        assert before[0] not in offered
        assert set(columns_of(board)) == offered
        rail = board.place.rail
        rail.show_now()
        lines = [rail.model.line(at) for at in range(rail.model.rowCount())]
        listed = [
            (each.key.partition("/")[2], each.row.count)
            for each in lines
            if each.kind is LineKind.VALUE and each.key.startswith("suppliers/")
        ]
        assert {f"{SUPPLIER}{key}" for key, _count in listed[: len(offered)]} == offered
        counts = {key: str(count) for key, count in board.place.sight.counts.items()}
        assert listed[: len(offered)] == list(counts.items())
        assert counts == {k.removeprefix(SUPPLIER): str(n) for k, n in counted(board).items()}
        assert {count for _key, count in listed[len(offered) :]} == {"0"}
        await search(board, "")
        assert columns_of(board) == before


async def test_most_rows_first_and_no_more_columns_than_a_screen_holds(opened) -> None:
    async with opened() as board:
        await search(board, "mug")
        counts, shown = counted(board), columns_of(board)
        assert len(shown) == min(COLUMNS_SHOWN, len(counts))
        in_sight = set(rows_shown(board.desk))
        shared = Counter(
            f"{SUPPLIER}{each}"
            for row in board.comparison.shown.rows
            if row.key in in_sight and len(row.cells) > 1
            for each in row.cells
        )
        order = sorted(counts, key=lambda each: (-shared[each], -counts[each]))
        told = [(shared[each], counts[each]) for each in shown]
        assert told == [(shared[each], counts[each]) for each in order[: len(told)]]
        assert told[0][0] > 1


async def test_what_a_person_arranged_is_never_overruled(opened) -> None:
    async with opened() as board:
        desk, before = board.desk, columns_of(board)
        name = rare_row(board)
        await search(board, name)
        offered = set(counted(board))
        await search(board, "")
        hidden = min(offered)
        if hidden not in before:
            desk.set_columns((*desk.view.columns, ColumnState(hidden)))
        moved = next(each for each in before if each not in offered and each != hidden)
        asked.hide(desk, desk.resource.field(hidden))
        asked.move(desk, moved, "name")
        await search(board, name)
        shown = columns_of(board)
        assert shown[0] == moved
        assert hidden not in shown
        assert set(shown) == (offered | {moved}) - {hidden}
        await search(board, "")
        assert hidden not in columns_of(board)
        assert columns_of(board)[0] == moved
        # What a new user sees follows again.
        Choices(desk).reset()
        await board.calm()
        assert columns_of(board) == before


async def test_nothing_is_built_anew_where_the_columns_stay(opened) -> None:
    async with opened() as board:
        model, told = board.tab.grid.view.grid_model, []
        await search(board, "mug")
        model.modelReset.connect(lambda: told.append(1))
        shown = columns_of(board)
        await search(board, "mug")
        board.desk.set_sort(())
        await board.calm()
        assert columns_of(board) == shown
        assert told == []


async def test_cell_and_selection_stay_while_columns_move(opened) -> None:
    async with opened() as board:
        view = board.tab.grid.view
        name = rare_row(board)
        key = next(row.key for row in board.comparison.shown.rows if row.name == name)
        assert board.tab.grid.go_to(key, "spread")
        await board.calm()
        before = columns_of(board)
        await search(board, name)
        assert columns_of(board) != before
        index = view.currentIndex()
        assert view.grid_model.key_at(index.row()) == key
        assert view.columns.field_of(index.column()).id == "spread"
        assert board.desk.selection.current == key


async def test_a_filter_that_is_being_typed_keeps_its_column(opened) -> None:
    async with opened() as board:
        grid, before = board.tab.grid, columns_of(board)
        last = next(each for each in reversed(before) if priced(board, each))
        board.host.activateWindow()
        grid.show_filters(grid.view.grid_model.column_of(last))
        box = grid.filters.box(last)
        await board.until(box.hasFocus)
        QTest.keyClicks(box, ">0")
        await board.calm()
        assert columns_of(board) == before
        assert grid.filters.box(last) is box
        assert box.hasFocus()
        QTest.keyClick(box, Qt.Key.Key_Return)
        await board.until(lambda: columns_of(board)[0] != before[0] or counted(board)[last])
        await board.calm()
        assert last in columns_of(board)


async def test_dock_and_costs_never_stay_on_a_row_out_of_sight(opened) -> None:
    async with opened() as board:
        name = rare_row(board)
        named = {row.key for row in board.comparison.shown.rows if row.name == name}
        await board.pick(next(each for each in board.row_keys() if each not in named))
        await search(board, name)
        assert board.desk.selection.current in named
        board.place.dock.show_page(1)
        await board.calm()
        assert board.place.costs.curves is not None
        assert board.place.costs.curves.title == name
        assert board.place.dock.offer.chosen.item.name
        await search(board, "nothing is called so")
        assert board.desk.selection.current == ""
        await board.until(lambda: board.place.costs.curves is None)
        assert board.place.dock.offer.chosen is None
        assert board.tab.grid.view.currentIndex() == QModelIndex()
        await search(board, "")
        assert board.desk.selection.current == board.row_keys()[0]


async def test_the_table_stays_scrolled_sideways_while_columns_move(opened) -> None:
    async with opened() as board:
        board.host.resize(1100, 700)
        await board.calm()
        view = board.tab.grid.view
        bar = view.horizontalScrollBar()
        bar.setValue(60)
        assert bar.value() == 60
        await search(board, "mug")
        assert bar.value() == min(60, bar.maximum())
        board.place.sight.settle()
        assert bar.value() == min(60, bar.maximum())
