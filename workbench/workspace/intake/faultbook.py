"""The error workbook: the sheet as it was, and in one more column why a row cannot be imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.export.plan import About, ExportColumn, ExportPlan
from workbench.workspace.intake.lines import Fate, Line

if TYPE_CHECKING:
    from workbench.export.reading.sheet import Cell, Sheet
    from workbench.workspace.session import Session


class FaultRows:
    """The rows of a sheet with their reasons, for an exporter."""

    def __init__(
        self, sheet: Sheet, lines: Sequence[Line], cells: Callable[[int], Sequence[Cell]]
    ) -> None:
        self._sheet = sheet
        self._lines = lines
        self._cells = cells

    def __len__(self) -> int:
        return len(self._lines)

    def batches(self, size: int) -> Iterator[Sequence[Sequence[object]]]:
        """Give the rows, at most `size` at a time."""
        for start in range(0, len(self._lines), size):
            part = self._lines[start : start + size]
            yield [[*self._cells(line.index), reason_of(line, self._sheet)] for line in part]


def reason_of(line: Line, sheet: Sheet) -> str | None:
    """Return why a row is not imported, None where it is."""
    if line.fate is Fate.MISSING:
        return line.note
    if line.fate is not Fate.BAD:
        return None
    headers = sheet.headers
    return "\n".join(
        problem.at(line.number, headers[problem.column] if problem.column >= 0 else "")
        for problem in line.problems
    )


def fault_plan(
    session: Session,
    sheet: Sheet,
    lines: Sequence[Line],
    cells: Callable[[int], Sequence[Cell]],
    file: str,
) -> ExportPlan:
    """Return what the error workbook is written from.

    Args:
        session: of the resource.
        sheet: that was read.
        lines: what became of its rows.
        cells: gives the cells of a row, what was typed in place of them over it.
        file: name of the file.
    """
    kinds = _kinds(len(sheet.headers), lines, cells)
    columns = [
        ExportColumn(Field(f"column{at}", header, kinds[at], _same), header)
        for at, header in enumerate(sheet.headers)
    ]
    reason = tr("Reason")
    columns.append(ExportColumn(Field("reason", reason, Kind.TEXT, _same), reason))
    about = About(
        source=session.source.title,
        account=session.account.name,
        resource=tr(session.resource.title),
        filters=(),
        currency="",
        currency_assumed=False,
        quantity=0,
        at=now(),
        note=tr("Rows of {file} that were not imported say why in the last column.", file=file),
    )
    return ExportPlan(
        tuple(columns), FaultRows(sheet, lines, cells), about, sheet.found.sheet or file
    )


def _same(value: object) -> object:
    return value


def _kinds(width: int, lines: Sequence[Line], cells: Callable[[int], Sequence[Cell]]) -> list[Kind]:
    """Return the kind of each column by the first cell that is no text; codes stay texts."""
    kinds: list[Kind | None] = [None] * width
    for line in lines:
        if all(kinds):
            break
        for at, cell in enumerate(cells(line.index)):
            kinds[at] = kinds[at] or _kind(cell)
    return [kind or Kind.ID for kind in kinds]


def _kind(cell: Cell) -> Kind | None:
    match cell:
        case bool():
            return Kind.FLAG
        case Decimal():
            return Kind.DECIMAL
        case datetime():
            return Kind.TIME
        case date():
            return Kind.DATE
        case _:
            return None
