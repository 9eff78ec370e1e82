"""What reading a record again says of a write: all of it is there, none of it, or something else.

Pure. A field that the document does not show says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from workbench.core.edits import Entry, Values
from workbench.edits.parcels import Act
from workbench.edits.values import same

EntryOf = Callable[[str], Entry | None]


class Sight(StrEnum):
    """What a record looks like after a write whose answer was lost."""

    MINE = "mine"
    """As it was to become."""
    BASE = "base"
    """As it was before, in every field or in some, and as it was to become in the others."""
    OTHER = "other"
    """Some field is neither."""
    GONE = "gone"
    UNTOLD = "untold"
    """It cannot be told."""


class Seen(NamedTuple):
    """The written fields by what the record shows for them now.

    Attributes:
        mine: as written.
        base: as before.
        other: neither.
    """

    mine: tuple[str, ...]
    base: tuple[str, ...]
    other: tuple[str, ...]


def seen(written: Values, before: Values, present: Values, entry_of: EntryOf) -> Seen:
    """Return how the written fields look now."""
    mine, base, other = [], [], []
    for field, value in written.items():
        if field not in present:
            continue
        entry = entry_of(field)
        if same(present[field], value, entry):
            mine.append(field)
        elif same(present[field], before.get(field), entry):
            base.append(field)
        else:
            other.append(field)
    return Seen(tuple(mine), tuple(base), tuple(other))


def sight(
    act: Act, written: Values, before: Values, present: Values | None, entry_of: EntryOf
) -> Sight:
    """Return what a record says of a write whose answer was lost.

    Args:
        act: what was to be done; a new record is one that has a key of its own.
        written: the values that were sent.
        before: the values before; of a new record nothing was there.
        present: the values now, None where the record is not there.
        entry_of: how a field is typed.
    """
    if act is Act.DELETE:
        return Sight.MINE if present is None else Sight.BASE
    if present is None:
        return Sight.BASE if act is Act.CREATE else Sight.GONE
    found = seen(written, before, present, entry_of)
    if found.other or (act is Act.CREATE and found.base):
        return Sight.OTHER
    if found.base:
        return Sight.BASE
    return Sight.MINE if found.mine else Sight.UNTOLD


def moved(
    before: Values, after: Values, without: Mapping[str, object], entry_of: EntryOf
) -> tuple[str, ...]:
    """Return the fields, other than those, that are not as they were before the write."""
    return tuple(
        field
        for field, value in after.items()
        if field in before
        and field not in without
        and not same(value, before[field], entry_of(field))
    )
