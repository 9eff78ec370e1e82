"""A draft as the table and the review show it: cells of a record, and what stands against them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from workbench.core.edits import Conflict, Finding, Weight
from workbench.store.journal_types import new_op_id

NEW: Final = "*new"
"""Field of the draft that says that a record does not exist yet; its value is when it was made."""

DELETED: Final = "*deleted"
"""Field of the draft that says that a record is to be taken away; its base is its name."""


NEW_KEY: Final = "new:"
"""Begins the key of a record that the service does not know yet."""


def new_key() -> str:
    """Return the key of a new record, unlike any other."""
    return f"{NEW_KEY}{new_op_id()}"


class Place(NamedTuple):
    """Where drafts belong: never offered at another host or account."""

    source: str
    host: str
    account: str


class State(StrEnum):
    """What a staged cell or record is, worst first."""

    REFUSED = "refused"
    """The service refused it."""
    CONFLICT = "conflict"
    """It was changed here and at the service."""
    UNKNOWN = "unknown"
    """It was sent, and no answer came: the service may have it."""
    INVALID = "invalid"
    """It cannot be sent as it is."""
    DELETED = "deleted"
    NEW = "new"
    CHANGED = "changed"


SEVERITY: Final = {state: place for place, state in enumerate(State)}
"""The lower, the worse."""


class Cell(msgspec.Struct, frozen=True):
    """A staged value of one field.

    Attributes:
        base: the typed value that was shown when typing began.
        value: the typed value; `Odd` where what was typed is none of the field's kind.
        seen: when base was read from the service.
        rev: rises with every change of any draft.
        findings: what checks found about it.
    """

    base: object
    value: object
    seen: datetime
    rev: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def sendable(self) -> bool:
        """Whether no finding refuses it."""
        return all(finding.weight is not Weight.REFUSED for finding in self.findings)


class Typed(msgspec.Struct, frozen=True):
    """One value that was typed.

    Attributes:
        record: the record's key.
        field: id of the field.
        base: the value that is shown there without a draft.
        value: typed.
        seen: when base was read from the service.
    """

    record: str
    field: str
    base: object
    value: object
    seen: datetime


class Trouble(msgspec.Struct, frozen=True):
    """What the service, or silence, said to a record that was sent.

    Attributes:
        state: REFUSED, CONFLICT or UNKNOWN.
        sentence: why, in plain words.
        field: id of the field that is meant, "" where the whole record is.
        service_code: the service's own code.
        conflicts: fields that were changed on both sides.
        gone: the record is no longer there.
        at: when it was found.
    """

    state: State
    sentence: str
    at: datetime
    field: str = ""
    service_code: str = ""
    conflicts: tuple[Conflict, ...] = ()
    gone: bool = False


class Record(msgspec.Struct, frozen=True):
    """All drafts of one record.

    Attributes:
        key: its row key; a new one's is made here and begins with "new:".
        cells: staged values by field id.
        new: it does not exist at the service yet.
        deleted: it is to be taken away.
        trouble: what became of it when it was last sent.
        findings: what checks found across its fields.
        changed: when it was last typed in.
    """

    key: str
    cells: Mapping[str, Cell] = msgspec.field(default_factory=dict)
    new: bool = False
    deleted: bool = False
    trouble: Trouble | None = None
    findings: tuple[Finding, ...] = ()
    changed: datetime | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is staged."""
        return not (self.cells or self.new or self.deleted)

    @property
    def state(self) -> State:
        """The worst state of the record."""
        states = [self.state_of(field) for field in self.cells]
        if self.trouble is not None:
            states.append(self.trouble.state)
        if any(finding.weight is Weight.REFUSED for finding in self.findings):
            states.append(State.INVALID)
        if self.deleted:
            states.append(State.DELETED)
        if self.new:
            states.append(State.NEW)
        return min(states, key=SEVERITY.__getitem__, default=State.CHANGED)

    def state_of(self, field: str) -> State:
        """Return the worst state of one staged cell."""
        cell = self.cells[field]
        trouble = self.trouble
        if trouble is not None and _concerns(trouble, field):
            return trouble.state
        if not cell.sendable or any(
            finding.field == field and finding.weight is Weight.REFUSED for finding in self.findings
        ):
            return State.INVALID
        return State.NEW if self.new else State.CHANGED

    def findings_of(self, field: str) -> tuple[Finding, ...]:
        """Return what was found about one cell, alone and with the others."""
        cell = self.cells.get(field)
        own = cell.findings if cell else ()
        return (*own, *(finding for finding in self.findings if finding.field == field))


def _concerns(trouble: Trouble, field: str) -> bool:
    if trouble.state is State.CONFLICT:
        return any(conflict.field == field for conflict in trouble.conflicts)
    return not trouble.field or trouble.field == field
