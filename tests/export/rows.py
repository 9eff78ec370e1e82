"""Plans for the export tests: columns of any kinds over rows that are simply listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from workbench.core.fields import Field, Kind
from workbench.export.plan import About, ExportColumn, ExportPlan, Format, Part, Written, column_of
from workbench.export.workbook.write import Limits
from workbench.export.write import write

AT = datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC)


class Listed:
    def __init__(self, rows: Sequence[Sequence[object]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def batches(self, size: int) -> Iterator[Sequence[Sequence[object]]]:
        for first in range(0, len(self._rows), size):
            yield self._rows[first : first + size]


def field(identity: str, kind: Kind, title: str = "", unit: str = "") -> Field:
    return Field(identity, title or identity.title(), kind, lambda record: record, unit=unit)


def column(identity: str, kind: Kind, part: Part = Part.VALUE) -> ExportColumn:
    return column_of(field(identity, kind), part)


def about(**changes: object) -> About:
    usual: dict[str, object] = {
        "source": "EuropeanSourcing",
        "account": "main",
        "resource": "Products",
        "filters": ("Price up to 12 EUR", "Stock of 100 or more"),
        "currency": "EUR",
        "currency_assumed": True,
        "quantity": 500,
        "at": AT,
    }
    return About(**(usual | changes))  # type: ignore[arg-type]


def plan(
    columns: Sequence[ExportColumn], rows: Sequence[Sequence[object]], title: str = "Products"
) -> ExportPlan:
    return ExportPlan(tuple(columns), Listed(rows), about(), title)


def export(
    made: ExportPlan, path: Path, form: Format = Format.XLSX, limits: Limits | None = None
) -> Written:
    return write(made, path, form, lambda done, total: None, lambda: False, limits=limits)
