"""Three-way merge: every pattern of four fields against a plain reference, and its laws."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.edits.kit import BAGS, MUGS, READ_AT, STEPS, steps
from workbench.core.edits import Entry
from workbench.core.values import Coded
from workbench.edits.drafts import Cell
from workbench.edits.merging import Merged, merge
from workbench.edits.merging_rows import merge_rows
from workbench.edits.values import same

PATTERNS = ("nobody", "mine", "theirs", "both alike", "both apart")
FIELDS = ("name", "price", "stock", "note")
PLAIN = {field: Entry(field, trimmed=True) for field in FIELDS}


def _sides(pattern: str, number: int) -> tuple[str, str, str]:
    """Base, theirs and mine of a field with that pattern."""
    base, theirs, mine = f"base {number}", f"theirs {number}", f"mine {number}"
    return {
        "nobody": (base, base, base),
        "mine": (base, base, mine),
        "theirs": (base, theirs, base),
        "both alike": (base, mine, mine),
        "both apart": (base, theirs, mine),
    }[pattern]


def _reference(sides: dict[str, tuple]) -> tuple[dict, set, set]:
    """What is sent, what needs no sending, what is left to the user; said as simply as can be."""
    send, agreed, conflicts = {}, set(), set()
    for field, (base, theirs, mine) in sides.items():
        i_changed, they_changed = mine != base, theirs != base
        if not i_changed or mine == theirs:
            agreed.add(field)
        elif not they_changed:
            send[field] = mine
        else:
            conflicts.add(field)
    return send, agreed, conflicts


def _merged(sides: dict[str, tuple]) -> Merged:
    cells = {field: Cell(base, mine, READ_AT) for field, (base, _, mine) in sides.items()}
    theirs = {field: held[1] for field, held in sides.items()}
    return merge(cells, theirs, PLAIN.get)


def _told(merged: Merged) -> tuple[dict, set, set]:
    return dict(merged.send), {*merged.agreed}, {c.field for c in merged.conflicts}


@pytest.mark.fault(41)
@pytest.mark.parametrize("first", PATTERNS)
def test_every_pattern_of_four_fields(first):
    count = 0
    for rest in itertools.product(PATTERNS, repeat=3):
        sides = {
            field: _sides(pattern, number)
            for number, (field, pattern) in enumerate(zip(FIELDS, (first, *rest), strict=True))
        }
        assert _told(_merged(sides)) == _reference(sides)
        count += 1
    assert count == 125


_VALUES = st.one_of(
    st.none(),
    st.integers(-3, 3),
    st.sampled_from(["a", "b", "1", "", " a "]),
    st.sampled_from([Decimal("1.0"), Decimal("1.00"), Decimal(2), MUGS, BAGS, Coded("1", "x")]),
)
_SIDES = st.dictionaries(st.sampled_from(FIELDS), st.tuples(_VALUES, _VALUES, _VALUES), min_size=1)


@settings(max_examples=1500)
@given(_SIDES)
def test_laws_of_merging(sides):
    merged = _merged(sides)
    send, agreed, conflicts = _told(merged)
    assert {*send} | agreed | conflicts == {*sides}
    assert len(send) + len(agreed) + len(conflicts) == len(sides)
    for field, (base, theirs, mine) in sides.items():
        if field in send:
            assert send[field] is mine
            assert same(base, theirs)
        if field in conflicts:
            assert not same(theirs, base)
            assert not same(theirs, mine)
            assert not same(base, mine)
    assert _told(merge({}, {f: s[1] for f, s in sides.items()}, PLAIN.get)) == ({}, set(), set())
    swapped = {field: (base, mine, theirs) for field, (base, theirs, mine) in sides.items()}
    assert {c.field for c in _merged(swapped).conflicts} == conflicts
    identity = {field: (base, base, mine) for field, (base, _, mine) in sides.items()}
    assert not _merged(identity).conflicts


def test_a_conflict_carries_all_three_values_and_when_the_base_was_read():
    (conflict,) = _merged({"price": ("1", "2", "3")}).conflicts
    assert conflict == ("price", "1", "2", "3", READ_AT)


def test_equal_values_in_another_spelling_are_no_conflict():
    sides = {
        "price": (Decimal("1.0"), Decimal("1.00"), Decimal(2)),
        "name": ("Mug", "Mug ", "Jug"),
        "note": (None, "", "x"),
        "stock": (Coded("1", "Mugs"), Coded("1", "Cups"), BAGS),
    }
    assert _told(_merged(sides)) == ({f: s[2] for f, s in sides.items()}, set(), set())


# ---- lists of rows ---------------------------------------------------------------------------

BASE = steps((1, "5"), (10, "4"))


@pytest.mark.parametrize(
    ("theirs", "mine", "merged"),
    [
        (BASE, steps((1, "6"), (10, "4")), steps((1, "6"), (10, "4"))),
        (steps((1, "5"), (10, "3")), steps((1, "6"), (10, "4")), steps((1, "6"), (10, "3"))),
        (steps((1, "5")), steps((1, "6"), (10, "4")), steps((1, "6"))),
        (steps((1, "5"), (10, "4"), (50, "2")), steps((1, "5")), steps((1, "5"), (50, "2"))),
        (
            steps((1, "5"), (10, "4"), (50, "2")),
            steps((1, "5"), (10, "4"), (99, "1")),
            steps((1, "5"), (10, "4"), (99, "1"), (50, "2")),
        ),
        (steps((1, "7"), (10, "4")), steps((1, "6"), (10, "4")), None),
        (steps((10, "4")), steps((1, "6"), (10, "4")), None),
        (steps((1, "7"), (10, "4")), steps((10, "4")), None),
        (steps((1, "7"), (10, "4")), steps((1, "7.0")), steps((1, "7.0"))),
        (steps((1, "5"), (1, "4")), steps((1, "6"), (10, "4")), None),
    ],
)
def test_rows_that_only_one_side_touched_merge(theirs, mine, merged):
    found = merge_rows(BASE, theirs, mine, STEPS)
    if merged is None:
        assert found is None
    else:
        assert found is not None
        assert same(found, merged, STEPS)


def test_new_rows_without_a_name_are_added_behind():
    mine = (*BASE, {"from": None, "amount": Decimal(1)})
    found = merge_rows(BASE, steps((1, "5"), (10, "3")), mine, STEPS)
    assert found == (*steps((1, "5"), (10, "3")), mine[-1])


def test_rows_without_names_are_left_to_the_user():
    unnamed = Entry("steps", rows=STEPS.rows, entries=STEPS.entries)
    cell = Cell(BASE, steps((1, "6"), (10, "4")), READ_AT)
    merged = merge({"steps": cell}, {"steps": steps((1, "5"), (10, "3"))}, {"steps": unnamed}.get)
    assert [conflict.field for conflict in merged.conflicts] == ["steps"]


def test_merged_rows_are_said():
    cell = Cell(BASE, steps((1, "6"), (10, "4")), READ_AT)
    merged = merge({"steps": cell}, {"steps": steps((1, "5"), (10, "3"))}, {"steps": STEPS}.get)
    assert same(merged.send["steps"], steps((1, "6"), (10, "3")), STEPS)
    assert len(merged.notes) == 1


def test_rows_that_the_service_has_already_need_no_sending():
    cell = Cell(BASE, steps((1, "6"), (10, "4")), READ_AT)
    theirs = steps((1, "6"), (10, "3"))
    merged = merge({"steps": cell}, {"steps": theirs}, {"steps": STEPS}.get)
    assert merged.agreed == ("steps",)


ORDERED = Entry("steps", rows=STEPS.rows, entries=STEPS.entries, row_key="from", ordered=True)


@pytest.mark.parametrize(
    ("theirs", "mine", "merged"),
    [
        ((2, 1, 3), (1, 2, 3), (2, 1, 3)),
        ((1, 2, 3), (3, 1, 2), (3, 1, 2)),
        ((2, 1, 3), (3, 1, 2), None),
        ((1, 2, 3, 4), (3, 1, 2), (3, 4, 1, 2)),
        ((3, 1, 2), (3, 1, 2), (3, 1, 2)),
    ],
)
def test_the_order_of_one_side_is_kept(theirs, mine, merged):
    listed = [steps(*((n, "1") for n in names)) for names in ((1, 2, 3), theirs, mine)]
    found = merge_rows(*listed, ORDERED)
    assert (None if found is None else tuple(row["from"] for row in found)) == merged


_ROWS = st.dictionaries(st.integers(1, 5), st.sampled_from(["1", "2", "3"])).map(
    lambda held: steps(*held.items())
)


@settings(max_examples=800)
@given(_ROWS, _ROWS, _ROWS)
def test_merged_rows_lose_and_invent_nothing(base, theirs, mine):
    merged = merge_rows(base, theirs, mine, STEPS)
    old, now, own = ({r["from"]: r["amount"] for r in rows} for rows in (base, theirs, mine))
    apart = {
        name
        for name in {*old, *now, *own}
        if old.get(name) != now.get(name)
        and old.get(name) != own.get(name)
        and now.get(name) != own.get(name)
    }
    assert (merged is None) == bool(apart)
    if merged is None:
        return
    found = {row["from"]: row["amount"] for row in merged}
    for name in {*old, *now, *own}:
        changed_here = own.get(name) != old.get(name)
        assert found.get(name) == (own if changed_here else now).get(name)
    assert {*found} <= {*old, *now, *own}
