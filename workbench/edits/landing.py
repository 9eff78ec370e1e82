"""What sending does to the drafts: those that the service has go, everything else stays.

Somebody may type on while a record is on its way. What was typed after it left is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from workbench.core.edits import Values
from workbench.core.sources import Resource
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.edits.book import Book
from workbench.edits.drafts import Cell, Trouble, Typed
from workbench.edits.parcels import saving_of
from workbench.edits.values import same


class Landing:
    """The drafts of one resource, as sending moves them."""

    def __init__(self, resource: Resource, book: Book) -> None:
        self._id = resource.id
        self._saving = saving_of(resource)
        self._book = book

    def saved(self, key: str, sent: Values, fresh: Values) -> None:
        """Drop the drafts that were sent; compare what was typed since with the new values.

        Args:
            key: of the record.
            sent: the typed values as they were when the record left.
            fresh: the record's values now; a field that is left out keeps its base.
        """
        cells = self._cells(key)
        held = {field: cells[field] for field in sent if field in cells}
        gone = [field for field, cell in held.items() if self._same(cell, sent[field], field)]
        if gone:
            self._book.sent(self._id, key, gone)
        newer = {name: fresh[name] for name in held if name not in gone and name in fresh}
        if newer:
            self._book.rebase(self._id, key, newer, now())
        self.trouble(key, None)

    def created(self, key: str, made: str, sent: Values, fresh: Values) -> None:
        """Drop a new record's drafts; what was left out or typed since goes to the made record."""
        record = self._book.record(self._id, key)
        if record is None:
            return
        kept = {
            name: cell
            for name, cell in record.cells.items()
            if name not in sent or not self._same(cell, sent[name], name)
        }
        if kept and made:
            values = [Typed(made, n, fresh.get(n), cell.value, now()) for n, cell in kept.items()]
            self._book.stage(tr("Typed while the record was made"), self._id, values)
        elif kept:
            changes = self._book.removal(self._id, key, tuple(kept))
            self._book.discard(tr("Typed while the record was made"), changes)
        self._book.sent(self._id, key)

    def deleted(self, key: str) -> None:
        """Drop all drafts of a record that was taken away."""
        self._book.sent(self._id, key)

    def trouble(self, key: str, trouble: Trouble | None) -> None:
        """Keep what became of a record; None forgets it."""
        self._book.trouble(self._id, key, trouble)

    def stands(self, key: str, sent: Values) -> bool:
        """Return whether all drafts of a record are still the values that were sent."""
        record = self._book.record(self._id, key)
        if record is None:
            return False
        cells = record.cells
        return all(
            name in cells and self._same(cells[name], value, name) for name, value in sent.items()
        )

    def older(self, key: str, moment: datetime) -> bool:
        """Return whether all that is typed in a record began with values read before that."""
        return all(cell.seen <= moment for cell in self._cells(key).values())

    def is_new(self, key: str) -> bool:
        """Return whether a record is still staged as a new one."""
        record = self._book.record(self._id, key)
        return record is not None and record.new

    def _cells(self, key: str) -> Mapping[str, Cell]:
        record = self._book.record(self._id, key)
        return record.cells if record is not None else {}

    def _same(self, cell: Cell, value: object, field: str) -> bool:
        return same(cell.value, value, self._saving.entry(field))
