"""What one request for rows brought: typed rows, the documents they came from, and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec


class FacetValue(msgspec.Struct, frozen=True):
    """One value of a facet as the service counts it; `parent` is set in trees."""

    code: str
    label: str
    count: int
    parent: str = ""
    colour: str = ""
    group: str = ""


class Page(msgspec.Struct):
    """Rows of one answer.

    Attributes:
        rows: typed records, one per row of the table.
        keys: the row keys, unique within the resource.
        documents: JSON as the service sent it; several rows may share one.
        document_keys: what each document is kept under.
        document_of: index into `documents` per row.
        total: rows that the service has for the query, None where it does not say.
        cursor: what to pass for the next page; "" where this was the last.
        facets: by filter name, where the service counted.
        warnings: sentences about records that could not be read as they should.
        fetched_at: when it was read.
        from_cache: whether it came from the disk.
    """

    rows: Sequence[object]
    keys: Sequence[str]
    documents: Sequence[bytes]
    document_keys: Sequence[str]
    document_of: Sequence[int]
    fetched_at: datetime
    total: int | None = None
    cursor: str = ""
    facets: dict[str, tuple[FacetValue, ...]] = msgspec.field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    from_cache: bool = False
