"""What a typed text and a cell of a file mean for a field: one reading for both."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from workbench.core.edits import Entry
from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Money, Odd
from workbench.export.reading.sheet import Writing
from workbench.export.reading.values import Bad
from workbench.workspace.typing import read_typed, typed_text

MUGS, BAGS = Coded("1", "Mugs"), Coded("3", "Bags")


def field(kind: Kind) -> Field:
    return Field("f", "Field", kind, lambda row: row)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, " Mug ", "Mug"),
        (Kind.ID, "5E10", "5E10"),
        (Kind.INTEGER, "1 200", 1200),
        (Kind.DECIMAL, "1,5", Decimal("1.5")),
        (Kind.DECIMAL, "1,500", Odd("1,500")),
        (Kind.MONEY, "52", Money(Decimal(52), "SEK")),
        (Kind.MONEY, "52 kr", Money(Decimal(52), "SEK")),
        (Kind.MONEY, "52 EUR", Odd("52 EUR")),
        (Kind.DATE, "14.3.2026", date(2026, 3, 14)),
        (Kind.DATE, "3/4/2026", Odd("3/4/2026")),
        (Kind.FLAG, "ja", True),
        (Kind.CHOICE, "mugs", MUGS),
        (Kind.CHOICE, "3", BAGS),
        (Kind.CHOICE, "Caps", Odd("Caps")),
        (Kind.CODES, "Mugs, bags", (MUGS, BAGS)),
        (Kind.TEXT, "  ", None),
    ],
)
def test_typed_text_is_read_by_kind(kind, text, value):
    choices = (MUGS, BAGS) if kind in {Kind.CHOICE, Kind.CODES} else ()
    read = typed_text(field(kind), Entry("f"), text, currency="SEK", choices=choices)
    assert read == value
    assert type(read) is type(value)


def test_a_text_of_a_list_is_its_key_or_its_name_and_nothing_else():
    named = Entry("f", lookup="categories", by_name=True)
    keyed = Entry("f", lookup="suppliers")
    assert typed_text(field(Kind.TEXT), named, "mugs", choices=(MUGS, BAGS)) == "Mugs"
    assert typed_text(field(Kind.TEXT), keyed, "mugs", choices=(MUGS, BAGS)) == "1"
    assert typed_text(field(Kind.TEXT), keyed, "caps", choices=(MUGS, BAGS)) == Odd("caps")
    assert typed_text(field(Kind.TEXT), keyed, "caps") == "caps"
    free = Entry("f", lookup="places", free=True)
    assert typed_text(field(Kind.TEXT), free, "B-12", choices=(MUGS,)) == "B-12"


def test_a_cell_of_a_file_is_read_as_the_file_writes():
    price = field(Kind.MONEY)
    comma, point = Writing(","), Writing(".")
    read = read_typed(price, Entry("f"), "1.234,50", currency="SEK", writing=comma)
    assert read == Money(Decimal("1234.50"), "SEK")
    assert read_typed(price, Entry("f"), "1,234.50", currency="SEK", writing=point) == read
    assert read_typed(price, Entry("f"), Decimal("9.9")) == Money(Decimal("9.9"), "")
    bad = read_typed(price, Entry("f"), "cheap", currency="SEK", writing=comma)
    assert isinstance(bad, Bad)
    assert bad.sentence == "expected an amount, got “cheap”."


def test_lines_of_a_text_stay():
    assert typed_text(field(Kind.TEXT), Entry("f", lines=True), " a\nb ") == " a\nb "
