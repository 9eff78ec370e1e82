"""Templates come back as they were, and files that are none are refused with a reason."""

from __future__ import annotations

import json

import pytest

from tests.export.rows import column, field
from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Kind
from workbench.export.plan import ExportColumn, Format, Part
from workbench.export.templates import (
    ExportTemplate,
    TemplateColumn,
    from_bytes,
    template_columns,
    template_of,
    to_bytes,
)

FIELDS = (field("gtin", Kind.ID, "GTIN"), field("price", Kind.PRICE, "Price"))
TEMPLATE = ExportTemplate(
    name="Für Kunden",
    source="europeansourcing",
    resource="products",
    columns=(TemplateColumn("price", "Preis"), TemplateColumn("price", "", Part.BOUGHT)),
    format=Format.CSV_EXCEL,
    language="de",
    quantity=500,
)


def test_round_trip():
    assert from_bytes(to_bytes(TEMPLATE)) == TEMPLATE
    assert from_bytes(b"\xef\xbb\xbf" + to_bytes(TEMPLATE)) == TEMPLATE


def test_the_file_holds_no_account():
    assert set(json.loads(to_bytes(TEMPLATE))) == {
        "name", "source", "resource", "columns", "format", "language", "quantity",
        "workbench_template",
    }  # fmt: skip


def test_members_of_later_programs_are_left_out():
    held = json.loads(to_bytes(TEMPLATE)) | {"margin": 35}
    held["columns"][0]["colour"] = "red"
    assert from_bytes(json.dumps(held).encode()) == TEMPLATE


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"columns": [{"heading": "x"}]}, "columns[0]"),
        ({"columns": []}, "columns"),
        ({"format": "doc"}, "format"),
        ({"quantity": "many"}, "quantity"),
        ({"quantity": -1}, "quantity"),
        ({"name": " "}, "name"),
        ({"workbench_template": 2}, "newer"),
    ],
)
def test_what_is_wrong_is_named(change, reason):
    held = json.loads(to_bytes(TEMPLATE)) | change
    with pytest.raises(WbError) as raised:
        from_bytes(json.dumps(held).encode())
    assert raised.value.code is ErrorCode.FILE
    assert reason in raised.value.sentence


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff\xfe", b"{", b"[" * 5000, b" " * 2_000_000])
def test_other_files_are_refused(data):
    with pytest.raises(WbError) as raised:
        from_bytes(data)
    assert raised.value.code is ErrorCode.FILE


def test_unknown_fields_are_named_and_skipped():
    template = ExportTemplate(
        name="x", source="s", resource="r",
        columns=(TemplateColumn("gone"), TemplateColumn("price", "Preis"), TemplateColumn("gtin")),
    )  # fmt: skip
    columns, notes = template_columns(template, FIELDS)
    assert [(each.field.id, each.heading) for each in columns] == [
        ("price", "Preis"), ("gtin", "GTIN"),
    ]  # fmt: skip
    assert notes == ("“gone” is not a field here and was left out.",)


def test_a_template_of_another_table_is_refused():
    template = ExportTemplate(name="x", source="s", resource="r", columns=(TemplateColumn("a"),))
    with pytest.raises(WbError) as raised:
        template_columns(template, FIELDS)
    assert raised.value.code is ErrorCode.INPUT


def test_a_choice_of_columns_becomes_a_template_and_comes_back():
    chosen = (ExportColumn(FIELDS[0], "Artikel"), column("price", Kind.PRICE, Part.CURRENCY))
    template = template_of("x", "s", "r", chosen, Format.XLSX, language="de", quantity=5)
    assert template.columns == (
        TemplateColumn("gtin", "Artikel"), TemplateColumn("price", "", Part.CURRENCY),
    )  # fmt: skip
    columns, notes = template_columns(template, FIELDS)
    assert [(each.key, each.heading) for each in columns] == [
        ("gtin", "Artikel"), ("price.currency", "Price: currency"),
    ]  # fmt: skip
    assert not notes
