"""Rules across the fields of a record, over values that are staged and values that are not."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from workbench.core.edits import Finding
from workbench.core.jobs import Jobs
from workbench.edits.checks import check_record
from workbench.edits.drafts import NEW_KEY, Record
from workbench.workspace.arranging import loop_runs
from workbench.workspace.breath import Breath

if TYPE_CHECKING:
    from workbench.workspace.editing import Editing

AT_ONCE = 10
"""Records checked before anybody looks at the clock: a record that is not loaded is read first."""


class Checking:
    """Checks the records of one session for its book, without keeping the session alive."""

    def __init__(self, editing: Editing, resource: str, jobs: Jobs) -> None:
        self._editing = weakref.ref(editing)
        self._resource = resource
        self._jobs = jobs
        editing.book.on_recheck(resource, self)
        editing.book.unchecked.connect(self._later)

    def __call__(self, _resource: str, record: Record) -> tuple[Finding, ...]:
        """Return what is wrong across the fields of a record."""
        editing = self._editing()
        if editing is None:
            return record.findings
        if record.deleted or (editing.saving.check is None and not record.new):
            return ()
        values = _Shown(editing, record)
        return check_record(editing.saving, editing.fields, values, new=record.new)

    def soon(self, keys: frozenset[str]) -> None:
        """Check records in a moment: what they are checked with has moved."""
        if loop_runs():
            self._later(self._resource, keys)

    def _later(self, resource: str, keys: frozenset[str]) -> None:
        editing = self._editing()
        if resource != self._resource or editing is None:
            return
        if editing.saving.check is not None or any(key.startswith(NEW_KEY) for key in keys):
            self._jobs.spawn("check drafts", self._slices(tuple(keys)))

    async def _slices(self, keys: tuple[str, ...]) -> None:
        breath = Breath(None)
        for start in range(0, len(keys), AT_ONCE):
            editing = self._editing()
            if editing is None:
                return
            part = keys[start : start + AT_ONCE]
            editing.book.recheck(self._resource, part)
            editing.changed.emit(frozenset(part))
            await breath()


class _Shown(Mapping[str, object]):
    """A record's values as they are shown, each read when a rule asks for it."""

    def __init__(self, editing: Editing, record: Record) -> None:
        self._editing = editing
        self._record = record

    def __getitem__(self, field: str) -> object:
        cell = self._record.cells.get(field)
        if cell is not None:
            return cell.value
        if self._editing.entry(field) is None:
            raise KeyError(field)
        return self._editing.read_value(self._record.key, field)

    def __iter__(self) -> Iterator[str]:
        return (entry.field for entry in self._editing.saving.entries)

    def __len__(self) -> int:
        return len(self._editing.saving.entries)
