"""Three-way merge of a record: what was typed, what the service has now, what both began with.

Pure, so that the rule which decides whether somebody else's change is written over can be tried
with every pattern there is. No document of a service carries a version: values are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from workbench.core.edits import Conflict, Entry, Values
from workbench.core.texts import tr
from workbench.edits.drafts import Cell
from workbench.edits.merging_rows import merge_rows
from workbench.edits.values import same


class Merged(NamedTuple):
    """What becomes of the typed fields of one record.

    Attributes:
        send: typed values that have to be written, by field id.
        agreed: fields that need no writing: the service has the value, or none was changed here.
        conflicts: fields that were changed to different values here and at the service.
        notes: sentences about what was merged by itself, translated.
    """

    send: Values
    agreed: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()


def merge(
    cells: Mapping[str, Cell], theirs: Values, entry_of: Callable[[str], Entry | None]
) -> Merged:
    """Merge the typed fields of a record with its present values.

    Args:
        cells: the typed fields, by id.
        theirs: the record's present values; a field that is left out has none.
        entry_of: how a field is typed (`Saving.entry`).
    """
    send: dict[str, object] = {}
    agreed: list[str] = []
    conflicts: list[Conflict] = []
    notes: list[str] = []
    for field, cell in cells.items():
        entry, now = entry_of(field), theirs.get(field)
        if same(now, cell.value, entry) or same(cell.base, cell.value, entry):
            agreed.append(field)
        elif same(now, cell.base, entry):
            send[field] = cell.value
        elif (rows := _rows(cell, now, entry)) is not None:
            if same(now, rows, entry):
                agreed.append(field)
                continue
            send[field] = rows
            notes.append(tr("Rows that were changed by somebody else stay as they are now."))
        else:
            conflicts.append(Conflict(field, cell.base, now, cell.value, cell.seen))
    return Merged(send, tuple(agreed), tuple(conflicts), tuple(dict.fromkeys(notes)))


def _rows(cell: Cell, now: object, entry: Entry | None) -> tuple[Values, ...] | None:
    if entry is None or not entry.row_key:
        return None
    return merge_rows(cell.base, now, cell.value, entry)
