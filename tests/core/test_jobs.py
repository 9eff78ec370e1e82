"""Jobs and lanes: reported failures, pause and cancel, order."""

from __future__ import annotations

import asyncio

import pytest

from tests.harness.waiting import until
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Bounded, Job, Jobs, JobState, Latest, Serial, job_cancelled


async def fail() -> None:
    await asyncio.sleep(0)
    raise ValueError("broken")


async def test_a_failure_that_nobody_awaits_is_reported():
    jobs, failed = Jobs(), []
    jobs.failed.connect(lambda name, error: failed.append((name, type(error))))
    jobs.spawn("work", fail())
    await until(lambda: jobs.pending == 0)
    assert failed == [("work", ValueError)]


async def test_who_awaits_tells_named_failures_and_no_fault_of_the_program_is_hidden():
    jobs, failed = Jobs(), []
    jobs.failed.connect(lambda name, error: failed.append((name, type(error))))

    async def refuse() -> None:
        raise WbError(ErrorCode.SERVER, "The service failed.")

    with pytest.raises(WbError):
        await jobs.spawn("refused", refuse(), awaited=True)
    assert failed == []
    with pytest.raises(ValueError, match="broken"):
        await jobs.spawn("broken", fail(), awaited=True)
    assert failed == [("broken", ValueError)]


async def test_a_stop_is_no_failure():
    jobs, failed = Jobs(), []
    jobs.failed.connect(lambda *args: failed.append(args))

    async def stop() -> None:
        raise job_cancelled()

    jobs.spawn("stopped", stop())
    await until(lambda: jobs.pending == 0)
    assert failed == []


async def test_a_job_tells_how_far_it_is():
    jobs, states = Jobs(), []
    jobs.changed.connect(lambda job: states.append((job.state, job.done, job.total)))

    async def work(job: Job) -> str:
        job.advance(1, 2, "first")
        await job.checkpoint()
        job.advance(2)
        return "result"

    job, task = jobs.start("Load", "load", work, source="shop")
    assert await task == "result"
    assert states == [
        (JobState.RUNNING, 0, None), (JobState.RUNNING, 1, 2), (JobState.RUNNING, 2, 2),
        (JobState.DONE, 2, 2),
    ]  # fmt: skip
    assert (job.open, job.ended is not None, job.note) == (False, True, "first")
    assert jobs.jobs == (job,)


@pytest.mark.parametrize(
    ("work", "state"),
    [
        (lambda job: job.fail_part("one row"), JobState.PARTLY),
        (lambda job: job.cancel(), JobState.CANCELLED),
        (lambda job: 1 / 0, JobState.FAILED),
    ],
)
async def test_how_a_job_ends(work, state):
    async def run(job: Job) -> None:
        work(job)
        await job.checkpoint()

    jobs = Jobs()
    job, task = jobs.start("Load", "load", run, awaited=True)
    await asyncio.gather(task, return_exceptions=True)
    assert job.state is state


async def test_a_job_is_held_and_goes_on():
    async def run(job: Job) -> None:
        while job.done < 3:
            await job.checkpoint()
            job.advance(job.done + 1)
            if job.done == 1:
                job.pause()

    jobs = Jobs()
    job, task = jobs.start("Load", "load", run)
    await asyncio.sleep(0.01)
    assert (job.state, job.done) == (JobState.PAUSED, 1)
    job.resume_now()
    await task
    assert job.state is JobState.DONE


async def test_closing_stops_jobs_and_ends_tasks():
    async def forever(job: Job) -> None:
        while True:
            await job.checkpoint()
            await asyncio.sleep(0)

    async def deaf() -> None:
        await asyncio.Event().wait()

    jobs = Jobs()
    job, _task = jobs.start("Load", "load", forever)
    jobs.spawn("deaf", deaf())
    await asyncio.sleep(0)
    await jobs.close(0.01)
    assert (job.state, jobs.pending) == (JobState.CANCELLED, 0)


async def test_only_the_newest_counts():
    jobs = Jobs()
    lane, seen = Latest(jobs), []

    async def search(turn: int) -> None:
        await asyncio.sleep(0)
        if lane.is_current(turn):
            seen.append(turn)

    for _ in range(3):
        lane.submit("search", search)
    await until(lambda: jobs.pending == 0)
    assert seen == [3]
    turn = lane.submit("search", search)
    lane.drop()
    await until(lambda: jobs.pending == 0)
    assert seen == [3]
    assert not lane.is_current(turn)


async def test_work_on_one_key_is_serial():
    lane, running, order = Serial(), set(), []

    async def write(key: str, number: int) -> None:
        assert key not in running
        running.add(key)
        await asyncio.sleep(0)
        running.discard(key)
        order.append((key, number))

    calls = [(key, number) for number in range(3) for key in "ab"]
    await asyncio.gather(*(lane.run(key, lambda k=key, n=n: write(k, n)) for key, n in calls))
    assert [number for key, number in order if key == "a"] == [0, 1, 2]


async def test_a_bounded_lane_has_a_width():
    lane, running, most = Bounded(3), 0, 0

    async def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1

    await asyncio.gather(*(lane.run(work) for _ in range(10)))
    assert most == 3


def test_an_estimate_needs_a_rate_and_a_total():
    job = Job("1", "t", "load")
    assert job.seconds_left is None
    job.done, job.total = 5, 10
    assert job.seconds_left is not None
    assert job_cancelled().code is ErrorCode.CANCELLED
    assert isinstance(job_cancelled(), WbError)
