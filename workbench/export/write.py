"""Rows into a file: one function for all formats, run in a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.core.errors import bad_input, from_os_error
from workbench.core.texts import tr
from workbench.export.columnar import check_columnar, write_columnar
from workbench.export.delimited import FOR_EXCEL, PLAIN, write_delimited
from workbench.export.objects import write_objects
from workbench.export.plan import ExportPlan, Format, Part, Written
from workbench.export.run import Run
from workbench.export.values import Notes
from workbench.export.workbook.write import Limits, check_workbook, write_workbook
from workbench.store.files import System, atomic_path

__all__ = ["Written", "write"]


def write(
    plan: ExportPlan,
    path: Path,
    form: Format,
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
    *,
    limits: Limits | None = None,
    system: System | None = None,
) -> Written:
    """Write the plan's rows to `path`, whole or not at all.

    An existing file is replaced only once the new one is complete and was read again.

    Args:
        plan: columns, rows and where they came from.
        path: the file; its folder must exist.
        form: what is written.
        progress: called with rows done and rows expected.
        stopped: asked between batches and before the file gets its name.
        limits: what one sheet takes.
        system: the calls to the operating system.

    Raises:
        WbError: CANCELLED where `stopped` said so; DISK, DISK_FULL or INPUT where the place
            cannot be written. Nothing is left behind.
    """
    target = _target(path)
    if not plan.columns:
        raise bad_input(
            tr("No column is chosen."), tr("Choose at least one column."), field="columns"
        )
    named = {column.field.id for column in plan.columns if column.part is Part.CURRENCY}
    run = Run(progress, stopped, Notes(frozenset(named)))
    sheets: tuple[str, ...] = ()
    with atomic_path(target, verify=lambda part: _check(part, form, run), system=system) as part:
        match form:
            case Format.XLSX:
                sheets = write_workbook(plan, part, run, limits or Limits())
            case Format.CSV:
                write_delimited(plan, part, run, PLAIN)
            case Format.CSV_EXCEL:
                write_delimited(plan, part, run, FOR_EXCEL)
            case Format.JSON:
                write_objects(plan, part, run)
            case Format.PARQUET:
                write_columnar(plan, part, run)
    return Written(path, run.rows, sheets, run.notes.texts())


def _target(path: Path) -> Path:
    """Return the file meant: a link leads to its file, which keeps its place."""
    target = path.absolute()
    try:
        target = target.resolve() if target.is_symlink() else target
        folder = target.is_dir()
    except OSError as error:
        raise from_os_error(error, target) from error
    if folder:
        raise bad_input(
            tr("{path} is a folder.", path=target), tr("Type a file name."), field="out"
        )
    return target


def _check(path: Path, form: Format, run: Run) -> None:
    if form is Format.XLSX:
        check_workbook(path)
    elif form is Format.PARQUET:
        check_columnar(path, run.rows)
    run.check()
