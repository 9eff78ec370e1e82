"""The lines of the review: what each shows, made only when it is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple, Protocol

import msgspec

from workbench.core.texts import tr
from workbench.ui.filters.choosing import Tick
from workbench.ui.theme.marks import Mark


class Kind(StrEnum):
    """What a line is."""

    RECORD = "record"
    FIELD = "field"
    WHOLE = "whole"
    """Of a record that is to be deleted."""
    MORE = "more"
    """Offers the fields that are left out."""
    NOTE = "note"


class Place(NamedTuple):
    """Which line of which record; `field` is a field's id, or a note's number."""

    kind: Kind
    resource: str
    key: str
    field: str = ""


class Shown(msgspec.Struct, frozen=True):
    """What a line shows.

    Attributes:
        kind: see `Kind`.
        title: name of the record or field.
        tick: its box, None where there is none.
        mark: before the title.
        number, note: behind the title.
        note_mark: whose ink the note has.
        base, value: old and new.
        value_mark: on whose tint the new value stands.
        check: what a check or the service says.
        check_mark: its sign; None for a tick.
        faint: left out.
    """

    kind: Kind
    title: str
    tick: Tick | None = None
    mark: Mark | None = None
    number: str = ""
    note: str = ""
    note_mark: Mark | None = None
    base: str = ""
    value: str = ""
    value_mark: Mark | None = None
    check: str = ""
    check_mark: Mark | None = None
    faint: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        ticks = {Tick.ON: tr("included"), Tick.PARTLY: tr("partly included")}
        tick = ticks.get(self.tick, tr("left out")) if self.tick is not None else ""
        change = (
            tr("{old} becomes {new}", old=self.base, new=self.value)
            if self.kind is Kind.FIELD
            else self.value
        )
        parts = (self.title, self.number, self.note, change, self.check, tick)
        return ", ".join(part for part in parts if part)


class Lines(Protocol):
    """What a list of the review is filled with."""

    def places(self) -> list[Place]:
        """Return every line, in order."""
        ...

    def shown(self, place: Place) -> Shown:
        """Return what a line shows."""
        ...


class Narrowing(msgspec.Struct, frozen=True):
    """Which lines are wanted.

    Attributes:
        which: "all", "problems" or "differences".
        text: words of a record or a field, case set aside.
        unfolded: records all of whose fields are shown: (resource, key).
        folded: records none of whose fields is.
    """

    which: str = "all"
    text: str = ""
    unfolded: frozenset[tuple[str, str]] = frozenset()
    folded: frozenset[tuple[str, str]] = frozenset()


def words_of(text: str) -> tuple[str, ...]:
    """Return the words that are looked for."""
    return tuple(text.casefold().split())


def holds(words: tuple[str, ...], *texts: str) -> bool:
    """Return whether all words stand in some of the texts."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words)


def few(names: list[str], limit: int, *, all_of_them: bool) -> Iterator[str | None]:
    """Yield the first names, then None where others are left out."""
    if all_of_them or len(names) <= limit + 1:
        yield from names
        return
    yield from names[:limit]
    yield None
