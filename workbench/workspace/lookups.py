"""Rows of one resource as values of another: what a filter, a form and a cell offer to choose.

A list is read through a session of its own, so it comes from the cache where it was read before;
everybody who offers the same list of an account shares what was read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from string import hexdigits
from typing import TYPE_CHECKING, TypeVar

from workbench.core.accounts import Account
from workbench.core.edits import Entry
from workbench.core.errors import WbError
from workbench.core.jobs import Latest
from workbench.core.pages import FacetValue
from workbench.core.queries import Query
from workbench.core.signals import Signal
from workbench.core.sources import Resource, Source
from workbench.core.values import Coded
from workbench.workspace.session import Session

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

T = TypeVar("T")

REST_SECONDS = 0.2
"""Typing must rest this long before the service is asked to complete it."""
KEPT = 200
"""Texts whose rows are kept."""

_PARENTS = ("above", "parent", "parent_id")
_GROUPS = ("tree_name",)
_COLOURS = ("colour", "color", "hex")
"""Ids of fields that say below which value a listed one stands, in which of several trees, and in
which colour it is shown."""


class Choices:
    """The rows of one resource as values that a field can take, read when they are first wanted.

    Attributes:
        changed: they were read, or could not be.
        values: what was read so far; the code is the row's key.
        loading: whether they are being read.
        error: why they could not be read, None where they could.
        typed: rows are found by what is typed and never read whole; `values` stays empty.
    """

    def __init__(
        self,
        workspace: Workspace,
        source: Source,
        resource: Resource,
        account: Account,
        *,
        typed: bool = False,
    ) -> None:
        self.changed: Signal[()] = Signal()
        self.values: tuple[Coded, ...] = ()
        self.loading = False
        self.error: WbError | None = None
        self._open = lambda: workspace.session(source, resource, account)
        self._jobs = workspace.jobs
        self._title = resource.id
        self._read = False
        self.typed = typed
        self._complete = resource.complete
        self._client = lambda: workspace.connections.open(source, account)
        self._lane = Latest(workspace.jobs)
        self._suggested: dict[str, tuple[Coded, ...]] = {}
        self._failed: str | None = None

    def load(self, *, again: bool = False) -> None:
        """Read the rows unless they are read already; `changed` follows.

        Rows that are found by what is typed are never read whole: `ask` finds them.
        """
        if self.typed or self.loading or (self._read and not again) or not _loop_runs():
            return
        self.loading, self.error = True, None
        self._jobs.spawn(f"choices of {self._title}", self._load(again=again))

    async def _load(self, *, again: bool) -> None:
        try:
            listed = await read_list(self._open(), Query(), again=again)
            self.values = tuple(Coded(row.code, row.label, row.colour) for row in listed)
            self._read = True
        except WbError as error:
            self.error = error
        finally:
            self.loading = False
        self.changed.emit()

    # ---- found by what is typed --------------------------------------------------------------

    def ask(self, text: str) -> None:
        """Have the service find rows by a text, once the typing has rested; `changed` follows."""
        wanted = text.strip()
        known = wanted in self._suggested or wanted == self._failed
        if self._complete is None or known or not _loop_runs():
            return
        self.loading, self._failed = True, None
        self._lane.submit(f"complete {self._title}", lambda turn: self._find(turn, wanted))

    def suggested(self, text: str) -> tuple[Coded, ...]:
        """Return what was found by a text, nothing while it is awaited."""
        return self._suggested.get(text.strip(), ())

    async def _find(self, turn: int, text: str) -> None:
        await asyncio.sleep(REST_SECONDS)
        if self._complete is None or not self._lane.is_current(turn):
            return
        self.error = None
        try:
            found = await self._complete((await self._client()).client, text)
            if len(self._suggested) >= KEPT:
                self._suggested.clear()
            self._suggested[text] = tuple(found)
        except WbError as error:
            self.error, self._failed = error, text
        if self._lane.is_current(turn):
            self.loading = False
            self.changed.emit()


class Lookups:
    """The lists of one account, by the resource they come from."""

    def __init__(self, workspace: Workspace, source: Source, account: Account) -> None:
        self.account = account
        self._workspace = workspace
        self._source = source
        self._held: dict[str, Choices] = {}

    def of(self, entry: Entry) -> Choices | None:
        """Return what a field's lookup offers, None where it has none; begin to read it."""
        name = entry.lookup or entry.completes
        resource = self._source.resource(name) if name else None
        typed = not entry.lookup
        if resource is None or (typed and resource.complete is None):
            return None
        key = f"{name}?" if typed else name
        if key not in self._held:
            self._held[key] = Choices(
                self._workspace, self._source, resource, self.account, typed=typed
            )
        return self._held[key]

    def held(self) -> Mapping[str, Choices]:
        """Return the lists that were asked for, by id of their resource."""
        return self._held


def _loop_runs() -> bool:
    """Whether tasks can be made: a page may still be shown while the program ends."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


async def read_list(
    session: Session, query: Query, *, again: bool = False
) -> tuple[FacetValue, ...]:
    """Return the rows of a list, read to its end, as values; the session is closed.

    Raises:
        WbError: where the list could not be read.
    """
    return await _read_whole(session, query, values_of, again=again)


async def read_documents(session: Session, query: Query) -> tuple[bytes, ...]:
    """Return the documents of a list, read to its end; the session is closed.

    Raises:
        WbError: where the list could not be read.
    """
    return await _read_whole(session, query, _documents_of, again=False)


async def cached_documents(session: Session) -> tuple[bytes, ...]:
    """Return the documents of a list that this machine has; the session is closed.

    Nothing is asked of the service: none where the list was not read yet.

    Raises:
        WbError: STORE.
    """

    def read() -> tuple[bytes, ...]:
        found: list[bytes] = []
        place = 0
        while (page := session.documents.cached(Query(), place)) is not None:
            found += page.documents
            place += 1
        return tuple(found)

    try:
        return await asyncio.to_thread(read)
    finally:
        session.close()


async def _read_whole(
    session: Session, query: Query, take: Callable[[Session], tuple[T, ...]], *, again: bool
) -> tuple[T, ...]:
    try:
        await session.ask(query, again=again)
        while session.cursor:
            await session.next_page()
        return await asyncio.to_thread(take, session)
    finally:
        session.close()


def _documents_of(session: Session) -> tuple[bytes, ...]:
    table = session.table
    held = (session.documents.of_row(table.key(row)) for row in range(len(table)))
    return tuple(document for document in held if document is not None)


def values_of(session: Session) -> tuple[FacetValue, ...]:
    """Return the rows of a list as values: key, name, and what stands above."""
    table, resource = session.table, session.resource
    fields = {field.id for field in resource.fields}
    parent = next((name for name in _PARENTS if name in fields), "")
    colour = next((name for name in _COLOURS if name in fields), "")
    group = next((name for name in _GROUPS if name in fields), "")

    def said(row: int, name: str) -> str:
        value = table.value(row, name) if name else None
        if isinstance(value, Coded):
            return value.code
        return "" if value is None else str(value)

    def named(row: int) -> str:
        name = resource.face.name
        return table.text(row, name) if said(row, name) else ""

    return tuple(
        FacetValue(
            table.key(row),
            named(row) or table.key(row),
            0,
            parent=said(row, parent),
            colour=_hex(said(row, colour)),
            group=said(row, group),
        )
        for row in range(len(table))
    )


def _hex(text: str) -> str:
    """Return a colour as six signs, "" for one that is said otherwise."""
    plain = text.lstrip("#")
    return plain if len(plain) == 6 and all(sign in hexdigits for sign in plain) else ""
