"""What a looked-up line is called in the table is what is counted above it."""

from __future__ import annotations

import pytest

from workbench.core.offers import Ref
from workbench.ui.searching.pasted import shown_line
from workbench.workspace.picking import Outcome
from workbench.workspace.searching_lists import LookedUp, Thing

TITLES = {"a": "Alpha", "b": "Beta"}


def thing(name: str, *places: str) -> Thing:
    """A thing at places such as "a/k1"."""
    return Thing(
        name, tuple(Ref(place.split("/")[0], "Main", "items", place[2:]) for place in places)
    )


@pytest.mark.parametrize(("things", "outcome", "names"), [
    ((), Outcome.MISSING, ()),
    ((thing("Mug", "a/k1"),), Outcome.FOUND, ("Mug (Alpha)",)),
    ((thing("Mug", "a/k1", "b/k2"),), Outcome.FOUND, ("Mug (Alpha, Beta)",)),
    ((thing("Mug", "a/k1"), thing("Cup", "b/k1")), Outcome.SEVERAL, ("Mug (Alpha)", "Cup (Beta)")),
])  # fmt: skip
def test_a_thing_of_several_sources_is_found_once(things, outcome, names):
    line = LookedUp(3, "471", "471", None, things)
    shown = shown_line(line, TITLES)
    assert shown.outcome is line.outcome is outcome
    assert shown.names == names
