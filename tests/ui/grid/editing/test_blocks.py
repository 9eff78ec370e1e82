"""Many cells at once: paste, fill, series, clear, cut; each is one step."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.ui.grid.editing.stand import ALT, CTRL, LEFT, Key
from workbench.core.values import Money
from workbench.edits.drafts import State
from workbench.ui.grid.editing import filling
from workbench.ui.grid.editing.acts import Act


def sek(amount: str) -> Money:
    return Money(Decimal(amount), "SEK")


def put_on_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


async def test_a_block_fills_as_many_cells_from_the_anchor(stall):
    async with stall() as stand:
        put_on_clipboard("1.50\t10\n2.50\t20\n3.50\t30\n")
        stand.go(4, "price")
        stand.press(Key.Key_V, CTRL)
        assert [stand.value(at, "price") for at in (4, 5, 6)] == [
            sek("1.50"),
            sek("2.50"),
            sek("3.50"),
        ]
        assert [stand.value(at, "stock") for at in (4, 5, 6)] == [10, 20, 30]
        assert len(stand.steps.done) == 1
        assert stand.steps.done[0].title == "Paste: Set Price, Stock in 3 rows"
        assert stand.grid.view.blocks.cells() == 6
        stand.steps.undo()
        assert stand.editing.book.edits == 0


async def test_a_single_value_fills_the_whole_selection(stall):
    async with stall() as stand:
        put_on_clipboard("7")
        stand.go(2, "stock", to=(6, "stock"))
        stand.press(Key.Key_V, CTRL)
        assert [stand.value(at, "stock") for at in range(2, 7)] == [7] * 5
        assert len(stand.steps.done) == 1


async def test_rejected_cells_are_listed_while_good_ones_are_staged(stall):
    async with stall(8) as stand:
        put_on_clipboard("10-1\tMug A\t1\n10-2\tMug B\tmany\n10-3\tMug C\t3\n")
        stand.desk.set_columns(
            tuple(c for c in stand.desk.view.columns if c.field in {"number", "name", "stock"})
        )
        stand.go(6, "number")
        stand.press(Key.Key_V, CTRL)
        assert [stand.value(at, "name") for at in (6, 7)] == ["Mug A", "Mug B"]
        assert [stand.value(at, "stock") for at in (6, 7)] == [1, 80]
        lines = stand.hands._bar.lines
        assert len(lines) == 6  # two numbers, one text, a row of three too many
        assert "Enamel mug 7 · Number · 10-1: Number can be given with a new record only." in lines
        assert any("many: This cannot be read as Stock." in line for line in lines)
        assert sum("There is no cell for it." in line for line in lines) == 3
        assert stand.hands._bar.isVisibleTo(stand.grid)
        stand.hands._bar.close_strip()
        assert not stand.hands._bar.isVisibleTo(stand.grid)


async def test_a_wrong_code_is_staged_as_it_is_wrong(stall):
    async with stall() as stand:
        put_on_clipboard("7350042910067")
        stand.go(2, "ean")
        stand.press(Key.Key_V, CTRL)
        assert stand.editing.state("10-0003", "ean") is State.INVALID


async def test_fill_down_takes_the_first_row_or_the_one_above(stall):
    async with stall() as stand:
        stand.go(2, "name", to=(5, "price"))
        stand.press(Key.Key_D, CTRL)
        assert {stand.value(at, "name") for at in range(2, 6)} == {"Enamel mug 3"}
        assert {stand.value(at, "price") for at in range(2, 6)} == {sek("43")}
        assert len(stand.steps.done) == 1
        stand.go(9, "stock")
        stand.press(Key.Key_D, CTRL)
        assert stand.value(9, "stock") == 90


async def test_fill_right_reads_the_text_of_another_kind(stall):
    async with stall() as stand:
        stand.editing.set("x", [("10-0003", "name", "12")])
        columns = {c.field: c for c in stand.desk.view.columns}
        stand.desk.set_columns((columns["name"], columns["stock"], columns["price"]))
        stand.go(2, "name", to=(2, "price"))
        stand.press(Key.Key_R, CTRL)
        assert stand.value(2, "stock") == 12
        assert stand.value(2, "price") == sek("12")


async def test_series_go_on_from_the_first_value_as_one_step(stall):
    async with stall() as stand:
        stand.go(2, "stock", to=(6, "stock"))
        stand.grid.act(Act.SERIES)
        assert [stand.value(at, "stock") for at in range(2, 7)] == [30, 31, 32, 33, 34]
        assert len(stand.steps.done) == 1


async def test_delete_clears_and_cut_copies_before(stall):
    async with stall() as stand:
        stand.go(2, "price", to=(3, "stock"))
        stand.press(Key.Key_Delete)
        assert stand.value(2, "price") is None
        assert stand.value(3, "stock") is None
        assert len(stand.steps.done) == 1
        stand.go(5, "stock")
        stand.press(Key.Key_X, CTRL)
        assert QGuiApplication.clipboard().text().strip() == "60"
        assert stand.value(5, "stock") is None
        stand.go(6, "name")
        stand.press(Key.Key_Delete)
        assert stand.editing.state("10-0007", "name") is State.INVALID


@pytest.mark.parametrize(("modifier", "expected"), [("", [30, 30, 30]), ("alt", [30, 31, 32])])
async def test_the_handle_fills_what_it_is_dragged_over(stall, modifier, expected):
    async with stall() as stand:
        stand.go(2, "stock")
        stand.hands._settle_marks()
        handle = stand.hands.handle
        assert handle.isVisibleTo(stand.grid)
        down = handle.rect().center()
        end = down + type(down)(0, 2 * stand.grid.view.painter.height)
        held = ALT if modifier else Qt.KeyboardModifier.NoModifier
        QTest.mousePress(handle, LEFT, held, down)
        QTest.mouseMove(handle, end)
        QTest.mouseRelease(handle, LEFT, held, end)
        assert [stand.value(at, "stock") for at in (2, 3, 4)] == expected
        assert len(stand.steps.done) == 1


async def test_thousands_of_cells_are_one_step_and_the_window_goes_on(stall):
    async with stall(1500) as stand:
        put_on_clipboard("\n".join(str(at) for at in range(1500)))
        stand.go(0, "stock")
        stand.press(Key.Key_V, CTRL)
        assert stand.steps.done == []
        await until(lambda: len(stand.steps.done) == 1)
        await until(lambda: stand.value(1499, "stock") == 1499)
        assert len(stand.steps.done[0].changes) == 1500
        stand.press(Key.Key_Z, CTRL)
        await until(lambda: stand.value(1499, "stock") == 15000)


async def test_today_goes_into_the_selected_cells(stall):
    async with stall() as stand:
        stand.go(2, "name")
        stand.press(Key.Key_Semicolon, CTRL)
        assert stand.value(2, "name") == date.today().isoformat()  # noqa: DTZ011 - the user's day


@pytest.mark.parametrize(
    ("seeds", "following"),
    [
        ([1], [2, 3]),
        ([10, 20], [30, 40]),
        ([Decimal("1.5"), Decimal("1.25")], [Decimal("1.00"), Decimal("0.75")]),
        ([sek("9.90")], [sek("10.90"), sek("11.90")]),
        ([date(2026, 1, 31), date(2026, 2, 28)], [date(2026, 3, 28), date(2026, 4, 25)]),
        ([date(2026, 1, 15), date(2026, 2, 15)], [date(2026, 3, 15), date(2026, 4, 15)]),
        ([date(2026, 12, 31)], [date(2027, 1, 1), date(2027, 1, 2)]),
        (["A-09"], ["A-10", "A-11"]),
        (["Box 1 L", "Box 3 L"], ["Box 5 L", "Box 7 L"]),
        (["blue"], ["blue", "blue"]),
        (["a", "b"], ["a", "b"]),
        ([True], [True, True]),
    ],
)
def test_series(seeds, following):
    assert filling.series(seeds, 2) == following


@pytest.mark.parametrize(
    ("values", "seeds"),
    [([1, None, None], 1), ([1, 2, None], 2), ([1, 2, 3], 1), ([None, None], 1), ([1, None, 3], 1)],
)
def test_seeds_stand_before_the_blanks(values, seeds):
    assert filling.begun(values) == seeds
