"""What the cache holds: documents once per account and language, and the results that list them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec

from workbench.core.pages import FacetValue
from workbench.store.database import Schema


class Scope(msgspec.Struct, frozen=True):
    """Whose documents, and which: nothing is ever shared between two scopes.

    Attributes:
        account: `Account.key`.
        host: the host that answered.
        document: what the documents are (`Resource.document`).
        language: of their texts, "" where they have none.
    """

    account: str
    host: str
    document: str
    language: str = ""


class CachedResult(msgspec.Struct, frozen=True):
    """What is kept of one query.

    Attributes:
        scope: whose documents.
        resource: id of the resource.
        query: the query as its owner wrote it.
        pages: how many pages there are, from the first without a gap.
        rows: how many rows they have together.
        total: rows that the service has, None where it did not say.
        complete: whether the last page is there.
        cursor: what to ask the service for next, "" where complete.
        oldest: when the oldest page was read.
        newest: when the newest page was read.
        facets: by filter name, as the service counted last.
    """

    scope: Scope
    resource: str
    query: str
    pages: int
    rows: int
    total: int | None
    complete: bool
    cursor: str
    oldest: datetime
    newest: datetime
    facets: Mapping[str, tuple[FacetValue, ...]]


class CachedPage(msgspec.Struct, frozen=True):
    """One page of a result, in the service's order.

    Attributes:
        keys: row keys.
        documents: (key, document) pairs.
        document_of: index into `documents` per row.
        warnings: sentences about its records.
        fetched_at: when it was read.
    """

    keys: Sequence[str]
    documents: Sequence[tuple[str, bytes]]
    document_of: Sequence[int]
    warnings: Sequence[str]
    fetched_at: datetime


CACHE_SCHEMA: Final = Schema(
    title="The cache",
    precious=False,
    steps=(
        (
            """CREATE TABLE scope (
                id INTEGER PRIMARY KEY, account TEXT NOT NULL, host TEXT NOT NULL,
                document TEXT NOT NULL, language TEXT NOT NULL,
                UNIQUE (account, host, document, language)) STRICT""",
            """CREATE TABLE document (
                id INTEGER PRIMARY KEY,
                scope INTEGER NOT NULL REFERENCES scope ON DELETE CASCADE, key TEXT NOT NULL,
                fetched_at INTEGER NOT NULL, used INTEGER NOT NULL, stored INTEGER NOT NULL,
                size INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (scope, key)) STRICT""",
            "CREATE INDEX document_by_use ON document (scope, used, stored)",
            """CREATE TABLE result (
                id INTEGER PRIMARY KEY,
                scope INTEGER NOT NULL REFERENCES scope ON DELETE CASCADE,
                resource TEXT NOT NULL, query TEXT NOT NULL, total INTEGER, facets BLOB NOT NULL,
                fetched_at INTEGER NOT NULL, used INTEGER NOT NULL,
                UNIQUE (scope, resource, query)) STRICT""",
            """CREATE TABLE page (
                id INTEGER PRIMARY KEY,
                result INTEGER NOT NULL REFERENCES result ON DELETE CASCADE,
                number INTEGER NOT NULL, rows INTEGER NOT NULL, cursor TEXT NOT NULL,
                fetched_at INTEGER NOT NULL, UNIQUE (result, number)) STRICT""",
            """CREATE TABLE page_rows (
                page INTEGER PRIMARY KEY REFERENCES page ON DELETE CASCADE,
                body BLOB NOT NULL) STRICT""",
            """CREATE TABLE page_document (
                page INTEGER NOT NULL REFERENCES page ON DELETE CASCADE,
                position INTEGER NOT NULL,
                document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
                PRIMARY KEY (page, position)) STRICT, WITHOUT ROWID""",
            "CREATE INDEX page_document_by_document ON page_document (document)",
            """CREATE TABLE picture (
                name TEXT PRIMARY KEY, content_type TEXT NOT NULL, size INTEGER NOT NULL,
                reason TEXT NOT NULL, fetched_at INTEGER NOT NULL,
                used INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
        ),
    ),
)
