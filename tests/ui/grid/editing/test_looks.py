"""What staged cells look like, say on hovering, and tell a screen reader."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.grid.editing.stand import Key
from workbench.core.settings import Theme
from workbench.core.values import Money
from workbench.edits.drafts import State, Trouble
from workbench.ui.theme.marks import Mark

KEY = "10-0003"
Role = Qt.ItemDataRole


def said(stand, place, field, role):
    model = stand.grid.view.grid_model
    return model.index(place, model.column_of(field)).data(role)


def colours(stand, place, field) -> set[str]:
    """The colours that a cell is painted in."""
    view = stand.grid.view
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    box = view.cell_rect(place, view.grid_model.column_of(field))
    return {
        QColor(image.pixel(round(x * ratio), round(y * ratio))).name()
        for x in range(box.left(), box.right() - 1)
        for y in range(box.top(), box.bottom() - 1)
    }


def trouble(stand, key, state, field=""):
    found = Trouble(state, "Cost may not exceed price.", datetime.now(UTC), field, "900203")
    stand.editing.book.trouble("articles", key, found)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
async def test_each_state_has_its_ground_and_ink(stall, look, theme):
    look.set_theme(theme)
    async with stall() as stand:
        price = Money(Decimal(52), "SEK")
        keys = {state: f"10-{at:04}" for at, state in enumerate(State, 5)}
        stand.editing.set("x", [(key, "price", price) for key in keys.values()])
        stand.editing.set("x", [(keys[State.INVALID], "ean", "7350042910067")])
        for state in (State.REFUSED, State.UNKNOWN):
            trouble(stand, keys[state], state)
        for state, field, mark in (
            (State.CHANGED, "price", Mark.CHANGED),
            (State.REFUSED, "price", Mark.REFUSED),
            (State.UNKNOWN, "price", Mark.UNKNOWN),
            (State.INVALID, "ean", Mark.INVALID),
        ):
            place = stand.grid.view.grid_model.place_of(keys[state])
            found = colours(stand, place, field)
            assert look.colours_of(mark).tint.name() in found, state
            assert look.colours_of(mark).mark.name() in found, state
        plain = colours(stand, 1, "price")
        assert look.colours_of(Mark.CHANGED).tint.name() not in plain


async def test_new_rows_are_green_with_a_badge_and_deleted_ones_grey(stall, look):
    async with stall(10) as stand:
        key = stand.editing.new({"name": "Tumbler", "number": None})
        stand.editing.delete([KEY])
        stand.go(5, "name")
        place = stand.grid.view.grid_model.place_of(key)
        gone = stand.grid.view.grid_model.place_of(KEY)
        assert look.colours_of(Mark.NEW).tint.name() in colours(stand, place, "price")
        assert look.colours_of(Mark.NEW).ink.name() in colours(stand, place, "number")
        assert look.colours_of(Mark.DELETED).tint.name() in colours(stand, gone, "price")
        assert look.colours_of(Mark.DELETED).ink.name() in colours(stand, gone, "price")
        look_of = stand.grid.view.row_look
        assert look_of.mark(gone) is Mark.DELETED
        assert look_of.mark(place) is Mark.INVALID
        assert stand.grid.view.heads.head_width() > 34


async def test_hovering_tells_was_and_now_and_what_is_wrong(stall):
    async with stall() as stand:
        stand.editing.set("x", [(KEY, "price", Money(Decimal(52), "SEK"))])
        stand.editing.set("x", [(KEY, "ean", "7350042910067")])
        tip = said(stand, 2, "price", Role.ToolTipRole)
        assert "Now 52.00 SEK" in tip
        assert "Was 43.00 SEK" in tip
        assert said(stand, 2, "price", Role.AccessibleTextRole) == (
            "52.00 SEK, Price, changed, was 43.00 SEK, row 3"
        )
        tip = said(stand, 2, "ean", Role.ToolTipRole)
        assert "Check digit is 7; it should be 9." in tip
        assert "Alt+Enter sets 7350042910069" in tip
        trouble(stand, KEY, State.REFUSED, "price")
        assert "Cost may not exceed price. (900203)" in said(stand, 2, "price", Role.ToolTipRole)
        assert said(stand, 3, "price", Role.AccessibleTextRole) == "44.00 SEK, Price SEK, row 4"


async def test_a_row_that_no_longer_matches_stays_and_says_so_until_a_refresh(stall):
    async with stall() as stand:
        stand.desk.set_header("stock", "<100")
        stand.go(2, "stock")
        stand.type("5000")
        stand.press(Key.Key_Return)
        assert stand.value(2, "stock") == 5000
        assert "No longer matches" in said(stand, 2, "stock", Role.ToolTipRole)
        assert "no longer matches" in said(stand, 2, "name", Role.AccessibleTextRole)
        assert stand.grid.view.row_look.strays(2)
        assert not stand.grid.view.row_look.strays(1)
        stand.editing.set("x", [(KEY, "stock", 50)])
        assert not stand.grid.view.row_look.strays(2)
        stand.editing.set("x", [(KEY, "stock", 500)])
        await stand.desk.session.ask(stand.desk.view.query, again=True)
        assert stand.grid.view.grid_model.place_of(KEY) is None


async def test_cells_that_can_be_typed_in_say_so(stall):
    async with stall() as stand:
        model = stand.grid.view.grid_model
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert model.flags(model.index(2, model.column_of("name"))) & Qt.ItemFlag.ItemIsEditable
        assert not (
            model.flags(model.index(2, model.column_of("number"))) & Qt.ItemFlag.ItemIsEditable
        )
        stand.editing.new({"name": "Tumbler"})
        stand.editing.set("x", [(KEY, "name", "y")])
        stand.steps.undo()
        stand.steps.undo()
