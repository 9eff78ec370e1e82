"""Columns find their fields, once each, with a reason; what a person chose goes first."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.reading.making import sheet_of, written
from workbench.core.fields import Field, Kind
from workbench.export.reading.matching import (
    Column,
    Mapping,
    Pair,
    columns_of,
    folded,
    propose,
)
from workbench.export.reading.sheet import Writing
from workbench.export.reading.targets import Target


def target(identity, title, kind=Kind.TEXT, synonyms=(), **more):
    return Target(Field(identity, title, kind, str, **more), synonyms)


TARGETS = (
    target("sku", "Reference", Kind.ID, ("Artikelnummer", "Item no."), path="article.sku"),
    target("gtin", "GTIN", Kind.ID, ("EAN",)),
    target("name", "Name", synonyms=("Bezeichnung",), help="What the article is called."),
    target("price", "Purchase price", Kind.MONEY, ("EK",)),
    target("valid_from", "Valid from", Kind.DATE),
    target("picture", "Picture", Kind.PICTURE),
)
GTINS = ("4006381333931", "96385074", Decimal(4006381333931))


def fields_of(columns, remembered=None):
    found = propose(columns, TARGETS, Writing(","), remembered)
    return {match.column: match.field for match in found}


@pytest.mark.parametrize(
    ("header", "field", "least"),
    [
        ("sku", "sku", 99),
        ("article.sku", "sku", 99),
        ("Reference", "sku", 97),
        ("Artikelnummer", "sku", 95),
        ("EAN", "gtin", 95),
        ("REFERENCE", "sku", 92),
        ("Valid-From", "valid_from", 92),
        ("Purchase price (EUR)", "price", 92),
        ("item no", "sku", 90),
        ("Bezeichnüng", "name", 90),
        ("what the article is called", "name", 70),
        ("Purchaseprice", "price", 70),
        ("Artikelnumer", "sku", 70),
    ],
)
def test_names(header, field, least):
    (match,) = propose([Column(0, header)], TARGETS)
    assert match.field == field
    assert match.confidence >= least
    assert match.reason


@pytest.mark.parametrize("header", ["", "Menge", "xyz", "()", "—"])
def test_names_of_nothing(header):
    assert propose([Column(0, header)], TARGETS) == ()


@pytest.mark.parametrize(
    ("sample", "field"),
    [
        (GTINS, "gtin"),
        (("1,50", "2,75 €"), "price"),
        ((Decimal("1.50"), Decimal("2.75")), "price"),
        (("https://a.test/1.jpg",), "picture"),
        (("4006381333931", "x"), None),
        ((), None),
    ],
)
def test_content_where_the_name_says_nothing(sample, field):
    assert fields_of([Column(0, "?", sample)]) == ({0: field} if field else {})


def test_two_columns_alike_are_not_told_apart_by_content():
    assert fields_of([Column(0, "?", GTINS), Column(1, "!", GTINS)]) == {}


def test_a_better_name_wins_and_nothing_is_taken_twice():
    columns = [Column(0, "Nam"), Column(1, "Bezeichnung"), Column(2, "name"), Column(3, "Name")]
    assert fields_of(columns) == {2: "name"}


def test_cells_that_do_not_fit_lower_a_proposal():
    columns = [Column(0, "valid_from", ("a", "b")), Column(1, "Valid from", ("2026-03-14",))]
    assert fields_of(columns) == {1: "valid_from"}


def test_what_was_chosen_before_goes_first():
    kept = Mapping("f", (Pair("Name", 0, "sku"), Pair("sku", 1, ""), Pair("gone", 2, "gtin")))
    columns = [Column(0, "Name"), Column(1, "sku"), Column(2, "EAN")]
    assert fields_of(columns, kept) == {0: "sku", 1: "", 2: "gtin"}
    moved = [Column(0, "sku"), Column(1, "Name")]
    assert fields_of(moved, kept) == {0: "", 1: "sku"}
    twice = [Column(3, "Name"), Column(4, "Name")]
    assert "sku" not in fields_of(twice, kept).values()


def test_a_field_that_is_gone_is_not_proposed():
    kept = Mapping("f", (Pair("Menge", 0, "quantity"),))
    assert fields_of([Column(0, "Menge")], kept) == {}


def test_a_column_without_a_name_is_known_by_its_place(tmp_path):
    sheet = sheet_of(written(tmp_path, "Nr;;Preis\n1;x;2,50\n2;;3,50\n"))
    kept = Mapping(
        sheet.fingerprint, (Pair("Nr", 0, "sku"), Pair("", 1, ""), Pair("Preis", 2, "price"))
    )
    columns = columns_of(sheet)
    assert columns[1] == Column(1, "", ("x",))
    assert fields_of(columns, kept) == {0: "sku", 1: "", 2: "price"}


def test_folding():
    assert folded("  Größe_(mm) / Höhe ") == "große hohe".replace("ß", "ss")


@given(st.lists(st.sampled_from(["sku", "SKU", "name", "Nam", "EAN", "gtin", "", "Price", "EK"])))
def test_never_two_columns_to_a_field(headers):
    found = propose([Column(place, header) for place, header in enumerate(headers)], TARGETS)
    assert (
        len({match.field for match in found})
        == len({match.column for match in found})
        == len(found)
    )
