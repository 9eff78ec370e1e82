"""What is staged in the rows of a table, as painter, tool tips and screen readers ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from workbench.core.fields import Field, Kind
from workbench.edits.drafts import NEW_KEY, Record, State
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.grid.model import GridModel
    from workbench.workspace.editing import Editing

MARKS: Final = MappingProxyType({state: Mark(state.value) for state in State})
"""The mark of each state: colour and shape."""


class States:
    """Drafts of the rows that a model shows."""

    def __init__(self, model: GridModel, editing: Editing) -> None:
        self._model = model
        self.editing = editing
        self._strays: dict[str, bool] = {}

    def forget(self) -> None:
        """Look again which rows filters would hide."""
        self._strays.clear()

    # ---- rows ------------------------------------------------------------------------------

    def record(self, row: int) -> Record | None:
        """Return the drafts of a row of the table, None where it has none."""
        table = self._model.table
        if table is None or row >= len(table):
            return None
        return self.editing.record(table.key(row))

    def records(self, rows: Sequence[int]) -> list[Record | None] | None:
        """Return the drafts of rows; None where no row of the resource has any."""
        held, table = self.editing.records(), self._model.table
        if not held or table is None:
            return None
        return [held.get(table.key(row)) for row in rows]

    def mark_of(self, key: str) -> Mark | None:
        """Return the worst state of a row."""
        record = self.editing.record(key)
        return MARKS[record.state] if record else None

    def ground_of(self, key: str) -> Mark | None:
        """Return whose tint a whole row has: new or deleted records."""
        record = self.editing.record(key)
        if record is None:
            return None
        return Mark.DELETED if record.deleted else Mark.NEW if record.new else None

    def strays(self, key: str) -> bool:
        """Return whether filters would hide a row that was typed in; it stays until a refresh."""
        rows, table = self._model.rows, self._model.table
        if rows is None or table is None or key not in rows.kept:
            return False
        found = self._strays.get(key)
        if found is None:
            row = table.row_of(key)
            found = self._strays[key] = row is not None and not rows.passes(row)
        return found

    # ---- cells -----------------------------------------------------------------------------

    def state(self, record: Record, field: str) -> State | None:
        """Return the state of a cell, None where nothing is staged in it."""
        return self.editing.state_in(record, field)

    def takes(self, key: str, field: str) -> bool:
        """Return whether a cell can be typed in."""
        return not self.editing.why_not(key, field)

    def names_new(self, field: Field) -> bool:
        """Return whether a new record's badge stands in this column while it is empty."""
        saving = self.editing.saving
        if saving.key_field:
            return field.id == saving.key_field
        first = next((held for held in self._model.fields if held.kind is not Kind.PICTURE), None)
        return field is first


def is_new(key: str) -> bool:
    """Return whether a row stands for a record that the service does not know yet."""
    return key.startswith(NEW_KEY)
