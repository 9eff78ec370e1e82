"""What is over: past change sets and their opposite, edits in the bin, edits kept as a file."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from workbench.core.sources import Resource
from workbench.core.texts import trn
from workbench.edits.book import Book
from workbench.edits.drafts import DELETED, NEW
from workbench.edits.reversing import ChangeSet, change_sets, opposite, reversal_title
from workbench.edits.steps import Step

if TYPE_CHECKING:
    from workbench.store.journal import Journal
    from workbench.store.journal_types import BinnedDraft


class Binned(msgspec.Struct, frozen=True):
    """Edits of one record that were discarded together.

    Attributes:
        resource: its resource.
        record: its key.
        discarded: when.
        drafts: the edits.
    """

    resource: Resource
    record: str
    discarded: datetime
    drafts: tuple[BinnedDraft, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Ids of the fields that were edited."""
        names = (held.draft.key.field for held in self.drafts)
        return tuple(name for name in names if name not in {NEW, DELETED})


class Bygone:
    """What is over with the drafts of one account."""

    def __init__(self, book: Book, journal: Journal) -> None:
        self._book = book
        self._journal = journal

    async def sets(self) -> tuple[ChangeSet, ...]:
        """Return what was sent, newest first."""
        return await change_sets(self._journal, self._book.place)

    def take_back(self, change_set: ChangeSet) -> Step | None:
        """Stage the opposite of a change set as one step; None where nothing can be taken back."""
        changes = [
            change
            for resource in self._book.resources()
            for change in opposite(self._book, resource, change_set)
        ]
        return self._book.take(reversal_title(change_set), changes)

    async def bin(self) -> tuple[Binned, ...]:
        """Return what was discarded in the last thirty days, newest first."""
        # What was discarded a moment ago may not be on the disk yet: wait for what is before us.
        await asyncio.wrap_future(self._journal.restore(()))
        return await asyncio.to_thread(self._bin)

    def _bin(self) -> tuple[Binned, ...]:
        resources = {held.id: held for held in self._book.resources()}
        found: dict[tuple[str, str, datetime], list[BinnedDraft]] = {}
        for held in self._journal.bin():
            key = held.draft.key
            if key[:3] == self._book.place and key.resource in resources:
                found.setdefault((key.resource, key.record, held.discarded), []).append(held)
        return tuple(
            Binned(resources[resource], record, discarded, tuple(drafts))
            for (resource, record, discarded), drafts in found.items()
        )

    def restore(self, binned: Sequence[Binned]) -> Step | None:
        """Stage discarded edits again as one step; they leave the bin.

        A field that is edited again meanwhile takes the discarded value; undo brings the other
        one back.
        """
        drafts = [held.draft for each in binned for held in each.drafts]
        title = trn("Restore {count} edit", "Restore {count} edits", len(drafts))
        step = self._book.take(title, self._book.restoration(drafts))
        self._journal.restore(held.id for each in binned for held in each.drafts)
        return step

    async def export(self, path: Path) -> int:
        """Write every draft of the workspace as JSON for people to keep; return how many.

        Raises:
            WbError: DISK or DISK_FULL.
        """
        return await asyncio.to_thread(self._journal.export_drafts, path)
