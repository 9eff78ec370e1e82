"""Answers that never come: at most one effect, and the truth or "unknown" is what is shown."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from tests.edits.kit import Fault, Service, delete_many, desk, outcomes, saving, update_many
from workbench.core.edits import Call, Write
from workbench.core.operations import Repeat
from workbench.edits.results import Outcome
from workbench.store.journal_types import OpState

NUMBERED = saving(
    create=Write(
        "create_numbered",
        lambda patch: Call({}, {"name": patch.values["name"]}),
        key=lambda answer: answer["number"],
    ),
    key_field="",
    entries=tuple(entry for entry in saving().entries if entry.field != "number"),
)
BATCHED = saving(update_many=update_many(), delete_many=delete_many(), many_from=1)


def _update(sales):
    sales.type("0001", price=Decimal(9), note="x")


def _update_rows(sales):
    sales.type("0001", steps=())


def _create(sales):
    sales.make(number="A1", name="Jug")


def _create_numbered(sales):
    sales.make(name="Jug")


def _delete(sales):
    sales.remove("0001")


KINDS = {
    "update": (saving(), _update, "update", Repeat.SAME),
    "update that may not be repeated": (saving(), _update, "update", Repeat.NEVER),
    "update of a list": (saving(), _update_rows, "update", Repeat.SAME),
    "create with a key": (saving(), _create, "create", Repeat.NEVER),
    "create that may be repeated": (saving(), _create, "create", Repeat.SAME),
    "create with the service's key": (NUMBERED, _create_numbered, "create_numbered", Repeat.NEVER),
    "delete": (saving(), _delete, "delete", Repeat.SAME),
    "many updates": (BATCHED, _update, "update_many", Repeat.SAME),
    "many deletions": (BATCHED, _delete, "delete_many", Repeat.SAME),
}
POINTS = {
    "no answer, not done": [Fault.CUT_BEFORE],
    "no answer, done": [Fault.CUT_AFTER],
    "unreadable, done": [Fault.UNREADABLE],
    "error of the server, done": [Fault.ERROR_AFTER],
    "twice not done": [Fault.CUT_BEFORE, Fault.CUT_BEFORE],
    "not done, then done": [Fault.CUT_BEFORE, Fault.CUT_AFTER],
    "never done": [Fault.CUT_BEFORE] * 9,
}


def _state(service: Service) -> bytes:
    return msgspec.json.encode(service.articles)


@pytest.mark.fault(18)
@pytest.mark.fault(19)
@pytest.mark.fault(20)
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("kind", KINDS)
async def test_at_most_one_effect_and_the_truth_is_shown(tmp_path, kind, point):
    made, stage, operation, repeat = KINDS[kind]
    service = Service.of(3)
    service.repeats[operation] = repeat
    before = _state(service)
    with desk(tmp_path, service, made) as sales:
        stage(sales)
        service.faults = list(POINTS[point])
        report = await sales.send_all()
        (result,) = report.results
        done = _state(service) != before
        assert len(service.applied) <= 1
        if result.outcome is Outcome.DONE:
            assert done
            assert sales.book.touched == 0
        else:
            assert result.outcome is Outcome.UNKNOWN
            assert sales.book.touched == 1
            assert len(sales.ops(OpState.UNKNOWN)) == 1
        if repeat is Repeat.NEVER:
            assert len(service.calls) == 1
        else:
            assert len(service.calls) <= 3
            assert done == (point != "never done")
        if repeat is Repeat.SAME and done:
            assert result.outcome is Outcome.DONE
        if kind == "create with a key" and done:
            assert result.outcome is Outcome.DONE


async def test_waits_lie_between_one_and_eight_seconds(sales, service):
    sales.type("0001", note="x")
    service.faults = [Fault.CUT_BEFORE] * 9
    await sales.send("0001")
    assert sum(sales.slept) == pytest.approx(1.5 + 2.5 + 4.5)
    assert max(sales.slept) <= 0.25


@pytest.mark.fault(41)
async def test_a_lost_answer_and_another_change_is_a_conflict(sales, service):
    sales.type("0001", price=Decimal(9))
    service.after = lambda: service.articles["0001"].update(price="8.00")
    service.faults = [Fault.CUT_AFTER]
    report = await sales.send("0001")
    assert outcomes(report) == {"0001": Outcome.CONFLICT}
    assert sales.book.record("articles", "0001").trouble.conflicts[0].theirs == Decimal("8.00")
    assert len(service.calls) == 1
    assert sales.ops(OpState.UNKNOWN) == ()


async def test_a_lost_answer_that_cannot_be_looked_up_is_unknown(sales, service):
    sales.type("0001", note="x")
    service.faults = [Fault.CUT_AFTER]
    service.read_faults = [None, Fault.CUT_BEFORE]
    report = await sales.send("0001")
    assert outcomes(report) == {"0001": Outcome.UNKNOWN}
    assert len(sales.ops(OpState.UNKNOWN)) == 1


async def test_a_second_send_looks_up_first_and_writes_nothing_twice(sales, service):
    sales.type("0001", note="x")
    service.faults = [Fault.CUT_AFTER]
    service.read_faults = [None, Fault.CUT_BEFORE]
    await sales.send("0001")
    await sales.send("0001")
    assert service.applied == [("update", "0001")]
    assert sales.book.touched == 0
    assert sales.ops(OpState.UNKNOWN) == ()


async def test_a_second_send_of_what_had_no_effect_sends(sales, service):
    sales.type("0001", note="x")
    service.faults = [Fault.CUT_BEFORE] * 3
    assert outcomes(await sales.send("0001")) == {"0001": Outcome.UNKNOWN}
    assert outcomes(await sales.send("0001")) == {"0001": Outcome.DONE}
    assert service.applied == [("update", "0001")]


async def test_an_unknown_new_record_is_never_made_again(tmp_path):
    service = Service.of(1)
    with desk(tmp_path, service, NUMBERED) as sales:
        key = sales.make(name="Jug")
        service.faults = [Fault.CUT_AFTER]
        await sales.send(key)
        for _ in range(3):
            assert outcomes(await sales.send(key)) == {key: Outcome.UNKNOWN}
        sales.open()
        await sales.settler.restore()
        assert outcomes(await sales.send(key)) == {key: Outcome.UNKNOWN}
        assert service.applied == [("create_numbered", "S1")]


async def test_a_stopped_job_does_not_send_again(sales, service):
    from tests.edits.kit import a_job

    job = a_job()
    sales.type("0001", note="x")
    service.faults = [Fault.CUT_AFTER, Fault.CUT_AFTER]
    service.before = job.cancel
    service.after = lambda: service.articles["0001"].update(note=None)
    report = await sales.send("0001", job=job)
    assert outcomes(report) == {"0001": Outcome.UNKNOWN}
    assert len(service.calls) == 1
    assert sales.slept == []
