"""Values of single rows on their way into lists that are staged whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from workbench.core.edits import Entry, Values
from workbench.core.values import Odd
from workbench.edits.drafts import NEW_KEY, Cell, Typed
from workbench.edits.steps import Change
from workbench.edits.values import same

if TYPE_CHECKING:
    from workbench.workspace.editing import Editing

RowValues = Mapping[str, object]
"""Values by the name of their row; None for no value."""
Columns = tuple[str, str]
"""Ids of the rows' fields with their name and their value."""


class _List:
    """One list under way.

    Attributes:
        base: rows as they were read, or as the first draft found them.
        rows: with the values that were put so far.
        differs: whether one of those is another than the one that stood there.
        odd: whether one of them means nothing.
        known: whether the list is known at all; one that is not is left alone.
    """

    def __init__(self, base: object, rows: object, seen: datetime) -> None:
        self.base = base
        self.rows = cast("Sequence[Values]", rows or ())
        self.seen = seen
        self.differs = False
        self.odd = False
        self.known = True


class Lists:
    """Puts values of rows together, list by list.

    Args:
        editing: in which they are staged.
    """

    def __init__(self, editing: Editing) -> None:
        self._editing = editing
        self._held: dict[tuple[str, str], _List] = {}

    def rows(self, key: str, field: str) -> Sequence[Values]:
        """Return the rows of a record's list: as staged, with what was put since."""
        return self._of(key, field).rows

    def put(self, key: str, field: str, columns: Columns, values: RowValues) -> None:
        """Put values into rows of a record's list; rows that are not there are added."""
        held = self._of(key, field)
        named, value = columns
        entry = _member(self._editing.entry(field), value)
        before = {str(row.get(named) or ""): row.get(value) for row in held.rows}
        for name, own in values.items():
            held.differs = held.differs or not same(before.get(name), own, entry)
            held.odd = held.odd or isinstance(own, Odd)
        known = {str(row.get(named) or "") for row in _listed(held.base)}
        held.rows = tuple(_with(held.rows, columns, values, known))

    def _of(self, key: str, field: str) -> _List:
        if (key, field) not in self._held:
            base, seen = self._editing.base_of(key, field)
            cell = self._editing.cell(key, field)
            rows = cell.value if cell is not None else base
            held = self._held[key, field] = _List(base, rows, seen)
            # Without its document a list reads as empty, and staging it would take all rows away.
            held.known = bool(base) or not self._editing.unlisted(key, field)
        return self._held[key, field]

    def changes(self) -> list[Change]:
        """Return what staging the lists would change; nothing is staged."""
        return [change for part in self.parts(len(self._held) or 1) for change in part]

    def parts(self, size: int) -> Iterator[list[Change]]:
        """Return the changes as `changes` does, of so many lists at a time."""
        names = list(self._held)
        for start in range(0, len(names), size):
            yield [
                change for place in names[start : start + size] for change in self._change(*place)
            ]

    def _change(self, key: str, field: str) -> list[Change]:
        held, editing = self._held[key, field], self._editing
        if not held.known:
            return []
        fresh = editing.cell(key, field) is None and not key.startswith(NEW_KEY)
        if fresh and held.differs and not held.odd:
            # What was read is right by itself and what is typed was judged, so that thousands of
            # lists need neither be compared nor checked row by row.
            cell = Cell(held.base, held.rows, held.seen)
            return [Change(editing.resource, key, field, None, cell)]
        typed = Typed(key, field, held.base, held.rows, held.seen)
        return editing.book.changes(editing.resource, [typed])


def _listed(rows: object) -> Sequence[Values]:
    return cast("Sequence[Values]", rows or ())


def _member(entry: Entry | None, field: str) -> Entry | None:
    """Return how a field of the rows is typed."""
    entries = entry.entries if entry is not None else ()
    return next((each for each in entries if each.field == field), None)


def _with(
    rows: Sequence[Values], columns: Columns, values: RowValues, known: Iterable[str]
) -> Iterator[Values]:
    """Return rows with other values; one that was added and has none any more goes."""
    named, value = columns
    left = dict(values)
    for row in rows:
        name = str(row.get(named) or "")
        if name not in left:
            yield row
            continue
        own = left.pop(name)
        if own is not None or name in known:
            yield {**row, value: own}
    yield from ({named: name, value: own} for name, own in left.items() if own is not None)
