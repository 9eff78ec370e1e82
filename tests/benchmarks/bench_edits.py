"""Typing in many rows: staging, undo and review of thousands of cells, without standing still.

Every row is in the table and every draft goes into a journal on the disk, as in the window.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from decimal import Decimal
from pathlib import Path

from tests.benchmarks.harness import Result, Scale, within
from tests.workspace.shop import ACCOUNT, Shelf, shop
from workbench.core.values import Money
from workbench.workspace.editing import Editing
from workbench.workspace.reviewing import Review
from workbench.workspace.session import Session

CELLS = 10_000
UNDO_S = 0.2
REVIEW_S = 0.3
FILL_S = 0.5
GAP_S = 0.05


def edits(scale: Scale) -> Iterator[Result]:
    """Stage, undo and review beside the limits that a person feels."""
    count = min(scale.rows(CELLS), CELLS)
    with tempfile.TemporaryDirectory() as home:
        yield from asyncio.run(_measured(Path(home), count))


async def _measured(home: Path, count: int) -> list[Result]:
    async with shop(home, Shelf.of(count // 2)) as held:
        session = await held.session()
        assert session.editing is not None
        return [*await _undone(session, session.editing, count), *_reviewed(session, count // 2)]


async def _undone(session: Session, editing: Editing, count: int) -> list[Result]:
    keys = [session.table.key(row) for row in range(len(session.table))]
    price = Money(Decimal("99.00"), "SEK")
    cells = [
        (key, field, value) for key in keys for field, value in (("price", price), ("note", "n"))
    ]

    async def stage() -> None:
        await editing.set_many("stage", cells)

    async def undo() -> None:
        editing.book.steps.undo()

    async def redo() -> None:
        editing.book.steps.redo()

    size = f"{count:,} cells"
    steps = [("stage", stage, FILL_S), ("undo", undo, UNDO_S), ("redo", redo, UNDO_S)]
    found: list[Result] = []
    gaps: list[float] = []
    for name, work, limit in steps:
        seconds, gap = await _watched(session, work)
        gaps.append(gap)
        baseline = f"{limit * 1000:.0f} ms"
        found.append(within(f"{name} staged cells", size, seconds, baseline, limit, at_most=1))
    longest = max(gaps)
    found.append(within("gap while doing so, longest", size, longest, "50 ms", GAP_S, at_most=1))
    return found


async def _watched(session: Session, work: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """Return the seconds until every cell shows it, and the longest stand of the loop."""
    last = begin = time.perf_counter()
    longest = 0.0
    task = session.jobs.spawn("work", work(), awaited=True)
    while not task.done() or session.jobs.pending:
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    await task
    return time.perf_counter() - begin, longest


def _reviewed(session: Session, count: int) -> list[Result]:
    editing = session.editing
    assert editing is not None
    documents = session.documents
    review = Review(session.source, ACCOUNT, editing.book, lambda _resource: documents)
    begin = time.perf_counter()
    records = review.records()
    review.parcels()
    seconds = time.perf_counter() - begin
    assert len(records) == count
    size = f"{count:,} records"
    return [within("review of all changes", size, seconds, "300 ms", REVIEW_S, at_most=1)]
