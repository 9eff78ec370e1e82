"""File names say the format, fields say their headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.export.rows import column, field
from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Kind
from workbench.export.plan import Format, Part, format_of, heading_of


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.xlsx", Format.XLSX), ("A.CSV", Format.CSV), ("a.b.json", Format.JSON),
     ("a.parquet", Format.PARQUET)],
)  # fmt: skip
def test_format_of(name, form):
    assert format_of(Path(name)) is form


@pytest.mark.parametrize("name", ["a", "a.xls", "a.csv-excel", ".csv", "a.txt", "xlsx"])
def test_an_unknown_extension_names_the_four(name):
    with pytest.raises(WbError) as raised:
        format_of(Path(name))
    assert raised.value.code is ErrorCode.INPUT
    assert all(form in raised.value.hint for form in (".xlsx", ".csv", ".json", ".parquet"))


def test_every_format_has_an_extension_that_leads_back_to_its_kind():
    for form in Format:
        assert form.value.startswith(format_of(Path(f"a{form.extension}")).value)


def test_headings():
    assert heading_of(field("weight", Kind.DECIMAL, "Weight", "g")) == "Weight (g)"
    assert heading_of(field("seen", Kind.TIME, "Seen")) == "Seen (UTC)"
    assert heading_of(field("name", Kind.TEXT, "Name")) == "Name"
    assert heading_of(field("p", Kind.PRICE, "Price"), Part.BOUGHT) == "Price: quantity bought"
    assert column("price", Kind.PRICE, Part.FROM_QUANTITY).key == "price.from_quantity"
