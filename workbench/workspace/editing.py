"""Typing in the rows of a session: what can be typed where, what is staged, and undo.

A typed value goes into the book of its account and is shown over the row that was read. The row
itself and its document stay as the service sent them, so that every draft knows what it was
compared with.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from workbench.core.edits import Entry, Finding, Saving, Values
from workbench.core.fields import Field
from workbench.core.signals import Signal
from workbench.core.sources import Resource
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.edits.book import Book
from workbench.edits.drafts import NEW_KEY, Cell, Record, State, Typed
from workbench.edits.steps import Change, Step
from workbench.workspace.checking import Checking
from workbench.workspace.dressing import AT_ONCE, Dressing
from workbench.workspace.lists import Lists
from workbench.workspace.parts import Making, Parts, no_parts
from workbench.workspace.port import rows_in

if TYPE_CHECKING:
    from workbench.workspace.session import Session


class Editing:
    """Drafts of one session's resource, over its rows.

    Attributes:
        changed: these rows' drafts moved, by key; their cells show it already.
        book: the drafts of the account, shared by its tabs.
        saving: how the records are changed.
        fields: of the resource.
        parts: columns that are typed in rows of lists.
        checking: checks records across their fields.
        reason: why nothing can be typed here, "" where it can.
    """

    def __init__(
        self, session: Session, book: Book, saving: Saving, columns: Making = no_parts
    ) -> None:
        self.changed: Signal[frozenset[str]] = Signal()
        self.book = book
        self.saving = saving
        self.fields = session.resource.fields
        self.reason = (
            tr("The account “{name}” is read-only.", name=session.account.name)
            if session.account.read_only
            else ""
        )
        self._session = session
        self._resource = session.resource
        self._entries = {entry.field: entry for entry in saving.entries}
        self._fields = {field.id: field for field in session.resource.fields}
        self._begun: dict[tuple[str, str], tuple[object, datetime]] = {}
        self._supposed: dict[str, Values] = {}
        self.parts = Parts(self, columns)
        self.parts.widen(session.resource.fields)
        self.checking = Checking(self, self._resource.id, session.jobs)
        self._dressing = Dressing(self, session)

    # ---- what can be typed, and what stands there -------------------------------------------

    @property
    def resource(self) -> str:
        """Id of the resource."""
        return self._resource.id

    def entry(self, field: str, key: str = "") -> Entry | None:
        """Return how a field is typed, None where it cannot be; some depend on the record."""
        part = self.parts.get(field)
        return self._entries.get(field) if part is None else part.entry(key)

    def widen(self, resource: Resource) -> None:
        """Know the fields of another form of the resource beside those that are known."""
        known = {field.id for field in resource.fields}
        more = (field for field in self.fields if field.id not in known)
        self.fields, self._resource = (*resource.fields, *more), resource
        self._fields = {field.id: field for field in self.fields}
        self.parts.widen(resource.fields)

    def dress_columns(self, keys: Iterable[str], fields: Iterable[str]) -> None:
        """Put staged values over columns that were just read out of documents."""
        self._dressing.dress_columns(keys, fields)

    def why_not(self, key: str, field: str) -> str:
        """Return why a cell cannot be typed in, "" where it can."""
        part = self.parts.get(field)
        if part is not None:
            return (
                self.why_not(key, part.part.rows)
                or part.why_not(key)
                or self.unlisted(key, part.part.rows)
            )
        entry = self._entries.get(field)
        if self.reason:
            return self.reason
        record = self.record(key)
        if entry is None:
            return tr("{field} cannot be changed here.", field=tr(self._fields[field].title))
        if record is not None and record.deleted:
            return tr("The record is to be deleted. Undo that first.")
        if key.startswith(NEW_KEY):
            return ""
        if self.saving.update is None:
            return tr("Records that exist cannot be changed here.")
        if entry.only_new:
            return tr(
                "{field} can be given with a new record only.", field=tr(self._fields[field].title)
            )
        return self.locked(key, field)

    def unlisted(self, key: str, field: str) -> str:
        """Return why a list that is staged whole is not known, "" where it is."""
        draft = self.record(key)
        known = key.startswith(NEW_KEY) or (draft is not None and field in draft.cells)
        if known or self._session.documents.of_row(key) is not None:
            return ""
        return tr("The record is not on this machine. Read it again.")

    def locked(self, key: str, field: str = "") -> str:
        """Return why the service keeps a field of a record as it is, "" where it does not.

        Without a field: why it keeps the whole record, which then cannot be deleted.
        """
        if not self.saving.locks or key.startswith(NEW_KEY):
            return ""
        table = self._session.table
        row = table.row_of(key)
        for lock in self.saving.locks:
            concerned = not field or not lock.only or field in lock.only
            if concerned and row is not None and table.value(row, lock.field) is True:
                return tr(lock.reason)
        return ""

    def record(self, key: str) -> Record | None:
        """Return the drafts of a row, None where it has none."""
        return self.book.record(self._resource.id, key)

    def records(self) -> Mapping[str, Record]:
        """Return every record of the resource that has drafts, by key."""
        return self.book.records(self._resource.id)

    def cell(self, key: str, field: str) -> Cell | None:
        """Return the draft of a cell, None where it has none."""
        record = self.record(key)
        if record is None:
            return None
        return record.cells.get(field) or self._part_cell(record, field)

    def _part_cell(self, record: Record, field: str) -> Cell | None:
        return self.parts.cell(record, field) if self.parts.get(field) is not None else None

    def state(self, key: str, field: str) -> State | None:
        """Return what a cell is, None where nothing is staged in it."""
        record = self.record(key)
        return self.state_in(record, field) if record is not None else None

    def state_in(self, record: Record, field: str) -> State | None:
        """Return what a cell of a record with drafts is, None where nothing is staged in it."""
        if field in record.cells:
            return record.state_of(field)
        return self.parts.state(record, field) if self.parts.get(field) is not None else None

    def findings(self, record: Record, field: str) -> tuple[Finding, ...]:
        """Return what was found about a cell of a record with drafts."""
        if field in record.cells or self.parts.get(field) is None:
            return record.findings_of(field)
        return self.parts.findings(record, field)

    def value(self, key: str, field: str) -> object:
        """Return the value of a cell as it is shown: staged, else as it was read."""
        supposed = self._supposed.get(key)
        if supposed is not None and field in supposed:
            return supposed[field]
        cell = self.cell(key, field)
        return cell.value if cell else self.read_value(key, field)

    @contextmanager
    def supposing(self, key: str, values: Values) -> Iterator[None]:
        """Have `value` answer as if a record had these values already, until this ends.

        How a part is typed may depend on what is typed beside it: the class of a product.
        """
        self._supposed[key] = values
        try:
            yield
        finally:
            del self._supposed[key]

    def read_value(self, key: str, field: str) -> object:
        """Return the value of a cell as it was read from the service."""
        cell = self.cell(key, field)
        if cell is not None:
            return cell.base
        entry = self._entries.get(field)
        if entry is not None and entry.rows:
            return self._list(key, entry)
        table = self._session.table
        row, part = table.row_of(key), self.parts.get(field)
        if part is not None and (row is None or not table.has(field)):
            return self.parts.read(part, self.read_value(key, part.part.rows))
        held = self._documented(key, field) if row is None else table.value(row, field)
        return held if part is None else part.typed(held)

    def _documented(self, key: str, field: str) -> object:
        """Return what the last document says of a record whose row is not loaded any more."""
        document = None if key.startswith(NEW_KEY) else self._session.documents.of_row(key)
        records = self._resource.rows_of(document) if document else ()
        found = next((record for name, record in records if name == key), None)
        return None if found is None else self._fields[field].read(found)

    def values(self, key: str) -> dict[str, object]:
        """Return every value of a record that can be typed, as it is shown."""
        return {field: self.value(key, field) for field in self._entries}

    def _list(self, key: str, entry: Entry) -> tuple[Values, ...]:
        document = None if key.startswith(NEW_KEY) else self._session.documents.of_row(key)
        return rows_in(self._resource, entry, document or b"", self._session.query)

    # ---- typing -----------------------------------------------------------------------------

    def set(self, title: str, values: Iterable[tuple[str, str, object]]) -> Step | None:
        """Stage typed values (key, field id, value) as one step; None where nothing changes.

        Cells that cannot be typed in are left out; ask `why_not` before.
        """
        lists = Lists(self)
        changes = self._changes(values, lists)
        return self.book.take(title, [*changes, *lists.changes()])

    async def set_many(self, title: str, values: Iterable[tuple[str, str, object]]) -> Step | None:
        """Do as `set` with thousands of cells, while the window goes on."""
        changes: list[Change] = []
        rest, lists = iter(values), Lists(self)
        while part := list(islice(rest, AT_ONCE)):
            changes += self._changes(part, lists)
            await asyncio.sleep(0)
        for made in lists.parts(AT_ONCE):
            changes += made
            await asyncio.sleep(0)
        return self.book.take(title, changes)

    def _changes(self, values: Iterable[tuple[str, str, object]], lists: Lists) -> list[Change]:
        """Return what whole fields change; values of parts go into the lists that hold them."""
        typed: list[Typed] = []
        for key, field, value in values:
            if self.why_not(key, field):
                continue
            if self.parts.get(field) is not None:
                self.parts.put(lists, key, field, value)
            else:
                typed.append(self._typed(key, field, value))
        return self.book.changes(self._resource.id, typed)

    def _typed(self, key: str, field: str, value: object) -> Typed:
        base, seen = self.base_of(key, field)
        return Typed(key, field, base, value, seen)

    def base_of(self, key: str, field: str) -> tuple[object, datetime]:
        """Return what typing in a whole field is compared with, and when that was read."""
        return self._begun.get((key, field)) or self._read(key, field)

    def _read(self, key: str, field: str) -> tuple[object, datetime]:
        return self.read_value(key, field), self._session.status.read_at or now()

    def begin(self, key: str, field: str) -> None:
        """An editor was opened: what it shows is what typing is compared with, until `end`.

        Rows may be read again meanwhile; nobody has seen what came then.
        """
        owner = self.parts.owner(field)
        self._begun[key, owner] = self._read(key, owner)

    def end(self, key: str, field: str) -> None:
        """The editor was closed, its value staged or left."""
        self._begun.pop((key, self.parts.owner(field)), None)

    def typing(self, key: str, field: str, value: object) -> None:
        """Keep what stands in an open editor on the disk; the cell shows it once it is `set`."""
        if self.why_not(key, field):
            return
        owner, lists = self.parts.owner(field), Lists(self)
        if owner != field:
            self.parts.put(lists, key, field, value)
            value = lists.rows(key, owner)
        self.book.keep_typing(self._resource.id, key, owner, self.base_of(key, owner)[0], value)

    def leave(self, key: str, field: str) -> None:
        """Forget what an editor that was left by Escape had kept."""
        self.book.drop_typing(self._resource.id, key, self.parts.owner(field))

    def new(self, values: Values | None = None, key: str = "") -> str:
        """Stage a new record with its defaults and these values; return its key.

        Args:
            values: typed into it.
            key: of `edits.drafts.new_key`, where somebody noted it before.
        """
        given = {**self.saving.defaults, **(values or {})}
        changes = self.book.creation(self._resource.id, given, key)
        self.book.take(tr("New {one}", one=tr(self._resource.one)), changes)
        return changes[0].record

    def number(self, values: Iterable[tuple[str, str, object]]) -> None:
        """Stage what the service named for new records, as part of the step that made each.

        One whose step was undone meanwhile is left alone.
        """
        for key, field, value in values:
            changes = self._changes([(key, field, value)], Lists(self))
            self.book.steps.join((self._resource.id, key), changes)

    def duplicate(self, keys: Sequence[str]) -> list[str]:
        """Stage copies of records, what must be unique left blank; return their keys."""
        made: list[list[Change]] = []
        for key in keys:
            copied = {
                field: value
                for field, value in self.values(key).items()
                if not self._entries[field].unique
            }
            made.append(self.book.creation(self._resource.id, {**self.saving.defaults, **copied}))
        title = trn("Duplicate {count} record", "Duplicate {count} records", len(made))
        self.book.take(title, [change for changes in made for change in changes])
        return [changes[0].record for changes in made]

    def delete(self, keys: Sequence[str]) -> Step | None:
        """Stage that records are to be taken away; a new one is simply forgotten.

        Locked ones are left out; ask `locked` before.
        """
        changes: list[Change] = []
        for key in keys:
            if self.locked(key):
                continue
            if key.startswith(NEW_KEY):
                changes += self.book.removal(self._resource.id, key)
            else:
                changes.append(self.book.deletion(self._resource.id, key, self.name(key)))
        return self.book.take(
            trn("Delete {count} record", "Delete {count} records", len(keys)), changes
        )

    def discard(
        self, keys: Sequence[str] | None = None, fields: Sequence[str] | None = None
    ) -> Step | None:
        """Take drafts back: of these records, or all; in these fields, or all.

        They stay in the bin for thirty days, and the step can be undone.
        """
        wanted = list(self.records()) if keys is None else keys
        changes = [
            change for key in wanted for change in self.book.removal(self._resource.id, key, fields)
        ]
        title = trn("Discard {count} edit", "Discard {count} edits", len(changes))
        return self.book.discard(title, changes)

    def name(self, key: str) -> str:
        """Return what a person would call a record."""
        value = self.value(key, self._resource.face.name)
        return str(value) if value else key.removeprefix(NEW_KEY)

    def field(self, field: str) -> Field:
        """Return a field of the resource; KeyError where there is none."""
        return self._fields[field]
