"""What an export from the window is, apart from its dialog: the choice made, and its carrying out.

"Export again" repeats the last choice of a table without asking.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from workbench.core.errors import ErrorCode, WbError, bad_input
from workbench.core.jobs import Job, JobState, job_cancelled
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.export.plan import ExportColumn, Format
from workbench.export.templates import ExportTemplate, template_columns
from workbench.ui.desk.ticked import loaded
from workbench.workspace.exporting import Scope, export, plan_of, scope_rows

if TYPE_CHECKING:
    from workbench.export.plan import Written
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.workspace import Workspace

TEMPLATES = "export template"
"""Kind under which templates stand among the workspace's items."""


class LastExport(msgspec.Struct, frozen=True):
    """The last export of a table: what "Export again" repeats."""

    template: ExportTemplate
    scope: Scope
    folder: str


class Choice(msgspec.Struct, frozen=True):
    """What is exported, and where to.

    Attributes:
        columns: in order.
        form: what is written.
        scope: which rows.
        selected: keys of the ticked rows.
        path: the file.
        replace: an older file of that name may go.
        returns: whether an .xlsx carries where it came from, so that it can be brought back.
    """

    columns: tuple[ExportColumn, ...]
    form: Format
    scope: Scope
    selected: Sequence[str]
    path: Path
    replace: bool = False
    returns: bool = True


def last_export(workspace: Workspace, source: str, resource: str) -> LastExport | None:
    """Return the last export of a table, None where there was none or it reads no more."""
    text = workspace.stores.workspace.mark(_last_mark(source, resource))
    try:
        return msgspec.json.decode(text, type=LastExport) if text else None
    except msgspec.DecodeError:
        return None


def remember_export(workspace: Workspace, last: LastExport) -> None:
    """Keep an export for "Export again", and its folder for the next one of its format."""
    store = workspace.stores.workspace
    template = last.template
    text = msgspec.json.encode(last).decode()
    store.set_mark(_last_mark(template.source, template.resource), text)
    store.set_mark(_folder_mark(template.format), last.folder)


def folder_for(workspace: Workspace, form: Format) -> str:
    """Return where an export of a format is offered: where the last one went, else the user's."""
    kept = workspace.stores.workspace.mark(_folder_mark(form))
    return kept or workspace.settings.export_folder or _documents()


def file_name(desk: Desk, form: Format) -> str:
    """Return the name offered for a file: source, table and day."""
    return f"{desk.source.id}-{desk.resource.id}-{now().astimezone():%Y-%m-%d}{form.extension}"


def free_path(path: Path) -> Path:
    """Return the path itself, or with -2, -3 … behind its name where a file is there already."""
    found, number = path, 2
    while found.exists():
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return found


async def carry_out(desk: Desk, choice: Choice, job: Job) -> Written:
    """Load what is missing, then write the file.

    Raises:
        WbError: INPUT with field "columns", "folder" or "out" for what the user can mend; as the
            service or the disk failed.
    """
    session = desk.session
    if session is None:
        raise bad_input(tr("No account is connected."), tr("Connect one first."))
    await asyncio.to_thread(check_place, choice.path, replace=choice.replace)
    if choice.scope is Scope.ALL:
        await _load_rest(desk, job)
    rows = scope_rows(session, choice.scope, choice.selected)
    if not rows:
        raise bad_input(tr("There are no rows to export."), tr("Choose other rows."), "scope")
    plan = plan_of(session, choice.columns, rows, returns=choice.returns)
    job.advance(0, len(rows), tr("Writing the file"))
    return await export(plan, choice.path, choice.form, job)


async def _load_rest(desk: Desk, job: Job) -> None:
    """Load all rows by the tab's own job, whose progress this one shows.

    Raises:
        WbError: what stopped it.
    """
    loading = desk.load_all()
    if loading is None:
        return
    ended = asyncio.Event()

    def watch(moved: Job) -> None:
        if job.stopping and loading.open and not loading.stopping:
            loading.cancel()
        if moved is loading:
            job.advance(loading.done, loading.total, tr("Loading rows"))
        if not loading.open:
            ended.set()

    loading.changed.connect(watch)
    job.changed.connect(watch)
    watch(loading)
    try:
        await ended.wait()
    finally:
        loading.changed.disconnect(watch)
        job.changed.disconnect(watch)
    if loading.state in {JobState.CANCELLED, JobState.INTERRUPTED}:
        raise job_cancelled()
    if loading.state is JobState.FAILED:
        reason = loading.failures[-1] if loading.failures else tr("The rest could not be loaded.")
        raise WbError(ErrorCode.DATA, reason, tr("The rows loaded so far are still there."))


def check_place(path: Path, *, replace: bool) -> None:
    """Refuse a place that cannot take the file; asks the disk, so call it in a thread.

    Raises:
        WbError: INPUT or FILE, naming the input at fault: "folder", "out" or "exists".
    """
    try:
        is_folder, taken = path.parent.is_dir(), path.exists()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise bad_input(
            tr("{path} cannot be used: {reason}.", path=path, reason=reason),
            tr("Choose another name or folder."),
            "out",
        ) from error
    if not is_folder:
        raise bad_input(
            tr("There is no folder {path}.", path=path.parent),
            tr("Choose a folder that is there."),
            "folder",
        )
    if taken and not replace:
        raise bad_input(
            tr("A file “{name}” is there already.", name=path.name),
            tr("Type another name, or replace it."),
            "exists",
        )


def again(desk: Desk, last: LastExport, *, too: bool = False) -> Choice:
    """Return the choice that repeats an export, under a name that is free.

    Args:
        desk: whose rows.
        last: the export.
        too: ticked rows that are out of sight go too.

    Raises:
        WbError: INPUT, where none of its columns is a field of the table any more.
    """
    columns, _ = template_columns(last.template, desk.resource.fields)
    form = last.template.format
    scope = last.scope
    seen, hidden = loaded(desk)
    keys = (*seen, *hidden) if too else seen
    if scope is Scope.SELECTED and not keys:
        scope = Scope.SHOWN
    path = free_path(Path(last.folder) / file_name(desk, form))
    return Choice(columns, form, scope, keys, path)


def left_out(desk: Desk) -> tuple[str, ...]:
    """Return the ticked rows that an export "again" leaves out because they are not in sight."""
    last = last_export(desk.workspace, desk.source.id, desk.resource.id)
    return loaded(desk).hidden if last is not None and last.scope is Scope.SELECTED else ()


def _last_mark(source: str, resource: str) -> str:
    return f"last export {source}/{resource}"


def _folder_mark(form: Format) -> str:
    return f"export folder {form.value}"


def _documents() -> str:
    from platformdirs import user_documents_path  # noqa: PLC0415 - asked only where none is set

    folder = user_documents_path()
    return str(folder if folder.is_dir() else Path.home())
