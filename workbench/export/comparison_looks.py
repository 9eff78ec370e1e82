"""The looks of a comparison's cells, and the names of its sheets as formulas write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from workbench.core.texts import tr
from workbench.export.workbook.package import sheet_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_CODE: Final = re.compile(r"[A-Z]{3}")


class Looks:
    """Formats of one workbook.

    Attributes:
        head: of headings.
        count, rate, day, text, percent: of values.
        input: of cells that are there to be typed in.
        best: of a row's best cost.
        names: of the sheets, quoted, by what they hold.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._amounts: dict[tuple[str, bool], Format] = {}
        self.names: dict[str, str] = {}
        self._taken: list[str] = []
        head = {"bold": True, "text_wrap": True, "bottom": 1, "valign": "top",
                "bg_color": "#E9EDF3"}  # fmt: skip
        self.head: Format = book.add_format(head)
        self.count: Format = book.add_format({"num_format": "#,##0"})
        self.input: Format = book.add_format({"num_format": "#,##0", "bg_color": "#FFF6D6"})
        self.input_text: Format = book.add_format({"num_format": "@", "bg_color": "#FFF6D6"})
        self.rate: Format = book.add_format({"num_format": "0.00######"})
        self.day: Format = book.add_format({"num_format": "yyyy\\-mm\\-dd"})
        self.text: Format = book.add_format({"num_format": "@"})
        self.percent: Format = book.add_format({"num_format": "0.0"})
        self.best: Format = book.add_format({"bg_color": "#DDF3E4", "bold": True})
        self.wrap: Format = book.add_format({"text_wrap": True, "valign": "top"})

    def amount(self, currency: str, *, typed: bool = False) -> Format:
        """Return the format of amounts in a currency; "" shows none."""
        held = self._amounts.get((currency, typed))
        if held is None:
            sign = f"\\ [${currency}]" if _CODE.fullmatch(currency) else ""
            look = {"num_format": f"#,##0.00##{sign}"}
            if typed:
                look["bg_color"] = "#FFF6D6"
            held = self._amounts[currency, typed] = self._book.add_format(look)
        return held

    def sheet(self, what: str, title: str) -> Worksheet:
        """Add a sheet and remember its name."""
        name = sheet_name(title, self._taken)
        self._taken.append(name)
        self.names[what] = "'" + name.replace("'", "''") + "'"
        return self._book.add_worksheet(name)


def write_about(looks: Looks, lines: Sequence[tuple[str, str]]) -> None:
    """Add the sheet that says where everything came from."""
    sheet = looks.sheet("about", tr("About"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for row, (label, text) in enumerate(lines):
        sheet.write_string(row, 0, label, looks.head)
        sheet.write_string(row, 1, text, looks.wrap)


def put_number(
    sheet: Worksheet, row: int, column: int, value: Decimal | Fraction | int, look: Format
) -> None:
    """Write a number as a constant; the library writes exact kinds with sixteen digits."""
    sheet.write_number(row, column, value, look)  # type: ignore[arg-type]


def put_formula(
    sheet: Worksheet,
    row: int,
    column: int,
    formula: str,
    look: Format | None,
    value: Decimal | Fraction | int | str,
) -> None:
    """Write a formula, without its sign, with the value that it comes to."""
    held = f"{value.numerator / value.denominator!r}" if isinstance(value, Fraction) else value
    sheet.write_formula(row, column, f"={formula}", look, held)  # type: ignore[arg-type]
