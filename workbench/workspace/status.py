"""What is true of a session's rows, and where the reading of its question stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec
from msgspec.structs import replace

from workbench.core.errors import WbError
from workbench.core.pages import FacetValue, Page
from workbench.core.queries import Query
from workbench.core.texts import tr

REPEATS: Final = 2
"""Pages in a row that bring nothing new: the list has no end."""


class Phase(StrEnum):
    """What a session is doing."""

    IDLE = "idle"
    ASKING = "asking"
    """The first page of a new question is awaited; the rows shown are the old ones."""
    MORE = "more"
    """Further pages arrive."""


class Status(msgspec.Struct, frozen=True):
    """What is true of the rows now.

    Attributes:
        phase: see `Phase`.
        total: rows the service has for the question, None where it did not say.
        complete: whether all of them are loaded.
        error: what went wrong last, until the next success.
        read_at: when the oldest of the rows was read.
        stale: the rows do not answer the question in force: they are from before.
        from_cache: the rows came from the disk.
        notes: sentences about the rows ("list changed while loading").
    """

    phase: Phase = Phase.IDLE
    total: int | None = None
    complete: bool = False
    error: WbError | None = None
    read_at: datetime | None = None
    stale: bool = False
    from_cache: bool = False
    notes: tuple[str, ...] = ()


class Reading(msgspec.Struct):
    """Where the reading of the question in force stands."""

    query: Query
    cursor: str = ""
    pages: int = 0
    repeats: int = 0
    facets: dict[str, tuple[FacetValue, ...]] = msgspec.field(default_factory=dict)


def joined(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of both, each once."""
    return tuple(dict.fromkeys((*old, *new)))


def facets_after(reading: Reading, query: Query, page: Page) -> dict[str, tuple[FacetValue, ...]]:
    """Return the facets of an answer; those whose own ticks alone changed keep their values.

    They still hold as choices, where the service counts only what is ticked.
    """
    kept = dict(page.facets) or dict(reading.facets)
    before = {condition.filter: condition for condition in reading.query.conditions}
    after = {condition.filter: condition for condition in query.conditions}
    moved = {name for name in before | after if before.get(name) != after.get(name)}
    if len(moved) == 1 and query.text == reading.query.text:
        name = next(iter(moved))
        if name in after and name in reading.facets:
            kept[name] = reading.facets[name]
    return kept


def shifted() -> str:
    """Say that a list changed while its pages were read."""
    return tr("The list changed while it was loading; refresh to be sure of it.")


class Watch:
    """Notices, while everything is read page by page, that the list moves or never ends.

    Attributes:
        moved: rows came twice, or the service counts another number of them than before.
    """

    def __init__(self) -> None:
        self.moved = False
        self._seen: set[str] = set()
        self._total: int | None = None
        self._barren = 0

    def goes_on(self, page: Page) -> bool:
        """Take note of a page; return whether it is worth asking for another one."""
        fresh = [key for key in page.keys if key not in self._seen]
        self._seen.update(fresh)
        self._barren = 0 if fresh else self._barren + 1
        counted = page.total is not None
        if len(fresh) < len(page.keys) or (counted and self._total not in {None, page.total}):
            self.moved = True
        self._total = page.total if counted else self._total
        return self._barren < REPEATS


def note_shift(status: Status, reading: Reading, page: Page, repeated: int) -> Status:
    """Notice pages that overlap, or repeat for ever, while the service's list changes."""
    reading.repeats = reading.repeats + 1 if repeated and repeated == len(page.keys) else 0
    if repeated or (page.total is not None and status.total not in {None, page.total}):
        status = replace(status, notes=joined(status.notes, (shifted(),)))
    if reading.repeats >= REPEATS:
        page.cursor = ""
    return status
