"""Synchronizations are kept before they begin, followed to their end, and after a restart."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, cast

import httpx
import pytest
from msgspec.structs import replace

from workbench.core.accounts import Account
from workbench.core.edits import Call, Chosen
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.folders import folders_in
from workbench.core.jobs import Job, Jobs, JobState
from workbench.core.queries import Condition, Query
from workbench.core.runs import Run, RunState
from workbench.core.secret import Secret
from workbench.core.times import now
from workbench.net.log import RequestLog
from workbench.sandbox.etim import catalogue
from workbench.sandbox.etim.service import application, build
from workbench.sandbox.server import build_app
from workbench.sources import ALL
from workbench.sources.etim.synchronizations import RUNS
from workbench.sources.etim.synchronizing import AGAIN, RUN, in_words
from workbench.store.runs import RunStore
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.acting import Acting
from workbench.workspace.books import place_of
from workbench.workspace.calling import call_operation
from workbench.workspace.runs import AWAITED, Runs
from workbench.workspace.workspace import Workspace

SOURCE = next(source for source in ALL if source.id == "etim")
ACCOUNT = Account("etim", "test", url="http://127.0.0.1/etim", session_only=True, bound="test")


class Clock:
    """Seconds of the service; waiting lets them pass."""

    def __init__(self, world) -> None:
        self.seconds = world.wall()
        self.waited: list[float] = []
        world.wall = lambda: self.seconds

    async def pause(self, seconds: float) -> None:
        self.seconds += seconds
        self.waited.append(seconds)
        await asyncio.sleep(0)


class Program:
    """One run of the program over a home folder, against a service that stays."""

    def __init__(self, home, service, clock: Clock) -> None:
        vault = MemoryVault()
        vault.hold(ACCOUNT, {name: Secret(held) for name, held in service.credentials.items()})
        folders = folders_in(home).make()
        self.workspace = Workspace(
            folders, Stores(folders), ALL, Jobs(), vault=vault, log=RequestLog(), demo=(ACCOUNT,),
            transport=httpx.ASGITransport(build_app([service])),
        )  # fmt: skip
        work = self.workspace
        self.store = RunStore(work.stores.workspace.database)
        self.runs = work.runs = Runs(self.store, work.connections, work.jobs, clock.pause)
        self.session = work.session(SOURCE, RUNS, ACCOUNT)

    async def run(self, trigger: str, action=RUN, documents=(b"",), keys=()) -> Acting:
        acting = Acting(self.workspace, self.session, action, keys)
        job = Job("1", "run", "action")
        self.ended = await acting.run(Chosen(keys, documents, {"trigger": trigger}), job)
        return acting

    async def kept(self) -> tuple[Run, ...]:
        return await self.runs.of(SOURCE, RUNS, ACCOUNT)

    async def settled(self) -> None:
        for _turn in range(5000):
            if not self.workspace.jobs.pending:
                return
            await asyncio.sleep(0.001)
        raise AssertionError("a job goes on")

    def value(self, field: str, row: int = 0) -> Any:
        return self.session.table.value(row, field)


@asynccontextmanager
async def program(home, service, clock):
    held = Program(home, service, clock)
    try:
        await held.session.ask(Query(), again=True)
        yield held
    finally:
        held.session.close()
        await held.workspace.close()


def served():
    app = application(catalogue.build(240), None)
    return build(app), app.world, Clock(app.world)


async def test_a_run_is_followed_to_its_end_and_every_answer_is_kept(tmp_path):
    service, _world, clock = served()
    async with program(tmp_path, service, clock) as held:
        await held.run("tr2")
        (begun,) = await held.kept()
        assert begun.state is RunState.GOING
        assert begun.name == held.ended.follows[0]
        await held.settled()
        (kept,) = await held.kept()
        assert (kept.state, kept.subject) == (RunState.DONE, "tr2")
        assert kept.by
        assert kept.ended is not None
        assert [cast("Any", each.answer)["status"] for each in kept.answers][:2] == [
            "done",
            "in progress",
        ]
        assert len(kept.answers) == 8, "begun, every three of twenty seconds, and the end"
        assert held.session.table.key(0) == kept.id
        assert held.value("status").code == "done"
        assert held.value("count_modified") == 240
        assert held.value("info") == "240 products modified; 240 products selected."
        (job,) = held.workspace.jobs.jobs
        assert (job.state, job.title) == (JobState.DONE, "Synchronization tr2")


async def test_the_table_has_the_newest_first_and_filters_by_trigger_and_status(tmp_path):
    service, _world, clock = served()
    async with program(tmp_path, service, clock) as held:
        for trigger in ("tr1", "tr3", "tr1"):
            await held.run(trigger)
        await held.settled()
        await held.session.ask(Query(), again=True)
        triggers = [held.value("trigger", row) for row in range(3)]
        assert triggers == ["tr1", "tr3", "tr1"]
        assert held.value("status", 1).code == "error"
        assert "Attr" in str(held.value("info", 1))
        held.session.arrange(facets={"status": ("error",)})
        assert len(held.session.rows) == 1
        held.session.arrange(facets={}, header={"trigger": "=tr1"})
        assert len(held.session.rows) == 2


async def test_what_went_on_when_the_program_ended_is_asked_about_again(tmp_path):
    service, world, clock = served()
    async with program(tmp_path, service, clock) as held:
        await held.run("tr2")
        (job,) = held.workspace.jobs.jobs
        job.cancel()
        await held.settled()
        (left,) = await held.kept()
        assert left.state is RunState.GOING
    clock.seconds += 3600
    async with program(tmp_path, service, clock) as again:
        assert again.value("status").code == "in progress"
        (job,) = await again.runs.resume(SOURCE, RUNS, ACCOUNT)
        assert await again.runs.resume(SOURCE, RUNS, ACCOUNT) == ()
        await again.settled()
        (kept,) = await again.kept()
        assert (kept.id, kept.state) == (left.id, RunState.DONE)
        assert job.state is JobState.DONE
        assert await again.runs.resume(SOURCE, RUNS, ACCOUNT) == ()
    assert len(world.runs) == 1, "nothing was run a second time"


async def test_a_run_without_an_answer_stays_unknown(tmp_path):
    service, world, clock = served()
    async with program(tmp_path, service, clock) as held:
        place = place_of(SOURCE, ACCOUNT)
        lost = Run("0", "tr2", RunState.STARTING, "", *place, RUNS.id, "anna", now())
        held.store.put(lost)
        assert await held.runs.resume(SOURCE, RUNS, ACCOUNT) == ()
        (kept,) = await held.kept()
        assert kept.state is RunState.UNKNOWN
        assert kept.note == "The program ended before an answer."
    assert world.runs == {}


async def test_a_run_that_the_service_knows_no_more_is_told(tmp_path):
    service, world, clock = served()
    async with program(tmp_path, service, clock) as held:
        await held.run("tr2")
        world.runs.clear()
        await held.settled()
        (kept,) = await held.kept()
        assert kept.state is RunState.UNKNOWN
        assert kept.note.startswith("The service knows this run no more")
        assert held.value("status").code == "unknown"
        assert held.workspace.jobs.jobs[0].state is JobState.PARTLY


async def test_one_that_is_refused_says_why_in_the_services_words(tmp_path):
    service, _world, clock = served()
    async with program(tmp_path, service, clock) as held:
        await held.run("tr2")
        await held.run("tr2")
        await held.run("no such trigger")
        refused, busy, _going = await held.kept()
        assert (busy.state, refused.state) == (RunState.FAILED, RunState.FAILED)
        await held.session.ask(Query(), again=True)
        assert held.value("info", 1) == "This operation is already in progress (started by anna)."
        assert refused.note
        assert held.value("info", 0) == refused.note


async def test_a_run_of_elsewhere_is_asked_for_by_its_name_and_kept(tmp_path):
    service, world, clock = served()
    async with program(tmp_path, service, clock) as held:
        call = next(each for each in SOURCE.operations() if each.name == "run_synchronization")
        client = (await held.workspace.connections.open(SOURCE, ACCOUNT)).client
        answer = await call.call(client, {"trigger-identifier": "tr2"}, None)
        name = answer["progress-id"]  # type: ignore[index]
        asked = Query(conditions=(Condition("progress-id", "", (name, "nobody")),))
        await held.session.ask(asked)
        assert held.value("trigger") == "tr2"
        assert held.value("by") is None
        assert held.session.status.notes == ("The service knows no run “nobody”.",)
        assert len(await held.kept()) == 1
    assert len(world.runs) == 1


async def test_run_again_runs_the_trigger_of_the_chosen_row(tmp_path):
    service, _world, clock = served()
    async with program(tmp_path, service, clock) as held:
        await held.run("tr1")
        await held.settled()
        await held.session.ask(Query(), again=True)
        key = held.session.table.key(0)
        acting = Acting(held.workspace, held.session, AGAIN, (key,))
        await acting.read_documents()
        chosen = acting.chosen({})
        assert "tr1 is run again" in acting.says(chosen)
        await acting.run(chosen, Job("1", "run", "action"))
        assert [run.subject for run in await held.kept()] == ["tr1", "tr1"]


async def test_what_a_run_keeps_can_be_taken_out(tmp_path):
    service, _world, clock = served()
    async with program(tmp_path, service, clock) as held:
        await held.run("tr1")
        await held.runs.remove(await held.kept())
        assert await held.kept() == ()


def test_a_result_is_told_in_words():
    info = "Source: A | Selected products: 1000 | Created products: 0 | Modified products: 1000"
    assert in_words(info) == "1,000 products modified; 1,000 products selected."
    assert in_words("Selected products: 5 | Created products: 0") == (
        "Nothing changed; 5 products selected."
    )
    assert in_words("Created products: 1 | Odd things: 3") == "1 product created, Odd things: 3."
    assert in_words("It could not be done") == "It could not be done"


# ---- begun by a call of the operation -----------------------------------------------------------


BEGINS = next(each for each in SOURCE.operations() if each.name == "run_synchronization")


async def call(held: Program, trigger: str, *, follow: bool = False) -> object:
    client = (await held.workspace.connections.open(SOURCE, ACCOUNT)).client
    given = {"trigger-identifier": trigger}
    work = held.workspace
    return await call_operation(work, SOURCE, ACCOUNT, BEGINS, client, given, None, follow=follow)


async def test_a_run_that_a_command_began_is_followed_by_the_window_that_starts_next(tmp_path):
    service, world, clock = served()
    async with program(tmp_path, service, clock) as held:
        seen = []
        held.runs.changed.connect(lambda run: seen.append((run.state, len(world.runs))))
        answer = await call(held, "tr2")
        assert seen == [(RunState.STARTING, 0), (RunState.GOING, 1)], "kept before it left"
        assert cast("Any", answer)["status"] == "in progress"
        (kept,) = await held.kept()
        assert (kept.subject, kept.state, kept.command) == ("tr2", RunState.GOING, True)
        assert kept.by
        assert held.workspace.jobs.jobs == (), "a command does not wait for its end"
    async with program(tmp_path, service, clock) as window:
        (job,) = await window.runs.resume(SOURCE, RUNS, ACCOUNT)
        await window.settled()
        (done,) = await window.kept()
        assert (done.id, done.state, job.state) == (kept.id, RunState.DONE, JobState.DONE)
    assert len(world.runs) == 1


async def test_a_run_that_the_palette_began_is_followed_at_once(tmp_path):
    service, _world, clock = served()
    async with program(tmp_path, service, clock) as held:
        await call(held, "tr1", follow=True)
        await held.settled()
        (kept,) = await held.kept()
        assert (kept.state, kept.command) == (RunState.DONE, False)


async def test_a_call_that_is_refused_or_never_leaves_says_so_in_the_history(tmp_path):
    service, world, clock = served()
    async with program(tmp_path, service, clock) as held:
        with pytest.raises(WbError):
            await call(held, "no such trigger")
        (refused,) = await held.kept()
        assert refused.state is RunState.FAILED
        assert refused.note
        await held.runs.remove([refused])
        unsent = WbError(ErrorCode.CONNECT, "Not reached.", sent=Sent.NO)
        lost = WbError(ErrorCode.SLOW, "No answer came.", sent=Sent.MAYBE)
        for error, states in ((unsent, []), (lost, [RunState.UNKNOWN])):

            async def fails(error=error) -> object:
                raise error

            with pytest.raises(WbError) as told:
                await held.runs.called(
                    SOURCE, RUNS, ACCOUNT, Call({"trigger-identifier": "tr1"}), fails, follow=True
                )
            assert told.value is error
            assert [run.state for run in await held.kept()] == states
    assert world.runs == {}


async def test_a_call_that_is_stopped_leaves_a_run_of_unknown_end(tmp_path):
    service, _world, clock = served()
    async with program(tmp_path, service, clock) as held:
        waits = asyncio.Event()

        async def never() -> object:
            waits.set()
            await asyncio.Event().wait()
            return None

        sent = Call({"trigger-identifier": "tr1"})
        task = asyncio.ensure_future(
            held.runs.called(SOURCE, RUNS, ACCOUNT, sent, never, follow=False)
        )
        await waits.wait()
        (kept,) = await held.kept()
        assert kept.state is RunState.STARTING
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        (left,) = await held.kept()
        assert left.state is RunState.UNKNOWN


async def test_a_command_that_still_waits_is_not_given_up_by_a_window(tmp_path):
    service, _world, clock = served()
    async with program(tmp_path, service, clock) as held:
        place = place_of(SOURCE, ACCOUNT)
        waiting = Run(
            "0", "tr2", RunState.STARTING, "", *place, RUNS.id, "anna", now(), command=True
        )
        held.store.put(waiting)
        await held.runs.resume(SOURCE, RUNS, ACCOUNT)
        assert (await held.kept())[0].state is RunState.STARTING
        held.store.put(replace(waiting, begun=now() - AWAITED - timedelta(seconds=1)))
        await held.runs.resume(SOURCE, RUNS, ACCOUNT)
        assert (await held.kept())[0].state is RunState.UNKNOWN
        answered = replace(waiting, id="1", state=RunState.GOING, name="7")
        held.store.put(answered)
        assert not held.store.give_up(replace(answered, state=RunState.UNKNOWN), RunState.STARTING)
        assert (await held.kept())[0].state is RunState.GOING, "an answer that came stays"
