"""What a resource can change: how its fields are typed, checked and sent, declared as data.

A source says with `Saving` which documented calls write a record and how their bodies are made;
drafts, undo, review, merging and sending are written once and know no source. `Action` is for
calls that change something but no field of a record: move, split, print, import.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from workbench.core.fields import Field
from workbench.core.queries import Query
from workbench.core.values import Coded

if TYPE_CHECKING:
    from workbench.core.tallies import Counting

Values = Mapping[str, object]
"""Typed values by field id."""


class Weight(StrEnum):
    """What a finding means for sending."""

    REFUSED = "refused"
    """It cannot be sent as it is: the document forbids it."""
    WARNING = "warning"
    """It can be sent; somebody should look."""


class Finding(NamedTuple):
    """What a check found about one field.

    Attributes:
        field: id of the field; "" where it is about the whole record.
        sentence: what is wrong and what would be right, translated.
        weight: see `Weight`.
        fix: a typed value that would be right, None where none is known.
        row: number of the row of a list, from 1; 0 where it is about no row.
        member: id of the row's field, "" where it is about the whole row.
    """

    field: str
    sentence: str
    weight: Weight = Weight.REFUSED
    fix: object = None
    row: int = 0
    member: str = ""


class Entry(msgspec.Struct, frozen=True):
    """How one field is typed, checked and sent.

    Attributes:
        field: id of the field.
        member: dotted path of the member in a body; "" where the field's own path is it.
        required: a record cannot be without it.
        only_new: can be given only with a new record; shown as read-only afterwards.
        clearable: whether an empty value can be sent.
        unique: two records never share it: left blank in a duplicate.
        least, most: limits of a number; inclusive.
        above: a number must be greater than this.
        decimals: decimals of a number at most.
        length: characters of a text at most, 0 without a limit.
        lines: a text may have several lines.
        trimmed: the service takes spaces from both ends of a text, so that they change nothing.
        choices: the documented values; names are marked.
        lookup: id of the resource of the same source whose rows are the choices.
        free: values besides the choices are taken as well.
        completes: id of the resource of the same source whose `complete` finds rows by what is
            typed; a row's key is taken, and so is any other text.
        by_name: a text takes the name of a chosen row of the lookup, not its key.
        check: finds what is wrong with a typed value alone; None where nothing is.
        means: reads a typed text where the kind of the field does not say what it means: the
            value, or `Odd` with the text, of which `check` then says what is wrong. None for the
            usual reading.
        ends: the text is a range, typed as two numbers; it reads them with ".." between.
        wire: the value as the body wants it; None for the usual form of its kind.
        rows: fields of the rows, where the value is a list of rows: the draft then holds the
            whole list, as a tuple of `Values`. The resource has a sub-table of the same id, whose
            rows of a document are the present list, and a field of that id (how many there are).
        entries: of those rows.
        row_key: field of a row that names it in its list: the same name is the same row.
        called: what a row is called by what stands in its `row_key`, where that is a code; "" for
            no other name.
        parent: field of a row that names the row above it, where the rows are a tree.
        ordered: whether the order of the list means something.
        takes: ids of fields that the service empties with a change of this one: their values are
            kept with it, so that a change that was sent can be taken back whole.
        danger: marked; what a wrong value may cause. Asked for with numbers before sending.
        drawn: the value is drawn as a code that can be scanned: "ean", "upc", "code128", "qr", or
            the id of the field whose value names one of these.
        file: the value is the name of a file that the user chooses, whose content is given beside
            it (`Chosen.files`): patterns of the names that suit, with blanks: "*.csv *.xlsx".
    """

    field: str
    member: str = ""
    required: bool = False
    only_new: bool = False
    clearable: bool = True
    unique: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    above: Decimal | None = None
    decimals: int | None = None
    length: int = 0
    lines: bool = False
    trimmed: bool = False
    choices: tuple[Coded, ...] = ()
    lookup: str = ""
    free: bool = False
    completes: str = ""
    by_name: bool = False
    check: Callable[[Any], Finding | None] | None = None
    means: Callable[[str], object] | None = None
    ends: bool = False
    wire: Callable[[Any], object] | None = None
    rows: tuple[Field, ...] = ()
    entries: tuple[Entry, ...] = ()
    row_key: str = ""
    called: Callable[[str], str] | None = None
    parent: str = ""
    ordered: bool = False
    takes: tuple[str, ...] = ()
    danger: str = ""
    drawn: str = ""
    file: str = ""


class Patch(msgspec.Struct, frozen=True):
    """What is to be written of one record.

    Attributes:
        key: the record's row key; "" where the service gives it.
        values: typed values by field id: of the changed fields, of all typed ones when it is new.
        theirs: the record's document as the service had it just now; empty for a new record.
    """

    key: str
    values: Values
    theirs: bytes = b""


class Call(NamedTuple):
    """One call of a documented operation.

    Attributes:
        arguments: by documented name, typed.
        body: plain JSON values, None where the call has none; a file goes as bytes.
    """

    arguments: Mapping[str, object]
    body: object = None


class Write(msgspec.Struct, frozen=True):
    """A documented call that writes one record.

    Attributes:
        operation: its name; says the method, path and whether it may be repeated.
        call: makes the call of a patch.
        key: reads the new record's key out of the answer, for creating; None where the patch has
            it.
    """

    operation: str
    call: Callable[[Patch], Call]
    key: Callable[[Any], str] | None = None


class Batch(msgspec.Struct, frozen=True):
    """A documented call that writes many records.

    Attributes:
        operation: its name.
        call: makes the call of several patches.
        most: records in one call at most.
        most_bytes: of one body, 0 without a limit.
        refused: reads out of the answer which records were not taken, with the reason as plain
            text; None where the service takes all or none.
    """

    operation: str
    call: Callable[[Sequence[Patch]], Call]
    most: int = 100
    most_bytes: int = 0
    refused: Callable[[Any, Sequence[Patch]], Mapping[str, str]] | None = None


class Lock(msgspec.Struct, frozen=True):
    """What keeps a record as it is, as the service says it of the record itself.

    Attributes:
        field: id of the flag that locks.
        reason: marked; why, and what to do first.
        only: ids of the fields that cannot be typed then, all where it names none. A locked record
            is not deleted either.
    """

    field: str
    reason: str
    only: tuple[str, ...] = ()


class Saving(msgspec.Struct, frozen=True):
    """How the records of a resource are changed; without one a resource is read-only.

    Attributes:
        entries: every field that can be typed, in the order of the form.
        read: `await read(client, key)`: the record's document as it is now, None where it is gone.
        update: writes changed members (or the whole record, made from `Patch.theirs`).
        create: writes a new record.
        delete: takes a record away.
        update_many, delete_many: the same for many in one call; used from `many_from` records on.
        many_from: see above.
        read_many: `await read_many(client, keys, since)`: the documents of those keys that may
            have changed since then, by key; a key that is left out has not changed. For large
            change sets; None where each is read alone.
        check: finds what is wrong across the fields of one record: `check(values, new)`; gets
            the record's present values with the typed ones over them.
        key_field: id of the field that holds a new record's key, "" where the service gives it.
        next_key: `await next_key(client)`: a free key for a new record.
        defaults: typed values a new record begins with.
        copied: whether "Duplicate" makes sense.
        whole: the body of an update is the whole record, so that members left out are cleared.
        in_turn: records are parts of one document that is written whole: they are written one
            after the other, or one would take back what another has just changed.
        locks: what keeps a record from being changed or deleted.
        counting: what the service counts when it answers a call, by name of the operation; none
            where its answers count nothing.
    """

    entries: tuple[Entry, ...]
    read: Callable[..., Awaitable[bytes | None]]
    update: Write | None = None
    create: Write | None = None
    delete: Write | None = None
    update_many: Batch | None = None
    delete_many: Batch | None = None
    many_from: int = 20
    read_many: Callable[..., Awaitable[Mapping[str, bytes]]] | None = None
    check: Callable[[Values, bool], Sequence[Finding]] | None = None
    key_field: str = ""
    next_key: Callable[..., Awaitable[str]] | None = None
    defaults: Values = msgspec.field(default_factory=dict)
    copied: bool = True
    whole: bool = False
    in_turn: bool = False
    locks: tuple[Lock, ...] = ()
    counting: Mapping[str, Counting] = msgspec.field(default_factory=dict)

    def entry(self, field_id: str) -> Entry | None:
        """Return how a field is typed, None where it cannot be."""
        return next((held for held in self.entries if held.field == field_id), None)


class Scope(StrEnum):
    """What an action is about."""

    NONE = "none"
    """Nothing chosen: the resource itself."""
    ONE = "one"
    MANY = "many"


class Chosen(msgspec.Struct, frozen=True):
    """What an action is about, and what was typed into its form.

    Attributes:
        keys: of the chosen records, in the order of the table.
        documents: their documents, in the same order; empty bytes where none is on this machine.
        values: typed values of the form, by field id.
        files: contents of the files that were chosen in the form, by field id.
    """

    keys: tuple[str, ...]
    documents: tuple[bytes, ...]
    values: Values
    files: Mapping[str, bytes] = msgspec.field(default_factory=dict)


class Effect(NamedTuple):
    """One value that an action would change, shown before it runs."""

    key: str
    what: str
    """The record and the value, as a person would say it."""
    old: object
    new: object


class Label(NamedTuple):
    """One label on a sheet; lengths in millimetres, from the upper left corner of the paper."""

    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...] = ()
    """What is printed on it; the service may set it otherwise."""


class Sheet(msgspec.Struct, frozen=True):
    """The first page of what an action prints, drawn before it is printed.

    Attributes:
        width, height: of the paper, in millimetres.
        labels: on the first page.
        pages: in all.
        copies: labels in all.
    """

    width: float
    height: float
    labels: tuple[Label, ...]
    pages: int = 1
    copies: int = 0


class Action(msgspec.Struct, frozen=True):
    """A call that a user looks for under a name: move, reserve, split, print labels.

    Attributes:
        id: stable id.
        title: marked, with an ellipsis where a form opens.
        icon: name of an icon.
        group: marked; section of the menu.
        scope: what must be chosen.
        operation: name of the documented call; its effect says whether it needs a confirmation.
        calls: makes the calls of what was chosen and typed, in order.
        fields, entries: of the form; none where nothing is typed.
        says: what will happen, in words with numbers, for the form and the journal; translated.
        check: finds what is wrong across the form.
        preview: what would change, value by value; None where that cannot be told before.
        danger: marked; why it asks for the number of records to be typed, "" where it does not.
        file: suggested name of the file that is answered ("labels.pdf"), "" where there is none.
        table: id of a resource whose rows the answered file holds, so that it can be opened.
        most: records that may be chosen, 0 without a limit.
        rereads: whether the chosen records are read again afterwards; the whole view for
            `Scope.NONE`.
        sheet: the page that it would print, where it prints labels; None where what was typed
            makes none.
        defaults: typed values that the form begins with.
        told: says in words what the service answered, translated; "" where there is nothing to
            say. For calls whose answer is what they are made for, such as trying an import.
        follows: reads out of an answer what the thing is called that goes on at the service; the
            rows of the resource `table` that are asked for by it say how far it is.
        opens: nothing is called: the question of the resource `table` that shows what was chosen.
    """

    id: str
    title: str
    icon: str
    group: str
    scope: Scope
    operation: str
    calls: Callable[[Chosen], Sequence[Call]]
    fields: tuple[Field, ...] = ()
    entries: tuple[Entry, ...] = ()
    says: Callable[[Chosen], str] | None = None
    check: Callable[[Chosen], Sequence[Finding]] | None = None
    preview: Callable[[Chosen], Sequence[Effect]] | None = None
    danger: str = ""
    file: str = ""
    table: str = ""
    most: int = 0
    rereads: bool = True
    sheet: Callable[[Chosen], Sheet | None] | None = None
    defaults: Values = msgspec.field(default_factory=dict)
    told: Callable[[object], str] | None = None
    follows: Callable[[object], str] | None = None
    opens: Callable[[Chosen], Query] | None = None


class Conflict(NamedTuple):
    """One field that was changed here and at the service.

    Attributes:
        field: its id.
        base: as it was when typing began.
        theirs: as the service has it now.
        mine: as it was typed.
        seen: when base was read.
    """

    field: str
    base: object
    theirs: object
    mine: object
    seen: datetime
