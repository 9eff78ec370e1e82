"""How a form is laid out: sections by the fields' groups, short fields side by side."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from workbench.core.edits import Entry
from workbench.core.fields import NUMERIC, Field, Kind, data_fields
from workbench.core.sources import Resource
from workbench.core.texts import tr
from workbench.ui.dock.lines import OTHER

SHORT = NUMERIC | {Kind.DATE, Kind.TIME, Kind.FLAG, Kind.CHOICE}
SHORT_TEXT = 24
"""Kinds whose inputs need half a line, and characters of a text that does."""


class Which(StrEnum):
    """Which fields of a form are shown."""

    ALL = "all"
    FILLED = "filled"
    MISSING = "missing"
    CHANGED = "changed"


class Spot(msgspec.Struct, frozen=True):
    """One field of a form.

    Attributes:
        field: the field.
        entry: how it is typed, None where it is only read.
    """

    field: Field
    entry: Entry | None = None

    @property
    def title(self) -> str:
        """Its title, translated."""
        return tr(self.field.title)

    @property
    def short(self) -> bool:
        """Whether half a line is enough."""
        entry = self.entry
        if entry is not None and (entry.drawn or entry.lines):
            return False
        if self.field.kind in SHORT or (entry is not None and (entry.choices or entry.lookup)):
            return self.field.kind is not Kind.CODES
        if self.field.kind not in {Kind.TEXT, Kind.ID}:
            return False
        length = entry.length if entry is not None else 0
        return 0 < length <= SHORT_TEXT or self.field.width <= 90

    def holds(self, words: Sequence[str], text: str) -> bool:
        """Return whether name, unit, path or the shown text hold every word."""
        field = self.field
        place = f"{self.title}\0{tr(field.unit)}\0{field.path}\0{text}".casefold()
        return all(word in place for word in words)


class Part(msgspec.Struct, frozen=True):
    """Fields under one heading."""

    title: str
    spots: tuple[Spot, ...]


def parts_of(resource: Resource) -> list[Part]:
    """Return the sections of a resource's form: typed fields first, in the entries' order.

    Lists of rows have pages of their own, pictures stand elsewhere.
    """
    saving = resource.saving
    fields = {field.id: field for field in resource.fields}
    entries = [] if saving is None else [held for held in saving.entries if held.field in fields]
    spots = [Spot(fields[held.field], held) for held in entries if not held.rows]
    typed = {held.field for held in entries}
    spots += [
        Spot(field)
        for field in data_fields(resource.fields)
        if field.id not in typed and field.kind is not Kind.PICTURE
    ]
    groups: dict[str, list[Spot]] = {}
    for spot in spots:
        groups.setdefault(spot.field.group or OTHER, []).append(spot)
    # Fields without a group that come first are the record's own, not "other" ones.
    first = next(iter(groups), "")
    return [
        Part(resource.one if title == OTHER == first else title, tuple(held))
        for title, held in groups.items()
    ]


def in_lines(spots: Sequence[Spot]) -> list[tuple[Spot, ...]]:
    """Return the spots line by line: two short ones that follow each other share a line."""
    lines: list[tuple[Spot, ...]] = []
    waiting: Spot | None = None
    for spot in spots:
        if not spot.short:
            if waiting is not None:
                lines.append((waiting,))
            lines.append((spot,))
            waiting = None
        elif waiting is None:
            waiting = spot
        else:
            lines.append((waiting, spot))
            waiting = None
    if waiting is not None:
        lines.append((waiting,))
    return lines
