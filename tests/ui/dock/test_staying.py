"""Columns of a small table leave by priority before names are cut."""

from __future__ import annotations

from workbench.ui.dock.widths import staying


def test_all_stay_where_there_is_room():
    assert staying([130, 80, 100], [100, 80, 100], [1, 1, 5], 300) == [True, True, True]


def test_the_least_wanted_leaves_first():
    assert staying([130, 80, 100, 80], [100, 80, 100, 80], [1, 9, 2, 5], 280) == [
        True,
        False,
        True,
        True,
    ]


def test_of_two_alike_the_right_one_leaves():
    assert staying([100, 80, 80], [100, 80, 80], [1, 5, 5], 200) == [True, True, False]


def test_the_first_and_one_more_stay_whatever_the_room():
    assert staying([100, 80, 80], [100, 80, 80], [9, 5, 1], 10) == [True, False, True]


def test_a_narrow_one_comes_back_where_a_wide_one_made_room():
    assert staying([100, 80, 90, 30], [100, 80, 90, 30], [1, 1, 5, 6], 215) == [
        True,
        True,
        False,
        True,
    ]
