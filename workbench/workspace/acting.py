"""Actions from the window: whether one can be done, what it is about, doing it, and what follows.

The form is checked by the same rules as a cell. What the service answered with a file is handed
on; records that an action was about are read again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.core.edits import Action, Chosen, Effect, Entry, Finding, Scope, Sheet, Weight
from workbench.core.errors import WbError
from workbench.core.fields import Field, by_id
from workbench.core.operations import Effect as Does
from workbench.core.texts import mark, tr, trn
from workbench.edits.acting import Acted, Actor
from workbench.edits.checks import check_value
from workbench.edits.drafts import NEW_KEY
from workbench.edits.oplog import OpLog
from workbench.edits.results import Outcome, Result
from workbench.edits.values import blank
from workbench.workspace.arrivals import page_of
from workbench.workspace.books import place_of
from workbench.workspace.changes import refresh_rows
from workbench.workspace.port import MISFITS, ServicePort

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.workspace.session import Session
    from workbench.workspace.workspace import Workspace

AT_ONCE: Final = 100
"""Documents taken from this machine before the window goes on."""


class Ended(msgspec.Struct, frozen=True):
    """How an action ended.

    Attributes:
        results: a result per call.
        sentence: all of it in words.
        files: contents of the files that were answered.
        trouble: why the records could not be read again, "" where they were.
        answer: what the service answered to an action that only asks, in the action's own words,
            else as JSON to be read.
        follows: what goes on at the service is called, for the resource that says how far it is.
    """

    results: tuple[Result, ...]
    sentence: str
    files: tuple[bytes, ...] = ()
    trouble: str = ""
    answer: str = ""
    follows: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Result, ...]:
        """The results of what was not done, or may not have been."""
        return tuple(result for result in self.results if result.outcome is not Outcome.DONE)

    @property
    def unknown(self) -> int:
        """How many calls have an unknown outcome; they are kept in the journal."""
        return sum(result.outcome is Outcome.UNKNOWN for result in self.results)


class Acting:
    """One action of a session's resource, about some of its rows.

    Attributes:
        action: what is to be done.
        keys: of the chosen rows, in the order of the table.

    Args:
        workspace: whose journal keeps what is done.
        session: whose rows.
        action: see above.
        keys: of the chosen rows, in any order.
    """

    def __init__(
        self, workspace: Workspace, session: Session, action: Action, keys: Sequence[str]
    ) -> None:
        self.action = action
        self.keys = () if action.scope is Scope.NONE else in_order(session, keys)
        self._workspace = workspace
        self._session = session
        self._fields = by_id(action.fields)
        self._documents: tuple[bytes, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether it changes something at the service."""
        return does(self._session, self.action) is Does.WRITE

    @property
    def number(self) -> int:
        """The number that is to be typed before it is done, 0 where none is."""
        return len(self.keys) if self.action.danger else 0

    def inputs(self) -> list[tuple[Field, Entry]]:
        """Return the inputs of the form, in order."""
        entries = {entry.field: entry for entry in self.action.entries}
        return [(field, entries.get(field.id, Entry(field.id))) for field in self.action.fields]

    def names(self, count: int) -> list[str]:
        """Return what a person would call the first of the chosen records."""
        session, face = self._session, self._session.resource.face.name
        found: list[str] = []
        for key in self.keys[:count]:
            row = session.table.row_of(key)
            name = "" if row is None or not face else session.table.value(row, face)
            found.append(f"{key} {name or ''}".strip())
        return found

    async def read_documents(self) -> None:
        """Take the documents of the chosen records from this machine; the preview needs them."""
        found: list[bytes] = []
        for start in range(0, len(self.keys), AT_ONCE):
            part = self.keys[start : start + AT_ONCE]
            held = (self._session.documents.of_row(key) for key in part)
            found += [document or b"" for document in held]
            await asyncio.sleep(0)
        self._documents = tuple(found)

    def chosen(
        self, values: Mapping[str, object], files: Mapping[str, bytes] | None = None
    ) -> Chosen:
        """Return what the action is about, with what was typed."""
        documents = self._documents or (b"",) * len(self.keys)
        return Chosen(self.keys, documents, values, files or {})

    def findings(self, chosen: Chosen) -> tuple[Finding, ...]:
        """Return what is wrong with what was typed."""
        found: list[Finding] = []
        for field, entry in self.inputs():
            value = chosen.values.get(field.id)
            if entry.file and not blank(value) and field.id not in chosen.files:
                found.append(Finding(field.id, tr("The file could not be read.")))
            found += check_value(entry, field, value, new=True)
        if self.action.check is not None and not refused(found):
            found += self.action.check(chosen)
        return tuple(found)

    def says(self, chosen: Chosen) -> str:
        """Return what will happen, in words; of a form that is not complete, what it is about."""
        if self.action.says is not None and not refused(self.findings(chosen)):
            return self.action.says(chosen)
        return ""

    def effects(self, chosen: Chosen) -> tuple[Effect, ...] | None:
        """Return what would change, value by value; None where it cannot be told before."""
        if self.action.preview is None or refused(self.findings(chosen)):
            return None
        return tuple(self.action.preview(chosen))

    def sheet(self, chosen: Chosen) -> Sheet | None:
        """Return the page that would be printed, None where there is none."""
        if self.action.sheet is None:
            return None
        try:
            return self.action.sheet(chosen)
        except MISFITS:
            return None

    async def run(self, chosen: Chosen, job: Job) -> Ended:
        """Do it; failures of calls are told in what it returns.

        Raises:
            WbError: the calls cannot be made of what was typed.
        """
        session, source = self._session, self._session.source
        place = place_of(source, session.account)
        log = OpLog(place, session.resource, self._workspace.stores.journal)
        actor = Actor(log, self._port())
        acted = await self._workspace.runs.recorded(
            session, self.action, chosen, lambda: actor.act(self.action, chosen, job)
        )
        trouble = await self._follow(acted) if self.action.rereads and self.writes else ""
        files = tuple(each for each in acted.answers.values() if isinstance(each, bytes) and each)
        asks = not (self.action.rereads or self.action.file)
        answer = told(self.action, acted) or (answer_text(acted) if asks else "")
        follows = followed(self.action, acted)
        return Ended(acted.report.results, ended_text(acted), files, trouble, answer, follows)

    async def _follow(self, acted: Acted) -> str:
        """Read again what the action was about; return why not, "" where it was read."""
        session = self._session
        if all(result.outcome is Outcome.SKIPPED for result in acted.report.results):
            return ""
        try:
            if not self.keys:
                await session.ask(session.query, again=True)
            elif session.resource.saving is not None:
                await self._read_each()
            else:
                await refresh_rows(session, self.keys)
        except WbError as error:
            return error.full_text
        return ""

    async def _read_each(self) -> None:
        """Read each record again, and show what came back in one go: that moves the whole table."""
        session, port = self._session, self._port()
        documents = {key: await port.read(key) for key in self.keys}
        gone = [key for key, document in documents.items() if document is None]
        if gone:
            session.remove(gone)
        if len(gone) < len(documents):
            page = page_of(session.resource, documents)
            session.merge(page, only=frozenset(documents))
            await session.documents.keep_documents(page)

    def _port(self) -> ServicePort:
        session = self._session
        return ServicePort(
            session.source,
            session.resource,
            session.account,
            connections=session.connections,
            documents=session.documents,
        )


def in_order(session: Session, keys: Sequence[str]) -> tuple[str, ...]:
    """Return keys in the order of the table; those that are not loaded come last."""
    last = len(session.table)

    def place(key: str) -> int:
        row = session.table.row_of(key)
        return last if row is None else row

    return tuple(sorted(dict.fromkeys(keys), key=place))


def does(session: Session, action: Action) -> Does:
    """Return what an action's call does at the service; writing where its source names none."""
    found = (held for held in session.source.operations() if held.name == action.operation)
    operation = next(found, None)
    return operation.effect if operation is not None else Does.WRITE


def why_not(session: Session | None, action: Action, keys: Sequence[str]) -> str:
    """Return why an action cannot be done with these rows, "" where it can."""
    if session is None:
        return tr("No account is connected.")
    if session.account.read_only and does(session, action) is Does.WRITE:
        return tr("The account “{name}” is read-only.", name=session.account.name)
    if action.scope is Scope.NONE:
        return ""
    if not keys:
        return tr("Choose a row first.") if action.scope is Scope.ONE else tr("Tick rows first.")
    if action.scope is Scope.ONE and len(keys) > 1:
        return tr("It works on one row; {count} are ticked.", count=len(keys))
    if action.most and len(keys) > action.most:
        return tr(
            "It takes {most} rows at most; {count} are ticked.", most=action.most, count=len(keys)
        )
    if any(key.startswith(NEW_KEY) for key in keys):
        return tr("A new record must be sent first.")
    return ""


def refused(findings: Sequence[Finding]) -> bool:
    """Return whether a finding keeps it from being done."""
    return any(finding.weight is Weight.REFUSED for finding in findings)


def ended_text(acted: Acted) -> str:
    """Return how it ended in words: "97 done, 3 refused"; of a single call without a number."""
    if len(acted.report.results) == 1 and acted.report.results[0].outcome is Outcome.DONE:
        return tr("Done.")
    parts = [trn(*_ENDED[outcome], count) for outcome, count in acted.report.counts.items()]
    return ", ".join(parts)


def told(action: Action, acted: Acted) -> str:
    """Return the answers in the action's own words, "" where it has none for them."""
    if action.told is None:
        return ""
    try:
        return "\n".join(filter(None, map(action.told, acted.answers.values())))
    except MISFITS:
        return ""


def followed(action: Action, acted: Acted) -> tuple[str, ...]:
    """Return what the answers say that goes on at the service, by name."""
    if action.follows is None:
        return ()
    try:
        return tuple(filter(None, map(action.follows, acted.answers.values())))
    except MISFITS:
        return ()


def answer_text(acted: Acted) -> str:
    """Return what was answered besides files, as JSON that people can read."""
    texts = [
        msgspec.json.format(msgspec.json.encode(answer), indent=2).decode()
        for answer in acted.answers.values()
        if answer is not None and not isinstance(answer, bytes)
    ]
    return "\n".join(texts)


_ENDED: Final[Mapping[Outcome, tuple[str, str]]] = {
    Outcome.DONE: (mark("{count} done"), mark("{count} done")),
    Outcome.SKIPPED: (mark("{count} not sent"), mark("{count} not sent")),
    Outcome.REFUSED: (mark("{count} refused"), mark("{count} refused")),
    Outcome.CONFLICT: (
        mark("{count} changed on both sides"),
        mark("{count} changed on both sides"),
    ),
    Outcome.GONE: (mark("{count} no longer there"), mark("{count} no longer there")),
    Outcome.UNKNOWN: (
        mark("{count} with an unknown outcome"),
        mark("{count} with unknown outcomes"),
    ),
}
