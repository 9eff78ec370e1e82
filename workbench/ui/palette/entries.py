"""What the palette finds among: actions of the window and documented operations of the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from PySide6.QtGui import QKeySequence

from workbench.core.operations import Effect, Operation
from workbench.core.texts import tr
from workbench.ui.palette.matching import Hit, match
from workbench.ui.window.actions import ActionSpec
from workbench.ui.window.registry import sequences

MOST = 200
"""Entries shown at once."""


class Entry(msgspec.Struct, frozen=True):
    """One line of the palette.

    Attributes:
        id: of the action, or the operation's name.
        source: of the operation, "" for an action.
        title: what is shown and searched.
        english: the same in English, searched too.
        group: menu, or source and effect.
        icon: name.
        keys: key caps.
        rank: order among equals.
        refused: why it cannot be run now, "" where it can.
    """

    id: str
    source: str
    title: str
    english: str
    group: str
    icon: str
    keys: tuple[str, ...]
    rank: int
    refused: str = ""


class Found(msgspec.Struct, frozen=True):
    """An entry with the places of the letters that were hit in its title."""

    entry: Entry
    places: tuple[int, ...] = ()


def action_entries(
    specs: Iterable[ActionSpec], bindings: Mapping[str, str], refused: Mapping[str, str]
) -> list[Entry]:
    """Return the actions, in menu order, those that cannot be run with the reason."""
    return [
        Entry(
            id=spec.id,
            source="",
            title=_title(spec),
            english=spec.text,
            group=", ".join(tr(part) for part in spec.menu.split("/") if part),
            icon=spec.icon or "command",
            keys=_caps(spec, bindings),
            rank=rank,
            refused=refused.get(spec.id, ""),
        )
        for rank, spec in enumerate(specs)
        if spec.id != "palette"
    ]


def operation_entries(
    operations: Iterable[tuple[str, Operation]], titles: Mapping[str, str]
) -> list[Entry]:
    """Return the operations, in the order of their sources."""
    effects = {Effect.READ: tr("read"), Effect.WRITE: tr("write")}
    return [
        Entry(
            id=operation.name,
            source=source,
            title=operation.name,
            english=operation.title,
            group=" · ".join(
                (tr("Operation"), titles.get(source, source), effects[operation.effect])
            ),
            icon="braces",
            keys=(),
            rank=1000 + rank,
        )
        for rank, (source, operation) in enumerate(operations)
    ]


def find(wanted: str, entries: Sequence[Entry]) -> list[Found]:
    """Return the entries that match, best first; all actions where nothing is typed."""
    if not wanted.strip():
        return [Found(entry) for entry in entries[:MOST]]
    scored: list[tuple[int, int, Found]] = []
    for entry in entries:
        hit = match(wanted, entry.title)
        other = match(wanted, entry.english) if entry.english != entry.title else None
        best = max((held for held in (hit, other) if held), key=_score, default=None)
        if best is not None:
            places = hit.places if hit else ()
            bias = 2 if not entry.source and not entry.refused else 0
            scored.append((-(best.score + bias), entry.rank, Found(entry, places)))
    scored.sort(key=lambda each: each[:2])
    return [found for _score_, _rank, found in scored[:MOST]]


def _score(hit: Hit) -> int:
    return hit.score


def _title(spec: ActionSpec) -> str:
    text, inner = tr(spec.text), spec.menu.partition("/")[2]
    return f"{tr(inner)}: {text}" if inner else text


def _caps(spec: ActionSpec, bindings: Mapping[str, str]) -> tuple[str, ...]:
    found = sequences(spec, bindings)
    if not found:
        return ()
    text = found[0].toString(QKeySequence.SequenceFormat.NativeText)
    plus = text.endswith("++")
    parts = [part for part in text.removesuffix("+").split("+") if part]
    return (*parts, "+") if plus else tuple(parts)
