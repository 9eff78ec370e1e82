"""Tables that a service answers whole: one answer, one page, one small document a row."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypedDict, TypeVar, Unpack

import msgspec

from workbench.core.edits import Action, Saving
from workbench.core.fields import Field
from workbench.core.pages import Page
from workbench.core.queries import Filter, Query
from workbench.core.settings import Density
from workbench.core.sources import Face, Resource, SubTable
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.sources.reading import Reader, read_all

T = TypeVar("T")

Ask = Callable[..., Awaitable[Iterable[msgspec.Raw] | None]]
"""Asks a service for the rows of a table: `await ask(client, query)`."""
Hint = Callable[[Query], str]
"""Says what a query lacks before there can be rows, translated; "" where nothing is."""


def whole_page(
    reader: Reader[T], raws: Iterable[msgspec.Raw] | None, key_of: Callable[[T], str]
) -> Page:
    """Return everything as one page; rows without a key and repeated ones are told and left out."""
    read, warnings = read_all(reader, raws or ())
    keyed = [(key, document, record) for document, record in read if (key := key_of(record))]
    found: dict[str, tuple[bytes, T]] = {}
    for key, document, record in keyed:
        found.setdefault(key, (document, record))
    warnings += left_out(len(read) - len(keyed), len(keyed) - len(found))
    return Page(
        rows=[record for _document, record in found.values()],
        keys=list(found),
        documents=[document for document, _record in found.values()],
        document_keys=list(found),
        document_of=range(len(found)),
        fetched_at=now(),
        total=len(found),
        warnings=warnings,
    )


def left_out(nameless: int, repeated: int) -> tuple[str, ...]:
    """Return what is said of records that cannot be told apart, so that no row goes silently."""
    said: list[str] = []
    if nameless:
        said.append(tr("{count} records name no key and are not shown.", count=nameless))
    if repeated:
        said.append(tr("{count} records came more than once and are shown once.", count=repeated))
    return tuple(said)


def rows_reader(
    reader: Reader[T], key_of: Callable[[T], str]
) -> Callable[[bytes], Sequence[tuple[str, T]]]:
    """Return a `rows_of` for documents of one row."""

    def rows_of(document: bytes) -> Sequence[tuple[str, T]]:
        record, _odd = reader.read(document)
        key = "" if record is None else key_of(record)
        return ((key, record),) if record is not None and key else ()

    return rows_of


class Extras(TypedDict, total=False):
    """What a table may have besides its rows; see `Resource`, whose attributes these are."""

    filters: tuple[Filter, ...]
    subtables: tuple[SubTable, ...]
    document: str
    saving: Saving
    actions: tuple[Action, ...]
    languages: bool


def directory(
    identity: str,
    titles: tuple[str, str],
    icon: str,
    columns: tuple[Field, ...],
    reader: Reader[T],
    key_of: Callable[[T], str],
    ask: Ask,
    *,
    hint: Hint | None = None,
    **extras: Unpack[Extras],
) -> Resource:
    """Return a resource that is read whole; its first two fields are its face.

    Args:
        identity: its id.
        titles: plural and singular, marked.
        icon: name of an icon.
        columns: its fields.
        reader: reads its rows.
        key_of: the row key, "" for what is no row.
        ask: asks the service for the rows.
        hint: what is to be given before there can be rows, translated; "" where nothing is.
        extras: what it has besides.
    """
    extras.setdefault("document", identity)
    return Resource(
        id=identity,
        title=titles[0],
        one=titles[1],
        icon=icon,
        fields=columns,
        rows_of=rows_reader(reader, key_of),
        search=_searching(reader, key_of, ask, hint),
        face=Face(name=columns[0].id, subtitle=tuple(field.id for field in columns[1:2])),
        density=Density.COMPACT,
        local_only=True,
        **extras,
    )


def _searching(
    reader: Reader[T], key_of: Callable[[T], str], ask: Ask, hint: Hint | None
) -> Callable[..., Awaitable[Page]]:
    """Return the search of a table whose rows are asked for at once."""

    async def search(client: object, query: Query, cursor: str) -> Page:  # noqa: ARG001
        wanted = hint(query) if hint is not None else ""
        raws = () if wanted else await ask(client, query)
        page = await asyncio.to_thread(whole_page, reader, raws, key_of)
        if wanted:
            page.warnings = (wanted,)
        return page

    return search
