"""Find in rows: the next cell that holds a text, in the order that is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from workbench.tables.arrays import Bools, Ints, Rows
from workbench.tables.expressions import Compared, Expression, How
from workbench.tables.folding import fold
from workbench.tables.predicates import by_expression
from workbench.tables.table import Table, search_text


def find_in(
    table: Table,
    order: Rows,
    text: str,
    start: int,
    *,
    backwards: bool = False,
    fields: Sequence[str] | None = None,
) -> tuple[int, str] | None:
    """Return position and field of the next hit, beginning at `start` and going round once."""
    needle = fold(text.strip()).replace("\0", "")
    if not needle or not len(order):
        return None
    chosen = tuple(fields) if fields is not None else _searched(table)
    hits = _candidates(table, needle, chosen, given=fields is not None)[order]
    for position in _round(np.flatnonzero(hits), start, backwards=backwards):
        for field_id in chosen:
            if _holds(table, int(order[position]), field_id, needle):
                return position, field_id
    return None


def _searched(table: Table) -> tuple[str, ...]:
    return tuple(field.id for field in table.fields if field.searched)


def _candidates(table: Table, needle: str, fields: tuple[str, ...], *, given: bool) -> Bools:
    """Return rows that may hold the text; fields that are no texts hold none."""
    searched = frozenset(_searched(table))
    if not given or searched.issuperset(fields):
        return table.haystack.match((needle,))
    hits = np.zeros(len(table), np.bool_)
    test = Expression(Compared(How.CONTAINS, needle))
    for field_id in fields:
        hits |= by_expression(table, field_id, test)(0, len(table))
    return hits


def _round(positions: Ints, start: int, *, backwards: bool) -> Iterator[int]:
    """Yield positions from `start` on, then those before it; the other way round backwards."""
    cut = int(np.searchsorted(positions, start, "right" if backwards else "left"))
    if backwards:
        turned = np.concatenate([positions[:cut][::-1], positions[cut:][::-1]])
    else:
        turned = np.concatenate([positions[cut:], positions[:cut]])
    yield from turned.tolist()


def _holds(table: Table, row: int, field_id: str, needle: str) -> bool:
    return needle in fold(search_text(table.value(row, field_id)))
