"""Rows as JSON: an array of objects whose keys are field ids, money kept as decimal text."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import msgspec

from workbench.core.values import Coded, Money, Odd, Priced
from workbench.export.plan import ExportPlan
from workbench.export.run import Run
from workbench.export.values import encoded, number_text, part_values, time_text


def write_objects(plan: ExportPlan, path: Path, run: Run) -> None:
    """Write the rows as one JSON array, one object a line; missing values are null."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    keys = [column.key for column in plan.columns]
    quantity = plan.about.quantity
    with path.open("wb") as out:
        before = b"[\n"
        for batch in run.batches(plan.rows):
            columns = [
                [_json(value) for value in part_values(column, values, quantity)]
                for column, values in zip(plan.columns, zip(*batch, strict=True), strict=True)
            ]
            rows = zip(*columns, strict=True)
            lines = [encoder.encode(dict(zip(keys, row, strict=True))) for row in rows]
            out.write(before + b",\n".join(lines))
            before = b",\n"
        out.write(b"\n]\n" if run.rows else b"[]\n")


def _json(value: object) -> object:
    """Return a value as JSON holds it: exact, and with its code where it has one."""
    if isinstance(value, tuple | frozenset):
        return _json_tuple(value)
    match value:
        case str():
            return value if value.isascii() else encoded(value).decode()
        case None | bool() | int():
            return value
        case Decimal():
            return value if value.is_finite() else str(value)
        case datetime():
            return time_text(value)
        case date():
            return value.isoformat()
        case _:
            return _json(str(value))


def _json_tuple(value: tuple[object, ...] | frozenset[object]) -> object:
    match value:
        case Money() | Priced():
            return {"amount": number_text(value.amount), "currency": value.currency}
        case Coded():
            return {"code": _json(value.code), "label": _json(value.label)}
        case Odd():
            return _json(value.raw)
        case _:
            return [_json(part) for part in value]
