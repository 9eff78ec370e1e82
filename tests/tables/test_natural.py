"""All texts at once are ordered as two by two."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.tables.folding import natural_key
from workbench.tables.natural import rank_texts

texts = st.one_of(
    st.text("abÄö -_0129R\0", max_size=8),
    st.text("a01", min_size=7, max_size=30),
    st.text("b", max_size=20),
    st.integers(0, 3).map(lambda count: "same beginning " * count + "0" * count + "7"),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(texts, max_size=12))
def test_places_of_keys(names):
    keys = [natural_key(name.replace("\0", "")) for name in names]
    order = sorted({key for key in keys if key})
    rank = rank_texts(names)
    assert rank.last == len(order) - 1
    assert rank.places.tolist() == [order.index(key) if key else len(order) for key in keys]


def test_long_runs_of_digits():
    names = ["9" * 300, "1" + "0" * 400, "1" * 20, "x" + "0" * 50, "x"]
    assert rank_texts(names[2:]).places.tolist() == [0, 2, 1]
    assert rank_texts(names).places.tolist()[2] == 0
