"""What an earlier run left open: told again, looked up, decided; never sent by itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.edits.kit import PLACE, Desk, Fault, Service, a_job, desk, outcomes, saving
from workbench.core.edits import Call, Write
from workbench.core.operations import Repeat
from workbench.edits.drafts import State
from workbench.edits.oplog import OpLog, Payload, packed
from workbench.edits.parcels import Act
from workbench.edits.results import Outcome
from workbench.store.journal import Journal
from workbench.store.journal_types import OpState


class Killed:
    """A port behind which the program ends: what is called never comes back."""

    def __init__(self, service: Service, *, effect: bool) -> None:
        self._service = service
        self._effect = effect

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)

    async def call(self, operation: str, call: Call) -> object:
        if self._effect:
            await self._service.call(operation, call)
        raise KeyboardInterrupt


def reopened(old: Desk, folder, service: Service) -> Desk:
    """End the run as a crash would leave it, and begin another."""
    old.journal.close()
    return Desk(service, Journal(folder / "journal.db"), old.resource)


async def _left(log: OpLog, operation: str, payload: Payload, base, *states: OpState) -> None:
    op = await log.ready(operation, payload, base, "earlier")
    if states:
        await log.move(op, *states)


def _payload(key: str, act: Act = Act.UPDATE, **values: object) -> Payload:
    return Payload("articles", key, act, packed(values))


@pytest.mark.fault(45)
@pytest.mark.parametrize("effect", [True, False])
async def test_what_was_being_sent_when_the_program_ended_is_looked_up(tmp_path, effect):
    service = Service.of(3)
    with desk(tmp_path, service) as first:
        first.type("0001", note="x")
        await _left(
            first.crew.log, "update", _payload("0001", note="x"), {"note": None}, OpState.SENDING
        )
        if effect:
            service.articles["0001"]["note"] = "x"
        second = reopened(first, tmp_path, service)
        assert await second.settler.restore() == 1
        assert second.book.record("articles", "0001").state is State.UNKNOWN
        (result,) = await second.settler.settle(a_job())
        assert service.calls == []
        assert result.outcome is (Outcome.DONE if effect else Outcome.SKIPPED)
        assert second.book.touched == (0 if effect else 1)
        if not effect:
            assert second.book.record("articles", "0001").state is State.CHANGED
        assert second.ops(OpState.UNKNOWN) == ()
        second.journal.close()


async def test_what_was_ready_is_only_staged_again(tmp_path):
    service = Service.of(3)
    with desk(tmp_path, service) as first:
        first.type("0001", note="x")
        await _left(first.crew.log, "update", _payload("0001", note="x"), {"note": None})
        second = reopened(first, tmp_path, service)
        assert await second.settler.restore() == 0
        assert [op.state for op in second.ops()] == [OpState.DRAFT]
        assert second.staged("0001") == {"note"}
        assert service.calls == []
        second.journal.close()


async def test_drafts_that_were_sent_just_before_the_end_are_dropped(tmp_path):
    service = Service.of(3)
    with desk(tmp_path, service) as first:
        first.type("0001", note="x")
        key = first.make(number="A1", name="Jug")
        states = (OpState.SENDING, OpState.DONE)
        await _left(first.crew.log, "update", _payload("0001", note="x"), {"note": None}, *states)
        made = _payload(key, Act.CREATE, number="A1", name="Jug")
        await _left(first.crew.log, "create", made, {}, *states)
        second = reopened(first, tmp_path, service)
        assert second.book.touched == 2
        await second.settler.restore()
        assert second.book.touched == 0
        second.journal.close()


async def test_the_same_value_typed_again_after_it_was_sent_stays(tmp_path):
    from workbench.core.times import now

    service = Service.of(3)
    with desk(tmp_path, service) as first:
        states = (OpState.SENDING, OpState.DONE)
        await _left(first.crew.log, "update", _payload("0001", note="x"), {"note": None}, *states)
        first.type("0001", seen=now(), note="x")
        second = reopened(first, tmp_path, service)
        await second.settler.restore()
        assert second.staged("0001") == {"note"}
        second.journal.close()


async def test_a_refusal_stands_there_again_after_a_restart(tmp_path):
    service = Service.of(3)
    service.bad = {"0001"}
    with desk(tmp_path, service) as first:
        first.type("0001", note="x")
        first.type("0002", note="x")
        await first.send_all()
        second = reopened(first, tmp_path, service)
        await second.settler.restore()
        assert second.book.record("articles", "0001").trouble.sentence == "refused. Try later."
        second.type("0001", note="y")
        third = reopened(second, tmp_path, service)
        await third.settler.restore()
        assert third.book.record("articles", "0001").trouble is None
        third.journal.close()


async def test_a_change_by_somebody_else_meanwhile_is_a_conflict(sales, service):
    sales.type("0001", price=Decimal(9))
    service.faults = [Fault.CUT_BEFORE] * 3
    await sales.send("0001")
    service.articles["0001"]["price"] = "8.00"
    (result,) = await sales.settler.settle(a_job())
    assert result.outcome is Outcome.CONFLICT
    assert result.conflicts[0][1:4] == (Decimal("1.00"), Decimal("8.00"), Decimal(9))


async def test_typing_on_after_a_lost_answer_is_not_dropped(sales, service):
    sales.type("0001", price=Decimal(9))
    service.faults = [Fault.CUT_AFTER]
    service.read_faults = [None, Fault.CUT_BEFORE]
    await sales.send("0001")
    sales.type("0001", price=Decimal(11))
    (result,) = await sales.settler.settle(a_job())
    assert result.outcome is Outcome.DONE
    cell = sales.book.record("articles", "0001").cells["price"]
    assert (cell.base, cell.value) == (Decimal(9), Decimal(11))


async def test_what_may_not_be_repeated_stays_unknown_until_a_person_decides(tmp_path):
    service = Service.of(1)
    made = saving(
        create=Write("create_numbered", lambda patch: Call({}, {"name": patch.values["name"]})),
        key_field="",
        entries=tuple(entry for entry in saving().entries if entry.field != "number"),
    )
    with desk(tmp_path, service, made) as sales:
        keys = [sales.make(name="Jug"), sales.make(name="Pot")]
        service.faults = [Fault.CUT_AFTER, Fault.CUT_BEFORE]
        await sales.send(keys[0])
        await sales.send(keys[1])
        results = await sales.settler.settle(a_job())
        assert {result.outcome for result in results} == {Outcome.UNKNOWN}
        (first, _), (second, _) = await sales.settler.unknown()
        await sales.settler.decide(first.id, done=True, note="S1")
        await sales.settler.decide(second.id, done=False)
        assert sales.ops(OpState.DONE)[0].note == "S1"
        assert {*sales.book.records("articles")} == {keys[1]}
        assert sales.book.record("articles", keys[1]).state is State.NEW
        assert outcomes(await sales.send(keys[1])) == {keys[1]: Outcome.DONE}
        assert len(service.applied) == 2


async def test_a_deletion_is_looked_up_too(sales, service):
    sales.remove("0001")
    service.faults = [Fault.CUT_AFTER]
    service.read_faults = [None, Fault.CUT_BEFORE]
    await sales.send("0001")
    (result,) = await sales.settler.settle(a_job(), {"0001"})
    assert result.outcome is Outcome.DONE
    assert sales.book.touched == 0


async def test_other_accounts_and_records_are_left_alone(sales, service):
    await _left(
        sales.crew.log, "update", _payload("0001", note="x"), {}, OpState.SENDING, OpState.UNKNOWN
    )
    other = OpLog(PLACE._replace(account="Other"), sales.resource, sales.journal)
    await _left(other, "update", _payload("0002", note="x"), {}, OpState.SENDING, OpState.UNKNOWN)
    assert len(await sales.settler.unknown()) == 1
    assert await sales.settler.settle(a_job(), {"0003"}) == ()


async def test_a_program_that_ends_while_it_sends_leaves_an_unknown_outcome(tmp_path):
    service = Service.of(3)
    service.repeats["update"] = Repeat.SAME
    with desk(tmp_path, service) as sales:
        sales.type("0001", note="x")
        sales.service = Killed(service, effect=True)
        sales.open()
        with pytest.raises(KeyboardInterrupt):
            await sales.sender._courier.carry(_intent(sales, "0001"), a_job(), "earlier")
        second = reopened(sales, tmp_path, service)
        assert [op.state for op in second.ops()] == [OpState.UNKNOWN]
        await second.settler.settle(a_job())
        assert second.book.touched == 0
        second.journal.close()


def _intent(sales: Desk, key: str):
    from workbench.edits.parcels import Parcel, intent_of

    return intent_of(sales.book.record("articles", key), Parcel(key))


async def test_many_unknown_outcomes_are_looked_up_together_where_the_service_can(tmp_path):
    service = Service.of(8)
    made = saving(read_many=_many)
    with desk(tmp_path, service, made) as first:
        for key in list(service.articles)[:6]:
            first.type(key, note="x")
            await _left(first.crew.log, "update", _payload(key, note="x"), {"note": None},
                        OpState.SENDING)  # fmt: skip
        for key in list(service.articles)[:5]:
            service.articles[key]["note"] = "x"
            service.changed.add(key)
        second = reopened(first, tmp_path, service)
        assert await second.settler.restore() == 6
        service.reads.clear()
        results = await second.settler.settle(a_job())
        assert [each.outcome for each in results] == [*[Outcome.DONE] * 5, Outcome.SKIPPED]
        # The one that did not change is none of the answer: it is read alone.
        assert service.reads == ["*", "0006"]
        assert second.book.touched == 1
        second.journal.close()


async def _many(*_given: object) -> dict[str, bytes]:
    raise AssertionError("settling reads by its port")
