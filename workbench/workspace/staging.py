"""What a change of many cells would do, reckoned before it is done: exact counts, then one step.

Bulk edit, find and replace, transforms and merged spellings all plan here and take what they have
planned, so that a number shown beforehand is the number that changes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from workbench.core.edits import Weight
from workbench.core.errors import WbError, bad_input
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.edits.drafts import Typed
from workbench.edits.steps import Change, Step
from workbench.workspace.exporting import Scope, scope_rows

if TYPE_CHECKING:
    from workbench.workspace.editing import Editing
    from workbench.workspace.session import Session

AT_ONCE = 200
"""Cells reckoned before the window goes on: some milliseconds."""

Place = tuple[str, str]
"""Key of a row and id of a field."""

NewValue = Callable[[str, object], object]
"""Gets a row's key and the value shown there; returns the new one, or raises `UntoldError`."""


class UntoldError(Exception):
    """A cell's new value cannot be told; the sentence says why. The cell stays as it is."""


class CellPlan(msgspec.Struct, frozen=True):
    """What staging new values would change.

    Attributes:
        changes: every cell that would change, in the order of the rows.
        seen: cells that were looked at.
        kept: cells that cannot be typed in, by reason.
        failed: cells whose new value cannot be told, by reason.
    """

    changes: tuple[Change, ...] = ()
    seen: int = 0
    kept: Mapping[str, int] = msgspec.field(default_factory=dict)
    failed: Mapping[str, int] = msgspec.field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many records would change."""
        return len({change.record for change in self.changes})

    @property
    def invalid(self) -> Mapping[str, int]:
        """How many of the changed cells could not be sent as they are, by reason."""
        found: dict[str, int] = {}
        for change in self.changes:
            reason = refusal(change)
            if reason:
                found[reason] = found.get(reason, 0) + 1
        return found


def old_value(change: Change) -> object:
    """Return the value that a cell shows before a change."""
    if change.before is not None:
        return change.before.value
    return change.after.base if change.after is not None else None


def new_value(change: Change) -> object:
    """Return the value that a cell shows after a change."""
    if change.after is not None:
        return change.after.value
    return change.before.base if change.before is not None else None


def refusal(change: Change) -> str:
    """Return why a changed cell could not be sent as it is, "" where it could."""
    found = change.after.findings if change.after is not None else ()
    refused = (held.sentence for held in found if held.weight is Weight.REFUSED)
    return next(refused, "")


class Planner:
    """Reckons a plan, part by part; nothing is staged.

    Args:
        session: whose rows.
        value_of: makes the new values.
    """

    def __init__(self, session: Session, value_of: NewValue) -> None:
        self._session = session
        self._editing = editing_of(session)
        self._value_of = value_of
        self._seen = 0
        self._changes: list[Change] = []
        self._kept: dict[str, int] = {}
        self._failed: dict[str, int] = {}

    def add(self, cells: Iterable[Place]) -> None:
        """Reckon these cells too."""
        at = self._session.status.read_at or now()
        typed: list[Typed] = []
        for key, field in cells:
            self._seen += 1
            reason = self._editing.why_not(key, field)
            if reason:
                self._kept[reason] = self._kept.get(reason, 0) + 1
                continue
            try:
                value = self._value_of(key, self._editing.value(key, field))
            except UntoldError as error:
                self._failed[str(error)] = self._failed.get(str(error), 0) + 1
                continue
            if self._editing.parts.get(field) is not None:
                change = self._editing.parts.change(key, field, value, at)
                self._changes += () if change is None else (change,)
                continue
            typed.append(Typed(key, field, self._editing.read_value(key, field), value, at))
        self._changes += self._editing.book.changes(self._session.resource.id, typed)

    @property
    def changes(self) -> int:
        """How many cells would change so far."""
        return len(self._changes)

    def plan(self) -> CellPlan:
        """Return what was reckoned."""
        return CellPlan(tuple(self._changes), self._seen, self._kept, self._failed)


def plan_cells(session: Session, cells: Iterable[Place], value_of: NewValue) -> CellPlan:
    """Return what new values would change, at once."""
    planner = Planner(session, value_of)
    planner.add(cells)
    return planner.plan()


async def plan_many(session: Session, cells: Iterable[Place], value_of: NewValue) -> CellPlan:
    """Do as `plan_cells` with thousands of cells, while the window goes on."""
    planner, rest = Planner(session, value_of), iter(cells)
    while part := list(islice(rest, AT_ONCE)):
        planner.add(part)
        await asyncio.sleep(0)
    return planner.plan()


def sample(
    session: Session, cells: Iterable[Place], value_of: NewValue, count: int
) -> tuple[Change, ...]:
    """Return the first cells that would change; no more are reckoned than that takes."""
    planner, rest = Planner(session, value_of), iter(cells)
    while planner.changes < count and (part := list(islice(rest, count))):
        planner.add(part)
    return planner.plan().changes[:count]


def take(session: Session, title: str, plan: CellPlan) -> Step | None:
    """Do what was planned as one step; None where it changes nothing.

    Raises:
        WbError: INPUT, where the cells are no longer as they were when it was planned.
    """
    editing = editing_of(session)
    if any(_moved(editing, change) for change in plan.changes):
        raise moved_meanwhile()
    return editing.book.take(title, editing.parts.whole(plan.changes))


def moved_meanwhile() -> WbError:
    """Return the refusal of a plan whose rows have changed since."""
    return bad_input(
        tr("The rows have changed meanwhile."), tr("Look at the new numbers, then do it again.")
    )


def _moved(editing: Editing, change: Change) -> bool:
    if editing.cell(change.record, change.field) != change.before:
        return True
    if editing.why_not(change.record, change.field):
        return True
    after = change.after
    return after is not None and editing.read_value(change.record, change.field) != after.base


def editing_of(session: Session) -> Editing:
    """Return how the rows of a session are typed in.

    Raises:
        WbError: INPUT, where they can only be read.
    """
    if session.editing is None:
        raise bad_input(tr("{title} can only be read.", title=tr(session.resource.title)))
    return session.editing


def keys_of(session: Session, scope: Scope, selected: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of a scope's rows as they stand now; of `Scope.ALL` the loaded ones."""
    return tuple(session.table.key(row) for row in scope_rows(session, scope, selected))
