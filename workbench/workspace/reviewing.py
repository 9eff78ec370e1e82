"""What is about to be sent: every draft of an account, old and new, to be ticked or left out.

Nothing here sends. It says which records and fields go and what stands against them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import msgspec

from workbench.core.accounts import Account
from workbench.core.edits import Conflict, Entry, Finding, Saving
from workbench.core.fields import Field
from workbench.core.signals import Signal
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr
from workbench.edits.book import Book
from workbench.edits.drafts import NEW_KEY, Record, State
from workbench.edits.parcels import Parcel
from workbench.workspace.shipment import Named, Spot

HELD_BACK = frozenset({State.REFUSED, State.CONFLICT, State.UNKNOWN, State.INVALID})
"""States that are left out until somebody decides."""


Ticks = dict[tuple[str, str, str], bool]
"""What a user included or left out, by resource, record and field; "" for the record itself."""


class FieldLine(msgspec.Struct, frozen=True):
    """One staged field.

    Attributes:
        field: the field.
        entry: how it is typed.
        base, value: as it was read, and as it was typed.
        state: see `State`.
        findings: what checks found about it.
        conflict: where it was changed on both sides.
        refusal: why the service refused it, "" where it did not.
        included: whether it is to be sent.
    """

    field: Field
    entry: Entry
    base: object
    value: object
    state: State
    findings: tuple[Finding, ...] = ()
    conflict: Conflict | None = None
    refusal: str = ""
    included: bool = True


class RecordLine(msgspec.Struct, frozen=True):
    """One record with drafts.

    Attributes:
        resource: its resource.
        key: its row key.
        record: its drafts.
        lines: its staged fields; none of a record that is to be deleted.
        included: whether anything of it is to be sent.
        naming: what it is called, looked up only where somebody asks.
    """

    resource: Resource
    key: str
    record: Record
    lines: tuple[FieldLine, ...]
    included: bool
    naming: Callable[[], Named]

    @property
    def name(self) -> str:
        """What a person would call it."""
        return self.naming().name

    @property
    def number(self) -> str:
        """What else names it: its reference, "" for a new one without."""
        return self.naming().number

    @property
    def state(self) -> State:
        """The worst state of the record."""
        return self.record.state


def unshown(_resource: Resource, _key: str, _field: str) -> object:
    """Return nothing: where no rows are shown."""
    return None


class Review:
    """The drafts of one account, with what is ticked.

    Attributes:
        moved: the drafts or the ticks changed.
        source, account, book: whose drafts.

    Args:
        document: returns a record's document on this machine, empty where none is.
        shown: returns a value as open rows show it, None where they do not have the record.
        ticks: what was included or left out before; they are kept there.
    """

    def __init__(
        self,
        source: Source,
        account: Account,
        book: Book,
        document: Callable[[Resource, str], bytes],
        shown: Callable[[Resource, str, str], object] = unshown,
        ticks: Ticks | None = None,
    ) -> None:
        self.moved: Signal[()] = Signal()
        self.source = source
        self.account = account
        self.book = book
        self.document = document
        self._shown = shown
        self._read: dict[Spot, Named] = {}
        self._chosen: Ticks = ticks if ticks is not None else {}
        book.changed.connect(self._book_moved)

    def records(self) -> list[RecordLine]:
        """Return every record with drafts, resource by resource, oldest first."""
        return [
            self._line(resource, record)
            for resource in self.book.resources()
            for record in self.book.records(resource.id).values()
        ]

    def record(self, resource: str, key: str) -> RecordLine | None:
        """Return one record, None where it has no drafts any more."""
        found, owner = self.book.record(resource, key), self.source.resource(resource)
        return self._line(owner, found) if found is not None and owner is not None else None

    def counts(self) -> Mapping[State, int]:
        """Return how many records are in each state."""
        found: dict[State, int] = {}
        for resource in self.book.resources():
            for state, count in self.book.counts(resource.id).items():
                found[state] = found.get(state, 0) + count
        return found

    # ---- ticking ----------------------------------------------------------------------------

    def tick(self, resource: str, key: str, fields: Iterable[str] = (), *, on: bool) -> None:
        """Include a record, or some of its fields, or leave it out."""
        record = self.book.record(resource, key)
        if record is None:
            return
        for field in tuple(fields) or (*record.cells, ""):
            self._chosen[resource, key, field] = on
        self.moved.emit()

    def tick_all(self, *, on: bool) -> None:
        """Include everything that can be sent, or nothing."""
        self._chosen.clear()
        if not on:
            for resource in self.book.resources():
                for record in self.book.records(resource.id).values():
                    for field in (*record.cells, ""):
                        self._chosen[resource.id, record.key, field] = False
        self.moved.emit()

    def parcels(self) -> dict[str, tuple[Parcel, ...]]:
        """Return what is ticked, by resource."""
        found: dict[str, tuple[Parcel, ...]] = {}
        for resource in self.book.resources():
            held = self.book.records(resource.id).values()
            made = [self._parcel(resource, record) for record in held]
            parcels = tuple(parcel for parcel in made if parcel is not None)
            if parcels:
                found[resource.id] = parcels
        return found

    def _parcel(self, resource: Resource, record: Record) -> Parcel | None:
        if record.deleted or not record.cells:
            return Parcel(record.key) if self._is_ticked(resource.id, record, "") else None
        ticked = tuple(
            field for field in record.cells if self._is_ticked(resource.id, record, field)
        )
        if not ticked:
            return None
        return Parcel(record.key, None if len(ticked) == len(record.cells) else ticked)

    def _is_ticked(self, resource: str, record: Record, field: str) -> bool:
        """Whether a field goes: as the user said, else where nothing stands against it."""
        state = record.state_of(field) if field else record.state
        if state is State.INVALID:
            return False
        default = state not in HELD_BACK
        if record.new and record.state in HELD_BACK:
            default = False
        return self._chosen.get((resource, record.key, field), default)

    # ---- lines ------------------------------------------------------------------------------

    def _line(self, resource: Resource, record: Record) -> RecordLine:
        lines = tuple(
            line
            for name in record.cells
            if (line := self._field_line(resource, record, name)) is not None
        )
        included = (
            any(line.included for line in lines)
            if lines and not record.deleted
            else self._is_ticked(resource.id, record, "")
        )
        shown = () if record.deleted else lines
        naming = partial(self._named, resource, record)
        return RecordLine(resource, record.key, record, shown, included, naming)

    def _field_line(self, resource: Resource, record: Record, name: str) -> FieldLine | None:
        field = resource.field(name)
        entry = resource.saving.entry(name) if resource.saving else None
        if field is None or entry is None:
            return None
        cell, trouble, state = record.cells[name], record.trouble, record.state_of(name)
        conflicts = trouble.conflicts if trouble else ()
        refused = trouble is not None and state is trouble.state and state is not State.CONFLICT
        return FieldLine(
            field=field,
            entry=entry,
            base=cell.base,
            value=cell.value,
            state=state,
            findings=record.findings_of(name),
            conflict=next((held for held in conflicts if held.field == name), None),
            refusal=trouble.sentence if trouble and refused else "",
            included=self._is_ticked(resource.id, record, name),
        )

    def saving(self, resource: str) -> Saving | None:
        """Return how the records of a resource are changed, None where it is not there."""
        found = self.source.resource(resource)
        return found.saving if found is not None else None

    def name_of(self, spot: Spot) -> Named:
        """Return what a record is called; its key where it is not on this machine."""
        resource = self.source.resource(spot.resource)
        if resource is None:
            return Named(spot.key, "")
        return self._named(resource, self.book.record(*spot) or Record(spot.key))

    def _named(self, resource: Resource, record: Record) -> Named:
        """Return the name and the number of a record: as staged, else as it was read."""
        face = resource.face
        number = face.subtitle[0] if face.subtitle else ""
        fresh = record.key.startswith(NEW_KEY)
        read = Named("", "") if fresh else self._read_names(resource, record.key, number)
        plain = "" if fresh else record.key
        name = _staged(record, face.name) or read.name or plain
        shown = _staged(record, number) or read.number or plain
        return Named(name or tr("New {one}", one=tr(resource.one)), shown)

    def _read_names(self, resource: Resource, key: str, number: str) -> Named:
        """Return how a record was called when it was read; kept, as it is asked for often."""
        spot = Spot(resource.id, key)
        if spot not in self._read:
            found = [self._shown(resource, key, field) for field in (resource.face.name, number)]
            if found[0] is None:
                found = self._documented(resource, key, number)
            self._read[spot] = Named(*(str(value or "") for value in found))
        return self._read[spot]

    def _documented(self, resource: Resource, key: str, number: str) -> list[object]:
        document = self.document(resource, key)
        row = dict(resource.rows_of(document)).get(key) if document else None
        fields = (resource.field(name) for name in (resource.face.name, number))
        return [field.read(row) if field and row is not None else None for field in fields]

    def _book_moved(self, _resource: str, _keys: frozenset[str]) -> None:
        self.moved.emit()


def _staged(record: Record, field: str) -> str:
    cell = record.cells.get(field)
    return str(cell.value) if cell is not None and cell.value else ""
