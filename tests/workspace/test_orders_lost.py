"""Answers to orders that are lost: no order twice, and none forgotten."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.workspace.loupe_kit import ACCOUNT, DATES, Bench, bench, cut, document, house
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.orders import OrderState
from workbench.core.times import now
from workbench.edits.results import Outcome
from workbench.sandbox.faults import Fault
from workbench.sources.loupe import SOURCE
from workbench.workspace.ordering import Orders

ROOT = Path(__file__).parent.parent.parent

LOST = {
    "cut before": cut(lost="before"),
    "cut after": cut(lost="after"),
    "500 before": cut(status=500, body="{}"),
    "half an answer": cut(cut=3),
}


def job() -> Job:
    return Job("j", "Send", "order")


def later(held: Bench, by: timedelta = timedelta(minutes=3)) -> Orders:
    """The orders as they are seen some time later."""
    return Orders(
        SOURCE, SOURCE.ordering, ACCOUNT,  # type: ignore[arg-type]
        stores=held.workspace.stores, connections=held.workspace.connections,
        jobs=held.workspace.jobs, clock=lambda: now() + by,
    )  # fmt: skip


def fresh(fault: Fault) -> Fault:
    return Fault(**{name: getattr(fault, name) for name in fault.__struct_fields__})


@pytest.mark.fault(18)
@pytest.mark.parametrize("name", LOST)
async def test_a_lost_answer_stays_unknown_until_a_person_decides(name: str, tmp_path: Path):
    of = house(order_reply=True)
    of.faults.add(fresh(LOST[name]))
    async with bench(tmp_path, of) as held:
        made = await held.orders.add([document(0), document(1)], DATES)
        report = await held.orders.sent([line.id for line in made], (), job())
        assert [each.outcome for each in report.results] == [Outcome.UNKNOWN, Outcome.DONE]
        reached = len(await of.placed())
        assert reached == (2 if name in {"cut after", "half an answer"} else 1)
        # Nothing that the program does by itself sends it again.
        assert held.orders.lines == ()
        report = await held.orders.sent([line.id for line in made], (), job())
        assert report.results == ()
    async with bench(tmp_path, of) as held:
        await held.orders.ready()
        (order,) = held.orders.unknown
        assert order.id == made[0].id
        assert order.reference in order.note
        assert len(await of.placed()) == reached
        assert held.orders.lines == ()


@pytest.mark.fault(20)
async def test_sending_again_needs_time_and_the_typed_mark(tmp_path: Path):
    of = house()
    of.faults.add(cut(lost="before"))
    async with bench(tmp_path, of) as held:
        (line,) = await held.orders.add([document(0)], DATES)
        await held.orders.sent([line.id], (), job())
        (order,) = held.orders.unknown
        for orders, typed in ((held.orders, line.mark), (later(held), "yes"), (later(held), "")):
            with pytest.raises(WbError) as failed:
                await orders.send_again(order.id, typed)
            assert failed.value.code is ErrorCode.INPUT
        assert await of.placed() == []
        result = await later(held).send_again(order.id, line.mark.lower())
        assert result.outcome is Outcome.DONE
        (body,) = await of.placed()
        assert body["customerReference"] == order.reference
        (kept,) = await held.orders.kept()
        assert (kept.state, kept.attempts) == (OrderState.PLACED, 2)


@pytest.mark.parametrize(
    "fault",
    [
        cut(lost="after"),
        cut(status=400, body='{"title": "no"}'),
        cut(status=401, body="{}"),
        cut(status=429, body="{}", headers={"Retry-After": "900"}),
    ],
    ids=["lost", "refused", "signed out", "busy"],
)
async def test_a_second_try_that_fails_leaves_the_first_unknown(fault: Fault, tmp_path: Path):
    of = house()
    of.faults.add(cut(lost="after"))
    async with bench(tmp_path, of) as held:
        (line,) = await held.orders.add([document(0)], DATES)
        await held.orders.sent([line.id], (), job())
        of.faults.add(fresh(fault))
        result = await later(held).send_again(line.id, line.mark)
        assert result.outcome is Outcome.UNKNOWN
        assert held.orders.lines == ()
        (kept,) = await held.orders.kept()
        assert kept.state is OrderState.UNKNOWN
        assert {body["customerReference"] for body in await of.placed()} == {line.mark}


async def test_what_never_left_is_a_line_again_and_the_rest_waits(tmp_path: Path):
    of = house()
    of.faults.add(cut(status=401, body="{}"))
    async with bench(tmp_path, of) as held:
        made = await held.orders.add([document(0), document(1)], DATES)
        report = await held.orders.sent([line.id for line in made], (), job())
        assert {each.outcome for each in report.results} == {Outcome.SKIPPED}
        assert report.stopped
        assert [line.mark for line in held.orders.lines] == [line.mark for line in made]
        assert await held.orders.kept() == ()
        assert await of.placed() == []


async def test_a_double_click_places_one_order(tmp_path: Path):
    async with bench(tmp_path) as held:
        (line,) = await held.orders.add([document(0)], DATES)
        tasks = [
            held.workspace.jobs.spawn(
                "click", held.orders.sent([line.id], [line.id], job()), awaited=True
            )
            for _ in range(4)
        ]
        reports = [await task for task in tasks]
        assert sum(len(report.results) for report in reports) == 1
        assert len(await held.house.placed()) == 1


@pytest.mark.fault(18)
@pytest.mark.fault(62)
def test_kills_place_nothing_twice_and_forget_nothing(tmp_path: Path):
    nursery = subprocess.run(
        [sys.executable, "-m", "tests.workspace.order_nursery", str(tmp_path), "12", "18"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert nursery.returncode == 0, nursery.stderr
    found = json.loads(nursery.stdout)
    assert found["wrong"] == []
    assert found["kills"] >= 8
    assert found["placed"] > 0
    assert found["steps"] >= 3
