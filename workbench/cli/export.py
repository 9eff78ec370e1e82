"""`workbench export`: all rows that match, into a file, exactly as the window would write them."""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path

from workbench.cli.output import Output
from workbench.cli.places import check_place
from workbench.cli.reach import connect, find_account, find_resource, run_on_workspace
from workbench.core.conditions import parse_where
from workbench.core.errors import EXIT, bad_input
from workbench.core.fields import Field, by_id, data_fields
from workbench.core.jobs import Job
from workbench.core.queries import Condition, Query
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr
from workbench.workspace import exporting
from workbench.workspace.loading import Loading
from workbench.workspace.session import Session
from workbench.workspace.widening import widened
from workbench.workspace.workspace import Workspace


def export(options: argparse.Namespace) -> int:
    """Read all matching rows and write them to `--out`.

    Raises:
        WbError: INPUT for unknown filters, columns or file types; as the service answered; DISK
            where the file cannot be written.
    """
    from workbench.export.plan import format_of  # noqa: PLC0415

    source, resource = find_resource(options.resource)
    fields = chosen_fields(resource, options.columns)
    conditions = parse_where(resource.filters, options.where)
    form = format_of(Path(options.out))
    check_place(Path(options.out))
    if options.limit is not None and options.limit < 1:
        raise bad_input("--limit must be at least 1.", "Leave it out for all rows.", "limit")
    if options.quantity < 1:
        raise bad_input("--quantity must be at least 1.", "Leave it out for 1.", "quantity")
    output = Output(as_json=options.json)

    async def work(workspace: Workspace) -> int:
        account = find_account(workspace, source, options)
        if conditions or not resource.kept:
            await connect(workspace, source, account, options)
        session = workspace.session(source, widened(resource, fields), account)
        language = options.language or account.language
        query = query_of(source, resource, conditions, language, options)
        await read_rows(session, query, output, options.limit)
        return await write_rows(session, fields, form, output, options)

    return run_on_workspace(work)


def query_of(
    source: Source,
    resource: Resource,
    conditions: tuple[Condition, ...],
    language: str,
    options: argparse.Namespace,
) -> Query:
    """Return the question; the text filter is the search box of the window."""
    searched = [held for held in conditions if _is_text(resource, held)]
    text = next((str(held.value) for held in searched), "")
    rest = tuple(held for held in conditions if held not in searched)
    spoken = source.languages
    default = "en" if "en" in spoken else next(iter(spoken), "")
    if language and language not in spoken and resource.languages:
        raise bad_input(
            f"{source.title} has no texts in “{language}”.",
            f"Choose one of: {', '.join(spoken)}.",
            "language",
        )
    return Query(
        conditions=rest,
        text=text,
        language=(language or default) if resource.languages else "",
        quantity=options.quantity,
    )


def _is_text(resource: Resource, condition: Condition) -> bool:
    """Return whether a condition says what the search box of the window says."""
    owner = next((held for held in resource.filters if held.name == resource.text_filter), None)
    usual = {"", owner.default} if owner is not None else set()
    return condition.filter == resource.text_filter and condition.part in usual


def chosen_fields(resource: Resource, columns: str) -> tuple[Field, ...]:
    """Return the fields of `--columns`, each once; all of them where none is named.

    Raises:
        WbError: INPUT for an unknown one, naming the nearest three.
    """
    if not columns:
        return data_fields(resource.fields)
    known = by_id(data_fields(resource.fields))
    names = tuple(dict.fromkeys(name.strip() for name in columns.split(",") if name.strip()))
    if not names:
        raise bad_input("--columns names no column.", "Leave it out for all.", "columns")
    for name in names:
        if name not in known and (made := _made(resource, name)) is not None:
            known[name] = made
        if name not in known:
            near = difflib.get_close_matches(name, known, 3, 0.0)
            raise bad_input(
                f"There is no column “{name}”.", f"The nearest are: {', '.join(near)}.", "columns"
            )
    return tuple(known[name] for name in names)


def _made(resource: Resource, name: str) -> Field | None:
    """Return a column that the resource can make: by its path, or by its whole title."""
    if resource.paths is None:
        return None
    found = (field for field in resource.paths.found(name, ()) if tr(field.title) == name)
    return resource.paths.field(name) or next(found, None)


async def read_rows(session: Session, query: Query, output: Output, limit: int | None) -> None:
    """Read every row of a question, or the first `limit`.

    Raises:
        WbError: as the service's answer was named.
    """
    show = output.progress("read")
    job = Job("read", tr("Loading rows"), "load")
    job.changed.connect(show)
    # Some answers take a service minutes: the jobs behind them say what goes on.
    session.jobs.changed.connect(output.doing())
    await session.ask(query, again=True)
    job.advance(len(session.table), session.status.total)
    if limit is None:
        if not session.status.complete:
            await Loading(session, afresh=True).run(job)
        return
    while len(session.table) < limit and session.cursor:
        await session.next_page()
        job.advance(len(session.table), session.status.total)


async def write_rows(
    session: Session,
    fields: tuple[Field, ...],
    form: object,
    output: Output,
    options: argparse.Namespace,
) -> int:
    """Write the rows that were read; return the exit status.

    Raises:
        WbError: DISK, where the file cannot be written.
    """
    from workbench.export.plan import ExportColumn, Format  # noqa: PLC0415

    assert isinstance(form, Format)
    path = Path(options.out)
    rows = exporting.scope_rows(session, exporting.Scope.ALL, ())[: options.limit]
    columns = tuple(ExportColumn(field, tr(field.title)) for field in fields)
    plan = exporting.plan_of(session, columns, rows)
    job = Job("write", tr("Writing the file"), "export")
    job.changed.connect(output.progress("written"))
    written = await exporting.export(plan, path, form, job)
    notes = (*written.notes, *session.status.notes)
    if options.json:
        output.result({"path": str(written.path), "rows": written.rows, "notes": list(notes)})
    else:
        output.line(f"{written.rows:,} rows written to {written.path}")
        for note in notes:
            output.note(note)
    return EXIT.partly if session.status.notes else EXIT.done
