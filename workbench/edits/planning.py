"""What a send will take before it begins: which records go together, requests, seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeVar

import msgspec

from workbench.core.edits import Batch, Patch, Saving
from workbench.core.operations import Repeat
from workbench.core.pacing import Pace
from workbench.edits.parcels import Act, Intent
from workbench.edits.preparing import write_of

T = TypeVar("T")

ROUND_TRIP: Final = 0.3
"""Seconds for a request where the service documents no pace."""

RepeatOf = Callable[[str], Repeat]


class Group(NamedTuple):
    """Records that go in calls of many.

    Attributes:
        act: what is done with them.
        batch: the documented call.
        intents: the records.
    """

    act: Act
    batch: Batch
    intents: tuple[Intent, ...]


class Plan(NamedTuple):
    """What a send takes.

    Attributes:
        alone: records that go one by one.
        groups: records that go many in a call.
        reads: requests to read again before writing.
        writes: requests that write.
        verifies: requests to read back.
    """

    alone: tuple[Intent, ...]
    groups: tuple[Group, ...]
    reads: int
    writes: int
    verifies: int

    @property
    def requests(self) -> int:
        """All requests together, where nothing has to be sent again."""
        return self.reads + self.writes + self.verifies

    def seconds(self, pace: Pace, used: int = 0) -> float:
        """Return how long it takes at a pace.

        Args:
            pace: the source's own.
            used: requests of the present window that are spent already.
        """
        if not pace.per_window:
            return self.requests * ROUND_TRIP
        full = self.requests + used > pace.per_window
        return (self.requests + (used if full else 0)) * pace.window / pace.per_window


def grouped(
    intents: Sequence[Intent], saving: Saving, repeat: RepeatOf
) -> tuple[tuple[Intent, ...], tuple[Group, ...]]:
    """Return the records that go alone and those that go many in a call.

    A call of many is used from `many_from` records on, and always where there is none for one
    record. One that may not be repeated is used only there: a lost answer leaves all its rows
    unknown.
    """
    groups: list[Group] = []
    taken: set[str] = set()
    for act, batch in ((Act.UPDATE, saving.update_many), (Act.DELETE, saving.delete_many)):
        some = tuple(intent for intent in intents if intent.act is act)
        if batch is None or not some:
            continue
        single = write_of(saving, act) is not None
        suits = len(some) >= saving.many_from and repeat(batch.operation) is not Repeat.NEVER
        if suits or not single:
            groups.append(Group(act, batch, some))
            taken.update(intent.key for intent in some)
    return tuple(intent for intent in intents if intent.key not in taken), tuple(groups)


def plan(
    intents: Sequence[Intent],
    saving: Saving,
    repeat: RepeatOf,
    held: Callable[[str], bytes] | None = None,
) -> Plan:
    """Return what sending these records takes.

    Args:
        intents: what is staged and included.
        saving: how the resource is changed.
        repeat: whether an operation may reach the service twice.
        held: a record's document on this machine, so that the size of bodies can be measured.
    """
    alone, groups = grouped(intents, saving, repeat)
    read = sum(intent.act is not Act.CREATE or bool(saving.key_field) for intent in alone)
    reads, writes, verifies = read, len(alone), len(alone)
    for group in groups:
        chunks = list(parts(group.intents, group.batch.most))
        many = saving.read_many is not None
        updates = group.act is Act.UPDATE
        reads += len(chunks) if many and updates else len(group.intents)
        writes += sum(_calls(chunk, group.batch, held) for chunk in chunks)
        verifies += len(chunks) if many and updates else len(group.intents)
    return Plan(alone, groups, reads, writes, verifies)


def _calls(intents: Sequence[Intent], batch: Batch, held: Callable[[str], bytes] | None) -> int:
    if not batch.most_bytes or held is None:
        return 1
    patches = [Patch(intent.key, intent.values, held(intent.key)) for intent in intents]
    return len(split(patches, batch, lambda patch: patch))


def parts(items: Sequence[T], most: int) -> list[Sequence[T]]:
    """Return runs of at most so many."""
    size = max(most, 1)
    return [items[start : start + size] for start in range(0, len(items), size)]


def split(items: Sequence[T], batch: Batch, patch_of: Callable[[T], Patch]) -> list[Sequence[T]]:
    """Return runs whose bodies fit into one call: by number and by measured bytes."""
    found: list[Sequence[T]] = []
    waiting = list(reversed(parts(items, batch.most)))
    while waiting:
        run = waiting.pop()
        if len(run) > 1 and batch.most_bytes and _size(run, batch, patch_of) > batch.most_bytes:
            middle = len(run) // 2
            waiting += [run[middle:], run[:middle]]
        elif run:
            found.append(run)
    return found


def _size(items: Sequence[T], batch: Batch, patch_of: Callable[[T], Patch]) -> int:
    body = batch.call([patch_of(item) for item in items]).body
    return len(body) if isinstance(body, bytes) else len(msgspec.json.encode(body))
