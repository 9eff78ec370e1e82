"""Rows into a file: one function for all formats, run in a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.core.errors import bad_input
from workbench.core.texts import tr
from workbench.export.columnar import check_columnar, write_columnar
from workbench.export.delimited import FOR_EXCEL, PLAIN, write_delimited
from workbench.export.landing import landing
from workbench.export.objects import write_objects
from workbench.export.plan import ExportPlan, Format, Written
from workbench.export.run import Run
from workbench.export.workbook.write import Limits, check_workbook, write_workbook

__all__ = ["Written", "write"]


def write(
    plan: ExportPlan,
    path: Path,
    form: Format,
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
    limits: Limits | None = None,
) -> Written:
    """Write the plan's rows to `path`, whole or not at all.

    An existing file is replaced only once the new one is complete and was read again. `progress`
    is called with rows done and rows expected, `stopped` is asked between batches.

    Raises:
        WbError: CANCELLED where `stopped` said so; DISK, DISK_FULL or INPUT where the place
            cannot be written. Nothing is left behind.
    """
    if not plan.columns:
        raise bad_input(
            tr("No column is chosen."), tr("Choose at least one column."), field="columns"
        )
    run = Run(progress, stopped)
    sheets: tuple[str, ...] = ()
    with landing(path, lambda written: _check(written, form, run)) as beside:
        match form:
            case Format.XLSX:
                sheets = write_workbook(plan, beside, run, limits or Limits())
            case Format.CSV:
                write_delimited(plan, beside, run, PLAIN)
            case Format.CSV_EXCEL:
                write_delimited(plan, beside, run, FOR_EXCEL)
            case Format.JSON:
                write_objects(plan, beside, run)
            case Format.PARQUET:
                write_columnar(plan, beside, run)
    return Written(path, run.rows, sheets, run.notes.texts())


def _check(path: Path, form: Format, run: Run) -> None:
    run.check()
    if form is Format.XLSX:
        check_workbook(path)
    elif form is Format.PARQUET:
        check_columnar(path, run.rows)
