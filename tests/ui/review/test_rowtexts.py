"""What a review says of lists: the rows that differ, by name, and nothing of the others."""

from __future__ import annotations

import pytest

from workbench.core.formats import formats_of
from workbench.core.values import Coded
from workbench.sources.etim import SOURCE
from workbench.ui.review.rowtexts import texts_of

FORMATS = formats_of("en")


@pytest.fixture(scope="module")
def features():
    resource = next(held for held in SOURCE.resources if held.id == "products")
    assert resource.saving is not None
    return resource.saving.entry("features")


def row(code: str, value: str, shown: str = "") -> dict[str, object]:
    return {"feature": code, "feature_value": Coded(value, shown or value)}


SAME = row("EF000008", "40")


def test_only_the_changed_rows_are_told_by_name_old_and_new(features):
    base = (SAME, row("EF000007", "EV000202", "Black"))
    mine = (SAME, row("EF000007", "EV000080", "Red"))
    assert texts_of(features, (base, mine), FORMATS) == ["Colour: Black", "Colour: Red"]


def test_a_row_that_came_and_one_that_went_have_no_value_on_the_other_side(features):
    base, mine = (SAME, row("EF000007", "EV000202", "Black")), (SAME, row("EF000040", "5"))
    old, new = texts_of(features, (base, mine), FORMATS)
    assert old == "Colour: Black · Height: –"
    assert new == "Colour: – · Height: 5"


def test_of_many_rows_a_few_are_told_in_a_line_and_all_where_there_is_room(features):
    codes = ["EF000007", "EF000008", "EF000040", "EF000049", "EF002169"]
    mine = tuple(row(code, "1") for code in codes)
    old, new = texts_of(features, ((SAME,), mine), FORMATS)
    assert old.startswith("Width: 40 · Colour: – · ")
    assert new.endswith("… and 2 more")
    _old, whole = texts_of(features, ((SAME,), mine), FORMATS, whole=True)
    assert len(whole.splitlines()) == len(codes)


def test_three_sides_are_told_by_what_any_of_them_changed(features):
    sides = ((row("EF000008", "40"), SAME), (row("EF000008", "41"),), (row("EF000008", "42"),))
    base, theirs, mine = texts_of(features, (sides[0][:1], *sides[1:]), FORMATS)
    assert (base, theirs, mine) == ("Width: 40", "Width: 41", "Width: 42")


def test_nothing_there_is_a_dash_and_what_cannot_be_told_apart_is_counted(features):
    assert texts_of(features, (None, (SAME,)), FORMATS) == ["–", "Width: 40"]
    twice = (SAME, SAME)
    assert texts_of(features, ((SAME,), twice), FORMATS) == ["1 row", "2 rows"]
    assert texts_of(features, ((SAME,), (SAME,)), FORMATS) == ["1 row", "1 row"]
