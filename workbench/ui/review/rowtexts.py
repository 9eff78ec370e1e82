"""Lists in words: of two or three that were read and typed, the rows that differ and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from workbench.core.edits import Entry, Values
from workbench.core.formats import MISSING, Formats
from workbench.core.texts import trn
from workbench.edits.merging_rows import row_name
from workbench.edits.values import same

IN_LINE = 3
"""Rows that are named where all stand in one line."""
IN_FULL = 60
"""The same where each has a line of its own."""

_Rows = Mapping[str, Values]


def counted(value: object) -> str:
    """Return how many rows a list has."""
    rows = cast("Sequence[Values]", value) if isinstance(value, tuple) else ()
    return trn("{count} row", "{count} rows", len(rows)) if rows else MISSING


def texts_of(
    entry: Entry, values: Sequence[object], formats: Formats, *, whole: bool = False
) -> list[str]:
    """Return each list by the rows that are not alike in all of them.

    Lists whose rows have no names, or that differ in their order alone, are counted.

    Args:
        entry: how the list is typed.
        values: the lists, as drafts hold them.
        formats: of what stands in the rows.
        whole: a line for every row; a few in one line otherwise.
    """
    sides = [_named(value, entry) for value in values]
    names = list(dict.fromkeys(name for side in sides if side for name in side))
    apart = [name for name in names if not _alike(name, sides, entry)]
    if not apart or None in sides:
        return [counted(value) for value in values]
    limit = IN_FULL if whole else IN_LINE
    left = len(apart) - limit
    more = [trn("… and {count} more", "… and {count} more", left)] if left > 0 else []
    joint = "\n" if whole else " · "
    return [
        joint.join([*(_row(name, side, entry, formats) for name in apart[:limit]), *more])
        if side
        else MISSING
        for side in sides
    ]


def _named(value: object, entry: Entry) -> _Rows | None:
    rows = cast("Sequence[Values]", value) if isinstance(value, tuple) else ()
    named = {row_name(row, entry): row for row in rows}
    return None if not entry.row_key or "" in named or len(named) < len(rows) else named


def _alike(name: str, sides: Sequence[_Rows | None], entry: Entry) -> bool:
    rows = [side.get(name) if side else None for side in sides]
    if None in rows:
        return not any(rows)
    return all(same((row,), (rows[0],), entry) for row in rows[1:])


def _row(name: str, side: _Rows, entry: Entry, formats: Formats) -> str:
    title = (entry.called(name) if entry.called else "") or name
    row = side.get(name)
    typed = {each.field for each in entry.entries} - {entry.row_key}
    cells = [
        formats.value(row[field.id], field.kind) or MISSING
        for field in entry.rows
        if row is not None and field.id in typed and row.get(field.id) is not None
    ]
    return f"{title}: {', '.join(cells) or MISSING}"
