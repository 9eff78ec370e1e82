"""Workbooks that the Compare tab writes, and which rows its requests for markings are about."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QMenu

from tests.harness.waiting import until
from tests.ui.board.windowed import windowed
from tests.workspace.comparison.kit import job
from tests.workspace.comparison.test_workbook import basket_of, edit, gathered, put
from workbench.core.offers import Printing
from workbench.ui.board import baskethands
from workbench.ui.board.saving import EXPORTED
from workbench.ui.board.unmarked import MARKINGS
from workbench.ui.importing.returned import ReturnedDialog
from workbench.ui.parts.strip import Strip

SOME_ROWS = 12
"""So many rows are asked how they can be marked."""


def strip_of(board, words: str) -> Strip:
    strips = board.tab.strips.findChildren(Strip)
    return next(each for each in reversed(strips) if words in each.accessibleName())


def cells(path: Path, *, formulas: bool = False) -> list[str]:
    book = load_workbook(path)
    found = [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    return [each for each in found if each.startswith("=")] if formulas else found


async def test_ticked_rows_become_a_workbook_with_live_formulas(opened, tmp_path: Path) -> None:
    async with opened() as board:
        keys = board.row_keys()
        board.desk.selection.only([keys[2], keys[0]])
        board.place.bar.export.click()
        dialog = board.place.bar.findChild(QFileDialog)
        assert dialog is not None
        path = tmp_path / "chosen.xlsx"
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        await board.until(lambda: EXPORTED in board.tab.strips.shown)
        assert "2 rows exported" in strip_of(board, str(path)).accessibleName()
        assert cells(path, formulas=True)
        await board.calm()


async def narrowed(board, keys: list[str]) -> None:
    """Let only these rows be in sight."""
    session = board.desk.session
    session.arrange(ids={"some": frozenset(keys)})
    await board.until(lambda: board.row_keys() == [key for key in board.row_keys() if key in keys])


async def test_ticked_rows_out_of_sight_are_written_only_on_a_word(opened, tmp_path: Path) -> None:
    async with opened() as board:
        keys = board.row_keys()
        board.desk.selection.only(keys[:3])
        await narrowed(board, keys[:1])
        for rows, click in (
            ("1 row exported", board.place.bar.export.click),
            ("3 rows exported", lambda: strip_of(board, "not in sight").acted.emit("too")),
        ):
            click()
            dialog = board.place.bar.findChildren(QFileDialog)[-1]
            path = tmp_path / f"{rows}.xlsx"
            dialog.fileSelected.emit(str(path))
            dialog.reject()
            await board.until(
                lambda path=path: any(str(path) in each for each in board.tab.strips.texts())
            )
            assert rows in strip_of(board, str(path)).accessibleName()
            said = "2 more are ticked and not in sight. Only rows in sight are exported."
            assert (said in board.tab.strips.texts()) == (rows == "1 row exported")
        await board.calm()


async def test_where_no_tick_is_in_sight_all_rows_shown_are_written(opened, tmp_path) -> None:
    async with opened() as board:
        keys = board.row_keys()
        board.desk.selection.only(keys[:1])
        await narrowed(board, keys[1:3])
        board.place.bar.export.click()
        said = "1 more is ticked and not in sight. All rows shown are exported."
        assert said in board.tab.strips.texts()
        dialog = board.place.bar.findChild(QFileDialog)
        path = tmp_path / "shown.xlsx"
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        await board.until(lambda: EXPORTED in board.tab.strips.shown)
        assert "2 rows exported" in strip_of(board, str(path)).accessibleName()
        await board.calm()


async def test_confirming_counts_and_asks_about_ticked_rows_in_sight(opened) -> None:
    async with opened() as board:
        comparison = board.comparison
        confirms = comparison.confirms
        unread = await comparison.unread_markings(board.row_keys()[:SOME_ROWS])
        await comparison.load_markings(unread, job())
        await comparison.settled()
        code = (await comparison.techniques())[0].code
        comparison.ask(printing=Printing(code, length=Decimal(50), width=Decimal(30)))
        await comparison.settled()
        keys = [key for key in board.row_keys() if confirms((key,))][:3]
        assert len(keys) == 3
        board.desk.selection.only(keys)
        await board.until(lambda: "3 rows" in board.place.bar.confirm.text())
        await narrowed(board, keys[:1])
        await board.until(lambda: "1 row" in board.place.bar.confirm.text())
        board.place.bar.confirm.click()
        few, many = confirms(tuple(keys[:1])), confirms(tuple(keys))
        assert few < many
        assert f"{few} request" in strip_of(board, "own calculation").accessibleName()
        said = "2 more are ticked and not in sight. Only ticked rows in sight are asked about."
        assert said in board.tab.strips.texts()
        strip_of(board, "not in sight").acted.emit("too")
        assert f"{many} request" in strip_of(board, "own calculation").accessibleName()
        assert said not in board.tab.strips.texts()
        await board.calm()


async def test_where_nothing_can_be_confirmed_it_is_said_why(opened) -> None:
    async with opened() as board:
        board.desk.selection.only(board.row_keys()[:1])
        board.place.bar.confirm.click()
        said = strip_of(board, "Nothing to confirm").accessibleName()
        assert "The service reckons marked orders only: choose a technique." in said
        await board.calm()


async def test_without_ticks_all_rows_shown_are_written(opened, tmp_path: Path) -> None:
    async with opened() as board:
        board.place.bar.export.click()
        dialog = board.place.bar.findChild(QFileDialog)
        assert dialog is not None
        dialog.fileSelected.emit(str(tmp_path / "all.xlsx"))
        dialog.reject()
        await board.until(lambda: EXPORTED in board.tab.strips.shown)
        assert strip_of(board, f"{len(board.row_keys())} rows exported")
        await board.calm()


async def test_the_workbook_is_in_the_file_menu_of_offers_alone(qapp, look, tmp_path: Path) -> None:
    async with windowed(tmp_path, look) as opened:
        commands = opened.commands
        action = opened.window.registry["board.export"]
        commands.baskets.refresh()
        assert not action.isEnabled()
        tab = commands.baskets.board()
        await until(lambda: tab.desk.session is not None)
        commands.baskets.refresh()
        assert action.isEnabled()
        assert tab.board is not None
        tab.board.open("rates")
        await until(lambda: not action.isEnabled())


async def test_after_a_requote_the_changes_are_written_then_and_now(opened, tmp_path: Path) -> None:
    async with opened() as board:
        comparison = board.comparison
        basket = await comparison.baskets.create("Spring fair", "EUR")
        await comparison.add(board.desk.session, board.row_keys()[:2], basket.id, 100)
        page = board.place.dock.basket
        page.show_basket(basket.id)
        page.hands.requote_now(basket.id)
        await board.until(lambda: baskethands.REQUOTED in board.tab.strips.shown)
        strip_of(board, "Checked").acted.emit(baskethands.CHANGES)
        dialog = page.findChild(QFileDialog)
        assert dialog is not None
        path = tmp_path / "changes.xlsx"
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        await board.until(lambda: EXPORTED in board.tab.strips.shown)
        said = " ".join(cells(path))
        assert "Spring fair" in said
        assert all(line.name in said for line in comparison.baskets.lines(basket.id))
        assert baskethands.REQUOTED in board.tab.strips.shown
        await board.calm()


async def test_the_changes_can_be_written_after_the_new_prices_stand(
    opened, tmp_path: Path
) -> None:
    async with opened() as board:
        comparison = board.comparison
        basket = await comparison.baskets.create("Spring fair", "EUR")
        await comparison.add(board.desk.session, board.row_keys()[:2], basket.id, 100)
        first = comparison.baskets.lines(basket.id)[0]
        assert first.quoted is not None
        assert first.quoted.total is not None
        total = first.quoted.total
        cheaper = msgspec.structs.replace(
            first.quoted, total=total._replace(amount=total.amount - 1)
        )
        await comparison.baskets.change_lines(
            basket.id, [msgspec.structs.replace(first, quoted=cheaper)]
        )
        page = board.place.dock.basket
        page.show_basket(basket.id)
        assert not page.hands.checked(basket.id)
        page.hands.requote_now(basket.id)
        await board.until(lambda: baskethands.REQUOTED in board.tab.strips.shown)
        strip_of(board, "Checked").acted.emit(baskethands.ACCEPT)
        await board.until(lambda: any("still be written" in t for t in board.tab.strips.texts()))
        assert any(line.later for line in comparison.baskets.lines(basket.id))
        strip_of(board, "1 new price stands").acted.emit(baskethands.CHANGES)
        dialog = page.findChild(QFileDialog)
        assert dialog is not None
        path = tmp_path / "changes.xlsx"
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        await board.until(lambda: EXPORTED in board.tab.strips.shown)
        assert first.name in " ".join(cells(path))
        # The strip may be put away: the menu of the basket keeps the way to the sheet.
        page.more.click()
        menu = page.findChild(QMenu)
        assert menu is not None
        action = next(each for each in menu.actions() if "changes sheet" in each.text())
        assert action.isEnabled()
        menu.close()
        await board.calm()


async def test_markings_are_asked_for_the_ticked_rows_and_their_count_is_said(opened) -> None:
    async with opened() as board:
        every = await board.comparison.unread_markings()
        lacking = [
            key
            for key in board.row_keys()
            if (group := board.comparison.group(key)) and any(each in every for each in group.items)
        ]
        assert len(lacking) > 1
        key = lacking[0]
        one = await board.comparison.unread_markings((key,))
        assert 0 < len(one) < len(every)
        held = board.comparison.asked.printing or Printing()
        board.comparison.ask(printing=msgspec.structs.replace(held, technique="T1"))
        await board.until(lambda: MARKINGS in board.tab.strips.shown)
        assert "Of the first 50 rows shown." in strip_of(board, "can be marked").accessibleName()
        board.desk.selection.only([key])
        await board.until(
            lambda: any("Of the ticked rows." in each for each in board.tab.strips.texts())
        )
        text = strip_of(board, "Of the ticked rows.").accessibleName()
        assert text.startswith(f"How {len(one)} item")
        await board.calm()


async def test_a_workbook_taken_back_leaves_no_line_without_a_promise(
    qapp, look, tmp_path: Path
) -> None:
    async with windowed(tmp_path / "home", look) as opened:
        held, window = opened.held, opened.window
        comparison = await gathered(held)
        basket = await basket_of(comparison, 1)
        baskets = comparison.baskets
        # A quantity that nothing was promised for yet.
        first = msgspec.structs.replace(baskets.lines(basket.id)[0], quantity=300)
        await baskets.change_lines(basket.id, [first])
        assert baskets.lines(basket.id)[0].current is None
        path = tmp_path / "fair.xlsx"
        await comparison.workbooks.write_basket(basket.id, path, job())
        edit(path, lambda sheet: put(sheet, 5, "Quantity", 400))
        tab = opened.commands.baskets.board()
        await until(lambda: tab.desk.session is not None)
        opened.commands.imports.open(str(path))
        await until(lambda: window.findChild(ReturnedDialog) is not None)
        dialog = window.findChild(ReturnedDialog)
        assert dialog is not None
        await until(dialog.go.isEnabled)
        dialog.take()
        await until(lambda: "imported" in tab.strips.shown)
        line = baskets.lines(basket.id)[0]
        assert line.quantity == 400
        assert line.current is not None
        strip = next(
            each for each in tab.strips.findChildren(Strip) if "taken" in each.accessibleName()
        )
        strip.acted.emit("undo")
        await until(lambda: baskets.lines(basket.id)[0].quantity == 300)
        await until(lambda: baskets.lines(basket.id)[0].current is not None)
