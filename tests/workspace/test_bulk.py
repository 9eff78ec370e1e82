"""Changing a field of many rows: exact numbers, one step, and nothing outside the scope."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workspace.shop import FIELDS, SAVING, shop
from workbench.core.edits import Entry
from workbench.core.errors import WbError
from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Money, Odd
from workbench.workspace.bulk import Bulk, How, Rounding, changer, hows_of, title_of
from workbench.workspace.exporting import Scope
from workbench.workspace.staging import (
    UntoldError,
    keys_of,
    new_value,
    old_value,
    plan_cells,
    plan_many,
    sample,
    take,
)

PRICE = next(field for field in FIELDS if field.id == "price")


def sek(amount: str) -> Money:
    return Money(Decimal(amount), "SEK")


def made(field: Field, bulk: Bulk, old: object, entry: Entry | None = None) -> object:
    return changer(field, entry or Entry(field.id), bulk)("k", old)


def field_of(kind: Kind) -> Field:
    return Field("f", "F", kind, lambda row: row)


@pytest.mark.parametrize(
    ("rounding", "old", "new"),
    [
        (Rounding(Decimal(1), Decimal("0.90")), "12.34", "11.90"),
        (Rounding(Decimal(1), Decimal("0.90")), "12.40", "12.90"),
        (Rounding(Decimal(1), Decimal("0.90")), "0.10", "0.90"),
        (Rounding(Decimal(1)), "12.50", "13"),
        (Rounding(Decimal(5)), "12.50", "15"),
        (Rounding(Decimal(5)), "12.49", "10"),
        (Rounding(Decimal("0.05")), "1.03", "1.05"),
        (Rounding(Decimal(10), Decimal(9)), "123", "119"),
        (Rounding(Decimal(1), Decimal("0.90")), "-3.20", "-3.10"),
    ],
)
def test_prices_are_rounded_to_the_nearest_of_their_kind(rounding, old, new):
    assert made(PRICE, Bulk(How.ROUND, rounding=rounding), sek(old)) == sek(new)


@given(
    st.decimals("0", "100000", places=2),
    st.sampled_from(["0.05", "0.5", "1", "5", "10"]),
    st.sampled_from(["0", "0.90", "0.99"]),
)
def test_a_rounded_number_is_near_ends_as_wanted_and_is_never_below_nothing(number, step, ending):
    rounding = Rounding(Decimal(step), Decimal(ending))
    found = rounding.of(number)
    assert found >= 0
    assert (found - rounding.ending) % rounding.step == 0
    assert abs(found - number) <= max(rounding.step, rounding.ending)


@pytest.mark.parametrize(
    ("kind", "bulk", "old", "new"),
    [
        (Kind.MONEY, Bulk(How.ADD, Decimal("-2.50")), sek("10"), sek("7.50")),
        (Kind.MONEY, Bulk(How.PERCENT, Decimal(7)), sek("10.99"), sek("11.76")),
        (Kind.DECIMAL, Bulk(How.PERCENT, Decimal(10)), Decimal("1.2345"), Decimal("1.3580")),
        (Kind.INTEGER, Bulk(How.PERCENT, Decimal(10)), 15, 17),
        (Kind.STOCK, Bulk(How.ADD, Decimal(3)), 15, 18),
        (Kind.DATE, Bulk(How.ADD, Decimal(3)), date(2026, 2, 27), date(2026, 3, 2)),
        (Kind.TEXT, Bulk(How.APPEND, text=" XL"), "Mug", "Mug XL"),
        (Kind.TEXT, Bulk(How.PREPEND, text="New: "), None, "New: "),
        (Kind.TEXT, Bulk(How.REPLACE, text="a", other="o"), "banana", "bonono"),
        (Kind.TEXT, Bulk(How.CLEAR), "x", None),
    ],
)
def test_each_kind_is_reckoned_in_its_own_way(kind, bulk, old, new):
    assert made(field_of(kind), bulk, old) == new


def test_percent_keeps_the_decimals_that_the_entry_takes():
    entry = Entry("f", decimals=1)
    bulk = Bulk(How.PERCENT, Decimal(7))
    assert made(field_of(Kind.DECIMAL), bulk, Decimal("10.9"), entry) == Decimal("11.7")


def test_lists_of_values_take_one_in_and_out():
    red, blue = Coded("r", "Red"), Coded("b", "Blue")
    codes = field_of(Kind.CODES)
    assert made(codes, Bulk(How.PUT_IN, (blue,)), (red,)) == (red, blue)
    assert made(codes, Bulk(How.PUT_IN, (red,)), (red,)) == (red,)
    assert made(codes, Bulk(How.TAKE_OUT, (red,)), (red, blue)) == (blue,)


@pytest.mark.parametrize("old", [None, Odd("12,")])
def test_what_is_no_number_is_not_reckoned_with(old):
    with pytest.raises(UntoldError):
        made(PRICE, Bulk(How.PERCENT, Decimal(7)), old)


def test_what_can_be_done_follows_the_kind_and_the_entry():
    entries = {entry.field: entry for entry in SAVING.entries}
    fields = {field.id: field for field in FIELDS}
    found = {name: hows_of(fields[name], entry) for name, entry in entries.items()}
    assert found["parts"] == ()
    assert How.CLEAR not in found["name"]
    assert found["price"] == (How.SET, How.CLEAR, How.ADD, How.PERCENT, How.ROUND)
    assert found["active"] == (How.SET, How.CLEAR)


async def test_a_plan_counts_what_would_change_and_takes_it_as_one_step(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        keys = keys_of(session, Scope.ALL, ())
        bulk = Bulk(How.SET, 50)
        value_of = changer(session.resource.field("stock"), SAVING.entry("stock"), bulk)
        plan = plan_cells(session, [(key, "stock") for key in keys], value_of)
        assert plan == await plan_many(session, [(key, "stock") for key in keys], value_of)
        assert plan.seen == 40
        assert len(plan.changes) == plan.rows == 39  # one has 50 already
        assert session.editing.book.edits == 0

        step = take(session, title_of(session.resource.field("stock"), bulk, plan.rows), plan)
        assert step.title == "Set Stock in 39 rows"
        assert session.editing.book.edits == 39
        session.editing.book.steps.undo()
        assert session.editing.book.edits == 0


async def test_a_plan_says_what_could_not_be_sent_and_what_cannot_be_typed_in(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        session.editing.delete(["10-0002"])
        cells = [(key, "price") for key in ("10-0001", "10-0002", "10-0003")]
        value_of = changer(PRICE, SAVING.entry("price"), Bulk(How.ADD, Decimal(-42)))
        plan = plan_cells(session, cells, value_of)
        assert len(plan.changes) == 2
        assert plan.invalid == {"Price must be at least 0.": 1}
        assert plan.kept == {"The record is to be deleted. Undo that first.": 1}
        (first, second) = plan.changes
        assert (old_value(first), new_value(first)) == (sek("41.00"), sek("-1.00"))
        assert new_value(second) == sek("1.00")


async def test_a_plan_whose_rows_moved_is_refused_and_changes_nothing(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        value_of = changer(PRICE, SAVING.entry("price"), Bulk(How.ADD, Decimal(1)))
        plan = plan_cells(session, [("10-0001", "price"), ("10-0002", "price")], value_of)
        session.editing.set("x", [("10-0002", "price", sek("9"))])
        with pytest.raises(WbError, match="changed meanwhile"):
            take(session, "Change", plan)
        assert session.editing.value("10-0001", "price") == sek("41.00")


async def test_a_sample_reckons_no_more_than_it_shows(tmp_path):
    asked = []

    def value_of(key, old):
        asked.append(key)
        return f"{old}!"

    async with shop(tmp_path) as held:
        session = await held.session()
        cells = [(key, "name") for key in keys_of(session, Scope.ALL, ())]
        assert len(sample(session, cells, value_of, 5)) == 5
        assert len(asked) == 5


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    ticked=st.sets(st.integers(1, 40)),
    shown=st.sampled_from(["", "Enamel mug 1", "mug 3"]),
    scope=st.sampled_from([Scope.SELECTED, Scope.SHOWN]),
)
async def test_rows_outside_the_scope_are_not_touched(tmp_path_factory, ticked, shown, scope):
    async with shop(tmp_path_factory.mktemp("shop")) as held:
        session = await held.session()
        before = {
            key: {field: session.editing.value(key, field) for field in ("name", "price", "note")}
            for key in keys_of(session, Scope.ALL, ())
        }
        session.arrange(text=f'"{shown}"' if shown else "")
        selected = [f"10-{number:04}" for number in ticked]
        keys = keys_of(session, scope, selected)
        inside = (
            set(selected)
            if scope is Scope.SELECTED
            else {
                key
                for key, values in before.items()
                if shown.casefold() in values["name"].casefold()
            }
        )
        assert set(keys) == inside
        entry = SAVING.entry("note")
        value_of = changer(session.resource.field("note"), entry, Bulk(How.SET, "seen"))
        plan = plan_cells(session, [(key, "note") for key in keys], value_of)
        take(session, "Set", plan)
        for key, values in before.items():
            expected = {**values, "note": "seen"} if key in inside else values
            assert {name: session.editing.value(key, name) for name in values} == expected
        assert set(session.editing.records()) == inside
