"""What is chosen to be sent, and what it means for each record: change, make or take away."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from workbench.core.edits import Saving, Values
from workbench.core.sources import Resource
from workbench.core.tallies import Foresight
from workbench.edits.drafts import Cell, Record


class Act(StrEnum):
    """What a write does to a record."""

    UPDATE = "update"
    CREATE = "create"
    DELETE = "delete"
    ACTION = "action"
    """A call of its own, no field of a record."""


class Parcel(msgspec.Struct, frozen=True):
    """One record that is to be sent.

    Attributes:
        key: the record's key; a new one's begins with "new:".
        fields: the included fields; None for all that are typed.
        foreseen: what the service will count of it, None where nobody said.
    """

    key: str
    fields: tuple[str, ...] | None = None
    foreseen: Foresight | None = None


class Intent(msgspec.Struct, frozen=True):
    """What is staged of one record and included.

    Attributes:
        key: as in `Parcel`.
        act: what is done.
        cells: the included cells; none where the record is taken away.
        foreseen: as in `Parcel`.
    """

    key: str
    act: Act
    cells: Mapping[str, Cell] = msgspec.field(default_factory=dict)
    foreseen: Foresight | None = None

    @property
    def values(self) -> dict[str, object]:
        """The typed values by field id."""
        return {field: cell.value for field, cell in self.cells.items()}


def saving_of(resource: Resource) -> Saving:
    """Return how a resource is changed; a resource that is only read is a mistake of the caller."""
    if resource.saving is None:
        raise ValueError(resource.id)
    return resource.saving


def intent_of(record: Record | None, parcel: Parcel) -> Intent | None:
    """Return what a parcel means for its record, None where nothing of it is staged any more."""
    if record is None or (record.new and record.deleted):
        return None
    if record.deleted:
        return Intent(record.key, Act.DELETE, foreseen=parcel.foreseen)
    wanted = parcel.fields
    cells = {name: cell for name, cell in record.cells.items() if wanted is None or name in wanted}
    if not cells and not record.new:
        return None
    act = Act.CREATE if record.new else Act.UPDATE
    return Intent(record.key, act, cells, parcel.foreseen)


def own_key(saving: Saving, values: Values) -> str:
    """Return the key that a new record's typed values give it, "" where the service gives it."""
    value = values.get(saving.key_field) if saving.key_field else None
    return "" if value is None else str(getattr(value, "code", value)).strip()
