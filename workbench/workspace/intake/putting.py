"""What staging the rows of a file changes: whole fields, and values in rows of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.edits.drafts import NEW_KEY, Typed
from workbench.workspace.lists import Lists

if TYPE_CHECKING:
    from workbench.core.edits import Values
    from workbench.edits.steps import Change
    from workbench.workspace.editing import Editing
    from workbench.workspace.intake.lines import Line
    from workbench.workspace.intake.records import Records

NEWEST: Final = f"{NEW_KEY}of a file"
"""Key of a record that a row would make, while it is judged."""


def created(editing: Editing, line: Line) -> list[Change]:
    """Return what makes the new record of a row, its lists with the values that the row has."""
    given = {each.field: each.value for each in line.altered if not _is_part(editing, each.field)}
    values: Values = {**editing.saving.defaults, **given}
    with editing.supposing(NEWEST, values):
        lists, owners = Lists(editing), set[str]()
        for each in line.altered:
            if _is_part(editing, each.field):
                editing.parts.put(lists, NEWEST, each.field, each.value)
                owners.add(editing.parts.owner(each.field))
        made = {owner: lists.rows(NEWEST, owner) for owner in owners}
    return editing.book.creation(editing.resource, {**values, **made})


def changed(editing: Editing, records: Records, line: Line) -> list[Change]:
    """Return what a row changes of its record; cells that cannot be typed in are left out."""
    key = line.key
    typed = [
        Typed(key, each.field, records.base(key, each.field), each.value, records.seen(key))
        for each in line.altered
        if not _is_part(editing, each.field) and not editing.why_not(key, each.field)
    ]
    changes = list(editing.book.changes(editing.resource, typed))
    known = {**records.supposed(key), **{each.field: each.value for each in typed}}
    with editing.supposing(key, known):
        lists = Lists(editing)
        for each in line.altered:
            if _is_part(editing, each.field) and not editing.why_not(key, each.field):
                editing.parts.put(lists, key, each.field, each.value)
        changes += lists.changes()
    return changes


def _is_part(editing: Editing, field: str) -> bool:
    return editing.parts.get(field) is not None
