"""Exports that are stopped leave nothing, and those of the command line read every row now."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.harness.waiting import until
from tests.workspace.kit import PRODUCTS, bench, english
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.export.plan import ExportColumn, ExportPlan, Format, RowSource
from workbench.workspace import exporting
from workbench.workspace.loading import Loading
from workbench.workspace.session import Session


class Held:
    """Rows that are held up before the last batch, until they are let go."""

    def __init__(self, rows: RowSource) -> None:
        self._rows = rows
        self.begun = threading.Event()
        self.let_go = threading.Event()

    def __len__(self) -> int:
        return len(self._rows)

    def batches(self, size: int) -> Iterator[Sequence[Sequence[object]]]:
        yield from self._rows.batches(size)
        self.begun.set()
        self.let_go.wait(20)


def plan_of(session: Session) -> ExportPlan:
    columns = tuple(ExportColumn(field, field.title) for field in session.resource.fields[:4])
    return exporting.plan_of(session, columns, range(len(session.table)))


@pytest.mark.fault(56)
@pytest.mark.parametrize("form", list(Format))
async def test_a_task_that_is_cancelled_while_it_writes_leaves_no_file(
    tmp_path: Path, form: Format
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    async with bench(tmp_path / "home") as held:
        session = held.session()
        await session.ask(english())
        plan = plan_of(session)
        rows = Held(plan.rows)
        job = Job("write", "Writing", "export")
        path = folder / f"rows{form.extension}"
        work = exporting.export(replace(plan, rows=rows), path, form, job)
        task = held.workspace.jobs.spawn("export", work, awaited=True)
        await asyncio.to_thread(rows.begun.wait, 20)
        assert list(folder.iterdir()), "nothing was being written"
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        rows.let_go.set()
        await until(lambda: not list(folder.iterdir()))


async def test_a_load_from_the_start_goes_on_from_nothing(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        job = Job("load", "Loading", "load")
        job.changed.connect(lambda job: job.done >= 120 and job.cancel())
        with pytest.raises(WbError) as stopped:
            await Loading(session).run(job)
        assert stopped.value.code is ErrorCode.CANCELLED
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english(), again=True)
        before = len(held.workspace.log.calls)
        await Loading(session, afresh=True).run(Job("load", "Loading", "load"))
        assert len(session.table) == PRODUCTS
        asked = [call for call in held.workspace.log.calls[before:] if "scroll" in call.path]
        assert len(asked) == -(-PRODUCTS // 50) + 1
