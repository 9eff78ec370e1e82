"""Natural order: numbers inside texts by their value, accents beside their letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.tables.reference import natural
from workbench.tables.folding import natural_key

texts = st.text("abÄö -_0129R", max_size=8)


@given(texts, texts)
def test_order_of_two(one, two):
    assert (natural_key(one) == natural_key(two)) == (natural(one) == natural(two))


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbers_by_value(one, two):
    assert (natural_key(f"R{one}x") < natural_key(f"R{two:05}x")) == (one < two)


def test_known_order():
    names = ["R10", "r2", "R 1", "Zebra", "Äpple", "apa", "ör", "os", "1b", "10a", "R2a"]
    assert sorted(names, key=natural_key) == [
        *("1b", "10a", "apa", "Äpple", "ör", "os", "R 1", "r2", "R2a", "R10", "Zebra")
    ]
