"""The records that a file names: among the loaded rows, else read from the service.

A record that is not loaded is read before anything of it is staged, so that every draft knows what
it was compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from workbench.core.jobs import Job
from workbench.core.pages import Page
from workbench.core.queries import Condition, Query
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.edits.drafts import NEW_KEY
from workbench.workspace.parts import PartColumn, listed
from workbench.workspace.port import ServicePort

if TYPE_CHECKING:
    from workbench.core.edits import Values
    from workbench.workspace.breath import Breath
    from workbench.workspace.editing import Editing
    from workbench.workspace.session import Session

PER_REQUEST: Final = 50
"""Keys in one question."""


class Known(NamedTuple):
    """A record that is not loaded, as the service had it."""

    values: Values
    seen: datetime


def plain(value: object) -> str:
    """Return a name as it is compared: without space around it, capitals aside."""
    return "" if value is None else str(value).strip().casefold()


class Records:
    """The records of a resource by one of their fields.

    Args:
        session: whose rows are loaded.
        editing: typing in them.
        by: id of the field that names a record, "" where none does.
        fields: ids of the fields whose values are asked for.
    """

    def __init__(
        self, session: Session, editing: Editing, by: str, fields: Iterable[str] = ()
    ) -> None:
        self._session = session
        self._editing = editing
        self._by = by
        self._port = ServicePort(
            session.source,
            session.resource,
            session.account,
            connections=session.connections,
            documents=session.documents,
        )
        self._fields = frozenset(fields)
        self._keys: dict[str, dict[str, str]] = {}
        self._known: dict[str, Known] = {}
        self._sought: set[str] = set()
        self._list: tuple[str, str, object, Sequence[Values]] = ("", "", None, ())

    # ---- finding ----------------------------------------------------------------------------

    def is_told(self, name: str) -> bool:
        """Whether it is known which records have a name."""
        return not name or self._whole() or plain(name) in self._sought or bool(self.keys_of(name))

    def keys_of(self, name: str) -> tuple[str, ...]:
        """Return the keys of the records that have a name; its own spelling before another."""
        found = self._keys.get(plain(name), {})
        exact = tuple(key for key, spelt in found.items() if spelt == name.strip())
        return exact or tuple(found)

    async def index(self, breath: Breath) -> None:
        """Learn the names of the loaded rows."""
        table = self._session.table
        for row in range(len(table) if self._by else 0):
            if table is not self._session.table or row >= len(table):
                break
            self._learn(table.key(row), table.value(row, self._by))
            await breath()

    async def seek(self, names: Sequence[str], job: Job, breath: Breath) -> None:
        """Ask the service for the records of names that no loaded row has.

        Raises:
            WbError: as the service's answer was named; CANCELLED where the user stopped it.
        """
        if not self._by:
            return
        wanted = {plain(name): name.strip() for name in names if not self.is_told(name)}
        if not wanted:
            return
        job.advance(0, len(wanted), tr("Reading records that are not loaded"))
        await self._scan(wanted, job, breath)
        self._sought.update(plain(name) for name in names)

    async def _scan(self, wanted: dict[str, str], job: Job, breath: Breath) -> None:
        """Read through the whole table, or ask for the keys where that takes less."""
        session, cursor, read = self._session, "", 0
        everything = Query(language=session.query.language, quantity=session.query.quantity)
        while True:
            await job.checkpoint()
            page = await session.fetch(everything, cursor, scan=True)
            await self._take(page, wanted, breath)
            read += len(page.keys)
            left = [name for each, name in wanted.items() if each not in self._keys]
            job.advance(len(wanted) - len(left), len(wanted))
            cursor = page.cursor
            if not cursor or (self._by_key and not left):
                return
            if self._by_key and self._is_far(page, read, len(left)):
                await self._ask(left, wanted, job, breath)
                return

    @property
    def _by_key(self) -> bool:
        saving = self._session.resource.saving
        return saving is not None and self._by == saving.key_field

    def _is_far(self, page: Page, read: int, left: int) -> bool:
        """Whether reading all of the rest takes more requests than asking for what is left."""
        each = max(len(page.keys), 1)
        if page.total is None:
            return left <= PER_REQUEST
        return (page.total - read) / each > left

    async def _ask(
        self, names: list[str], wanted: dict[str, str], job: Job, breath: Breath
    ) -> None:
        """Ask for records by their keys: many at once where the service can, else one by one."""
        session, name = self._session, self._session.resource.key_filter
        size = PER_REQUEST if name else 1
        for start in range(0, len(names), size):
            await job.checkpoint()
            chunk = tuple(names[start : start + size])
            if not name:
                await self._take(await self._one(chunk[0]), wanted, breath)
            cursor = ""
            while name:
                query = Query(
                    conditions=(Condition(name, "include", chunk),),
                    language=session.query.language,
                )
                page = await session.fetch(query, cursor)
                await self._take(page, wanted, breath)
                cursor = page.cursor
                if not cursor:
                    break
            job.advance(len(wanted) - len(names) + start + len(chunk), len(wanted))

    async def _one(self, key: str) -> Page:
        document = await self._port.read(key)
        rows = self._session.resource.rows_of(document) if document else ()
        return Page(
            rows=[row for _key, row in rows],
            keys=[each for each, _row in rows],
            documents=[document] if document else [],
            document_keys=[key] if document else [],
            document_of=[0] * len(rows),
            fetched_at=now(),
        )

    async def _take(self, page: Page, wanted: dict[str, str], breath: Breath) -> None:
        """Keep the records of a page that are wanted, and their documents on the disk."""
        field = self._session.resource.field(self._by)
        found: list[int] = []
        for at, (key, row) in enumerate(zip(page.keys, page.rows, strict=True)):
            await breath()
            name = field.read(row) if field is not None else key
            if plain(name) not in wanted or self._session.table.row_of(key) is not None:
                continue
            document = page.documents[page.document_of[at]]
            self._known[key] = Known(self._present(document, key), page.fetched_at)
            self._learn(key, name)
            found.append(page.document_of[at])
        if found:
            await self._session.documents.keep_documents(_part(page, sorted(set(found))))

    def _present(self, document: bytes, key: str) -> Values:
        values = self._port.present(document, key)
        saving = self._session.resource.saving
        if saving is not None and saving.check is not None:
            return values
        return {field: value for field, value in values.items() if field in self._fields}

    def _learn(self, key: str, name: object) -> None:
        if plain(name):
            self._keys.setdefault(plain(name), {})[key] = str(name).strip()

    def _whole(self) -> bool:
        """Whether every record of the resource is loaded."""
        session = self._session
        query, status = session.query, session.status
        unfiltered = not query.conditions and not query.text
        return status.complete and not status.stale and unfiltered

    # ---- what stands there ------------------------------------------------------------------

    def is_loaded(self, key: str) -> bool:
        """Whether a record has a row in the table."""
        return self._session.table.row_of(key) is not None

    def shown(self, key: str, field: str) -> object:
        """Return a value as it is shown: staged, else as it was read."""
        part = self._editing.parts.get(field)
        if part is not None:
            return self._shown_part(key, field, part)
        row = self._session.table.row_of(key)
        if row is not None:
            return self._session.table.value(row, field)
        cell = self._editing.cell(key, field)
        return cell.value if cell else self.base(key, field)

    def _shown_part(self, key: str, field: str, part: PartColumn) -> object:
        """Return a value of a list: as its column holds it, else out of the list itself."""
        if self.is_loaded(key) and self._session.table.has(field):
            return self._editing.value(key, field)
        owner, drafts = part.part.rows, self._editing.record(key)
        if self._list[:3] != (key, owner, drafts):
            known = self.is_loaded(key) or key not in self._known
            rows = self._editing.value(key, owner) if known else self.present(key).get(owner)
            self._list = key, owner, drafts, listed(rows)
        return self._editing.parts.read(part, self._list[3])

    def supposed(self, key: str) -> Values:
        """Return what is known of a record that is not loaded, so that it is not read again."""
        return {} if self.is_loaded(key) else self.present(key)

    def base(self, key: str, field: str) -> object:
        """Return a value as it was read from the service."""
        if self.is_loaded(key) or key not in self._known:
            return self._editing.read_value(key, field)
        return self._known[key].values.get(field)

    def seen(self, key: str) -> datetime:
        """Return when a record was read."""
        if self.is_loaded(key) or key not in self._known:
            return self._session.status.read_at or now()
        return self._known[key].seen

    def present(self, key: str) -> dict[str, object]:
        """Return every value of a record that can be typed, as it is shown."""
        known = self._known.get(key)
        if self.is_loaded(key) or known is None:
            return self._editing.values(key)
        record = self._editing.record(key)
        staged = record.cells if record else {}
        return {**known.values, **{field: cell.value for field, cell in staged.items()}}

    def is_new(self, key: str) -> bool:
        """Whether a record is staged and not at the service yet."""
        return key.startswith(NEW_KEY)


def _part(page: Page, places: Sequence[int]) -> Page:
    """Return some documents of a page, without rows."""
    return msgspec.structs.replace(
        page,
        rows=[],
        keys=[],
        document_of=[],
        documents=[page.documents[at] for at in places],
        document_keys=[page.document_keys[at] for at in places],
    )
