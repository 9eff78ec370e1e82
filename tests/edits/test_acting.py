"""Actions: calls that change something that no field shows, and are therefore never guessed."""

from __future__ import annotations

import pytest

from tests.edits.kit import Fault, a_job
from workbench.core.edits import Action, Call, Chosen, Scope
from workbench.core.errors import ErrorCode, WbError
from workbench.core.operations import Repeat
from workbench.edits.acting import digest_of
from workbench.edits.results import Outcome
from workbench.edits.reversing import change_sets
from workbench.store.journal_types import OpState

KEYS = ("0001", "0002", "0003")


def action(scope: Scope = Scope.MANY, operation: str = "act", each: bool = True) -> Action:
    def calls(chosen: Chosen) -> list[Call]:
        keys = chosen.keys if each else ("first", "second")
        return [Call({"id": key}, {"to": "E-01"}) for key in keys]

    return Action(
        "move",
        "Move…",
        "arrow",
        "Stock",
        scope,
        operation,
        calls,
        says=lambda chosen: f"{len(chosen.keys)} articles move to E-01",
    )


def chosen(*keys: str) -> Chosen:
    return Chosen(keys or KEYS, (b"",) * len(keys or KEYS), {})


async def test_each_call_is_kept_before_it_leaves(sales, service):
    states = []
    service.before = lambda: states.append([op.state.value for op in sales.ops()])
    acted = await sales.actor.act(action(), chosen(), a_job())
    assert acted.report.counts == {Outcome.DONE: 3}
    assert states[-1] == ["done", "done", "sending"]
    assert {*acted.answers} == {*KEYS}
    (held,) = await change_sets(sales.journal, sales.book.place)
    assert held.title == "3 articles move to E-01"
    assert not held.reversible


async def test_records_are_independent(sales, service):
    service.bad = {"0002"}
    acted = await sales.actor.act(action(), chosen(), a_job())
    assert [result.outcome for result in acted.report.results] == [
        Outcome.DONE,
        Outcome.REFUSED,
        Outcome.DONE,
    ]
    assert acted.report.results[1].service_code == "900203"
    assert acted.report.stopped == ""


async def test_a_refusal_ends_what_belongs_together(sales, service):
    service.bad = {"first"}
    acted = await sales.actor.act(action(each=False), chosen(), a_job())
    assert [result.outcome for result in acted.report.results] == [
        Outcome.REFUSED,
        Outcome.SKIPPED,
    ]
    assert len(service.calls) == 1


async def test_a_refused_key_ends_independent_calls_too(sales, service):
    service.faults = [Fault.SIGNED_OUT]
    acted = await sales.actor.act(action(), chosen(), a_job())
    assert acted.report.counts == {Outcome.SKIPPED: 2, Outcome.REFUSED: 1}
    assert len(service.calls) == 1


@pytest.mark.fault(20)
async def test_a_lost_answer_is_unknown_and_blocks_the_same_call(sales, service):
    service.faults = [Fault.CUT_AFTER]
    acted = await sales.actor.act(action(), chosen("0001"), a_job())
    assert acted.report.counts == {Outcome.UNKNOWN: 1}
    again = await sales.actor.act(action(), chosen("0001"), a_job())
    assert again.report.counts == {Outcome.SKIPPED: 1}
    assert service.applied == [("act", "0001")]
    ((op, payload),) = await sales.settler.unknown()
    assert payload.says == "1 articles move to E-01"
    assert await sales.settler.settle(a_job()) == ()
    await sales.settler.decide(op.id, done=False)
    third = await sales.actor.act(action(), chosen("0001"), a_job())
    assert third.report.counts == {Outcome.DONE: 1}


async def test_what_is_unknown_is_called_so_when_it_is_tried_again(sales, service):
    service.faults = [Fault.CUT_AFTER]
    await sales.actor.act(action(), chosen("0001"), a_job())
    again = await sales.actor.act(action(), chosen("0001"), a_job())
    (result,) = again.report.results
    assert result.outcome is Outcome.SKIPPED
    assert "outcome is unknown" in result.sentence
    assert "being sent" not in result.sentence
    assert len(service.calls) == 1


async def test_what_may_be_repeated_does_not_block(sales, service):
    service.repeats["act"] = Repeat.SAME
    service.faults = [Fault.CUT_AFTER]
    acted = await sales.actor.act(action(), chosen("0001"), a_job())
    assert acted.report.counts == {Outcome.UNKNOWN: 1}
    assert len(service.calls) == 1
    again = await sales.actor.act(action(), chosen("0001"), a_job())
    assert again.report.counts == {Outcome.DONE: 1}


async def test_reading_needs_no_journal(sales, service):
    service.repeats["print"] = Repeat.SAFE
    acted = await sales.actor.act(action(Scope.ONE, "print"), chosen("0001"), a_job())
    assert acted.report.counts == {Outcome.DONE: 1}
    assert sales.ops() == ()
    service.faults = [Fault.CUT_BEFORE]
    acted = await sales.actor.act(action(Scope.ONE, "print"), chosen("0001"), a_job())
    assert acted.report.counts == {Outcome.REFUSED: 1}


async def test_a_stopped_job_leaves_the_rest_out(sales, service):
    job = a_job()
    service.after = job.cancel
    acted = await sales.actor.act(action(), chosen(), job)
    assert acted.report.counts == {Outcome.DONE: 1, Outcome.SKIPPED: 2}
    assert [op.state for op in sales.ops()] == [OpState.DONE]


async def test_a_form_that_cannot_be_sent_is_an_error(sales):
    def calls(_chosen: Chosen) -> list[Call]:
        raise WbError(ErrorCode.INPUT, "Choose a place.")

    made = Action("move", "Move…", "arrow", "Stock", Scope.ONE, "act", calls)
    with pytest.raises(WbError, match="Choose a place"):
        await sales.actor.act(made, chosen("0001"), a_job())


def test_the_digest_tells_calls_apart():
    one = Call({"id": "1", "a": 2}, {"to": "E"})
    assert digest_of(one) == digest_of(Call({"a": 2, "id": "1"}, {"to": "E"}))
    assert digest_of(one) != digest_of(Call({"id": "1", "a": 2}, {"to": "F"}))
    assert digest_of(Call({}, b"x")) != digest_of(Call({}, b"y"))
