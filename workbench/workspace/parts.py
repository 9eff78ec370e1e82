"""Columns whose value stands in one row of a list: typed by themselves, staged as the whole list.

A service takes such a list whole, so that there is one draft of it whoever typed: a form, a class
page or a cell. What a column shows is read out of that draft, and what is typed in it goes there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Protocol, cast

from workbench.core.edits import Entry, Finding, Values
from workbench.core.fields import Field
from workbench.core.paths import Part
from workbench.edits.checks import check_value
from workbench.edits.drafts import Cell, Record, State
from workbench.edits.steps import Change
from workbench.edits.values import blank, same
from workbench.workspace.lists import Lists

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.workspace.editing import Editing

KEPT: Final = 4096
"""Cells whose draft is remembered until their record moves."""
_OUTSIDE: Final = frozenset({State.REFUSED, State.CONFLICT, State.UNKNOWN})
"""What a service, or silence, said to a list concerns each part of it."""


class PartColumn(Protocol):
    """A column that is typed in a row of a list."""

    @property
    def part(self) -> Part:
        """Which rows of which list."""
        ...

    def prepare(self) -> None:
        """Begin to read what says how it is typed: somebody is about to."""
        ...

    async def ready(self) -> None:
        """Wait until what says how it is typed was read.

        Raises:
            WbError: where it cannot be read.
        """
        ...

    def is_wanted(self) -> bool:
        """Whether some loaded record may have a value here."""
        ...

    def entry(self, key: str = "") -> Entry:
        """Return how it is typed in a record; "" for any of them."""
        ...

    def why_not(self, key: str) -> str:
        """Return why a record takes no value here, "" where it does; its list can be changed."""
        ...

    def typed(self, shown: object) -> object:
        """Return a value as it is typed, from one that the table holds."""
        ...

    def shown(self, value: object) -> object:
        """Return a typed value as the table holds it."""
        ...

    def read(self, held: object) -> object:
        """Return the typed value of what a row holds."""
        ...

    def written(self, key: str, value: object) -> object:
        """Return a typed value as a row holds it."""
        ...


Making = Callable[[Field], PartColumn | None]
"""Makes the column of a field, None where the field is typed as a whole or not at all."""


def no_parts(_field: Field) -> PartColumn | None:
    """Make none: every field is typed as a whole."""
    return None


class Parts:
    """The columns of one session that are typed in rows of lists.

    Args:
        editing: whose drafts.
        make: see `Making`.
    """

    def __init__(self, editing: Editing, make: Making) -> None:
        self._editing = editing
        self._make = make
        self._columns: dict[str, tuple[Field, PartColumn]] = {}
        self._known: set[str] = set()
        self._cells: dict[tuple[str, str], tuple[Mapping[str, Cell], Cell | None]] = {}
        self._last: tuple[Cell | None, frozenset[str]] = (None, frozenset())

    def widen(self, fields: Iterable[Field]) -> None:
        """Know further columns of the table."""
        for field in fields:
            if field.id not in self._known:
                self._known.add(field.id)
                made = self._make(field)
                if made is not None:
                    self._columns[field.id] = (field, made)

    def get(self, field: str) -> PartColumn | None:
        """Return a column, None where the field is none of these."""
        held = self._columns.get(field)
        return held[1] if held is not None else None

    def all(self) -> tuple[Field, ...]:
        """Return the fields of the columns."""
        return tuple(field for field, _column in self._columns.values())

    def prepare(self) -> None:
        """Begin to read what says how the columns are typed: somebody looks at them."""
        for _field, column in self._columns.values():
            column.prepare()

    def owner(self, field: str) -> str:
        """Return the field that is staged when a value of this one is typed."""
        column = self.get(field)
        return field if column is None else column.part.rows

    def in_lists(self, lists: Iterable[str]) -> Iterator[str]:
        """Return the columns whose value is in one of these lists."""
        wanted = frozenset(lists)
        return (name for name, (_field, held) in self._columns.items() if held.part.rows in wanted)

    # ---- what is staged ---------------------------------------------------------------------

    def cell(self, record: Record, field: str) -> Cell | None:
        """Return the draft of a column's cell, None where its value is not staged."""
        found = self._cells.get((record.key, field))
        if found is None or found[0] is not record.cells:
            if len(self._cells) >= KEPT:
                self._cells.clear()
            found = self._cells[record.key, field] = record.cells, self._cell(record, field)
        return found[1]

    def _cell(self, record: Record, name: str) -> Cell | None:
        field, column = self._columns[name]
        held = record.cells.get(column.part.rows)
        if held is None or not self._moved(held, column.part.key).intersection(column.part.names):
            return None
        base, value = (self.read(column, rows) for rows in (held.base, held.value))
        entry = column.entry(record.key)
        if same(base, value, entry):
            return None
        found = check_value(entry, field, value, new=record.new)
        return Cell(base, value, held.seen, held.rev, found)

    def read(self, column: PartColumn, rows: object) -> object:
        """Return the typed value of a column in the rows of its list."""
        part = column.part
        wanted = frozenset(part.names)
        held = {
            name: row.get(part.value)
            for row in listed(rows)
            if (name := _name(row, part.key)) in wanted
        }
        filled = (held.get(name) for name in part.names)
        return column.read(next((value for value in filled if not blank(value)), None))

    def _moved(self, held: Cell, key: str) -> frozenset[str]:
        """Return the names of rows that the draft of a list changes; columns ask it in turn."""
        if self._last[0] is not held:
            before, after = ({_name(row, key): row for row in listed(rows)}
                             for rows in (held.base, held.value))  # fmt: skip
            moved = (
                name
                for name in {**before, **after}
                if before.get(name) is not after.get(name) and before.get(name) != after.get(name)
            )
            self._last = held, frozenset(moved)
        return self._last[1]

    def state(self, record: Record, field: str) -> State | None:
        """Return what a column's cell is, None where its value is not staged."""
        cell, column = self.cell(record, field), self.get(field)
        if cell is None or column is None:
            return None
        whole = record.state_of(column.part.rows)
        if whole in _OUTSIDE:
            return whole
        if not cell.sendable:
            return State.INVALID
        return State.NEW if record.new else State.CHANGED

    def findings(self, record: Record, field: str) -> tuple[Finding, ...]:
        """Return what was found about a column's cell: alone, else about its row of the list."""
        cell, column = self.cell(record, field), self.get(field)
        if column is None or (cell is not None and cell.findings):
            return cell.findings if cell is not None else ()
        whole = record.cells.get(column.part.rows)
        rows = listed(whole.value) if whole is not None else ()
        return tuple(
            found._replace(field=field, row=0, member="")
            for found in record.findings
            if found.field == column.part.rows and 0 < found.row <= len(rows)
            if _name(rows[found.row - 1], column.part.key) in column.part.names
        )

    # ---- typing -----------------------------------------------------------------------------

    def put(self, lists: Lists, key: str, name: str, value: object) -> None:
        """Put a typed value into the list of its record; what is there already may be staged."""
        column = self._columns[name][1]
        part = column.part
        row = _row_for(part, listed(lists.rows(key, part.rows)))
        lists.put(key, part.rows, (part.key, part.value), {row: column.written(key, value)})

    def change(self, key: str, name: str, value: object, seen: datetime) -> Change | None:
        """Return what typing a value would change, as a change of the column; None for nothing."""
        editing, (field, column) = self._editing, self._columns[name]
        entry, before = column.entry(key), editing.cell(key, name)
        base = before.base if before is not None else editing.read_value(key, name)
        after = None
        if not same(base, value, entry):
            after = Cell(base, value, seen, 0, check_value(entry, field, value, new=False))
        old, new = (cell.value if cell is not None else base for cell in (before, after))
        if same(old, new, entry):
            return None
        return Change(editing.resource, key, name, before, after)

    def whole(self, changes: Iterable[Change]) -> list[Change]:
        """Return changes with those of columns as changes of the lists that hold their values."""
        lists, found = Lists(self._editing), []
        for change in changes:
            if self.get(change.field) is None:
                found.append(change)
            else:
                after, before = change.after, change.before
                base = before.base if before is not None else None
                self.put(lists, change.record, change.field, after.value if after else base)
        return [*found, *lists.changes()]


def listed(rows: object) -> Sequence[Values]:
    """Return the rows of a list."""
    return cast("Sequence[Values]", rows or ())


def _row_for(part: Part, rows: Sequence[Values]) -> str:
    """Return the name of the row that a typed value goes into: the one that is shown."""
    held: Mapping[str, object] = {_name(row, part.key): row.get(part.value) for row in rows}
    shown = next((name for name in part.names if not blank(held.get(name))), "")
    return shown or next((name for name in part.names if name in held), part.names[0])


def _name(row: Values, key: str) -> str:
    return str(row.get(key) or "")
