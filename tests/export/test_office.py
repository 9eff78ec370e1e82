"""LibreOffice opens a workbook, saves it again, and nothing changed."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from tests.export.rows import column, export, plan
from tests.export.test_workbook import FORMULAS, naive
from workbench.core.fields import Kind
from workbench.core.values import Money

GTINS = ["0012345678905", "00000000", "1E5", "TRUE", "1-2", "2026-03-14", "12345678901234567890"]


def through_office(path, folder):
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "again"), str(path)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return openpyxl.load_workbook(folder / "again" / path.name)


@pytest.mark.fault(29)
@pytest.mark.fault(73)
def test_office_reads_the_same_values_and_no_formula(tmp_path):
    texts = [*GTINS, *FORMULAS, "a\x01b", "_x0041_", "  both  ", "two\nlines", "é\u202e𝒳", "&<>"]
    texts = [text.replace("\r", "\x02") for text in texts]
    kinds = [Kind.TEXT, Kind.ID, Kind.MONEY, Kind.DATE, Kind.TIME, Kind.FLAG, Kind.LINK]
    cents = [Decimal(number).scaleb(-2) for number in range(len(texts))]
    day, moment = date(2026, 3, 14), datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC)
    url = "https://a.test/x?y=1&z=2"
    rows = [
        (text, text, Money(cent, "EUR"), day, moment, bool(cent), url)
        for text, cent in zip(texts, cents, strict=True)
    ]
    made = plan([column(kind.value, kind) for kind in kinds], rows)
    export(made, tmp_path / "rows.xlsx")
    book = through_office(tmp_path / "rows.xlsx", tmp_path)
    assert book.sheetnames == ["Products", "About"]
    sheet = book["Products"]
    assert sheet.auto_filter.ref == f"A1:G{len(texts) + 1}"
    assert sheet.print_title_rows == "$1:$1"
    for row, text, cent in zip(sheet.iter_rows(min_row=2), texts, cents, strict=True):
        # It escapes control characters when saving, and texts that look escaped it does not.
        assert all(text in {cell.value, unescape(cell.value)} for cell in row[:2])
        # LibreOffice keeps every boolean cell of a workbook as one of its two constants.
        assert row[5].value == ("=TRUE()" if cent else "=FALSE()")
        assert [cell.data_type for cell in (*row[:5], row[6])] == ["s", "s", "n", "d", "d", "s"]
        assert [cell.value for cell in row[2:5]] == [
            float(cent),
            naive(2026, 3, 14),
            naive(2026, 3, 14, 15, 9, 26),
        ]
        assert "EUR" in row[2].number_format
        assert row[6].hyperlink.target == url
    cells = [cell for row in book["About"].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
