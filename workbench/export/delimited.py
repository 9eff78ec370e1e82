"""Rows as CSV: one plain kind for machines, one that Excel opens without harm."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from workbench.core.values import Money, Priced
from workbench.export.plan import ExportColumn, ExportPlan
from workbench.export.run import Run
from workbench.export.values import Notes, encoded, part_values, text_of

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A text that begins with one of these is a formula to a spreadsheet."""


@dataclass(frozen=True)
class Dialect:
    """How one kind of CSV is written.

    Attributes:
        separator: between values.
        decimal: sign before decimals.
        mark: bytes the file begins with.
        guarded: whether texts that look like formulas get an apostrophe in front.
    """

    separator: str = ","
    decimal: str = "."
    mark: bytes = b""
    guarded: bool = False


PLAIN = Dialect()
FOR_EXCEL = Dialect(";", ",", b"\xef\xbb\xbf", guarded=True)


def write_delimited(plan: ExportPlan, path: Path, run: Run, dialect: Dialect) -> None:
    """Write the rows as CSV, lines ended by CR LF, headers the columns' keys."""
    with path.open("wb") as out:
        out.write(dialect.mark)
        out.write(_lines([[_guarded(column.key, dialect) for column in plan.columns]], dialect))
        for batch in run.batches(plan.rows):
            columns = [
                _column(column, values, plan.about.quantity, dialect, run.notes)
                for column, values in zip(plan.columns, zip(*batch, strict=True), strict=True)
            ]
            out.write(_lines(zip(*columns, strict=True), dialect))


def _lines(rows: Iterable[Iterable[str]], dialect: Dialect) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=dialect.separator).writerows(rows)
    return encoded(text.getvalue())


def _column(
    column: ExportColumn, given: Iterable[object], quantity: int, dialect: Dialect, notes: Notes
) -> list[str]:
    values = part_values(column, given, quantity)
    notes.saw_currencies(
        column.key, {value.currency for value in values if isinstance(value, Money | Priced)}
    )
    return [_cell(value, dialect) for value in values]


def _cell(value: object, dialect: Dialect) -> str:
    text = text_of(value)
    if isinstance(value, Decimal | Money | Priced):
        return text.replace(".", dialect.decimal)
    if isinstance(value, int):
        return text
    return _guarded(text, dialect)


def _guarded(text: str, dialect: Dialect) -> str:
    return f"'{text}" if dialect.guarded and text.startswith(FORMULA_SIGNS) else text
