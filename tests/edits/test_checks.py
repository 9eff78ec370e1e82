"""What can be sent and what cannot, by the document's rules."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.edits.kit import BAGS, FIELDS, MUGS, STEPS, saving, steps
from workbench.core.edits import Entry, Finding, Weight
from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Money, Odd
from workbench.edits.checks import check_record, check_value


def _check(entry: Entry, value: object, kind: Kind = Kind.TEXT, *, new: bool = False):
    return check_value(entry, Field(entry.field, "Field", kind, lambda row: row), value, new=new)


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        (Entry("f", required=True), None),
        (Entry("f", required=True), ""),
        (Entry("f", clearable=False), None),
        (Entry("f", only_new=True), "x"),
        (Entry("f", length=3), "four"),
        (Entry("f", least=Decimal(0)), Decimal("-0.01")),
        (Entry("f", most=Decimal(10)), 11),
        (Entry("f", above=Decimal(0)), Money(Decimal(0), "SEK")),
        (Entry("f", decimals=2), Decimal("1.005")),
        (Entry("f", choices=(MUGS, BAGS)), Coded("3", "Hats")),
        (Entry("f", check=lambda value: Finding("other", f"not {value}")), "x"),
        (Entry("f"), Odd("12,5")),
    ],
)
def test_what_the_document_forbids_is_refused(entry, value):
    (finding,) = _check(entry, value)
    assert finding.weight is Weight.REFUSED
    assert finding.field == "f"
    assert finding.sentence


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        (Entry("f"), None),
        (Entry("f", length=3), "abc"),
        (Entry("f", least=Decimal(0), most=Decimal(10), decimals=2), Decimal("10.00")),
        (Entry("f", decimals=2), Decimal("1.500")),
        (Entry("f", choices=(MUGS, BAGS)), MUGS),
        (Entry("f", choices=(MUGS,), free=True), Coded("9", "New")),
        (Entry("f", least=Decimal(1)), False),
    ],
)
def test_what_it_allows_is_not(entry, value):
    assert _check(entry, value) == ()


def test_a_new_record_may_leave_out_what_cannot_be_cleared():
    assert _check(Entry("f", clearable=False), None, new=True) == ()
    assert _check(Entry("f", only_new=True), "x", new=True) == ()


def test_a_text_that_is_too_long_comes_with_a_shorter_one():
    (finding,) = _check(Entry("f", length=3), "four")
    assert finding.fix == "fou"


def test_rows_are_checked_one_by_one():
    wrong = (*steps((1, "5"), (1, "-4")), {"from": None, "amount": Decimal(1)})
    found = check_value(STEPS, FIELDS[6], wrong, new=False)
    assert [finding.sentence.split(":")[0] for finding in found] == ["Row 2", "Row 2", "Row 3"]
    assert check_value(STEPS, FIELDS[6], steps((1, "5"), (10, "4")), new=False) == ()


def test_a_list_that_is_needed_may_not_be_empty():
    needed = Entry("steps", rows=STEPS.rows, entries=STEPS.entries, required=True)
    assert len(check_value(needed, FIELDS[6], (), new=False)) == 1
    assert check_value(needed, FIELDS[6], steps((1, "5")), new=False) == ()


def test_a_record_is_checked_across_its_fields():
    made = saving()
    missing = check_record(made, FIELDS, {"number": "A1"}, new=True)
    assert [finding.field for finding in missing] == ["name"]
    assert check_record(made, FIELDS, {"number": "A1"}, new=False) == ()
    forbidden = {"number": "A1", "name": "x", "note": "forbidden"}
    assert [f.field for f in check_record(made, FIELDS, forbidden, new=False)] == ["note"]


def test_a_new_record_may_have_needed_rows():
    needed = Entry("steps", rows=STEPS.rows, entries=STEPS.entries, required=True)
    made = saving(entries=(*saving().entries[:2], needed))
    values = {"number": "A1", "name": "x", "steps": steps((1, "5"))}
    assert check_record(made, FIELDS, values, new=True) == ()
    values["steps"] = ()
    assert [f.field for f in check_record(made, FIELDS, values, new=True)] == ["steps"]
