"""Typing in columns of features and attributes: one row of a list each, undone as any cell."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.harness.waiting import until
from tests.ui.etim_house import house
from tests.ui.grid.editing.stand import CTRL, Key, Stand
from tests.ui.grid.shown import shown_grid
from workbench.core.etim import FeatureType
from workbench.core.queries import Query, Sort
from workbench.core.values import Coded, Odd
from workbench.core.views import ColumnState, TabState
from workbench.edits.drafts import State
from workbench.sources.etim import SOURCE
from workbench.ui.bulk.staged import typed_fields
from workbench.ui.desk.desk import Desk
from workbench.ui.desk.widening import add_column
from workbench.ui.entry.ends import EndsEntry
from workbench.ui.grid.editing.area import Area, Strip
from workbench.ui.grid.editing.staging import Put
from workbench.workspace.bulk import hows_of

CLASS = "EC001744"
"""Downlights: the sandbox has many of them, and features of every type."""


def codes(desk: Desk) -> dict[FeatureType, str]:
    model = desk.workspace.classes.model(account=desk.account)
    return {held.type: held.code for held in reversed(model.class_(CLASS).features)}


@pytest.fixture
def opened(qapp, look, tmp_path):
    """Open a grid of products with further columns: `async with opened(*paths) as stand`."""

    @asynccontextmanager
    async def begin(*paths: str) -> AsyncIterator[Stand]:
        async with house(tmp_path) as (app, workspace):
            desk = Desk(workspace, SOURCE, TabState("etim", "test"))
            desk.open(ask=False)
            assert desk.session is not None
            await desk.session.ask(Query(), again=True)
            own = codes(desk)
            for path in (*own.values(), *paths):
                field = desk.resource.paths.field(path)
                add_column(desk, field)
            shown = ("product_id", "etim_class", *own.values(), *paths)
            desk.set_columns(tuple(map(ColumnState, shown)), 1)
            desk.set_sort((Sort("etim_class"),))
            await until(lambda: not workspace.jobs.pending)
            async with shown_grid(desk, look.tinted("etim"), 1400) as grid:
                yield Stand(app, desk, grid)

    return begin


def places(stand: Stand, class_code: str = CLASS) -> list[int]:
    """Where the products of a class stand."""
    rows = range(stand.grid.view.grid_model.rowCount())
    return [at for at in rows if getattr(stand.value(at, "etim_class"), "code", "") == class_code]


def named(stand: Stand, kind: FeatureType) -> str:
    return codes(stand.desk)[kind]


async def test_a_number_a_yes_and_a_value_by_name_are_typed_into_cells(opened):
    async with opened() as stand:
        at = places(stand)[0]
        number, flag, coded = (
            named(stand, kind)
            for kind in (FeatureType.NUMERIC, FeatureType.LOGICAL, FeatureType.ALPHANUMERIC)
        )
        stand.go(at, number)
        stand.type("77,5")
        assert stand.editor is not None
        stand.press(Key.Key_Return)
        assert stand.value(at, number) == Decimal("77.5")
        assert stand.editing.state(stand.key(at), number) is State.CHANGED
        stand.go(at, flag)
        stand.type("yes")
        stand.press(Key.Key_Return)
        if stand.editor is not None:
            stand.press(Key.Key_Return)
        assert stand.value(at, flag) == Coded("true", "Yes")
        wanted = stand.editing.entry(coded, stand.key(at)).choices[0]
        stand.go(at, coded)
        stand.type(wanted.label)
        stand.press(Key.Key_Tab)
        assert stand.value(at, coded) == wanted
        record = stand.editing.record(stand.key(at))
        assert set(record.cells) == {"features"}
        for _ in range(3):
            stand.hands.settle()
            stand.steps.undo()
        assert stand.editing.record(stand.key(at)) is None


async def test_a_range_is_typed_as_two_numbers(opened):
    async with opened() as stand:
        at, ranged = places(stand)[0], named(stand, FeatureType.RANGE)
        stand.go(at, ranged)
        stand.press(Key.Key_F2)
        ends = stand.editor.findChild(EndsEntry)
        assert ends.isVisible()
        ends.first.selectAll()
        stand.type("62")
        stand.press(Key.Key_Tab)
        assert stand.editor is not None, "Tab leads to the other end"
        assert ends.second.hasFocus()
        ends.second.selectAll()
        _into(ends.second, "68")
        _key(ends.second, Key.Key_Return)
        assert stand.editor is None
        assert stand.value(at, ranged) == "62 … 68"
        stand.go(at, ranged)
        stand.type("1..")
        ends = stand.editor.findChild(EndsEntry)
        assert ends.second.hasFocus(), "dots lead to the other end"
        _into(ends.second, "2")
        assert stand.editor.value == "1 … 2"
        _key(ends.second, Key.Key_Return)
        assert stand.value(at, ranged) == "1 … 2"
        stand.go(at, ranged)
        stand.type("NA")
        stand.press(Key.Key_Return)
        if stand.editor is not None:
            stand.press(Key.Key_Return)
        assert stand.value(at, ranged) == "Not applicable"
        assert stand.editing.state(stand.key(at), ranged) is State.CHANGED


def _into(line, text):
    QTest.keyClicks(line, text)


def _key(line, key):
    QTest.keyClick(line, key)


async def test_what_means_nothing_is_said_at_the_cell_and_not_lost(opened):
    async with opened() as stand:
        at, number = places(stand)[0], named(stand, FeatureType.NUMERIC)
        stand.go(at, number)
        stand.type("wide")
        stand.editor.keep()
        assert "no number" in stand.editor.finding.sentence
        stand.press(Key.Key_Return)
        assert stand.value(at, number) == Odd("wide")
        assert stand.editing.state(stand.key(at), number) is State.INVALID
        stand.go(0, "product_id")
        stand.press(Key.Key_F8)
        assert stand.current() == (at, number)


async def test_a_product_of_another_class_refuses_at_the_cell(opened):
    async with opened() as stand:
        number, said = named(stand, FeatureType.NUMERIC), []
        stand.hands.said.connect(said.append)
        others = [
            at
            for at in range(stand.grid.view.grid_model.rowCount())
            if stand.editing.why_not(stand.key(at), number)
        ]
        assert others
        stand.go(others[0], number)
        stand.type("5")
        assert stand.editor is None
        assert said
        assert "feature" in said[0] or "class" in said[0]
        assert stand.editing.record(stand.key(others[0])) is None


async def test_a_block_is_pasted_filled_down_and_cleared(opened):
    async with opened() as stand:
        first = next(
            at for at in places(stand) if at + 1 in places(stand) and at + 2 in places(stand)
        )
        number, ranged = named(stand, FeatureType.NUMERIC), named(stand, FeatureType.RANGE)
        order = stand.grid.view.columns.shown_columns()
        model = stand.grid.view.grid_model
        left, right = sorted((number, ranged), key=lambda code: order.index(model.column_of(code)))
        across = order.index(model.column_of(right)) - order.index(model.column_of(left))
        texts = {number: ["1.5", "wrong", "2"], ranged: ["1..2", "3..4", "x"]}
        rows = [
            "\t".join([texts[left][at], *[""] * (across - 1), texts[right][at]]) for at in range(3)
        ]
        QGuiApplication.clipboard().setText("\n".join(rows))
        stand.go(first, left)
        stand.press(Key.Key_V, CTRL)
        await until(lambda: stand.value(first, number) == Decimal("1.5"))
        assert stand.value(first, ranged) == "1 … 2"
        assert stand.value(first + 1, ranged) == "3 … 4"
        assert stand.value(first + 1, number) != Odd("wrong"), "what cannot be read is left out"
        bar = stand.grid.findChild(type(stand.hands._bar))
        assert any("no number" in line for line in bar.lines)
        assert any("no range" in line for line in bar.lines)
        stand.go(first, number, to=(first + 2, number))
        stand.press(Key.Key_D, CTRL)
        await until(lambda: stand.value(first + 2, number) == Decimal("1.5"))
        stand.press(Key.Key_Delete)
        await until(lambda: stand.value(first + 2, number) is None)
        assert stand.value(first, ranged) == "1 … 2", "the rest of the list stays"


async def test_a_value_that_another_class_does_not_allow_is_not_filled_down(opened):
    async with opened() as stand:
        coded = named(stand, FeatureType.ALPHANUMERIC)
        at = places(stand)[0]
        stranger = Coded("EV999999", "of another class")
        area_keys = [stand.key(at)]
        field = stand.desk.resource.field(coded)
        told = []
        stand.hands.staging.done.connect(lambda refused, _taken: told.extend(refused.listed))
        area = Area((Strip(0, field, tuple(area_keys)),))
        stand.hands.staging.stage(stand.editing, "x", [Put(area_keys[0], field, stranger)], area)
        await until(lambda: bool(told))
        assert "does not allow" in told[0].reason or "cannot be" in told[0].reason
        assert stand.editing.record(area_keys[0]) is None


async def test_a_value_staged_on_the_class_page_is_marked_in_the_grid(opened):
    async with opened() as stand:
        number = named(stand, FeatureType.NUMERIC)
        at = places(stand)[0]
        desk = stand.desk
        desk.workspace.classes.set_value(desk.session, [stand.key(at)], number, "31")
        assert stand.value(at, number) == Decimal(31)
        row = stand.grid.view.grid_model.row_at(at)
        record = stand.hands.states.record(row)
        assert stand.hands.states.state(record, number) is State.CHANGED
        other = named(stand, FeatureType.LOGICAL)
        assert stand.hands.states.state(record, other) is None


async def test_an_attribute_is_typed_as_its_definition_says(opened):
    async with opened() as stand:
        desk = stand.desk
        kinds = {}
        for name, held in stand.shop.world.lists["attributes"].items():
            kinds.setdefault(held["type"], name)
        number, listed = f"attributes.{kinds['N']}", f"attributes.{kinds['S']}"
        for path in (number, listed):
            add_column(desk, desk.resource.paths.field(path))
        desk.set_columns((*desk.view.columns, ColumnState(number), ColumnState(listed)), 1)
        stand.editing.entry(number, stand.key(0))
        await until(lambda: bool(stand.editing.entry(listed, stand.key(0)).choices))
        stand.go(0, number)
        stand.type("12,5")
        stand.press(Key.Key_Return)
        assert stand.value(0, number) == "12.5"
        choice = stand.editing.entry(listed, stand.key(0)).choices[-1]
        stand.go(0, listed)
        stand.type(choice.label)
        stand.press(Key.Key_Tab)
        assert stand.value(0, listed) == choice.code
        stand.go(1, number)
        stand.type("twelve")
        stand.press(Key.Key_Return)
        assert stand.editing.state(stand.key(1), number) is State.INVALID
        record = stand.editing.record(stand.key(0))
        assert set(record.cells) == {"attributes"}


async def test_escape_leaves_what_stood_there(opened):
    async with opened() as stand:
        at, number = places(stand)[0], named(stand, FeatureType.NUMERIC)
        before = stand.value(at, number)
        stand.go(at, number)
        stand.type("9")
        stand.editor.keep()
        await until(lambda: any(field == "features" for _key, field in stand.kept()))
        stand.press(Key.Key_Escape)
        assert stand.value(at, number) == before
        await until(lambda: not stand.kept())


async def test_bulk_edits_are_offered_for_these_columns(opened):
    async with opened() as stand:
        coded, number = named(stand, FeatureType.ALPHANUMERIC), named(stand, FeatureType.NUMERIC)
        offered = {field.id: entry for field, entry in typed_fields(stand.desk.session, hows_of)}
        assert {coded, number} <= set(offered)
        class_ = stand.desk.workspace.classes.model().class_(CLASS)
        allowed = {value.code for value in class_.feature(coded).values}
        assert allowed <= {choice.code for choice in offered[coded].choices}
