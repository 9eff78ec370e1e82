"""The real window on the sandbox: how long it stands still, and what it holds in memory.

All variants of the sandbox are loaded with table, rail, details and status line in sight, while a
timer beats every five milliseconds; then they are searched, ordered and narrowed. In a process of
its own, as memory is measured too.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.harness import Result, Scale, within

ROWS = 109_050
BEAT_MS = 5
LIMIT_S = 0.05
MEMORY = 600e6
PATIENCE_S = 300
WORDS = "cotton shirt"
ROOT = Path(__file__).parents[2]


def window(scale: Scale) -> Iterator[Result]:
    """Measure one run of the window."""
    count = min(scale.rows(ROWS), ROWS)
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_window", str(count)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'packaging'}"},
        timeout=2 * PATIENCE_S,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    size = f"{found['rows']:,} rows"
    for name, key in (
        ("gap while pages arrive, p99", "gap"),
        ("search as typed, slowest sign", "search"),
        ("first order by a column, slowest", "order"),
        ("tick a facet, slowest", "facet"),
    ):
        yield within(name, size, found[key], "50 ms", LIMIT_S, at_most=1)
    yield within("memory with all rows", size, found["memory"], "600 MB", MEMORY, at_most=1)


class Beat:
    """Notes how late each beat of a timer comes: so long the window stood still."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now

    def end(self) -> float:
        """Return the 99th of a hundred gaps."""
        self._timer.stop()
        return sorted(self.gaps)[int(len(self.gaps) * 0.99)]


async def measure(home: Path, count: int) -> int:
    """Load and work as a person does, and print what was measured."""
    import psutil
    from stage import staged

    from workbench.app.collecting import Collector
    from workbench.app.warm import warm

    async with staged(home) as stage:
        stage.window.resize(1440, 900)
        stage.window.show()
        await stage.settle()
        collector = Collector(stage.app)
        warm(stage.workspace.jobs, stage.workspace.stores)
        desk = stage.tab.desk
        desk.open(desk.source.resource("variants"))
        await stage.settle()
        session = desk.session
        assert session is not None
        beat = Beat()
        job = desk.load_all()
        assert job is not None
        await stage.until(lambda: not job.open or len(session.table) >= count, seconds=PATIENCE_S)
        found: dict[str, float] = {"gap": beat.end(), "rows": len(session.table)}
        job.cancel()
        await stage.until(lambda: not job.open)
        await asyncio.sleep(2)
        found["memory"] = psutil.Process().memory_info().rss
        found |= await _work(stage.tab, desk, session)
        collector.stop()
    sys.stdout.write(f"{json.dumps(found)}\n")
    return 0


async def _work(tab, desk, session) -> dict[str, float]:
    from workbench.core.queries import Sort

    async def slowest(works: list[Callable[[], object]]) -> float:
        spent: list[float] = []
        for work in works:
            begin = time.perf_counter()
            work()
            tab.grid.view.viewport().repaint()
            spent.append(time.perf_counter() - begin)
            await asyncio.sleep(0.25)
        return max(spent)

    signs = range(1, len(WORDS) + 1)
    shown = [field for field in session.resource.fields if field.shown]
    facets = [field.id for field in session.resource.fields if field.facet][:6]
    ticks = [(name, values[0].code) for name in facets if (values := session.rows.facet(name, 1))]
    found = {
        "search": await slowest(
            [lambda end=end: session.arrange(text=WORDS[:end]) for end in signs]
        )
    }
    session.arrange(text="")
    found["order"] = await slowest(
        [lambda field=field: desk.set_sort((Sort(field.id),)) for field in shown]
    )
    desk.set_sort(())
    found["facet"] = await slowest(
        [
            lambda name=name, codes=codes: desk.set_facets(name, codes)
            for name, code in ticks
            for codes in ((code,), ())
        ]
    )
    return found


def main() -> int:
    """Run the measure on a loop of the window."""
    from workbench.app.start import tune

    tune()
    from stage import run

    return run(lambda home: measure(home, int(sys.argv[1])))


if __name__ == "__main__":
    sys.exit(main())
