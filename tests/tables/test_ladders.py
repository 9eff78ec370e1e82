"""A row's price is the lowest of its ladders at the quantity, as each ladder says itself."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables.rows import amounts, one_field, price_cells
from workbench.core.fields import Kind
from workbench.core.values import Ladder, Money, Step


def lowest(ladders, quantity):
    currency = next((each.currency for each in ladders if each.steps), "")
    found = [each.at(quantity) for each in ladders if each.currency == currency]
    return min((each for each in found if each), key=lambda each: each.amount, default=None)


cells = st.lists(
    st.one_of(price_cells(("EUR", "SEK")), price_cells(("EUR",), amounts)), min_size=1, max_size=8
)


@settings(max_examples=100, deadline=None)
@given(cells, st.integers(1, 70), st.data())
def test_price_at_the_quantity(values, quantity, data):
    table = one_field(Kind.PRICE, values)
    table.set_quantity(quantity)
    row = data.draw(st.integers(0, len(values) - 1))
    values[row] = data.draw(price_cells())
    table.replace(f"k{row}", values[row])
    gone = data.draw(st.sets(st.integers(0, len(values) - 1)))
    table.remove([f"k{row}" for row in gone])
    values = [value for row, value in enumerate(values) if row not in gone]
    for row, ladders in enumerate(values):
        expected = lowest(ladders, quantity)
        assert table.price(row, "x") == expected
        shown = table.column("x").money(row)
        assert shown == (expected and Money(expected.amount, expected.currency))
        assert table.value(row, "x") == (ladders or None)


def ladder(amount, currency="EUR", **more):
    return Ladder((Step(1, Decimal(amount)),), currency=currency, **more)


def test_other_currencies_are_kept_and_not_compared():
    table = one_field(Kind.PRICE, [(ladder("5"), ladder("1", "SEK")), (ladder("7"),)])
    assert table.price(0, "x").amount == 5
    assert table.mixed(0, "x")
    assert not table.mixed(1, "x")


def test_ladders_of_several_variants_share_their_steps():
    shared = tuple(ladder("5", variant=str(n)) for n in range(50))
    many = one_field(Kind.PRICE, [shared]).column("x").nbytes
    apart = tuple(ladder(str(n), variant=str(n)) for n in range(50))
    assert many < one_field(Kind.PRICE, [apart]).column("x").nbytes / 2
    assert one_field(Kind.PRICE, [shared]).value(0, "x") == shared


def test_steps_out_of_order_and_odd_sizes_are_priced_one_by_one():
    turned = Ladder((Step(10, Decimal(2)), Step(1, Decimal(3))))
    tiny = ladder("0.123456789")
    table = one_field(Kind.PRICE, [(turned,), (tiny,), (ladder("1"),)])
    table.set_quantity(5)
    assert table.price(0, "x") == turned.at(5)
    assert table.price(1, "x").amount == Decimal("0.123456789")
    assert table.value(0, "x") == (turned,)
