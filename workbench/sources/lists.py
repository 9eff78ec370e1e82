"""Tables that a service answers whole: one answer, one page, one small document a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import msgspec

from workbench.core.pages import Page
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.sources.reading import Reader, read_all

T = TypeVar("T")


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
