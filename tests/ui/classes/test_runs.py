"""The table of runs opens at the one that began, and what goes on is followed again."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from tests.workspace.classes.kit import ACCOUNT, document
from workbench.core.runs import Run, RunState
from workbench.core.times import now
from workbench.sources.etim import SOURCE
from workbench.store.runs import RunStore
from workbench.ui.classes.runs import Runs
from workbench.workspace import runs as workspace_runs
from workbench.workspace.books import place_of


def run(name: str, state: RunState = RunState.DONE) -> Run:
    place = place_of(SOURCE, ACCOUNT)
    return Run(name, "tr1", state, f"there-{name}", *place, "synchronizations", "anna", now())


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


def kept_in(made, *runs: Run) -> RunStore:
    """Keep runs as an earlier run of the program did; waiting takes no time."""
    work = made.bench.workspace
    store = RunStore(work.stores.workspace.database)
    for each in runs:
        store.put(each)
    work.runs = workspace_runs.Runs(store, work.connections, work.jobs, at_once)
    return store


async def settled(made) -> None:
    for _turn in range(2000):
        if not made.bench.workspace.jobs.pending:
            return
        await asyncio.sleep(0.001)
    raise AssertionError("something goes on")


async def test_the_table_opens_with_the_run_that_began_as_the_current_row(shown):
    async with shown([document("A")]) as made:
        kept_in(made, run("r1"), replace(run("r2"), begun=now()))
        runs = Runs(made.desk)
        runs.follow("synchronizations", ["there-r1"])
        await settled(made)
        desk = made.desk
        assert desk.resource.id == "synchronizations"
        assert desk.session.table.key(0) == "r2", "the newest first"
        assert desk.selection.current == "r1"
        assert not desk.view.query.conditions


async def test_nothing_opens_for_what_is_no_table_of_runs(shown):
    async with shown([document("A")]) as made:
        runs = Runs(made.desk)
        runs.follow("labels", ["there-r1"])
        runs.follow("synchronizations", [])
        assert made.desk.resource.id == "products"


async def test_what_goes_on_is_followed_as_soon_as_a_tab_of_the_account_is_there(shown):
    async with shown([document("A")]) as made:
        store = kept_in(made, run("r1", RunState.GOING), run("r2", RunState.STARTING))
        runs = Runs(made.desk)
        made.desk.session_changed.emit()
        await settled(made)
        states = {each.id: each.state for each in store.of(*place_of(SOURCE, ACCOUNT))}
        assert states == {"r1": RunState.GOING, "r2": RunState.UNKNOWN}
        (job,) = made.bench.workspace.jobs.jobs
        assert job.title == "Synchronization tr1"
        assert not job.open, "no credentials are kept here, so that asking ended"
        made.desk.session_changed.emit()
        await settled(made)
        assert len(made.bench.workspace.jobs.jobs) == 1, "once an account"
        assert runs.parent() is made.desk


async def test_reading_the_table_anew_follows_what_nobody_asks_about(shown):
    async with shown([document("A")]) as made:
        kept_in(made, run("r1", RunState.GOING))
        Runs(made.desk)
        made.desk.open(SOURCE.resource("synchronizations"))
        await settled(made)
        count = len(made.bench.workspace.jobs.jobs)
        made.desk.refresh()
        await settled(made)
        assert len(made.bench.workspace.jobs.jobs) == count + 1
