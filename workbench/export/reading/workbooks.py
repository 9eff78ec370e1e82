"""Workbooks in: the cells with their types, through calamine, and what that leaves out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import mark, tr
from workbench.export.reading import archive as archives
from workbench.export.reading.failures import (
    damaged,
    empty,
    encrypted,
    too_many_columns,
    too_many_rows,
)
from workbench.export.reading.layout import Numbered, Remarks, lay_out, trimmed
from workbench.export.reading.limits import Limits
from workbench.export.reading.package import (
    BadCells,
    SheetPart,
    bad_cells,
    defined_names,
    properties,
    sheet_parts,
)
from workbench.export.reading.sheet import Found, ReadOptions, SheetSize
from workbench.export.reading.wire import RAW, Done, Sink

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

_LONG: Final = 1e15
_MERGED = mark("Merged cells: their value stands in the first of them only.")
_ERROR = mark("Cells that hold an error instead of a value.")
_UNCOMPUTED = mark("Formulas that were never computed; they are read as empty.")
_DIGITS = mark("Numbers of more than 15 digits: the workbook may have lost some of them.")
_MACROS = mark("The workbook carries macros; they are not run.")


@dataclass
class _Package:
    """What the archive itself says; empty for kinds that are no archive."""

    kind: str = "xls"
    parts: dict[str, SheetPart] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def read_workbook(
    sink: Sink, path: Path, options: ReadOptions, limits: Limits, *, packed: bool
) -> Done:
    """Read one sheet of a workbook into `sink`.

    Args:
        sink: takes the rows.
        path: the workbook.
        options: `sheet` chooses one; otherwise it is the first visible one that holds anything.
        limits: what it may take.
        packed: whether it is a zip file.

    Raises:
        WbError: FILE, where it cannot be read.
    """
    package = _package(path, limits) if packed else _Package()
    remarks = Remarks()
    if package.kind == "xlsm":
        remarks.add(_MACROS)
    with _calamine(path) as book:
        chosen, held = _choose(book, options.sheet)
        bad = _bad(path, limits, package.parts.get(chosen))
        _remark_on(held, bad, remarks)
        rows = _rows(held, bad, remarks, limits)
        layout = lay_out(rows, sink, options, limits, remarks)
        found = Found(
            kind=package.kind,
            sheet=chosen,
            sheets=tuple(_sizes(book, chosen, held, package)),
            header_row=layout.header_row,
            writing=layout.writing,
            macros=package.kind == "xlsm",
            whole=layout.whole,
        )
    part = package.parts.get(chosen)
    return Done(
        headers=layout.headers,
        found=found,
        remarks=layout.remarks.all(),
        fingerprint=layout.fingerprint,
        blocks=sink.blocks,
        properties=package.properties,
        names=package.names,
        hidden_columns=part.hidden_columns if part else (),
    )


def _package(path: Path, limits: Limits) -> _Package:
    with archives.opened(path, limits) as archive:
        kind = archives.kind_of(archive)
        if kind == "ods":
            return _Package(kind, properties=properties(archive))
        return _Package(kind, sheet_parts(archive), properties(archive), defined_names(archive))


def _bad(path: Path, limits: Limits, part: SheetPart | None) -> BadCells:
    if part is None:
        return BadCells()
    with archives.opened(path, limits) as archive:
        return bad_cells(archive, part.part)


@contextmanager
def _calamine(path: Path) -> Iterator[CalamineWorkbook]:
    """Open a workbook; what the library cannot follow is named."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415

    try:
        # Not by its path: that would be taken for what its name says.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            yield book
    except PasswordError:
        raise encrypted() from None
    except CalamineError as error:
        raise damaged(str(error)[:300]) from error
    except BaseException as error:
        # A panic of the library is no Exception, and its class is not to be imported.
        if type(error).__name__ == "PanicException":
            raise damaged("panic") from error
        raise


def _choose(book: CalamineWorkbook, name: str | None) -> tuple[str, CalamineSheet]:
    """Return the sheet that was asked for, or the first visible one with something in it."""
    if name is not None:
        if name not in book.sheet_names:
            raise WbError(
                ErrorCode.FILE,
                tr("There is no sheet “{name}”.", name=name),
                tr("It has: {names}.", names=", ".join(book.sheet_names)),
            )
        return name, book.get_sheet_by_name(name)
    for sheet in book.sheets_metadata:
        if _is_visible(sheet) and _is_table(sheet):
            held = book.get_sheet_by_name(sheet.name)
            if held.start is not None:
                return sheet.name, held
    raise empty()


def _is_visible(sheet: SheetMetadata) -> bool:
    from python_calamine import SheetVisibleEnum  # noqa: PLC0415

    return sheet.visible == SheetVisibleEnum.Visible


def _is_table(sheet: SheetMetadata) -> bool:
    from python_calamine import SheetTypeEnum  # noqa: PLC0415

    return sheet.typ == SheetTypeEnum.WorkSheet


def _sizes(
    book: CalamineWorkbook, chosen: str, held: CalamineSheet, package: _Package
) -> Iterator[SheetSize]:
    """Tell the sizes of all sheets without reading those that nobody asked for."""
    for sheet in book.sheets_metadata:
        part = package.parts.get(sheet.name)
        rows, columns = (part.rows, part.columns) if part else (None, None)
        if sheet.name == chosen:
            rows, columns = _extent(held)
        elif package.kind in {"xls", "ods"}:
            rows, columns = _extent(book.get_sheet_by_name(sheet.name))
        yield SheetSize(sheet.name, rows, columns, hidden=not _is_visible(sheet))


def _extent(held: CalamineSheet) -> tuple[int, int]:
    return (held.end[0] + 1, held.end[1] + 1) if held.end else (0, 0)


def _remark_on(held: CalamineSheet, bad: BadCells, remarks: Remarks) -> None:
    merged = held.merged_cell_ranges
    if merged:
        row, column = min(start for start, _ in merged)
        remarks.add(_MERGED, row + 1, column + 1, len(merged))
    if bad.errors:
        remarks.add(_ERROR, *min(bad.errors), len(bad.errors))
    if bad.uncomputed:
        remarks.add(_UNCOMPUTED, *bad.uncomputed[0], len(bad.uncomputed))


def _rows(
    held: CalamineSheet, bad: BadCells, remarks: Remarks, limits: Limits
) -> Iterator[Numbered]:
    rows, columns = _extent(held)
    if rows > limits.rows + 1:
        raise too_many_rows(limits.rows)
    if columns > limits.columns:
        raise too_many_columns(1, limits.columns)
    errors: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in bad.errors.items():
        errors.setdefault(row, []).append((column, text))
    before: list[RAW] = [None] * (held.start[1] if held.start else 0)
    for number, cells in enumerate(held.iter_rows(), 1):
        typed = before + [_cell(cell) for cell in cells]
        for column, text in errors.get(number, ()):
            typed += [None] * (column - len(typed))
            typed[column - 1] = text
        for column, cell in enumerate(typed, 1):
            if type(cell) is float and abs(cell) >= _LONG and cell.is_integer():
                remarks.add(_DIGITS, number, column)
        yield number, trimmed(typed)


def _cell(cell: object) -> RAW:
    match cell:
        case str() | float() | int() | dt.date():
            return cell
        case dt.time():
            return cell.isoformat()
        case dt.timedelta():
            return _clock(cell)
        case _:
            return None


def _clock(span: dt.timedelta) -> str:
    """Return a span as a clock that counts past 24 hours: 30:00:00."""
    seconds = round(span.total_seconds())
    sign = "-" if seconds < 0 else ""
    minutes, second = divmod(abs(seconds), 60)
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{second:02}"
