"""Rows as Parquet: exact decimals, moments with their zone, lists for several codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Context, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.fields import Kind
from workbench.core.values import Money, Odd, Priced
from workbench.export.about import about_lines
from workbench.export.plan import ExportColumn, ExportPlan
from workbench.export.run import Run
from workbench.export.values import Notes, encoded, in_utc, part_values, text_of

if TYPE_CHECKING:
    import pyarrow as pa

PRECISION, SCALE = 38, 12
"""Digits of a decimal column, and how many of them stand behind the point."""

_EXACT = Context(prec=PRECISION, rounding=ROUND_HALF_EVEN)
_WHOLE = frozenset({Kind.INTEGER, Kind.STOCK})
_NUMBERS = frozenset({Kind.DECIMAL, Kind.MONEY, Kind.PRICE, Kind.OFFER})
_PLAIN: dict[Kind, type] = {Kind.FLAG: bool, Kind.DATE: date}
_LEAST = Decimal(1).scaleb(-SCALE)


def write_columnar(plan: ExportPlan, path: Path, run: Run) -> None:
    """Write the rows as Parquet, its columns named by the columns' keys.

    A value that its column cannot hold is left empty and counted in the notes. Source, account,
    filters and currencies stand in the file's own metadata.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pa.schema([pa.field(column.key, _type(column.kind)) for column in plan.columns])
    with pq.ParquetWriter(str(path), schema, compression="zstd") as writer:
        for batch in run.batches(plan.rows):
            arrays = [
                pa.array(_column(column, values, plan.about.quantity, run.notes), part.type)
                for column, part, values in zip(
                    plan.columns, schema, zip(*batch, strict=True), strict=True
                )
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
        writer.add_key_value_metadata(_metadata(plan, run))


def check_columnar(path: Path, rows: int) -> None:
    """Raise where a finished Parquet file does not hold `rows` rows."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    with pq.ParquetFile(str(path)) as held:
        if held.metadata.num_rows != rows:
            raise OSError(f"the file holds {held.metadata.num_rows} of {rows} rows")


def _metadata(plan: ExportPlan, run: Run) -> dict[str, str]:
    lines = about_lines(plan.about, run.rows, run.notes.texts())
    met = run.notes.currencies()
    return {
        "about": encoded("\n".join(f"{label}: {text}" for label, text in lines)).decode(),
        **{f"currency.{key}": ",".join(currencies) for key, currencies in met.items()},
    }


def _type(kind: Kind) -> pa.DataType:
    import pyarrow as pa  # noqa: PLC0415

    if kind in _WHOLE:
        return pa.int64()
    if kind in _NUMBERS:
        return pa.decimal128(PRECISION, SCALE)
    types: dict[Kind, pa.DataType] = {
        Kind.DATE: pa.date32(),
        Kind.TIME: pa.timestamp("us", tz="UTC"),
        Kind.FLAG: pa.bool_(),
        Kind.CODES: pa.list_(pa.string()),
    }
    return types.get(kind, pa.string())


def _column(
    column: ExportColumn, given: Sequence[object], quantity: int, notes: Notes
) -> list[object]:
    values = part_values(column, given, quantity)
    notes.saw_currencies(
        column.key, {value.currency for value in values if isinstance(value, Money | Priced)}
    )
    kept = [_fitting(value, column.kind) for value in values]
    lost = sum(1 for value, fit in zip(values, kept, strict=True) if fit is None) - sum(
        1 for value in values if value is None
    )
    notes.add(Notes.ODD, lost)
    return kept


def _fitting(value: object, kind: Kind) -> object:
    """Return a value as its column's type holds it; None where it does not fit."""
    if value is None:
        return None
    if kind in _WHOLE:
        whole = type(value) is int and abs(value) < 2**63
        return value if whole else None
    if kind in _NUMBERS:
        return _decimal(value.amount if isinstance(value, Money | Priced) else value)
    if kind is Kind.TIME:
        return in_utc(value) if isinstance(value, datetime) else None
    if kind in _PLAIN:
        return value if isinstance(value, _PLAIN[kind]) else None
    if kind is Kind.CODES:
        if not isinstance(value, tuple) or isinstance(value, Odd):
            return None
        return [_text(part) for part in value]
    return _text(value)


def _text(value: object) -> str:
    return encoded(text_of(value)).decode()


def _decimal(value: object) -> Decimal | None:
    """Return a number with the column's decimals; None where digits would be lost."""
    if type(value) is int:
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        return None
    if value.adjusted() >= PRECISION - SCALE:
        return None
    scaled = value.quantize(_LEAST, context=_EXACT)
    return scaled if scaled == value else None
