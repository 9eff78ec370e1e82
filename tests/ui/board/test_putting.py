"""Into a basket goes what is ticked in sight; what is hidden or in it already is said."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.ui.board.windowed import Windowed, windowed
from workbench.ui.board.putting import HIDDEN, THERE
from workbench.ui.parts.strip import Strip
from workbench.ui.parts.toast import Toast


class Shop:
    """The window on the articles: all of them are here, so a text narrows."""

    def __init__(self, opened: Windowed) -> None:
        self.window = opened.window
        self.tab = opened.tab
        self.keys = opened.keys
        self._baskets = opened.held.comparison.baskets

    def press(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)

    def lines(self):
        baskets = self._baskets
        return baskets.lines(baskets.all()[0].id) if baskets.all() else ()

    def act(self, key: str, action: str) -> None:
        strip = self.tab.strips._shown[key]
        assert isinstance(strip, Strip)
        strip.acted.emit(action)

    def text(self, key: str) -> str:
        return self.tab.strips._shown[key].accessibleName()


@pytest.fixture
def shop(qapp, look, tmp_path: Path):
    """Return what opens the window."""

    @asynccontextmanager
    async def make() -> AsyncIterator[Shop]:
        async with windowed(tmp_path, look, rows=6) as opened:
            yield Shop(opened)

    return make


async def test_ticked_rows_that_are_hidden_go_in_only_on_a_word(shop) -> None:
    async with shop() as opened:
        keys = opened.keys()
        opened.tab.desk.selection.only(keys[:4])
        opened.tab.desk.session.arrange(ids={"one": frozenset(keys[:1])})
        await asyncio.sleep(0.1)
        opened.press()
        await until(lambda: HIDDEN in opened.tab.strips.shown)
        assert [line.ref.key for line in opened.lines()] == keys[:1]
        assert "3 more are ticked and not in sight." in opened.text(HIDDEN)
        opened.act(HIDDEN, "too")
        await until(lambda: len(opened.lines()) == 4)
        assert {line.ref.key for line in opened.lines()} == set(keys[:4])
        assert HIDDEN not in opened.tab.strips.shown


async def test_where_no_tick_is_in_sight_the_current_row_goes_in(shop) -> None:
    async with shop() as opened:
        keys, desk = opened.keys(), opened.tab.desk
        desk.selection.only(keys[:1])
        desk.session.arrange(ids={"one": frozenset(keys[2:3])})
        desk.selection.set_current(keys[2])
        await asyncio.sleep(0.1)
        opened.press()
        await until(lambda: HIDDEN in opened.tab.strips.shown)
        assert [line.ref.key for line in opened.lines()] == [keys[2]]
        assert "1 more is ticked and not in sight." in opened.text(HIDDEN)


async def test_what_is_in_the_basket_is_said_and_raised_only_on_a_word(shop) -> None:
    async with shop() as opened:
        keys = opened.keys()
        opened.tab.desk.selection.only(keys[:1])
        await asyncio.sleep(0.1)
        opened.press()
        await until(lambda: len(opened.lines()) == 1)
        (line,) = opened.lines()
        pieces = line.quantity
        opened.tab.desk.selection.only(keys[:2])
        opened.press()
        await until(lambda: THERE in opened.tab.strips.shown)
        assert len(opened.lines()) == 2
        said = opened.text(THERE)
        assert "1 item is in “Basket 1” already." in said
        assert f"“{line.name}”, {pieces} piece" in said
        opened.act(THERE, "raise")
        await until(lambda: opened.lines()[0].quantity == 2 * pieces)
        await until(lambda: opened.lines()[0].current is not None)
        assert THERE not in opened.tab.strips.shown
        await until(lambda: any(each.isVisible() for each in toasts(opened, "more pieces")))
        toasts(opened, "more pieces")[0].undo_wanted.emit()
        await until(lambda: opened.lines()[0].quantity == pieces)
        assert opened.lines()[0] == line


async def test_a_second_line_of_one_thing_comes_only_on_a_word(shop) -> None:
    async with shop() as opened:
        keys = opened.keys()
        opened.tab.desk.selection.only(keys[:1])
        await asyncio.sleep(0.1)
        opened.press()
        await until(lambda: len(opened.lines()) == 1)
        opened.press()
        await until(lambda: THERE in opened.tab.strips.shown)
        assert len(opened.lines()) == 1
        opened.act(THERE, "again")
        await until(lambda: len(opened.lines()) == 2)
        assert len({line.ref for line in opened.lines()}) == 1


def toasts(opened: Shop, text: str) -> list[Toast]:
    found = opened.window.findChildren(Toast)
    return [each for each in found if text in each.accessibleName()]
