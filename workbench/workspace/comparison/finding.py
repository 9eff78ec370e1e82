"""One search over the rows of every source that are on this machine.

The texts are read once, in a thread, and searched in memory after that; what is read from services
meanwhile is added.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.core.accounts import Account
from workbench.core.sources import Resource, Source
from workbench.workspace.comparison.answers import Hit
from workbench.workspace.comparison.pool import MISFITS
from workbench.workspace.keys import scope_of

if TYPE_CHECKING:
    from workbench.store.cache import Cache
    from workbench.tables.haystack import Haystack
    from workbench.workspace.workspace import Workspace

BETWEEN: Final = "\0"


class Table(NamedTuple):
    """A table of an account whose rows are searched."""

    source: Source
    resource: Resource
    account: Account


class Finding:
    """The search over all sources.

    Attributes:
        count: rows that are searched.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._haystack: Haystack | None = None
        self._hits: list[Hit] = []
        self._rows: dict[tuple[str, ...], int] = {}
        self._folded: list[str] = []
        self._turn = asyncio.Lock()

    @property
    def count(self) -> int:
        """How many rows are searched."""
        return len(self._hits)

    async def search(self, text: str, limit: int) -> tuple[Hit, ...]:
        """Return the rows that hold all words, source by source; see `Comparison.search`."""
        async with self._turn:
            return await asyncio.to_thread(self._search, text, limit)

    async def prepare(self) -> int:
        """Read the texts, so that the first search is as quick as the others."""
        async with self._turn:
            await asyncio.to_thread(self._read)
        return self.count

    def forget(self) -> None:
        """Read the texts anew at the next search: accounts or what is kept are others."""
        self._haystack = None

    def take(self, table: Table, documents: Sequence[bytes], read: datetime) -> None:
        """Add rows that were just read; nothing before the first search. For a thread."""
        if self._haystack is not None and _searched(table.resource):
            self._add(hit for document in documents for hit in _hits(table, document, read))

    # ---- inside; in a thread -----------------------------------------------------------------

    def _search(self, text: str, limit: int) -> tuple[Hit, ...]:
        import numpy as np  # noqa: PLC0415 - not at start

        from workbench.tables.folding import words_of  # noqa: PLC0415

        words = words_of(text)
        if not words:
            return ()
        self._read()
        haystack = self._haystack
        assert haystack is not None
        found: dict[str, list[tuple[bool, int]]] = {}
        for row in np.flatnonzero(haystack.match(words, 0, len(haystack))).tolist():
            # What begins with the words as its title stands before what only mentions them.
            titled = all(word in self._folded[row] for word in words)
            found.setdefault(self._hits[row].source, []).append((not titled, row))
        return tuple(
            self._hits[row]
            for source in self._workspace.sources.titles
            for _place, row in sorted(found.get(source, ()))[:limit]
        )

    def _read(self) -> None:
        from workbench.tables.haystack import Haystack  # noqa: PLC0415 - numpy only once used

        if self._haystack is not None:
            return
        self._haystack, self._hits, self._folded = Haystack(), [], []
        self._rows.clear()
        cache = self._workspace.stores.cache
        for table in self._tables():
            self._add(_cached(cache, table))

    def _tables(self) -> Iterator[Table]:
        """Give the tables of every account; of those that share documents the first one."""
        workspace = self._workspace
        for account in workspace.accounts.list():
            source = workspace.source(account.source)
            seen: set[str] = set()
            for resource in source.resources if source else ():
                if source and resource.document not in seen and _searched(resource):
                    seen.add(resource.document)
                    yield Table(source, resource, account)

    def _add(self, rows: Iterable[tuple[Hit, str]]) -> None:
        from workbench.tables.folding import fold  # noqa: PLC0415

        haystack = self._haystack
        assert haystack is not None
        fresh: list[str] = []
        for hit, text in rows:
            name = hit[:4]
            row = self._rows.get(name)
            if row is None:
                self._rows[name] = len(self._hits)
                self._hits.append(hit)
                self._folded.append(fold(hit.title))
                fresh.append(text)
                continue
            known = self._hits[row]
            if known.read and hit.read and known.read > hit.read:
                continue
            self._hits[row], self._folded[row] = hit, fold(hit.title)
            if row < len(haystack):
                haystack.put(row, text)
            else:
                fresh[row - len(haystack)] = text
        haystack.extend(fresh)


def _searched(resource: Resource) -> bool:
    """Whether a table's rows are things a person looks for by name."""
    return not resource.kept and any(field.searched for field in resource.fields)


def _cached(cache: Cache, table: Table) -> Iterator[tuple[Hit, str]]:
    source, resource, account = table
    languages = source.languages if resource.languages else ("",)
    for language in dict.fromkeys((account.language, *languages)):
        if resource.languages and not language:
            continue
        scope = scope_of(source, account, resource, language)
        for _key, document, moment in cache.all_documents(scope):
            yield from _hits(table, document, moment)


def _hits(table: Table, document: bytes, read: datetime) -> Iterator[tuple[Hit, str]]:
    source, resource, account = table
    face = resource.face
    fields = {field.id: field for field in resource.fields}
    searched = [field.id for field in resource.fields if field.searched]

    def text(record: object, name: str) -> str:
        from workbench.tables.table import search_text  # noqa: PLC0415 - numpy only once used

        try:
            return search_text(fields[name].read(record)) if name in fields else ""
        except MISFITS:
            return ""

    try:
        rows = resource.rows_of(document)
    except MISFITS:
        return
    for key, record in rows:
        title = text(record, face.name).partition(BETWEEN)[0]
        beside = [text(record, name).partition(BETWEEN)[0] for name in face.subtitle]
        hit = Hit(
            source.id,
            account.name,
            resource.id,
            key,
            title or key,
            " · ".join(filter(None, beside)),
            text(record, face.picture),
            read,
        )
        yield hit, BETWEEN.join((title, *beside, *(text(record, name) for name in searched)))
