"""Typing in rows: what is staged, shown, undone, checked, and there again after a restart."""

from __future__ import annotations

from contextlib import asynccontextmanager
from decimal import Decimal

from tests.harness.waiting import until
from tests.workspace.shop import Shelf, shop
from workbench.core.values import Coded, Money, Odd
from workbench.edits.drafts import State

KEY = "10-0003"


def sek(amount: str) -> Money:
    return Money(Decimal(amount), "SEK")


@asynccontextmanager
async def on_desk(home):
    async with shop(home) as held:
        yield await held.session()


async def test_a_typed_value_is_shown_over_the_row_and_undone(tmp_path):
    async with on_desk(tmp_path) as desk:
        editing = desk.editing
        editing.set("Set price", [(KEY, "price", sek("52.00"))])
        row = desk.table.row_of(KEY)
        assert desk.table.value(row, "price") == sek("52.00")
        assert editing.state(KEY, "price") is State.CHANGED
        assert editing.read_value(KEY, "price") == sek("43.00")
        assert editing.book.edits == 1

        assert editing.book.steps.undo().title == "Set price"
        assert desk.table.value(row, "price") == sek("43.00")
        assert editing.record(KEY) is None
        editing.book.steps.redo()
        assert desk.table.value(row, "price") == sek("52.00")


async def test_typing_the_old_value_again_is_no_draft(tmp_path):
    async with on_desk(tmp_path) as desk:
        editing = desk.editing
        editing.set("Set price", [(KEY, "price", sek("52.00"))])
        editing.set("Set price", [(KEY, "price", sek("43"))])
        assert editing.book.edits == 0
        assert desk.table.value(desk.table.row_of(KEY), "price") == sek("43.00")


async def test_many_cells_are_one_step(tmp_path):
    async with on_desk(tmp_path) as desk:
        keys = [desk.table.key(row) for row in range(len(desk.table))]
        desk.editing.set("Set note in 40 rows", [(key, "note", "x") for key in keys])
        assert desk.editing.book.edits == 40
        desk.editing.book.steps.undo()
        assert desk.editing.book.edits == 0


async def test_what_is_wrong_is_said_and_kept(tmp_path):
    async with on_desk(tmp_path) as desk:
        editing = desk.editing
        editing.set("EAN", [(KEY, "ean", "7350042910067")])
        assert editing.state(KEY, "ean") is State.INVALID
        assert editing.cell(KEY, "ean").findings[0].fix == "7350042910069"
        editing.set("Price", [(KEY, "price", Odd("12,"))])
        assert editing.state(KEY, "price") is State.INVALID
        assert desk.table.text(desk.table.row_of(KEY), "price") == "12,"


async def test_rules_across_fields_are_checked_with_values_that_are_not_staged(tmp_path):
    async with on_desk(tmp_path) as desk:
        desk.editing.set("x", [(KEY, "stock", 6000), (KEY, "price", sek("501"))])
        assert desk.editing.state(KEY, "price") is State.INVALID
        desk.editing.set("x", [(KEY, "stock", 5)])
        assert desk.editing.state(KEY, "price") is State.CHANGED


async def test_a_new_record_stands_in_the_table_until_it_is_forgotten(tmp_path):
    async with on_desk(tmp_path) as desk:
        editing = desk.editing
        key = editing.new({"name": "Thermo tumbler"})
        row = desk.table.row_of(key)
        assert desk.table.value(row, "name") == "Thermo tumbler"
        assert editing.record(key).state is State.INVALID  # the number is missing
        editing.set("x", [(key, "number", "10-5000")])
        assert editing.record(key).state is State.NEW
        editing.delete([key])
        assert desk.table.row_of(key) is None
        assert editing.book.touched == 0


async def test_a_copy_leaves_out_what_must_be_unique(tmp_path):
    async with on_desk(tmp_path) as desk:
        (key,) = desk.editing.duplicate([KEY])
        assert desk.editing.value(key, "name") == "Enamel mug 3"
        assert desk.editing.value(key, "category") == Coded("1", "Mugs")
        assert desk.editing.value(key, "number") is None
        assert desk.editing.value(key, "ean") is None
        assert desk.editing.value(key, "parts") == ({"part": "10-9001", "amount": Decimal(2)},)


async def test_a_list_is_staged_whole(tmp_path):
    async with on_desk(tmp_path) as desk:
        editing = desk.editing
        assert editing.value(KEY, "parts") == ({"part": "10-9001", "amount": Decimal(2)},)
        editing.set("Parts", [(KEY, "parts", ())])
        assert desk.table.value(desk.table.row_of(KEY), "parts") == 0
        editing.set("Parts", [(KEY, "parts", ({"part": "10-9001", "amount": Decimal("2.0")},))])
        assert editing.record(KEY) is None


async def test_a_record_to_be_deleted_takes_no_typing(tmp_path):
    async with on_desk(tmp_path) as desk:
        desk.editing.delete([KEY])
        assert desk.editing.record(KEY).state is State.DELETED
        assert desk.editing.why_not(KEY, "name")
        assert desk.editing.set("x", [(KEY, "name", "y")]) is None


async def test_discarded_edits_are_in_the_bin_and_can_be_undone(tmp_path):
    async with on_desk(tmp_path) as desk:
        editing = desk.editing
        editing.set("x", [(KEY, "name", "y"), (KEY, "note", "z")])
        editing.discard([KEY], ["name"])
        assert editing.book.edits == 1
        editing.book.steps.undo()
        assert editing.book.edits == 2


async def test_drafts_are_there_again_after_a_restart(tmp_path):
    shelf = Shelf.of()
    async with shop(tmp_path, shelf) as held:
        desk = await held.session()
        desk.editing.set("x", [(KEY, "price", sek("52.00")), (KEY, "parts", ())])
        new = desk.editing.new({"name": "Thermo tumbler"})
        desk.editing.delete(["10-0004"])
        desk.editing.typing("10-0005", "name", "half a na")
    async with shop(tmp_path, shelf) as held:
        desk = await held.session()
        editing = desk.editing
        assert editing.book.restored == 5
        assert desk.table.value(desk.table.row_of(KEY), "price") == sek("52.00")
        assert desk.table.value(desk.table.row_of(new), "name") == "Thermo tumbler"
        assert editing.record("10-0004").deleted
        assert editing.value("10-0005", "name") == "half a na"
        assert editing.value(KEY, "parts") == ()


async def test_a_newer_value_at_the_service_is_a_conflict(tmp_path):
    async with on_desk(tmp_path) as desk:
        editing = desk.editing
        editing.set("x", [(KEY, "price", sek("52.00")), (KEY, "name", "Mine")])
        desk.connections  # noqa: B018 - the shelf is behind it
        client = (await desk.connections.open(desk.source, desk.account)).client
        client.shelf.articles[KEY]["price"] = "45.00"
        await desk.ask(desk.query, again=True)
        assert editing.state(KEY, "price") is State.CONFLICT
        assert editing.state(KEY, "name") is State.CHANGED
        assert desk.table.value(desk.table.row_of(KEY), "price") == sek("52.00")


async def test_rows_can_be_narrowed_to_those_that_are_staged_and_stay_so_after_a_refresh(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        session.arrange(ids={"staged": frozenset({"10-0003", "10-0004"})})
        assert len(session.rows) == 2
        await session.ask(session.query, again=True)
        assert len(session.rows) == 2
        session.arrange(ids={})
        assert len(session.rows) == 40


async def test_rules_across_fields_are_checked_again_after_a_restart(tmp_path):
    shelf = Shelf.of()
    async with shop(tmp_path, shelf) as held:
        desk = await held.session()
        desk.editing.set("x", [(KEY, "stock", 6000), (KEY, "price", sek("501"))])
    async with shop(tmp_path, shelf) as held:
        desk = await held.session()
        await until(lambda: desk.editing.state(KEY, "price") is State.INVALID)
