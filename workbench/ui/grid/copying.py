"""Selected cells as text that other programs read back: the same rows and columns everywhere.

Numbers are plain, with a point and without grouping; codes stay texts. Beside the tabbed text
there is a table in HTML, where each cell says whether it is a number, so that a spreadsheet neither
eats leading zeros nor takes a text for a formula.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QMimeData

from workbench.core.fields import NUMERIC, Field, Kind
from workbench.core.values import Coded, Money, Odd, Priced

if TYPE_CHECKING:
    from workbench.tables.table import Table

MOST_CELLS = 500_000
"""More cells than this are exported, not copied."""
BETWEEN = "; "
"""Between the names of several codes in one cell."""


class CopyForm(StrEnum):
    """What a block is copied as."""

    TABBED = "tabbed"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


class Block(msgspec.Struct, frozen=True):
    """Cells to be copied.

    Attributes:
        fields: the columns.
        titles: what stands over them.
        rows: the values, row by row.
    """

    fields: tuple[Field, ...]
    titles: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def block_of(
    table: Table, rows: Sequence[int], fields: Sequence[Field], titles: Sequence[str]
) -> Block:
    """Read a block out of the table; prices at its quantity."""
    readers = [_reader(table, field) for field in fields]
    values = tuple(tuple(read(row) for read in readers) for row in rows)
    return Block(tuple(fields), tuple(titles), values)


def _reader(table: Table, field: Field) -> Callable[[int], object]:
    if field.kind is Kind.PRICE:
        odd = table.odd(field.id)
        return lambda row: odd.get(row) or table.price(row, field.id)
    return lambda row: table.value(row, field.id)


def plain(value: object) -> str:
    """A value as plain text: a point before decimals, no grouping, days as ISO writes them."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return f"{value:f}"
        case Money() | Priced():
            return f"{value.amount:f}"
        case Coded():
            return value.label or value.code
        case Odd():
            return value.raw
        case tuple():
            return BETWEEN.join(map(plain, value))
        case _:
            return _moment(value) if isinstance(value, date) else str(value)


def _moment(value: date) -> str:
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat()


def tabbed(block: Block, *, headers: bool = False) -> str:
    """Lines of cells parted by tabs; cells with tabs or line ends stand in quotes."""
    return _delimited(block, "\t", headers=headers)


def as_csv(block: Block) -> str:
    """Comma-separated values with the titles first."""
    return _delimited(block, ",", headers=True)


def _delimited(block: Block, separator: str, *, headers: bool) -> str:
    import csv  # noqa: PLC0415 - only where something is copied

    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    if headers:
        writer.writerow(block.titles)
    writer.writerows([plain(value) for value in row] for row in block.rows)
    return out.getvalue()


def as_json(block: Block) -> str:
    """A list of objects, keys are the fields' ids; amounts are texts, with their currency."""
    ids = [field.id for field in block.fields]
    rows = [dict(zip(ids, map(_jsonable, row), strict=True)) for row in block.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _jsonable(value: object) -> object:
    match value:
        case None | bool() | int():
            return value
        case Money() | Priced():
            return {"amount": f"{value.amount:f}", "currency": value.currency}
        case Coded() | Odd():
            return plain(value)
        case tuple():
            return [_jsonable(part) for part in value]
        case datetime():
            return value.isoformat()
        case _:
            return plain(value)


def as_markdown(block: Block) -> str:
    """A table as wikis and trackers read it; numbers to the right."""
    lines = [_markdown_row(block.titles)]
    lines.append(_markdown_row(["--:" if _is_number(f) else "---" for f in block.fields]))
    lines += [_markdown_row([plain(value) for value in row]) for row in block.rows]
    return "\n".join(lines) + "\n"


def _markdown_row(cells: Sequence[str]) -> str:
    safe = (cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells)
    return "| " + " | ".join(" ".join(cell.split()) for cell in safe) + " |"


def _is_number(field: Field) -> bool:
    return field.kind in NUMERIC


def as_html(block: Block, *, headers: bool = False) -> str:
    """A table for spreadsheets: numbers are marked as such, all else is text."""
    lines = ['<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="utf-8"><table>']
    if headers:
        lines.append("<tr>" + "".join(map(_html_text, block.titles)) + "</tr>")
    lines += ["<tr>" + "".join(map(_html_cell, row)) + "</tr>" for row in block.rows]
    return "\n".join([*lines, "</table></html>"])


def _html_cell(value: object) -> str:
    number = isinstance(value, int | Decimal | Money | Priced) and not isinstance(value, bool)
    if not number:
        return _html_text(plain(value))
    text = plain(value)
    return f'<td x:num="{text}" sdval="{text}">{text}</td>'


def _html_text(text: str) -> str:
    from html import escape  # noqa: PLC0415 - only where something is copied

    shown = escape(text).replace("\n", "<br>")
    return f"<td style=\"mso-number-format:'\\@'\">{shown}</td>"


def mime_of(block: Block, form: CopyForm = CopyForm.TABBED, *, headers: bool = False) -> QMimeData:
    """What is put on the clipboard."""
    data = QMimeData()
    match form:
        case CopyForm.CSV:
            data.setText(as_csv(block))
        case CopyForm.JSON:
            data.setText(as_json(block))
        case CopyForm.MARKDOWN:
            data.setText(as_markdown(block))
        case _ if len(block.rows) == 1 and len(block.fields) == 1 and not headers:
            data.setText(plain(block.rows[0][0]))
        case _:
            data.setText(tabbed(block, headers=headers))
            data.setHtml(as_html(block, headers=headers))
    return data
