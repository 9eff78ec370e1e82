"""The lines of what is staged: a record, its fields with old and new, and what stands against."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.edits import Weight
from workbench.core.formats import Formats
from workbench.core.sources import Resource
from workbench.core.texts import tr, trn
from workbench.edits.drafts import Record, State, Trouble
from workbench.ui.filters.choosing import Tick
from workbench.ui.review.lines import Kind, Narrowing, Place, Shown, few, holds, words_of
from workbench.ui.review.words import MARKS, field_title, value_text, value_texts, with_code
from workbench.ui.theme.marks import Mark
from workbench.workspace.foreseeing import Forecast
from workbench.workspace.reviewing import HELD_BACK, FieldLine, RecordLine, Review
from workbench.workspace.shipment import Spot

NEW_FIELDS = 2
"""Fields of a new record that are shown before somebody wants all of them."""

CHANGED_FIELDS = 8
"""The same of a record that exists."""


class StagedLines:
    """The lines of a review."""

    def __init__(self, review: Review, formats: Formats) -> None:
        self._review = review
        self._formats = formats
        self.narrowing = Narrowing()
        self.forecast = Forecast()

    # ---- which lines ------------------------------------------------------------------------

    def places(self) -> list[Place]:
        """Return every line that is wanted."""
        book, wanted = self._review.book, self.narrowing
        words = words_of(wanted.text)
        return [
            place
            for resource in book.resources()
            for record in book.records(resource.id).values()
            if _wants(wanted.which, record)
            for place in self._of(resource, record, words)
        ]

    def _of(self, resource: Resource, record: Record, words: tuple[str, ...]) -> Iterator[Place]:
        names = _ordered(resource, record)
        if self.narrowing.which == "problems" and not record.new:
            names = [name for name in names if record.state_of(name) in HELD_BACK] or names
        if words and not holds(words, *self._review.name_of(Spot(resource.id, record.key))):
            names = [name for name in names if holds(words, _title(resource, name))]
            if not names:
                return
        identity = (resource.id, record.key)
        yield Place(Kind.RECORD, *identity)
        if identity in self.narrowing.folded:
            return
        if record.deleted:
            yield Place(Kind.WHOLE, *identity)
            return
        limit = NEW_FIELDS if record.new else CHANGED_FIELDS
        whole = identity in self.narrowing.unfolded or bool(words)
        for name in few(names, limit, all_of_them=whole):
            yield (
                Place(Kind.MORE, *identity) if name is None else Place(Kind.FIELD, *identity, name)
            )

    # ---- what they show ---------------------------------------------------------------------

    def shown(self, place: Place) -> Shown:
        """Return what a line shows."""
        line = self._review.record(place.resource, place.key)
        if line is None:
            return Shown(place.kind, "")
        match place.kind:
            case Kind.FIELD:
                found = next((held for held in line.lines if held.field.id == place.field), None)
                return self._field(line, found) if found else Shown(Kind.FIELD, "")
            case Kind.WHOLE:
                return _whole(line)
            case Kind.MORE:
                limit = NEW_FIELDS if line.record.new else CHANGED_FIELDS
                left = len(line.lines) - limit
                return Shown(Kind.MORE, trn("{count} more field", "{count} more fields", left))
            case _:
                return self._record(line)

    def _record(self, line: RecordLine) -> Shown:
        note, ink = self._note(line)
        return Shown(
            Kind.RECORD,
            line.name,
            tick=_tick(line),
            mark=MARKS[line.state],
            number=line.number if line.number != line.name else "",
            note=note,
            note_mark=ink,
        )

    def _note(self, line: RecordLine) -> tuple[str, Mark | None]:
        """Say how a record stands; what it loses with what is sent stands before."""
        note, ink = self._standing(line)
        lost = self.forecast.row_words(line.resource, line.key) if line.included else ""
        return (f"{lost} · {note}", Mark.INVALID) if lost else (note, ink)

    def _standing(self, line: RecordLine) -> tuple[str, Mark | None]:
        record, fields = line.record, _fields(len(line.lines))
        match line.state:
            case State.CONFLICT:
                return tr("changed on both sides"), Mark.CONFLICT
            case State.UNKNOWN:
                return tr("outcome unknown"), Mark.UNKNOWN
            case State.REFUSED if record.trouble is not None:
                return self._refused(line, record.trouble)
            case State.INVALID:
                return _held_back(line), Mark.REFUSED
            case State.DELETED:
                return tr("whole record"), None
            case State.NEW:
                return tr("new, {fields}", fields=fields), None
            case _:
                return fields, None

    def _refused(self, line: RecordLine, trouble: Trouble) -> tuple[str, Mark | None]:
        """Say when a record was refused; why, where no field of it does."""
        if trouble.gone or not line.lines:
            return trouble.sentence, Mark.REFUSED
        return tr("refused {age}", age=self._formats.age(trouble.at)), None

    def _field(self, line: RecordLine, held: FieldLine) -> Shown:
        check, sign = self._check(line, held)
        field, entry, formats = held.field, held.entry, self._formats
        base, value = value_texts(field, entry, (held.base, held.value), formats)
        return Shown(
            Kind.FIELD,
            field_title(field, held.value, held.base),
            tick=Tick.ON if held.included else Tick.OFF,
            base=base,
            value=value,
            value_mark=MARKS[held.state],
            check=check,
            check_mark=sign,
            faint=not held.included,
        )

    def _check(self, line: RecordLine, held: FieldLine) -> tuple[str, Mark | None]:
        trouble = line.record.trouble
        if held.conflict is not None:
            now = value_text(held.field, held.entry, held.conflict.theirs, self._formats)
            return tr("Server now says {value}", value=now), Mark.CONFLICT
        if held.state is State.UNKNOWN:
            return tr("Outcome unknown"), Mark.UNKNOWN
        if held.refusal and trouble is not None:
            return with_code(held.refusal, trouble.service_code), Mark.REFUSED
        refused = [found for found in held.findings if found.weight is Weight.REFUSED]
        if refused:
            return refused[0].sentence, Mark.INVALID
        if held.findings:
            return held.findings[0].sentence, Mark.CHANGED
        return (tr("Ready"), None) if held.included else (tr("Left out"), Mark.DELETED)


def _held_back(line: RecordLine) -> str:
    """Say what keeps a record: about all of it, about a field that is missing, or how many."""
    record = line.record
    for found in record.findings:
        if found.weight is Weight.REFUSED and found.field not in record.cells:
            return found.sentence
    count = sum(each.state is State.INVALID for each in line.lines)
    return trn("{count} field held back", "{count} fields held back", count)


def _wants(which: str, record: Record) -> bool:
    match which:
        case "problems":
            return record.state in HELD_BACK
        case "differences":
            return not record.new and not record.deleted
        case _:
            return True


def _ordered(resource: Resource, record: Record) -> list[str]:
    """Return the staged fields; of a new record in the order of its form."""
    names = [name for name in record.cells if resource.field(name) is not None]
    if record.new and resource.saving is not None:
        order = {entry.field: place for place, entry in enumerate(resource.saving.entries)}
        names.sort(key=lambda name: order.get(name, len(order)))
    return names


def _title(resource: Resource, name: str) -> str:
    field = resource.field(name)
    return tr(field.title) if field is not None else name


def _fields(count: int) -> str:
    return trn("{count} field", "{count} fields", count)


def _tick(line: RecordLine) -> Tick:
    if not line.lines:
        return Tick.ON if line.included else Tick.OFF
    ticked = sum(held.included for held in line.lines)
    if ticked == len(line.lines):
        return Tick.ON
    return Tick.PARTLY if ticked else Tick.OFF


def _whole(line: RecordLine) -> Shown:
    warnings = [held.sentence for held in line.record.findings]
    saving = line.resource.saving
    count = len(saving.entries) if saving is not None else 0
    check, sign = (warnings[0], Mark.CHANGED) if warnings else (tr("Ready"), None)
    if not line.included:
        check, sign = tr("Left out"), Mark.DELETED
    return Shown(
        Kind.WHOLE,
        tr("Record"),
        tick=Tick.ON if line.included else Tick.OFF,
        base=_fields(count),
        value=tr("deleted"),
        value_mark=Mark.DELETED,
        check=check,
        check_mark=sign,
        faint=not line.included,
    )
