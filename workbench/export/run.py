"""One export under way: its rows in batches, its progress, its stop and its notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr
from workbench.export.plan import RowSource
from workbench.export.values import Notes

BATCH = 2000
"""Rows that are turned into text at once: enough for speed, few enough to stop quickly."""


@dataclass
class Run:
    """What a writer is given beside the plan.

    Attributes:
        progress: called with rows done and rows expected.
        stopped: whether the user gave up.
        notes: what could not be written as it was.
        rows: rows read so far.
    """

    progress: Callable[[int, int], None]
    stopped: Callable[[], bool]
    notes: Notes = field(default_factory=Notes)
    rows: int = 0

    def batches(self, source: RowSource) -> Iterator[Sequence[Sequence[object]]]:
        """Give the rows; counts them and stops between batches.

        Raises:
            WbError: CANCELLED, once `stopped` says so.
        """
        total = len(source)
        self.check()
        self.progress(0, total)
        for batch in source.batches(BATCH):
            if batch:
                yield batch
                self.rows += len(batch)
            self.check()
            self.progress(self.rows, max(total, self.rows))

    def check(self) -> None:
        """Raise CANCELLED where the user gave up."""
        if self.stopped():
            raise WbError(
                ErrorCode.CANCELLED, tr("The export was stopped."), tr("Nothing was written.")
            )
