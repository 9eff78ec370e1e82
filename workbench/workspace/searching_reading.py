"""Reads what is kept of every account into the index, and what a hit shows out of its document.

Everything here runs in a thread, in slices: what is on the screen never waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.fields import Field, Kind
from workbench.core.formats import MISSING, Formats
from workbench.core.sources import Resource, Source
from workbench.tables.folding import fold
from workbench.tables.table import search_text
from workbench.workspace.keys import scope_of
from workbench.workspace.searching_hits import Hit
from workbench.workspace.searching_index import Entry, Index, Spot

if TYPE_CHECKING:
    from workbench.store.cache import Cache, Scope

MISFITS: Final = (TypeError, AttributeError, ValueError, ArithmeticError, LookupError)
"""What reading a document raises where a service sent something unexpected."""

BATCH: Final = 500
"""Rows that are taken over at once."""

SLICE: Final = 0.008
PAUSE: Final = 0.002
"""Seconds of reading, and of letting others work after it."""


def scopes(source: Source, resource: Resource, account: Account) -> Iterator[Scope]:
    """Give where a resource's documents stand in the cache, the account's language first."""
    languages = source.languages if resource.languages else ("",)
    for language in dict.fromkeys((account.language, *languages) if languages[0] else ("",)):
        if language or not languages[0]:
            yield scope_of(source, account, resource, language)


class Reader:
    """Reads the documents of accounts; the second time only what came since.

    Args:
        cache: where they are.
        index: what takes the rows.
        stop: asked now and then whether to give up.
    """

    def __init__(self, cache: Cache, index: Index, stop: Callable[[], bool]) -> None:
        self._cache = cache
        self._index = index
        self._stop = stop
        self._newest: dict[tuple[Scope, str], datetime] = {}
        self._sizes: dict[str, int] = {}
        self._since = time.perf_counter()

    def read(self, accounts: Sequence[tuple[Source, Account]]) -> None:
        """Bring the index up to date.

        Raises:
            WbError: DISK or STORE, where the cache cannot be read.
        """
        sizes = self._cache.sizes()
        for source, account in accounts:
            if sizes.get(account.key, 0) < self._sizes.get(account.key, 0):
                self._begin_anew(account)
            self._sizes[account.key] = sizes.get(account.key, 0)
            for document in dict.fromkeys(each.document for each in source.resources):
                resources = [
                    each for each in source.resources if each.document == document and not each.kept
                ]
                for scope in scopes(source, resources[0], account) if resources else ():
                    if self._stop():
                        return
                    self._read(source, resources, account, scope)

    def _begin_anew(self, account: Account) -> None:
        """Forget an account of which something was deleted."""
        self._index.forget(account.key)
        self._newest = {
            key: moment for key, moment in self._newest.items() if key[0].account != account.key
        }

    def _read(
        self,
        source: Source,
        resources: Sequence[Resource],
        account: Account,
        scope: Scope,
    ) -> None:
        key = scope, source.id
        newest = self._newest.get(key)
        waiting: dict[str, list[Entry]] = {each.id: [] for each in resources}
        for name, document, moment in self._cache.all_documents(scope, newest):
            newest = max(newest, moment) if newest is not None else moment
            seen: set[str] = set()
            for resource in resources:
                entries = [
                    entry for entry in entries_of(resource, name, document) if entry.key not in seen
                ]
                seen.update(entry.key for entry in entries)
                waiting[resource.id] += entries
                if len(waiting[resource.id]) >= BATCH:
                    self._index.take(source, resource, account, scope, waiting[resource.id])
                    waiting[resource.id] = []
            if self._stop():
                return
            self._breathe()
        for resource in resources:
            if waiting[resource.id]:
                self._index.take(source, resource, account, scope, waiting[resource.id])
        if newest is not None:
            self._newest[key] = newest

    def _breathe(self) -> None:
        """Let the window work: it and this thread share one interpreter."""
        if time.perf_counter() - self._since > SLICE:
            time.sleep(PAUSE)
            self._since = time.perf_counter()


def entries_of(resource: Resource, name: str, document: bytes) -> list[Entry]:
    """Return the rows of a document; none where it cannot be read as it should."""
    face = resource.field(resource.face.name)
    fields = [field for field in resource.fields if field.searched and field is not face]
    try:
        rows = resource.rows_of(document)
    except MISFITS:
        return []
    return [_entry(name if name != key else key, key, row, face, fields) for key, row in rows]


def _entry(name: str, key: str, row: object, face: Field | None, fields: Sequence[Field]) -> Entry:
    parts = [_raw(face, row).replace("\x01", " "), *(_raw(field, row) for field in fields), key]
    texts = fold("\x01".join(parts).replace("\0", "\x01"))
    return Entry(name, key, texts.partition("\x01")[0], texts)


def _raw(field: Field | None, row: object) -> str:
    if field is None:
        return ""
    try:
        return search_text(field.read(row))
    except MISFITS:
        return ""


def hit_of(
    source: Source,
    account: Account,
    resource: Resource,
    key: str,
    row: object,
    formats: Formats,
) -> Hit:
    """Return a row as a hit; its document, when that was read and its worth are told by others."""
    face = resource.face
    title = _said(resource.field(face.name), row, formats)
    parts = [_said(resource.field(name), row, formats) for name in face.subtitle]
    picture = _raw(resource.field(face.picture), row) if face.picture else ""
    return Hit(
        source=source.id,
        account=account.name,
        resource=resource.id,
        key=key,
        document=key,
        language="",
        one=resource.one,
        title=title or key,
        subtitle=" · ".join(part for part in parts if part),
        picture=picture,
    )


def _said(field: Field | None, row: object, formats: Formats) -> str:
    if field is None:
        return ""
    try:
        value = field.read(row)
    except MISFITS:
        return ""
    if field.kind in {Kind.INTEGER, Kind.ID} or isinstance(value, int):
        return "" if value is None else str(value)
    said = formats.value(value, field.kind)
    return "" if said == MISSING else said


def read_spot(cache: Cache, spot: Spot, formats: Formats) -> Hit | None:
    """Return what a found row shows, out of its document; None where that is gone or is odd."""
    part = spot.part
    try:
        kept = cache.document(spot.scope, spot.document)
        if kept is None:
            return None
        document, moment = kept
        rows = dict(part.resource.rows_of(document))
    except (WbError, *MISFITS):
        return None
    row = rows.get(spot.key)
    if row is None:
        return None
    hit = hit_of(part.source, part.account, part.resource, spot.key, row, formats)
    return hit._replace(
        document=spot.document, language=spot.scope.language, read=moment, score=spot.worth
    )
