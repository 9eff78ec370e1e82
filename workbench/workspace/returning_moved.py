"""Then and now: what a table says otherwise today than a workbook of it that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.core.fields import Kind
from workbench.core.values import Money, Priced, Quoted
from workbench.export.plan import ExportColumn
from workbench.export.values import part_values, text_of
from workbench.workspace.returning_lines import CellFate, CellLine

if TYPE_CHECKING:
    from workbench.export.origin import Origin
    from workbench.workspace.breath import Breath
    from workbench.workspace.returning_rows import Lines
    from workbench.workspace.session import Session

MOST: Final = 5_000
"""Cells that are listed."""


async def moved(session: Session, origin: Origin, lines: Lines, breath: Breath) -> list[CellLine]:
    """Return the cells of loaded rows whose value is not the exported one, prices at its quantity.

    Raises:
        WbError: CANCELLED.
    """
    found: list[CellLine] = []
    columns = [
        ExportColumn(field, column.heading, column.part)
        for column in origin.columns
        if (field := session.resource.field(column.field)) is not None
    ]
    known = {(column.field.id, column.part): column for column in columns}
    for row, values in lines.values():
        await breath()
        place = session.table.row_of(row.key)
        if place is None or len(found) >= MOST:
            continue
        for held, exported in zip(origin.columns, values, strict=True):
            column = known.get((held.field, held.part))
            if column is None:
                continue
            present = _present(session, place, column, origin.quantity)
            if _differs(exported, present):
                line = CellLine(
                    0, row.key, row_name(session, row.key), held.field, held.heading, CellFate.MOVED
                )
                found.append(_with(line, exported, present))
    return found


def _with(line: CellLine, exported: object, present: object) -> CellLine:
    import msgspec  # noqa: PLC0415 - once a value differs

    return msgspec.structs.replace(line, base=exported, value=exported, now=present, known=True)


def row_name(session: Session, key: str) -> str:
    """Return what a person calls a record that is loaded, its key where it is not."""
    row = session.table.row_of(key)
    name = None if row is None else session.table.value(row, session.resource.face.name)
    return str(name) if name else key


def _present(session: Session, place: int, column: ExportColumn, quantity: int) -> object:
    table, field = session.table, column.field
    read = table.asked if field.kind is Kind.OFFER else table.value
    value = part_values(column, [read(place, field.id)], quantity)[0]
    if isinstance(value, Quoted):
        return value.money
    return Money(value.amount, value.currency) if isinstance(value, Priced) else value


def _differs(exported: object, present: object) -> bool:
    if isinstance(exported, Money) and isinstance(present, Money):
        return exported != present
    return text_of(exported) != text_of(present)
