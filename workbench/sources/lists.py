"""Tables that a service answers whole: one answer, one page, one small document a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import msgspec

from workbench.core.pages import Page
from workbench.core.times import now
from workbench.sources.reading import Reader, read_all

T = TypeVar("T")


def whole_page(
    reader: Reader[T], raws: Iterable[msgspec.Raw] | None, key_of: Callable[[T], str]
) -> Page:
    """Return everything as one page; rows without a key and repeated ones are left out."""
    read, warnings = read_all(reader, raws or ())
    found: dict[str, tuple[bytes, T]] = {}
    for document, record in read:
        key = key_of(record)
        if key:
            found.setdefault(key, (document, record))
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


def rows_reader(
    reader: Reader[T], key_of: Callable[[T], str]
) -> Callable[[bytes], Sequence[tuple[str, T]]]:
    """Return a `rows_of` for documents of one row."""

    def rows_of(document: bytes) -> Sequence[tuple[str, T]]:
        record, _odd = reader.read(document)
        key = "" if record is None else key_of(record)
        return ((key, record),) if record is not None and key else ()

    return rows_of
