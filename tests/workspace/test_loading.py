"""Loading all rows: complete, stoppable, and going on where it stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.waiting import until
from tests.workspace.kit import PRODUCTS, bench, english
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job, JobState
from workbench.core.queries import Query
from workbench.workspace.loading import Loading, estimate
from workbench.workspace.session import Session


def keys(session: Session) -> set[str]:
    return {session.table.key(row) for row in range(len(session.table))}


async def load(session: Session, query: Query) -> Job:
    await session.ask(query)
    job = Job("load", "Loading", "load")
    await job.run(Loading(session).run)
    return job


async def test_all_rows_are_what_the_service_has(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        job = await load(session, english())
        assert len(keys(session)) == len(session.table) == PRODUCTS
        assert session.status.complete
        assert job.state is JobState.DONE
        assert not session.status.notes


async def test_an_order_of_the_service_alone_is_loaded_page_by_page(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await load(session, english(sort="cycle"))
        assert len(keys(session)) == PRODUCTS
        paths = {call.path for call in held.workspace.log.calls}
        assert not any("scroll" in path for path in paths)


async def test_a_sort_that_can_be_made_here_holds_after_loading(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await load(session, english(sort="updated_at", descending=True))
        assert [sort.field for sort in session.rows.sort] == ["updated"]


@pytest.mark.fault(32)
async def test_a_forgotten_scroll_begins_again_with_known_rows_recognised(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        job = Job("load", "Loading", "load")
        told = False

        def expire(job: Job) -> None:
            nonlocal told
            if job.done >= 150 and not told:
                told = True
                held.faults.expire()

        job.changed.connect(expire)
        await job.run(Loading(session).run)
        assert told
        assert len(keys(session)) == len(session.table) == PRODUCTS


async def test_a_stopped_load_goes_on_where_it_stopped(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        job = Job("load", "Loading", "load")
        job.changed.connect(lambda job: job.done >= 120 and job.cancel())
        with pytest.raises(WbError) as caught:
            await job.run(Loading(session).run)
        assert caught.value.code is ErrorCode.CANCELLED
        assert job.state is JobState.CANCELLED
        loaded = len(session.table)
        assert 120 <= loaded < PRODUCTS
        await until(lambda: held.workspace.jobs.pending == 0)
        before = len(held.workspace.log.calls)
        again = held.session()
        await load(again, english())
        assert len(keys(again)) == PRODUCTS
        batches = -(-PRODUCTS // 50) + 1
        assert len(held.workspace.log.calls) - before < batches


async def test_another_question_stops_a_load(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        job = Loading(session).start()
        await session.ask(english("mug"))
        await until(lambda: not job.open)
        assert job.state is JobState.CANCELLED
        await until(lambda: held.workspace.jobs.pending == 0)
        assert len(session.table) == min(52, session.status.total or 0)


async def test_a_complete_load_is_shown_from_the_disk_page_by_page(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await load(session, english())
        again = held.session()
        asked = len(held.workspace.log.calls)
        assert again.restore(english())
        while again.cursor:
            await again.next_page()
        assert keys(again) == keys(session)
        assert len(held.workspace.log.calls) == asked


async def test_the_cost_is_told_before(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        session = held.session()
        await session.ask(english())
        assert estimate(session, 50).requests == -(-PRODUCTS // 50)
