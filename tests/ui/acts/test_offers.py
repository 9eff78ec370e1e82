"""Actions in menus: by group, with a reason where they cannot be done."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QMenu

from tests.workspace.shop import ACCOUNT
from workbench.ui.acts.offers import chosen_keys, fill_menu, offers


async def test_the_ticked_rows_count_else_the_current_one(on_shop):
    async with on_shop() as (_held, desk):
        prices, move, _labels, importing = desk.resource.actions
        desk.selection.set_current("10-0004")
        assert chosen_keys(desk, prices) == chosen_keys(desk, move) == ("10-0004",)
        desk.selection.only(["10-0001", "10-0002"])
        assert chosen_keys(desk, prices) == ("10-0001", "10-0002")
        assert chosen_keys(desk, importing) == ()
        reasons = {held.action.id: held.reason for held in offers(desk)}
        assert reasons["move"] == "It works on one row; 2 are ticked."
        assert reasons["raise_prices"] == reasons["import_articles"] == ""


async def test_a_menu_shows_every_action_and_why_one_cannot_be_chosen(on_shop, look):
    locked = msgspec.structs.replace(ACCOUNT, read_only=True)
    async with on_shop(locked) as (_held, desk):
        desk.selection.only(["10-0001", "10-0002"])
        menu, done = QMenu(), []
        fill_menu(menu, desk, look, done.append)
        inner = {action.text(): action.menu() for action in menu.actions()}
        assert list(inner) == ["Prices", "Stock", "Print", "Files"]
        (prices,) = inner["Prices"].actions()
        assert not prices.isEnabled()
        assert "read-only" in prices.toolTip()
        (labels,) = inner["Print"].actions()
        assert labels.text() == "Print labels… (2)"
        labels.trigger()
        assert [held.action.id for held in done] == ["print_labels"]

        short = QMenu()
        fill_menu(short, desk, look, done.append, only=True)
        assert [action.text() for action in short.actions()] == ["Print labels… (2)"]
