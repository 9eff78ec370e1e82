"""Exports that outlive the program: asked for once, waited for again, offered when ready."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from tests.sources.loupe.bench import CSV, Bench, asked, envelope
from tests.sources.loupe.bench import bench as service
from tests.workspace.loupe_kit import ACCOUNT
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.jobs import Jobs
from workbench.core.remote import Asked, AskedState
from workbench.core.sources import Resource
from workbench.core.times import now
from workbench.sources.loupe import SOURCE
from workbench.sources.loupe.samples import SAMPLES
from workbench.store.workspace import WorkspaceStore
from workbench.workspace.joblog import JobLog
from workbench.workspace.remote import Remotes

LINK = "https://files.example.test/x/export.csv?signature=s3cret"
READY = envelope("ReadyForDownload", LINK)
LOST = WbError(ErrorCode.CUT, "Cut off.", sent=Sent.MAYBE)


class Reached:
    """Gives the client of a bench as the connection of every account."""

    def __init__(self, bench: Bench) -> None:
        self.client = bench.client

    async def open(self, _source: object, _account: object) -> Reached:
        return self


class Run:
    """One run of the program over a folder."""

    def __init__(self, folder: Path, bench: Bench) -> None:
        self.store = WorkspaceStore(folder / "workspace.db")
        self.jobs = Jobs()
        self.joblog = JobLog(self.store, self.jobs)
        self.bench = bench
        self.remotes = Remotes(self.store, Reached(bench), self.jobs, self.joblog)  # type: ignore[arg-type]
        self.offered: list[Asked] = []
        self.remotes.ready.connect(self.offered.append)

    async def page(self, preset: str = "", **values: str | int):
        return await self.remotes.page(SOURCE, SAMPLES, ACCOUNT, asked(**values), preset)

    async def known(self) -> tuple[Asked, ...]:
        return await self.remotes.list(SOURCE, ACCOUNT)

    def die(self) -> None:
        """End without a word: nothing is written any more."""
        self.store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


async def test_rows_come_and_the_way_there_is_on_the_disk(folder: Path):
    run = Run(folder, service(folder, envelope(), READY))
    page = await run.page("Approved", SourcingApprovalStatus=3)
    assert page.keys == ["AZ1"]
    (held,) = await run.known()
    assert (held.state, held.preset) == (AskedState.READY, "Approved")
    assert held.created is not None
    assert run.bench.calls.count("create_export") == 1
    (job,) = run.joblog.all()
    assert held.identity in job.resume
    since = await run.remotes.since_last(SOURCE, SAMPLES, ACCOUNT, "Approved")
    assert since is not None
    assert (since.filter, since.value) == ("LastModified", "2018-09-03T14:07:54.015134+00:00")
    assert await run.remotes.since_last(SOURCE, SAMPLES, ACCOUNT, "Other") is None
    run.die()


async def test_the_id_is_kept_before_anybody_waits(folder: Path):
    run = Run(folder, service(folder, LOST))
    with pytest.raises(WbError):
        await run.page(Query="ring")
    run.die()
    again = Run(folder, service(folder, READY))
    (held,) = await again.known()
    assert (held.state, held.identity != "") == (AskedState.MAKING, True)
    assert again.joblog.earlier[0].resume
    jobs = await again.remotes.resume(SOURCE, ACCOUNT)
    assert await again.remotes.resume(SOURCE, ACCOUNT) == ()
    await again.jobs.close()
    assert [job.state.value for job in jobs] == ["done"]
    assert [each.id for each in again.offered] == [held.id]
    assert (await again.known())[0].state is AskedState.READY
    assert "create_export" not in again.bench.calls
    assert again.bench.disk.asked == []
    assert len(again.joblog.all()) == 1
    again.die()


async def test_a_question_under_way_is_never_asked_twice(folder: Path):
    run = Run(folder, service(folder, envelope(), envelope(), READY))
    pages = await asyncio.gather(*(run.page(Query="ring") for _ in range(3)))
    assert run.bench.calls.count("create_export") == 1
    assert pages[0] is pages[2]
    assert len(run.jobs.jobs) == 1
    run.die()


async def test_one_that_is_still_made_is_waited_for_and_not_made_anew(folder: Path):
    run = Run(folder, service(folder, envelope()))
    with pytest.raises(WbError) as failed:
        await run.page(Query="ring")
    assert failed.value.code is ErrorCode.SLOW
    assert "keep checking" in failed.value.hint
    run.die()
    again = Run(folder, service(folder, READY))
    assert (await again.page(Query="ring")).keys == ["AZ1"]
    assert "create_export" not in again.bench.calls
    await again.page(Query="ring")
    assert again.bench.calls.count("create_export") == 1
    again.die()


async def test_a_failed_export_is_told_and_may_be_asked_again(folder: Path):
    run = Run(folder, service(folder, envelope("Failed")))
    for _ in range(2):
        with pytest.raises(WbError) as failed:
            await run.page(Query="ring")
        assert (failed.value.code, failed.value.status) == (ErrorCode.REFUSED, 200)
    assert [held.state for held in await run.known()] == [AskedState.FAILED] * 2
    assert run.bench.calls.count("create_export") == 2
    run.die()


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (LOST, AskedState.LOST),
        (WbError(ErrorCode.OFFLINE, "Offline.", sent=Sent.NO), AskedState.REFUSED),
    ],
)
async def test_an_answer_that_is_lost_is_said(folder: Path, failure: WbError, state: AskedState):
    bench = service(folder, READY)
    answer = bench.sender.answer

    def failing(request):
        if request.operation == "create_export":
            raise failure
        return answer(request)

    bench.sender.answer = failing
    run = Run(folder, bench)
    with pytest.raises(WbError):
        await run.page(Query="ring")
    (held,) = await run.known()
    assert held.state is state
    assert held.identity == ""
    run.die()


async def test_a_run_that_ended_while_asking_is_lost_and_not_asked_again(folder: Path):
    run = Run(folder, service(folder, READY))
    await run.remotes.records.put(
        Asked("01", "loupe", "test", "test", "samples", asked(Query="x"), now())
    )
    run.die()
    again = Run(folder, service(folder, READY))
    assert await again.remotes.resume(SOURCE, ACCOUNT) == ()
    (held,) = await again.known()
    assert held.state is AskedState.LOST
    assert again.bench.calls == []
    again.die()


async def test_a_file_is_brought_here_and_forgetting_takes_it_off(folder: Path):
    run = Run(folder, service(folder, READY))
    await run.page(Query="ring")
    (held,) = await run.known()
    path = await run.remotes.file(SOURCE, SAMPLES, ACCOUNT, held.identity)
    assert path.read_bytes() == CSV
    await run.remotes.forget(held)
    assert await run.known() == ()
    run.die()


async def test_filters_beside_an_id_are_refused_before_anything_is_asked(folder: Path):
    run = Run(folder, service(folder, READY))
    with pytest.raises(WbError) as failed:
        await run.page(id="x", Query="ring")
    assert failed.value.code is ErrorCode.INPUT
    assert run.bench.calls == []
    run.die()


def test_samples_say_what_is_asked_and_what_it_leaves():
    resource: Resource = SAMPLES
    assert resource.asked
    assert resource.leaves
    assert resource.preview is not None
    body = json.loads(resource.preview(asked(SourcingApprovalStatus=3)))
    assert body["ParameterValues"]["SourcingApprovalStatus"] == 3
    assert len(body["ParameterValues"]) == 28
