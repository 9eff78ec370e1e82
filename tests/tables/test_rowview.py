"""A view shows what plain Python says it has to, however it came to its rows."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables import reference
from tests.tables.rows import (
    BRANDS,
    COLOURS,
    KINDS,
    field,
    one_field,
    pages,
    records,
    table_of,
    texts,
    view_of,
)
from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Kind
from workbench.core.queries import Sort
from workbench.core.values import Coded, Ladder, Money, Odd, Step
from workbench.tables.ordering import rank_rows
from workbench.tables.rowview import RowView
from workbench.tables.table import Table

sorts = st.lists(
    st.builds(Sort, st.sampled_from(sorted(KINDS)), st.booleans()), min_size=1, max_size=4
).map(tuple)
facet_choices = st.fixed_dictionaries(
    {},
    optional={
        "brand": st.lists(st.sampled_from([each.code for each in BRANDS]), max_size=2).map(tuple),
        "colours": st.lists(st.sampled_from([each.code for each in COLOURS]), max_size=2).map(
            tuple
        ),
        "series": st.lists(st.sampled_from(["A1", "A10"]), max_size=2).map(tuple),
    },
)
ranges = st.tuples(st.integers(-60, 60), st.integers(0, 40)).map(lambda at: (at[0], at[0] + at[1]))


def codes(value):
    parts = value if isinstance(value, tuple) and not isinstance(value, Coded) else (value,)
    return {part.code if isinstance(part, Coded) else part for part in parts}


@settings(max_examples=150, deadline=None)
@given(pages, sorts)
def test_order(rows, sort):
    view = view_of(rows)
    view.arrange(sort=sort)
    assert view.order.tolist() == reference.in_order(view.table, range(len(rows)), sort)
    for position in range(len(view)):
        assert view.position_of(view.row(position)) == position


@settings(max_examples=100, deadline=None)
@given(pages, st.lists(texts, max_size=2), st.one_of(st.none(), ranges), facet_choices, sorts)
def test_filters_together(rows, words, span, facets, sort):
    view = view_of(rows)
    table = view.table
    header = {} if span is None else {"cost": f"{span[0]}..{span[1]}", "stock": "!empty"}
    view.arrange(text=" ".join(f'"{word}"' for word in words), header=header, facets=facets)

    def shown(row, without=""):
        amount = reference.number(table, row, "cost")
        if span and (amount is None or not span[0] <= amount <= span[1]):
            return False
        if span and table.value(row, "stock") is None:
            return False
        if not reference.found(table, row, [word for word in words if word.strip()]):
            return False
        return all(
            name == without or not ticked or codes(table.value(row, name)) & set(ticked)
            for name, ticked in facets.items()
        )

    expected = [row for row in range(len(rows)) if shown(row)]
    assert view.order.tolist() == expected
    for name in ("brand", "colours", "series"):
        values = [table.value(row, name) for row in range(len(rows)) if shown(row, name)]
        counted = Counter(code for value in values if value for code in codes(value))
        counts = {each.code: each.count for each in view.facet(name)}
        assert {code: count for code, count in counts.items() if count} == counted
        assert set(facets.get(name, ())) <= counts.keys()
    view.arrange(sort=sort)
    assert view.order.tolist() == reference.in_order(table, expected, sort)


@settings(max_examples=60, deadline=None)
@given(st.lists(pages, min_size=1, max_size=4), sorts, st.booleans(), texts, st.data())
def test_rows_that_come_in_pages_stand_as_if_all_had_been_there(many, sort, sorted_, word, data):
    table = Table(table_of([]).fields)
    view = RowView(table)
    view.arrange(text=word, header={"stock": "<8"}, sort=sort if sorted_ else ())
    for number, page in enumerate(many):
        before = len(view)
        table.append(page, [f"{number}-{row}" for row in range(len(page))])
        place = view.extended()
        assert place == (None if sorted_ else (before, len(view) - 1))
    fresh = RowView(table)
    fresh.arrange(text=word, header={"stock": "<8"}, sort=sort if sorted_ else ())
    assert view.order.tolist() == fresh.order.tolist()
    if len(table):
        key = table.key(data.draw(st.integers(0, len(table) - 1)))
        table.replace(key, data.draw(records))
        view.refreshed()
        fresh = RowView(table)
        fresh.arrange(text=word, header={"stock": "<8"}, sort=sort if sorted_ else ())
        assert view.order.tolist() == fresh.order.tolist()
        table.remove([key])
        assert view.extended() is None
        fresh = RowView(table)
        fresh.arrange(text=word, header={"stock": "<8"}, sort=sort if sorted_ else ())
        assert view.order.tolist() == fresh.order.tolist()


def test_keys_too_wide_for_one_integer_are_sorted_in_turns():
    dice = random.Random(5)
    fields = tuple(field(name, Kind.INTEGER) for name in ("a", "b", "c"))
    rows = [
        {name: dice.choice([None, *range(0, 2**31, 2**27)]) for name in "abc"} for _ in range(400)
    ]
    view = view_of(rows, fields)
    sort = (Sort("a"), Sort("b", True), Sort("c"))
    view.arrange(sort=sort)
    assert view.order.tolist() == reference.in_order(view.table, range(400), sort)


def test_missing_and_odd_values_stand_last_in_both_directions():
    view = RowView(one_field(Kind.STOCK, [None, 2, Odd("x"), 1]))
    view.arrange(sort=(Sort("x"),))
    assert view.order.tolist() == [3, 1, 0, 2]
    view.arrange(sort=(Sort("x", True),))
    assert view.order.tolist() == [1, 3, 0, 2]


def test_a_service_order_leaves_the_rows_where_they_are():
    view = RowView(one_field(Kind.STOCK, [2, 1]))
    view.arrange(sort=(Sort("cycle"),))
    assert view.order.tolist() == [0, 1]


def test_a_wrong_expression_changes_nothing():
    view = RowView(one_field(Kind.STOCK, [1, 5, 9]))
    view.arrange(header={"x": ">=5"})
    with pytest.raises(WbError) as caught:
        view.arrange(header={"x": ">=five"}, sort=(Sort("x", True),))
    assert caught.value.code is ErrorCode.INPUT
    assert caught.value.field == "x"
    assert view.order.tolist() == [1, 2]
    assert view.header == {"x": ">=5"}
    assert view.sort == ()


def test_a_new_quantity_filters_and_orders_by_the_new_prices():
    def ladder(one, hundred):
        return (Ladder((Step(1, Decimal(one)), Step(100, Decimal(hundred)))),)

    view = RowView(one_field(Kind.PRICE, [ladder(5, 1), ladder(4, 3)]))
    view.arrange(sort=(Sort("x"),), header={"x": ">2"})
    assert view.order.tolist() == [1, 0]
    view.table.set_quantity(100)
    view.refreshed()
    assert view.order.tolist() == [1]


def test_rows_of_some_keys_alone():
    view = RowView(one_field(Kind.STOCK, [1, 5, 9]))
    view.arrange(ids={"changed": frozenset({"k2", "k0", "gone"})})
    assert view.order.tolist() == [0, 2]
    view.arrange(ids={})
    assert len(view) == 3


def test_typing_on_narrows_and_deleting_widens():
    view = RowView(one_field(Kind.TEXT, ["Café", "Cabin", "dog", "cat cafe"], searched=True))
    for typed, expected in (
        ("c", [0, 1, 3]),
        ("ca", [0, 1, 3]),
        ("caf", [0, 3]),
        ("cafe cat", [3]),
        ("caf", [0, 3]),
        ('"cat cafe"', [3]),
        ('"cafe cat"', []),
        ("CAFÉ", [0, 3]),
        ("", [0, 1, 2, 3]),
    ):
        view.arrange(text=typed)
        assert view.order.tolist() == expected, typed


def test_a_ticked_value_stays_without_a_row():
    view = RowView(one_field(Kind.CHOICE, [BRANDS[0], BRANDS[1]], facet=True))
    view.arrange(facets={"x": ("1", "9")})
    assert [(each.code, each.count) for each in view.facet("x")] == [("0", 1), ("1", 1), ("9", 0)]
    view.arrange(facets={"x": ("9",)})
    assert len(view) == 0


def test_facets_carry_colours_and_keep_to_the_limit():
    many = tuple(Coded(str(n), f"Colour {n}", f"{n:06}") for n in range(30))
    view = RowView(one_field(Kind.CODES, [many, many[:3]], facet=True))
    values = view.facet("x", limit=4)
    assert [(each.code, each.count) for each in values] == [("0", 2), ("1", 2), ("2", 2), ("3", 1)]
    assert values[2].colour == "000002"


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        (Kind.FLAG, [True, False, True, None], [("true", 2), ("false", 1)]),
        (Kind.INTEGER, [3, 3, 2**80, None], [("3", 2), (str(2**80), 1)]),
        (Kind.TEXT, ["a", "b", "a", ""], [("a", 2), ("b", 1)]),
        (Kind.ID, ["007", "7", "007", None], [("007", 2), ("7", 1)]),
    ],
)
def test_facets_of_plain_values(kind, values, expected):
    for offered in (True, False):
        view = RowView(one_field(kind, values, facet=offered))
        assert [(each.code, each.count) for each in view.facet("x")] == expected
        view.arrange(facets={"x": (expected[0][0],)})
        assert len(view) == expected[0][1]


def test_histogram():
    amounts = [Money(Decimal(n), "EUR") for n in (0, 1, 2, 10)]
    view = RowView(one_field(Kind.MONEY, [*amounts, None]))
    view.arrange(header={"x": ">5"})
    spread = view.histogram("x", 5)
    assert spread.counts == (2, 1, 0, 0, 1)
    assert (spread.lowest, spread.highest) == (0, 10)
    assert RowView(one_field(Kind.TEXT, ["a"])).histogram("x") is None


@settings(max_examples=60, deadline=None)
@given(pages.filter(len), st.sampled_from(["count", "weight", "cost", "price"]))
def test_sums(rows, name):
    table = table_of(rows)
    view = RowView(table)
    chosen = list(range(0, len(rows), 2))
    numbers = {row: reference.number(table, row, name) for row in chosen}
    there = [value for value in numbers.values() if value is not None]
    sums = view.sums(chosen, name)
    assert sums.count == len(there)
    currencies = {
        table.value(row, name).currency
        for row in chosen
        if name == "cost" and numbers[row] is not None
    }
    if len(currencies) > 1:
        assert (sums.sum, sums.mixed) == (None, True)
    elif there and all(-20 < value.adjusted() < 20 for value in there if value):
        assert sums.sum == sum(there)
        assert abs(sums.average - sum(there) / len(there)) < Decimal("0.001")


def test_find_goes_round_in_the_order_that_is_seen():
    view = RowView(one_field(Kind.TEXT, ["Åsa 1", "Bo", "asa 2"], searched=True))
    view.arrange(sort=(Sort("x", True),))
    assert view.order.tolist() == [1, 2, 0]
    assert view.find("ÅSA", 0) == (1, "x")
    assert view.find("asa", 2) == (2, "x")
    assert view.find("bo", 1) == (0, "x")
    assert view.find("asa", 0, backwards=True) == (2, "x")
    assert view.find("asa", 1, True) == (1, "x")
    assert view.find("none", 0) is None
    assert view.find("  ", 0) is None


def test_find_in_fields_that_the_search_leaves_out():
    view = view_of([dict.fromkeys(KINDS) | {"series": "A1", "name": "A1"}])
    assert view.find("a1", 0) == (0, "name")
    assert view.find("a1", 0, fields=("series",)) == (0, "series")


@settings(max_examples=60, deadline=None)
@given(pages, pages, sorts, st.integers(1, 9))
def test_rows_after_the_ranked_ones_are_put_in_their_places_bit_by_bit(first, more, sort, most):
    view = view_of(first)
    table = view.table
    rank_rows(table, sort)
    table.append(more, [f"more-{row}" for row in range(len(more))])
    view.arrange(sort=sort, behind=True)
    while view.behind:
        assert view.extended(most) is None
    fresh = RowView(table)
    fresh.arrange(sort=sort)
    assert view.order.tolist() == fresh.order.tolist()


@pytest.mark.parametrize("sort", [(), (Sort("x"),), (Sort("x", True),)])
def test_new_records_stand_before_all_others_and_stay_there(sort):
    table = one_field(Kind.TEXT, ["pear", "apple", "fig"])
    view = RowView(table)
    view.arrange(sort=sort)
    known = [table.key(row) for row in view.order]
    table.add_blank(["new:1"])
    view.extended()
    table.add_blank(["new:2"])
    view.extended()
    assert [table.key(row) for row in view.order] == ["new:1", "new:2", *known]
    view.refreshed()
    assert [table.key(row) for row in view.order] == ["new:1", "new:2", *known]
