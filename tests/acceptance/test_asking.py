"""Asking: search, filters, chips, order, quantity and language, by keys and mouse."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from PySide6.QtCore import Qt

from tests.acceptance.stage import ALT, CTRL, SHIFT, Key, click_rail, on_stage, rail_line
from workbench.ui.parts.chips import Chip


async def test_what_is_typed_is_searched_for_and_escape_takes_it_back(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        assert "52 of 400 rows" in stage.status()
        assert stage.focus is stage.tab.tools.search
        before = stage.keys()
        asked = service.searches()
        await stage.type("mug")
        assert stage.keys() == before, "the old rows stay until the new ones are there"
        await stage.settle()
        assert service.searches() == asked + 1, "what is typed in one go is one question"
        assert stage.keys() != before
        assert "of 400" not in stage.status()
        assert "1 filter" in stage.status()
        assert any("mug" in chip for chip in stage.chips())
        await stage.press(Key.Key_Escape)
        await stage.settle()
        assert stage.keys() == before
        assert stage.chips() == []


async def test_enter_asks_at_once_and_the_history_comes_back(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.type("pen")
        await stage.press(Key.Key_Return)
        await stage.settle()
        pens = stage.keys()
        await stage.write("mug", stage.tab.tools.search)
        await stage.press(Key.Key_Return)
        await stage.settle()
        assert stage.keys() != pens
        await stage.press(Key.Key_Down)
        await stage.until(lambda: stage.dialog("PopOver"))
        await stage.press(Key.Key_Down)
        await stage.press(Key.Key_Return)
        await stage.settle()
        assert stage.tab.tools.search.text() == "pen"
        assert stage.keys() == pens


async def test_a_ticked_facet_narrows_and_its_chip_removes_it(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.until(lambda: any(line.row for line in stage.tab.rail.model.lines()))
        asked = service.searches()
        await click_rail(stage, "value", "Drinkware")
        await stage.settle()
        line, _ = rail_line(stage, "value", "Drinkware")
        assert "ticked" in line.spoken
        assert service.searches() == asked + 1
        narrowed = len(stage.session.rows)
        assert narrowed > 0
        assert "of 400" not in stage.status()
        chip = stage.tab.filters.findChild(Chip)
        assert "Drinkware" in chip.accessibleName()
        await stage.act(chip.setFocus)
        await stage.press(Key.Key_Delete, on=chip)
        await stage.settle()
        assert "of 400 rows" in stage.status()
        assert stage.chips() == []


async def test_clear_all_takes_every_filter_away(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.type("a")
        await stage.settle()
        await click_rail(stage, "value", "white")
        await stage.settle()
        await stage.press(Key.Key_L, CTRL, on=stage.view)
        await stage.type("=in", stage.tab.grid.filters.box("supplier"))
        await stage.press(Key.Key_Return)
        await stage.settle()
        assert len(stage.chips()) == 3
        assert "3 filters" in stage.status()
        await stage.press(Key.Key_L, CTRL | SHIFT, on=stage.window)
        await stage.settle()
        assert stage.chips() == []
        assert "52 of 400 rows" in stage.status()
        assert stage.tab.tools.search.text() == ""


async def test_a_header_filter_narrows_and_a_wrong_one_says_why(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        asked = service.searches()
        await stage.press(Key.Key_L, CTRL, on=stage.view)
        box = stage.tab.grid.filters.box("stock")
        assert box.isVisible()
        await stage.write(">=20000", box)
        await stage.press(Key.Key_Return)
        await stage.until(lambda: len(stage.session.rows) < 52)
        stocks = stage.values("stock")
        assert stocks
        assert all(value >= 20000 for value in stocks)
        assert service.searches() == asked, "loaded rows are narrowed without a question"
        shown = stage.keys()
        await stage.write(">=many", box)
        await stage.press(Key.Key_Return)
        assert box.property("bad"), "the box is framed"
        assert stage.tab.grid.filters.reason.isVisible()
        assert stage.keys() == shown, "the rows stay"
        await stage.write("10000..20000", box)
        await stage.press(Key.Key_Return)
        assert not box.property("bad")
        assert not stage.tab.grid.filters.reason.isVisible()
        assert all(10000 <= value <= 20000 for value in stage.values("stock"))


async def test_expressions_of_texts(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        whole = stage.shown("supplier")
        await stage.press(Key.Key_L, CTRL, on=stage.view)
        box = stage.tab.grid.filters.box("supplier")
        name = whole[0]
        for expression, holds in (
            (f"={name}", lambda text: text == name),
            (f"!{name}", lambda text: name not in text),
            ("/^N/", lambda text: text.startswith("N")),
        ):
            await stage.write(expression, box)
            await stage.press(Key.Key_Return)
            shown = stage.shown("supplier")
            assert shown, expression
            assert all(map(holds, shown)), expression
            assert len(shown) == sum(map(holds, whole)), expression


async def test_filter_by_the_value_under_the_cursor(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.click_cell(0, "supplier")
        name = stage.shown("supplier")[0]
        await stage.press(Key.Key_Equal, ALT)
        assert set(stage.shown("supplier")) == {name}
        await stage.press(Key.Key_L, CTRL | SHIFT)
        await stage.settle()
        await stage.click_cell(0, "supplier")
        await stage.press(Key.Key_Minus, ALT)
        assert name not in stage.shown("supplier")


async def test_a_title_sorts_and_shift_adds_a_second_key(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        await stage.choose("Data", "Load all")
        await stage.until(lambda: stage.session.status.complete)
        await stage.settle()
        await stage.click_title("supplier")
        await stage.settle()
        names = stage.shown("supplier")
        assert names == sorted(names, key=plain)
        await stage.click_title("stock", SHIFT)
        await stage.settle()
        pairs = list(zip(stage.shown("supplier"), stage.values("stock"), strict=True))
        told = [(name, stock) for name, stock in pairs if stock is not None]
        rising = sorted(told, key=lambda pair: (plain(pair[0]), pair[1]))
        falling = sorted(told, key=lambda pair: (plain(pair[0]), -pair[1]))
        assert told in (rising, falling)
        assert [key.field for key in stage.tab.desk.view.sort] == ["supplier", "stock"]


async def test_another_quantity_shows_the_price_of_its_tier_without_asking(
    qapp, home, service
) -> None:
    async with on_stage(home, service) as stage:
        asked = len(service.asked)
        stepper = stage.tab.tools.quantity.stepper
        few = prices(stage)
        await stage.write("2500", stepper)
        await stage.until(lambda: prices(stage) != few)
        assert all(many <= one for many, one in zip(prices(stage), few, strict=True))
        head = stage.view.grid_model.headerData(
            stage.view.grid_model.column_of("price"),
            Qt.Orientation.Horizontal,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        assert "2,500" in head
        assert len(service.asked) == asked
        await stage.write("0", stepper)
        assert stepper.property("bad"), "a wrong quantity is framed"
        assert stage.tab.desk.view.query.quantity == 2500


async def test_another_language_shows_its_texts(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        english = stage.shown("name")
        await stage.click(stage.tab.tools.language)
        await stage.choose_in_menu("German")
        await stage.settle()
        assert stage.tab.tools.language.text() == "DE"
        assert stage.shown("name") != english
        assert len(stage.shown("name")) == len(english)


async def test_the_service_orders_when_asked_to(qapp, home, service) -> None:
    async with on_stage(home, service) as stage:
        before = stage.keys()
        await stage.click(stage.tab.tools.sort)
        await stage.choose_in_menu("Last changed")
        await stage.settle()
        assert stage.keys() != before
        assert "Last changed" in stage.tab.tools.sort.accessibleName()
        falling = stage.values("updated")
        assert falling == sorted(falling, reverse=True)
        await stage.click(stage.tab.tools.sort)
        await stage.choose_in_menu("Rising")
        await stage.settle()
        rising = stage.values("updated")
        assert rising == sorted(rising)


def plain(text: str) -> str:
    """A name as people sort it: without case and accents."""
    bare = text.replace("Ł", "L").replace("ł", "l").replace("Ø", "O").replace("Æ", "AE")
    parted = unicodedata.normalize("NFKD", bare)
    return "".join(sign for sign in parted if not unicodedata.combining(sign)).casefold()


def prices(stage) -> list[Decimal]:
    """The unit prices in force, from the top."""
    table, rows = stage.session.table, stage.session.rows
    held = [table.price(rows.row(at), "price") for at in range(len(rows))]
    return [price.amount if price else Decimal() for price in held]
