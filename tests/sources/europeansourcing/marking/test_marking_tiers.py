"""Price steps against counting by hand, whatever their order."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.sources.europeansourcing.marking.orders import (
    fixed,
    holder,
    marking,
    option,
    priced,
    variant,
)
from workbench.sources.europeansourcing.marking_outcome import Calculation, OnQuote

AMOUNT = st.decimals("0.001", 500, places=3).map(str)
STEPS = st.dictionaries(st.integers(1, 60), AMOUNT, min_size=1, max_size=6).map(
    lambda held: list(held.items())
)


def at(steps: list[tuple[int, str]], quantity: int) -> Decimal | None:
    """The last amount met while walking up from one piece."""
    held = dict(steps)
    found = None
    for pieces in range(1, quantity + 1):
        found = held.get(pieces, found)
    return None if found is None else Decimal(found)


@given(STEPS, STEPS, STEPS, st.integers(1, 80), st.integers(0, 4), st.randoms())
def test_every_total_is_what_counting_gives(
    own: list[tuple[int, str]],
    static: list[tuple[int, str]],
    extra: list[tuple[int, str]],
    quantity: int,
    count: int,
    random: st.DataObject,
) -> None:
    for steps in (own, static, extra):
        random.shuffle(steps)  # type: ignore[attr-defined]
    held = marking(
        static_fixed_prices=[fixed("10")],
        static_variable_price_holders=[holder("static", *static)],
        supplier_options=[option(count, *extra)],
    )
    outcome = priced(variant(*own), held, quantityM=quantity)
    unit = at(own, quantity)
    if unit is None:
        assert isinstance(outcome, OnQuote)
        return
    assert isinstance(outcome, Calculation)
    marked = Decimal(10) + quantity * (at(static, quantity) or 0)
    options = quantity * count * (at(extra, quantity) or 0)
    assert outcome.marking_price == marked
    assert outcome.option_price == options
    assert outcome.price == unit * quantity + marked + options
    assert sum(term.total for term in outcome.terms) == outcome.price


@given(STEPS, st.integers(1, 80), st.integers(0, 5), AMOUNT)
def test_twice_the_same_start_has_no_price_once_it_is_reached(
    steps: list[tuple[int, str]], quantity: int, which: int, amount: str
) -> None:
    start = steps[which % len(steps)][0]
    held = marking(
        static_fixed_prices=[fixed("10")],
        static_variable_price_holders=[holder("static", *steps, (start, amount))],
    )
    outcome = priced(variant(), held, quantityM=quantity)
    if start <= quantity:
        assert isinstance(outcome, OnQuote)
        assert str(start) in outcome.reason
    else:
        assert isinstance(outcome, Calculation)


@given(STEPS, st.integers(1, 80), st.integers(1, 4))
def test_a_dynamic_price_is_added_once_at_any_quantity(
    steps: list[tuple[int, str]], quantity: int, colors: int
) -> None:
    rows = [(start, f"{amount} * nb_couleurs") for start, amount in steps]
    held = marking(
        static_fixed_prices=[fixed("10")],
        dynamic_variable_price_holders=[holder("dynamic", *rows)],
    )
    outcome = priced(variant(), held, quantityM=quantity, nbColor=colors)
    assert isinstance(outcome, Calculation)
    assert outcome.marking_price == 10 + colors * (at(steps, quantity) or 0)
