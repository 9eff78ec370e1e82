"""A pasted list of references or EANs: which of them a source has, in the pasted order."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.core.pages import Page
from workbench.core.queries import Condition, Query
from workbench.core.texts import tr
from workbench.core.times import now

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.workspace.session import Session

PER_REQUEST = 50
"""References in one question: keeps the body small and the answer within a page or two."""

MOST_LINES = 20_000


class Outcome(StrEnum):
    """What became of a pasted line."""

    FOUND = "found"
    SEVERAL = "several"
    MISSING = "missing"


class Line(msgspec.Struct, frozen=True):
    """One pasted line.

    Attributes:
        number: from 1, as pasted.
        text: what was pasted.
        keys: rows that carry it.
        names: their names.
    """

    number: int
    text: str
    keys: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        """Found once, several times, or not at all."""
        if not self.keys:
            return Outcome.MISSING
        return Outcome.FOUND if len(self.keys) == 1 else Outcome.SEVERAL


class Picked(msgspec.Struct, frozen=True):
    """The answer to a pasted list: a line each, and the rows found, in that order."""

    lines: tuple[Line, ...]
    page: Page

    def count(self, outcome: Outcome) -> int:
        """Return how many lines came out so."""
        return sum(line.outcome is outcome for line in self.lines)


def pasted_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a pasted list: first column of each line that is not empty.

    Raises:
        WbError: INPUT, where nothing is there or it is far too long.
    """
    lines = tuple(
        first
        for line in text.splitlines()
        if (first := line.split("\t")[0].split(";")[0].strip().strip('"'))
    )
    if not lines:
        raise WbError(
            ErrorCode.INPUT,
            tr("The list is empty."),
            tr("Paste one reference or EAN a line."),
            field="list",
        )
    if len(lines) > MOST_LINES:
        raise WbError(
            ErrorCode.INPUT,
            tr("The list has {count} lines.", count=f"{len(lines):,}"),
            tr("Paste at most {most} at a time.", most=f"{MOST_LINES:,}"),
            field="list",
        )
    return lines


async def pick(session: Session, lines: tuple[str, ...], job: Job) -> Picked:
    """Look up a pasted list at the service.

    Raises:
        WbError: as the service's answer was named.
    """
    found = _Found(session)
    wanted = list(dict.fromkeys(lines))
    for name in session.resource.list_filter:
        left = [text for text in wanted if _plain(text) not in found.rows_of]
        for start in range(0, len(left), PER_REQUEST):
            await job.checkpoint()
            await found.ask(name, tuple(left[start : start + PER_REQUEST]))
            job.advance(min(start + PER_REQUEST, len(left)), len(left))
    return found.answer(lines)


class _Found:
    """Rows found so far, by the references they carry."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.rows: dict[str, object] = {}
        self.document_of: dict[str, tuple[str, bytes]] = {}
        self.rows_of: dict[str, list[str]] = {}

    async def ask(self, name: str, chunk: tuple[str, ...]) -> None:
        session = self._session
        query = Query(
            conditions=(Condition(name, "include", chunk),), language=session.query.language
        )
        cursor = ""
        while True:
            page = await session.fetch(query, cursor)
            self._take(page, {_plain(text) for text in chunk})
            cursor = page.cursor
            if not cursor:
                return

    def _take(self, page: Page, wanted: set[str]) -> None:
        references = self._session.resource.references
        for key, row, index in zip(page.keys, page.rows, page.document_of, strict=True):
            carried = references(row) if references else (key,)
            for text in {_plain(reference) for reference in carried} & wanted:
                keys = self.rows_of.setdefault(text, [])
                if key not in keys:
                    keys.append(key)
                self.rows[key] = row
                self.document_of[key] = (page.document_keys[index], page.documents[index])

    def answer(self, lines: tuple[str, ...]) -> Picked:
        name = self._session.resource.field(self._session.resource.face.name)
        answered = tuple(
            Line(
                number,
                text,
                keys := tuple(self.rows_of.get(_plain(text), ())),
                tuple(str(name.read(self.rows[key])) if name else key for key in keys),
            )
            for number, text in enumerate(lines, 1)
        )
        order = dict.fromkeys(key for line in answered for key in line.keys)
        documents = dict.fromkeys(self.document_of[key][0] for key in order)
        place = {key: index for index, key in enumerate(documents)}
        bytes_of = dict(self.document_of[key] for key in order)
        page = Page(
            rows=[self.rows[key] for key in order],
            keys=list(order),
            documents=[bytes_of[key] for key in documents],
            document_keys=list(documents),
            document_of=[place[self.document_of[key][0]] for key in order],
            fetched_at=now(),
            total=len(order),
        )
        return Picked(answered, page)


def _plain(text: str) -> str:
    return text.strip().casefold()
