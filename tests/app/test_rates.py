"""Exchange rates are read at the start and when they are switched on, and never before that."""

from __future__ import annotations

from msgspec.structs import replace

from tests.harness.waiting import until
from tests.workspace.comparison.kit import Bench, bench
from workbench.app.rates import RatesKeeper
from workbench.app.rounds import Rounds
from workbench.core.jobs import JobState
from workbench.sandbox.faults import Fault, Faults
from workbench.sandbox.rates.service import build
from workbench.workspace.workspace import Workspace


def switch(workspace: Workspace, *, on: bool) -> None:
    workspace.change_settings(lambda held: replace(held, fetch_rates=on))


async def still(held: Bench) -> None:
    await until(lambda: not held.workspace.jobs.pending)


def readings(held: Bench) -> int:
    return sum(job.kind == "rates" for job in held.workspace.jobs.jobs)


async def test_nobody_is_asked_before_it_is_switched_on(qapp, tmp_path):
    async with bench(tmp_path, (build(),)) as held:
        rounds = Rounds()
        keeper = RatesKeeper(held.workspace, rounds)
        rounds.due.emit()
        await still(held)
        assert readings(held) == 0
        assert "keeping" not in vars(held.workspace), "nothing of the comparison is loaded"
        switch(held.workspace, on=True)
        await still(held)
        assert readings(held) == 1
        assert held.workspace.keeping.rates.newest is not None
        switch(held.workspace, on=False)
        rounds.due.emit()
        await still(held)
        assert readings(held) == 1
        assert keeper


async def test_old_rates_are_read_at_the_start_and_new_ones_left_alone(qapp, tmp_path):
    async with bench(tmp_path, (build(),)) as held:
        switch(held.workspace, on=True)
        keeper = RatesKeeper(held.workspace, Rounds())
        await still(held)
        assert readings(held) == 1
        keeper.look()
        await still(held)
        assert readings(held) == 1, "they are of the bank's day"
    async with bench(tmp_path, (build(),)) as held:
        keeper = RatesKeeper(held.workspace, Rounds())
        await still(held)
        assert readings(held) == 0
        assert keeper


async def test_a_bank_that_fails_is_told_with_the_rates_and_nowhere_else(qapp, tmp_path):
    faults, broken = Faults(), []
    faults.add(Fault(path="eurofxref", status=404))
    async with bench(tmp_path, (build(faults),)) as held:
        held.workspace.jobs.failed.connect(lambda *what: broken.append(what))
        switch(held.workspace, on=True)
        keeper = RatesKeeper(held.workspace, Rounds())
        await still(held)
        (job,) = [job for job in held.workspace.jobs.jobs if job.kind == "rates"]
        assert job.state is JobState.FAILED
        assert held.workspace.keeping.rates.failure
        assert broken == []
        assert keeper
