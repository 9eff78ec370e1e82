"""Benchmark of the price history in a catalogue: scrolling with its column and without it.

Frames are counted while rows fly past, and while courses of the rows where it rested are read.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.harness import Result, Scale, within
from workbench.core.pricepoints import HISTORY
from workbench.core.views import ColumnState, TabState

if TYPE_CHECKING:
    from workbench.ui.grid.grid import Grid

INSTEAD = "brand"
"""A plain column that stands there for comparison."""
NAMES = ("name", "supplier", "reference", "price", "stock", "delivery")
ROUNDS = 4
FRAMES = 160
PIECES = 250
REST_EVERY = 20
"""Frames after which scrolling rests, so that what is in sight is read while it goes on."""
REST_S = 0.13


def scrolling(_scale: Scale) -> Iterator[Result]:
    """Scroll through a catalogue with the column of price history, and without it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import qasync
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory() as home, loop:
        ours, plain, read = loop.run_until_complete(_measured(Path(home)))
    for name, share in (("median frame", 0.5), ("95 of 100 frames", 0.95)):
        yield within(
            f"scroll, price history, {name}",
            f"{FRAMES} frames, {read} courses",
            _quantile(ours, share),
            f"a column of texts, {name}",
            _quantile(plain, share),
            at_most=1.5,
        )


def _quantile(rounds: list[list[float]], share: float) -> float:
    """Return a quantile of the frames of the calmest round."""
    return min(sorted(frames)[int(len(frames) * share)] for frames in rounds)


async def _measured(home: Path) -> tuple[list[list[float]], list[list[float]], int]:
    from tests.harness.waiting import until
    from tests.ui.grid.shown import shown_grid
    from tests.workspace.comparison.kit import account, bench
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look

    async with bench(home) as held:
        source = held.workspace.source("europeansourcing")
        assert source is not None
        named = account(source.id).name
        desk = Desk(held.workspace, source, TabState(source.id, account=named))
        desk.open(ask=False)
        session = desk.session
        assert session is not None
        await session.ask(desk.view.query)
        desk.load_all()
        await until(lambda: session.status.complete, 60)
        await held.still()
        async with shown_grid(desk, Look(), 1200) as grid:
            ours: list[list[float]] = []
            plain: list[list[float]] = []
            for turn in range(ROUNDS):
                # Each quantity has courses of its own: all of them are read again. The first time
                # through, all cells are drawn anew.
                desk.set_quantity(PIECES + turn)
                await _frames(grid, INSTEAD)
                ours.append(await _frames(grid, HISTORY))
                await held.still()
                plain.append(await _frames(grid, INSTEAD))
            table = session.table
            read = sum(table.value(row, HISTORY) is not None for row in range(len(table)))
            await held.still()
    return ours, plain, read


async def _frames(grid: Grid, column: str) -> list[float]:
    """Scroll and return the seconds of each frame, with what the loop had to do beside it."""
    grid.desk.set_columns(tuple(ColumnState(name) for name in (*NAMES, column)))
    bar, view = grid.view.verticalScrollBar(), grid.view.viewport()
    await asyncio.sleep(REST_S)
    step = max(1, bar.maximum() // FRAMES)
    frames: list[float] = []
    for at in range(FRAMES):
        begin = time.perf_counter()
        bar.setValue(at * step)
        view.repaint()
        await asyncio.sleep(0)
        frames.append(time.perf_counter() - begin)
        if at % REST_EVERY == REST_EVERY - 1:
            await asyncio.sleep(REST_S)
    return frames
