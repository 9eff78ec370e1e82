"""Two downloads of one table compared: what is new, what is gone, what changed to what.

The differences are rows of a table of their own, so that they are filtered, ordered and exported
like any other.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.core.accounts import Account
from workbench.core.errors import bad_input
from workbench.core.fields import Field, Kind, data_fields
from workbench.core.formats import Formats
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.settings import Density
from workbench.core.sources import Face, Resource, Source
from workbench.core.texts import mark, tr
from workbench.core.times import now
from workbench.core.values import Coded
from workbench.edits.values import same
from workbench.workspace.port import MISFITS

if TYPE_CHECKING:
    from workbench.workspace.remote import Remotes
    from workbench.workspace.session import Session
    from workbench.workspace.workspace import Workspace

_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,17})\.\d{1,9}")

Values = Mapping[str, tuple[str, object]]
"""By header: as it is shown, and what is compared."""


class Turn(StrEnum):
    """What became of a record between two downloads."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


TURNS: Final = {
    Turn.NEW: mark("New"),
    Turn.GONE: mark("Gone"),
    Turn.CHANGED: mark("Changed"),
}
"""Titles, marked."""


class Difference(msgspec.Struct, frozen=True):
    """One thing that differs; also the document of its row.

    Attributes:
        key: of the record.
        name: of the record.
        turn: see `Turn`.
        field: what changed, as its header says; "" for a whole record.
        old, new: the values as text; "" where there is none.
    """

    key: str
    name: str
    turn: Turn
    field: str = ""
    old: str = ""
    new: str = ""


class Compared(msgspec.Struct, frozen=True):
    """Two downloads compared.

    Attributes:
        rows: new ones, gone ones, then changed ones, each in the order of its download.
        new, gone, changed: how many records.
        same: how many records are as they were.
    """

    rows: tuple[Difference, ...]
    new: int
    gone: int
    changed: int
    same: int


def compare(resource: Resource, old: Page, new: Page) -> Compared:
    """Return what differs between two downloads of a resource. Takes a while: call it in a thread.

    Records are the same by their key. Where the resource gives its cells, every column of the
    file counts, and how a number is spelled does not; else every field does.
    """
    before, after = _records(old), _records(new)
    name_of = _names(resource)
    fresh = [key for key in after if key not in before]
    gone = [key for key in before if key not in after]
    rows = [Difference(key, name_of(after[key]), Turn.NEW) for key in fresh]
    rows += [Difference(key, name_of(before[key]), Turn.GONE) for key in gone]
    read = _reader(resource)
    changed = 0
    for key, record in after.items():
        if key not in before:
            continue
        found = list(_changes(read(before[key]), read(record)))
        changed += bool(found)
        shown = name_of(record)
        rows += [Difference(key, shown, Turn.CHANGED, *each) for each in found]
    kept = len(after) - len(fresh) - changed
    return Compared(tuple(rows), len(fresh), len(gone), changed, kept)


class _Record(msgspec.Struct, frozen=True):
    row: object
    document: bytes


def _records(page: Page) -> dict[str, _Record]:
    return {
        key: _Record(row, page.documents[index])
        for key, row, index in zip(page.keys, page.rows, page.document_of, strict=True)
    }


def _names(resource: Resource) -> Callable[[_Record], str]:
    field = resource.field(resource.face.name)

    def name(record: _Record) -> str:
        value = field.read(record.row) if field is not None else None
        return value.label if isinstance(value, Coded) else str(value or "")

    return name


def _reader(resource: Resource) -> Callable[[_Record], Values]:
    """Return what reads a record into its values by header: shown text, and what is compared."""
    cells = resource.cells
    if cells is not None:
        return lambda record: _first_of_each(cells(record.document))
    formats = Formats()
    fields = [field for field in data_fields(resource.fields) if field.kind is not Kind.PICTURE]
    return lambda record: {
        tr(field.title): (formats.value(value, field.kind, 1), value)
        for field in fields
        if (value := _read(field, record.row)) is not None
    }


def _first_of_each(cells: Sequence[tuple[str, str]]) -> dict[str, tuple[str, object]]:
    """Cells by header; one that several files of a download have counts once where it is alike."""
    found: dict[str, tuple[str, object]] = {}
    for header, text in cells:
        name, number = header, 1
        while name in found and found[name][0] != text:
            number += 1
            name = f"{header} ({number})"
        found[name] = (text, _plain(text))
    return found


def _plain(text: str) -> object:
    """A number with a point by its size: 12.5 and 12.50 are the same; all else is text."""
    stripped = text.strip()
    if not _NUMBER.fullmatch(stripped):
        return stripped
    return Decimal(stripped)


def _read(field: Field, row: object) -> object:
    try:
        return field.read(row)
    except MISFITS:
        return None


def _changes(before: Values, after: Values) -> Iterator[tuple[str, str, str]]:
    missing: tuple[str, object] = ("", None)
    for header in dict.fromkeys((*after, *before)):
        old, new = before.get(header, missing), after.get(header, missing)
        if not same(old[1], new[1]):
            yield header, old[0], new[0]


# ---- as a table ------------------------------------------------------------------------------


FIELDS: Final = (
    Field("turn", mark("Difference"), Kind.CHOICE,
          lambda each: Coded(each.turn.value, tr(TURNS[each.turn])), shown=True, width=104,
          priority=1, facet=True),
    Field("key", mark("Key"), Kind.ID, lambda each: each.key, shown=True, width=112, priority=1,
          searched=True),
    Field("name", mark("Name"), Kind.TEXT, lambda each: each.name or None, shown=True, width=200,
          priority=2, searched=True),
    Field("field", mark("Column"), Kind.CHOICE,
          lambda each: Coded(each.field, each.field) if each.field else None, shown=True,
          width=140, priority=1, facet=True, searched=True),
    Field("old", mark("Before"), Kind.TEXT, lambda each: each.old or None, shown=True, width=150,
          priority=1, searched=True),
    Field("new", mark("After"), Kind.TEXT, lambda each: each.new or None, shown=True, width=150,
          priority=1, searched=True),
)  # fmt: skip
"""Of the table of differences."""


async def _nowhere(_client: object, _query: Query, _cursor: str) -> Page:
    raise bad_input(
        tr("These rows were made by comparing two downloads."), tr("Compare them again.")
    )


def _rows_of(document: bytes) -> Sequence[tuple[str, Difference]]:
    try:
        each = msgspec.json.decode(document, type=Difference)
    except msgspec.MsgspecError:
        return ()
    return ((_key(each), each),)


def _key(each: Difference) -> str:
    return f"{each.turn} {each.key} {each.field}".strip()


def differences_of(resource: Resource) -> Resource:
    """Return the resource whose rows are differences between two downloads of another one."""
    return Resource(
        id=f"{resource.id}-differences",
        title=mark("Differences"),
        one=mark("Difference"),
        icon="git-compare",
        fields=FIELDS,
        rows_of=_rows_of,
        search=_nowhere,
        face=Face(name="name", subtitle=("key", "field")),
        document="differences",
        density=Density.COMPACT,
        local_only=True,
        kept=True,
    )


def page_of(compared: Compared) -> Page:
    """Return differences as the rows of a table."""
    keys = [_key(each) for each in compared.rows]
    return Page(
        rows=compared.rows,
        keys=keys,
        documents=[msgspec.json.encode(each) for each in compared.rows],
        document_keys=keys,
        document_of=range(len(keys)),
        fetched_at=now(),
        total=len(keys),
    )


async def read_pages(
    remotes: Remotes,
    source: Source,
    resource: Resource,
    account: Account,
    identities: Sequence[str],
) -> tuple[Page, ...]:
    """Return the rows of downloads by their ids; what is on this machine is not read again.

    Raises:
        WbError: as the service and the file's host were named.
    """
    if resource.remote is None:
        raise ValueError(resource.id)
    question = resource.remote.question
    return tuple(
        [
            await remotes.page(source, resource, account, question(identity))
            for identity in identities
        ]
    )


async def compare_downloads(
    workspace: Workspace,
    source: Source,
    resource: Resource,
    account: Account,
    old: str,
    new: str,
) -> tuple[Session, Compared]:
    """Compare two downloads by their ids; return a session that shows the differences as rows.

    Raises:
        WbError: INPUT for twice the same one; as the service and the file's host were named.
    """
    if old == new:
        raise bad_input(tr("That is the same download twice."), tr("Choose another one."))
    before, after = await read_pages(workspace.remotes, source, resource, account, (old, new))
    compared = await asyncio.to_thread(compare, resource, before, after)
    session = workspace.session(source, differences_of(resource), account)
    session.show(page_of(compared), Query())
    return session, compared
