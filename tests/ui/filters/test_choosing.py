from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.filters.kit import TREE
from workbench.core.pages import FacetValue
from workbench.ui.filters.choosing import Choosing, Tick


def test_a_tick_goes_on_and_off():
    held = Choosing(TREE)
    held.toggle("12")
    assert held.tick("12") is Tick.ON
    held.toggle("12")
    assert held.tick("12") is Tick.OFF


def test_excluding_takes_the_tick_and_ticking_the_exclusion():
    held = Choosing(TREE)
    held.toggle("12")
    held.exclude("12")
    assert (dict(held.wanted), list(held.unwanted)) == ({}, ["12"])
    held.toggle("12")
    assert held.tick("12") is Tick.OFF
    held.exclude("12")
    held.exclude("12")
    assert held.tick("12") is Tick.OFF


def test_a_tree_implies_what_is_below_and_marks_what_is_above():
    held = Choosing(TREE, tree=True)
    held.toggle("11")
    assert held.tick("111") is Tick.IMPLIED
    assert held.tick("1") is Tick.PARTLY
    assert held.tick("12") is Tick.OFF


def test_ticking_above_takes_the_ticks_below():
    held = Choosing(TREE, tree=True)
    held.toggle("111")
    held.toggle("12")
    held.toggle("1")
    assert list(held.wanted) == ["1"]


def test_unticking_an_implied_value_ticks_its_brothers():
    held = Choosing(TREE, tree=True)
    held.toggle("1")
    held.toggle("111")
    assert sorted(held.wanted) == ["112", "12"]
    assert held.tick("111") is Tick.OFF


def test_single_keeps_one():
    held = Choosing(TREE, single=True)
    held.toggle("1")
    held.toggle("2")
    assert list(held.wanted) == ["2"]


def test_a_circle_of_parents_ends():
    held = Choosing([FacetValue("a", "A", 1, "b"), FacetValue("b", "B", 1, "a")], tree=True)
    held.toggle("a")
    assert held.tick("b") in {Tick.PARTLY, Tick.IMPLIED}


def leaves(held: Choosing) -> set[str]:
    """The leaves that the ticks mean."""
    return {
        code
        for code in held.values
        if not held.below(code) and held.tick(code) in {Tick.ON, Tick.IMPLIED}
    }


@given(st.lists(st.sampled_from([value.code for value in TREE]), max_size=12))
def test_toggling_a_leaf_changes_that_leaf_alone(codes):
    held = Choosing(TREE, tree=True)
    for code in codes:
        before = leaves(held)
        held.toggle(code)
        assert not any(above in held.wanted for ticked in held.wanted
                       for above in held.above(ticked))  # fmt: skip
        if not held.below(code):
            assert leaves(held) == before ^ {code}
