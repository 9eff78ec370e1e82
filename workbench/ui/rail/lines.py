"""The lines of the rail: what each says, so that a model can tell which ones changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from workbench.core.formats import Formats
from workbench.core.pages import FacetValue
from workbench.core.texts import tr, trn
from workbench.core.views import SavedView
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.choosing import Choosing, Tick
from workbench.ui.filters.valuerow import ValueRow
from workbench.ui.rail.facets import Facet
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.classes.raillines import ClassLines

FIRST_SHOWN = 6
"""Values of a facet that stand in the rail; more open in a pop-over."""

OPEN_FACETS = 4
"""Facets that are open before the user folds any."""


class LineKind(StrEnum):
    """What a line is."""

    HEADING = "heading"
    RESOURCE = "resource"
    VIEW = "view"
    FACET = "facet"
    VALUE = "value"
    MORE = "more"
    RANGE = "range"
    NOTE = "note"
    GROUP = "group"
    """A group of ETIM classes in use."""
    CLASS = "class"
    FILTERS = "filters"
    """The icon that opens the filters where the rail is folded."""


class RailLine(msgspec.Struct, frozen=True):
    """One line.

    Attributes:
        kind: see `LineKind`.
        key: unique among lines of its kind.
        title: as shown.
        count: at the right, grouped.
        icon: name of an icon.
        on: selected resource, view in use.
        changed: the view in use is no longer as it was saved.
        fold: open or folded, None where it cannot be.
        number: in the bubble.
        note: behind the title.
        row: of a value.
        depth: of a value in a tree.
        gap: space above, px at 100 %.
        high: height of a line that holds a form, px at 100 %; 0 for the usual one.
    """

    kind: LineKind
    key: str
    title: str = ""
    count: str = ""
    icon: str = ""
    on: bool = False
    changed: bool = False
    fold: bool | None = None
    number: int = 0
    note: str = ""
    row: ValueRow | None = None
    depth: int = 0
    gap: int = 0
    high: int = 0

    @property
    def spoken(self) -> str:
        """What screen readers say."""
        if self.row is not None:
            return self.row.spoken
        state = {True: tr("open"), False: tr("folded")}.get(self.fold) if self.fold is not None \
            else ""  # fmt: skip
        number = trn("{count} in force", "{count} in force", self.number) if self.number else ""
        parts = (self.title, self.count, tr("in use") if self.on else "",
                 tr("changed") if self.changed else "", number, self.note, state or "")  # fmt: skip
        return ", ".join(part for part in parts if part)


class RailState(msgspec.Struct, frozen=True):
    """What the rail remembers beside what the desk holds.

    Attributes:
        resource_counts: rows by resource id, once known.
        view_counts: rows by name of a saved view.
        folds: facets that the user opened or folded, by key.
        branches: opened values of trees, as "facet/code".
        folded: whether the rail shows icons only.
    """

    resource_counts: Mapping[str, int]
    view_counts: Mapping[str, int]
    folds: Mapping[str, bool]
    branches: frozenset[str]
    folded: bool = False


def is_open(facet: Facet, place: int, folds: Mapping[str, bool]) -> bool:
    """Return whether a facet's values are shown."""
    return folds.get(facet.key, place < OPEN_FACETS or bool(facet.number))


def rail_lines(
    desk: Desk,
    views: Sequence[SavedView],
    facets: Sequence[Facet],
    state: RailState,
    classes: ClassLines | None = None,
) -> list[RailLine]:
    """Return every line of the rail, with the classes in use where there are such."""
    formats = desk.workspace.formats
    elsewhere = classes is not None and classes.open
    own = classes.lines(formats) if classes is not None and not state.folded else ()
    resources = _resources(desk, state, formats, elsewhere=elsewhere)
    lines = [*resources, *own, *_views(desk, views, state, formats)]
    if state.folded:
        lines = [line for line in lines if line.kind is not LineKind.HEADING]
        lines[:1] = [replace(line, gap=6) for line in lines[:1]]
        return [*lines, RailLine(LineKind.FILTERS, "", tr("Filters"), icon="list-filter", gap=8)]
    empty = desk.session is None or not len(desk.session.table)
    for place, facet in enumerate(facets):
        if empty and not facet.number:
            continue  # without rows there is nothing to choose from; what is in force stays
        lines += _facet(facet, place, state, formats)
    return lines


def _resources(
    desk: Desk, state: RailState, formats: Formats, *, elsewhere: bool
) -> Iterator[RailLine]:
    yield RailLine(LineKind.HEADING, "resources", tr("Resources"), gap=6)
    for resource in desk.source.resources:
        count = state.resource_counts.get(resource.id)
        yield RailLine(
            LineKind.RESOURCE,
            resource.id,
            tr(resource.title),
            "" if count is None else formats.integer(count),
            resource.icon,
            on=resource is desk.resource and not elsewhere,
        )


def _views(
    desk: Desk, views: Sequence[SavedView], state: RailState, formats: Formats
) -> Iterator[RailLine]:
    yield RailLine(LineKind.HEADING, "views", tr("Saved views"), icon="plus", gap=8)
    saved = desk.saved
    for held in views:
        count = state.view_counts.get(held.name)
        on = saved is not None and saved.name == held.name
        yield RailLine(
            LineKind.VIEW,
            held.name,
            held.name,
            "" if count is None else formats.integer(count),
            "bookmark",
            on=on,
            changed=on and desk.differs,
        )


def _facet(facet: Facet, place: int, state: RailState, formats: Formats) -> Iterator[RailLine]:
    shown = is_open(facet, place, state.folds)
    yield RailLine(
        LineKind.FACET,
        facet.key,
        facet.title,
        fold=shown,
        number=facet.number,
        note="" if facet.is_range else _whose(facet),
        gap=6 if not place else 0,
    )
    if not shown:
        return
    if facet.is_range:
        yield RailLine(LineKind.RANGE, facet.key)
        return
    if not facet.values:
        yield RailLine(LineKind.NOTE, facet.key, tr("No values"))
        return
    yield from _values(facet, state, formats)


def _whose(facet: Facet) -> str:
    if facet.staged:
        return ""
    return tr("counts: service") if facet.by_service else tr("loaded rows")


def _values(facet: Facet, state: RailState, formats: Formats) -> Iterator[RailLine]:
    choosing = facet.choosing()
    partly = choosing.partly()
    tree = facet.tree
    swatched = facet.swatched
    tops = [choosing.values[code] for code in choosing.below("")]
    ticked = {*choosing.wanted, *choosing.unwanted, *partly}
    shown = len(tops) if facet.staged else FIRST_SHOWN
    first = tops[:shown]
    first += [value for value in tops[shown:] if value.code in ticked]

    def lines(value: FacetValue, depth: int) -> Iterator[RailLine]:
        below = choosing.below(value.code) if tree else ()
        opened = f"{facet.key}/{value.code}" in state.branches
        row = ValueRow(
            value.label,
            formats.integer(value.count),
            choosing.tick(value.code, partly),
            value.colour,
            swatched=swatched,
            faint=not value.count,
            mark=Mark(value.code) if facet.staged else None,
        )
        key = f"{facet.key}/{value.code}"
        fold = opened if below else None
        yield RailLine(LineKind.VALUE, key, value.label, fold=fold, row=row, depth=depth)
        if opened and depth < 8:
            for code in below:
                yield from lines(choosing.values[code], depth + 1)

    for value in first:
        yield from lines(value, 0)
    count = len(facet.values)
    if count > len(first):
        text = tr("Show all {count}…", count=formats.integer(count))
        yield RailLine(LineKind.MORE, facet.key, text)


def is_ticked(line: RailLine) -> bool:
    """Return whether a line stands on the tint of what is ticked."""
    return line.row is not None and line.row.tick in {Tick.ON, Tick.IMPLIED}


def value_of(line: RailLine, facet: Facet) -> str:
    """Return the code of the value that a line shows."""
    return line.key.removeprefix(f"{facet.key}/")


def choosing_after(facet: Facet, code: str, *, out: bool) -> Choosing:
    """Return a facet's ticks after one value was ticked, or left out."""
    choosing = facet.choosing()
    if out:
        choosing.exclude(code)
    else:
        choosing.toggle(code)
    return choosing
