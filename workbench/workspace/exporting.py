"""Exporting what a tab shows: selection, shown rows, or all rows of the question."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.formats import Formats
from workbench.core.jobs import Job, job_cancelled
from workbench.core.queries import Condition, PartKind
from workbench.core.texts import tr
from workbench.core.times import now

if TYPE_CHECKING:
    from workbench.export.origin import Carried
    from workbench.export.plan import ExportColumn, ExportPlan, Format
    from workbench.export.write import Written
    from workbench.tables.table import Table
    from workbench.workspace.session import Session


class Scope(StrEnum):
    """Which rows an export takes."""

    SELECTED = "selected"
    SHOWN = "shown"
    """The loaded rows that no local filter hides, in the order shown."""
    ALL = "all"
    """Every row the service has for the question; the rest is loaded first."""


class TableRows(msgspec.Struct, frozen=True):
    """Some rows of a table for an exporter, prices at the table's quantity."""

    table: Table
    rows: Sequence[int]
    fields: tuple[Field, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def batches(self, size: int) -> Iterator[Sequence[Sequence[object]]]:
        """Give the values of the rows, at most `size` rows at a time."""
        read_as = {Kind.PRICE: self.table.price, Kind.OFFER: self.table.asked}
        readers = tuple(
            (read_as.get(field.kind, self.table.value), field.id) for field in self.fields
        )
        for start in range(0, len(self.rows), size):
            chunk = self.rows[start : start + size]
            yield [[read(row, identity) for read, identity in readers] for row in chunk]


def scope_rows(session: Session, scope: Scope, selected: Sequence[str]) -> list[int]:
    """Return the table rows of a scope, as they stand now."""
    if scope is Scope.SELECTED:
        found = (session.table.row_of(key) for key in selected)
        return sorted(row for row in found if row is not None)
    if scope is Scope.ALL:
        return list(range(len(session.table)))
    return [session.rows.row(position) for position in range(len(session.rows))]


def plan_of(
    session: Session,
    columns: tuple[ExportColumn, ...],
    rows: Sequence[int],
    note: str = "",
    *,
    returns: bool = True,
) -> ExportPlan:
    """Return what is to be written, with its "About".

    Args:
        session: whose rows.
        columns: in order.
        rows: of its table.
        note: one more line of the "About".
        returns: whether an .xlsx carries where it came from, so that it can be brought back.
    """
    from workbench.export.plan import About, ExportPlan  # noqa: PLC0415 - only when exporting

    priced = any(column.field.kind in {Kind.PRICE, Kind.MONEY, Kind.OFFER} for column in columns)
    about = About(
        source=session.source.title,
        account=session.account.name,
        resource=tr(session.resource.title),
        filters=describe_filters(session),
        currency=session.source.currency_of(session.account) if priced else "",
        currency_assumed=priced and not session.source.currency_named,
        quantity=session.query.quantity if priced and session.resource.priced else 0,
        at=session.status.read_at or now(),
        note=note,
    )
    fields = tuple(column.field for column in columns)
    return ExportPlan(
        columns=columns,
        rows=TableRows(session.table, rows, fields),
        about=about,
        title=tr(session.resource.title),
        carried=_carried(session, columns, rows) if returns else None,
    )


def _carried(
    session: Session, columns: tuple[ExportColumn, ...], rows: Sequence[int]
) -> Carried | None:
    from workbench.export.origin import (  # noqa: PLC0415 - only when exporting
        MOST_CELLS,
        Carried,
        Origin,
        columns_carried,
        stamp_of,
    )

    at = now()
    few = len(rows) * len(columns) <= MOST_CELLS
    # Of more rows than a workbook carries their number alone is asked for.
    keys = [session.table.key(row) for row in rows] if few else [""] * len(rows)
    place = session.source.id, session.account.name, session.resource.id
    origin = Origin(
        source=place[0],
        account=place[1],
        resource=place[2],
        title=tr(session.resource.title),
        at=at,
        read=session.status.read_at or at,
        stamp=stamp_of(keys if few else (), at, *place),
        columns=columns_carried(columns),
        language=session.query.language,
        quantity=session.query.quantity if session.resource.priced else 0,
    )
    return Carried(origin, keys)


def describe_filters(session: Session) -> tuple[str, ...]:
    """Return what narrows the rows, a sentence each: search, filters, local ones, language."""
    query = session.query
    found: list[str] = []
    if query.text:
        found.append(tr("Search: {text}", text=query.text))
    found += [describe_condition(session, condition) for condition in query.conditions]
    if session.rows.text:
        found.append(tr("Search in loaded rows: {text}", text=session.rows.text))
    for name, expression in session.rows.header.items():
        field = session.resource.field(name)
        found.append(f"{tr(field.title) if field else name} {expression}")
    for name, codes in session.rows.facets.items():
        field = session.resource.field(name)
        found.append(f"{tr(field.title) if field else name}: {', '.join(codes)}")
    if query.language:
        found.append(tr("Language: {language}", language=query.language))
    return tuple(found)


def describe_condition(session: Session, condition: Condition) -> str:
    """Return one filter in words: "Price (up to) 12.00", "Supplier: Nordic Promo"."""
    owner = next((held for held in session.resource.filters if held.name == condition.filter), None)
    part = owner.part(condition.part) if owner else None
    title = tr(owner.title) if owner else condition.filter
    if part and part.title and part.name not in {"", "include"}:
        title = f"{title} ({tr(part.title)})"
    return f"{title}: {condition_value(condition, part.kind if part else PartKind.TEXT)}"


def condition_value(condition: Condition, kind: PartKind) -> str:
    """Return a condition's value in words; names where they are known."""
    if condition.labels:
        return ", ".join(condition.labels)
    value = condition.value
    if isinstance(value, tuple):
        return ", ".join(value)
    if kind is PartKind.FLAG:
        return tr("yes") if value else tr("no")
    return Formats().integer(value) if isinstance(value, int) else str(value)


async def export(plan: ExportPlan, path: Path, form: Format, job: Job) -> Written:
    """Write a plan in a thread, with progress and cancel.

    Raises:
        WbError: what kept it from being written; nothing is left under the final name then.
    """
    from workbench.export.write import write  # noqa: PLC0415 - writers only when exporting

    loop = asyncio.get_running_loop()
    stopped = threading.Event()

    def progress(done: int, total: int) -> None:
        loop.call_soon_threadsafe(job.advance, done, total)

    def watch(job: Job) -> None:
        if job.stopping:
            stopped.set()

    job.changed.connect(watch)
    try:
        written = await asyncio.to_thread(write, plan, path, form, progress, stopped.is_set)
    finally:
        # The thread outlives a task that is cancelled: it must not finish the file behind it.
        stopped.set()
        job.changed.disconnect(watch)
    if job.stopping and not written.path.exists():
        raise job_cancelled()
    job.result = str(written.path)
    return written
