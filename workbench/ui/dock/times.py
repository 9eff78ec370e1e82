"""Rows of an inner table as lines over time, for its chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal

from workbench.core.fields import Field, Kind
from workbench.core.sources import SubTable
from workbench.core.texts import tr
from workbench.core.values import Money
from workbench.ui.charts.courses import Course, Panel
from workbench.ui.dock.record import UNREADABLE


def panels_of(subtable: SubTable, rows: Sequence[object]) -> list[Panel]:
    """Return the plotted fields of rows against their first time, a panel for each group."""
    fields = {held.id: held for held in subtable.fields}
    clock = next((held for held in subtable.fields if held.kind in {Kind.TIME, Kind.DATE}), None)
    if clock is None:
        return []
    timed = sorted(
        ((moment, row) for row in rows if (moment := _moment(clock, row)) is not None),
        key=lambda each: each[0],
    )
    return [
        tuple(_course(fields[name], timed) for name in panel if name in fields)
        for panel in subtable.plotted
    ]


def _course(field: Field, timed: Sequence[tuple[datetime, object]]) -> Course:
    points: dict[datetime, Decimal] = {}
    unit = ""
    for moment, row in timed:
        value = _read(field, row)
        if isinstance(value, Money):
            value, unit = value
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            points[moment] = Decimal(value)
    return Course(tr(field.title), tuple(points.items()), unit)


def _moment(clock: Field, row: object) -> datetime | None:
    value = _read(clock, row)
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), UTC) if isinstance(value, date) else None


def _read(field: Field, row: object) -> object:
    try:
        return field.read(row)
    except UNREADABLE:
        return None
