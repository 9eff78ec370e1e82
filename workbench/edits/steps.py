"""Undo and redo of what was typed: steps with a name, back and forth without a limit.

A step is what one act of the user changed, however many cells. What the service has taken is no
longer part of any step: to take that back is a change set of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from workbench.core.signals import Signal
from workbench.core.times import now
from workbench.edits.drafts import Cell


class Change(NamedTuple):
    """One cell, or one record, before and after a step.

    Attributes:
        resource: id of the resource.
        record: the record's key.
        field: id of the field; `NEW` or `DELETED` for the record itself.
        before, after: the draft, None where there was or is none.
    """

    resource: str
    record: str
    field: str
    before: Cell | None
    after: Cell | None


class Step(msgspec.Struct, frozen=True):
    """One act of the user.

    Attributes:
        title: what it did, translated: "Set Price in 312 rows".
        changes: every cell it changed.
        at: when.
    """

    title: str
    changes: tuple[Change, ...]
    at: datetime = msgspec.field(default_factory=now)

    @property
    def records(self) -> int:
        """How many records it touched."""
        return len({(change.resource, change.record) for change in self.changes})


class Steps:
    """The steps of one tab.

    Attributes:
        moved: a step was done, undone or done again.
        done: steps that can be undone, oldest first.
        undone: steps that can be done again, next one last.

    Args:
        apply: brings drafts into a state: gets changes whose `after` is to hold.
    """

    def __init__(self, apply: Callable[[Sequence[Change]], None]) -> None:
        self.moved: Signal[()] = Signal()
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._apply = apply

    def take(self, step: Step) -> None:
        """Do a step and keep it; what was undone before cannot be done again."""
        if not step.changes:
            return
        self._apply(step.changes)
        self.done.append(step)
        self.undone.clear()
        self.moved.emit()

    def join(self, record: tuple[str, str], changes: Sequence[Change]) -> bool:
        """Do changes as part of the first step that touched a record: the one that made it.

        Args:
            record: resource and key of a record.
            changes: what is done.

        Returns:
            whether such a step is done; nothing is changed otherwise.
        """
        for place, step in enumerate(self.done):
            if any(change[:2] == record for change in step.changes):
                self._apply(changes)
                joined = (*step.changes, *changes)
                self.done[place] = msgspec.structs.replace(step, changes=joined)
                self.moved.emit()
                return True
        return False

    def undo(self) -> Step | None:
        """Take the last step back and return it, None where there is none."""
        if not self.done:
            return None
        step = self.done.pop()
        self._apply([_reversed(change) for change in reversed(step.changes)])
        self.undone.append(step)
        self.moved.emit()
        return step

    def redo(self) -> Step | None:
        """Do the step again that was undone last, None where there is none."""
        if not self.undone:
            return None
        step = self.undone.pop()
        self._apply(step.changes)
        self.done.append(step)
        self.moved.emit()
        return step

    def go_to(self, count: int) -> None:
        """Undo or redo until so many steps are done."""
        while len(self.done) > max(count, 0):
            self.undo()
        while len(self.done) < count and self.undone:
            self.redo()

    def forget(self, cells: frozenset[tuple[str, str, str]]) -> None:
        """Leave (resource, record, field) cells out of all steps: the service has them.

        A step that is empty then is gone.
        """
        self.done = _without(self.done, cells)
        self.undone = _without(self.undone, cells)
        self.moved.emit()


def _reversed(change: Change) -> Change:
    resource, record, field, before, after = change
    return Change(resource, record, field, after, before)


def _without(steps: Sequence[Step], cells: frozenset[tuple[str, str, str]]) -> list[Step]:
    kept: list[Step] = []
    for step in steps:
        changes = tuple(change for change in step.changes if change[:3] not in cells)
        if len(changes) == len(step.changes):
            kept.append(step)
        elif changes:
            kept.append(msgspec.structs.replace(step, changes=changes))
    return kept
