"""Many records in one call: refused rows are found, each record is told by itself."""

from __future__ import annotations

import asyncio
import tempfile
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.edits.kit import Fault, Service, a_job, delete_many, desk, outcomes, saving, update_many
from workbench.core.operations import Repeat
from workbench.edits.drafts import State
from workbench.edits.results import Outcome
from workbench.store.journal_types import OpState


async def _unused(*_given):
    raise AssertionError("sending reads by its port")


def _batched(**changes):
    return saving(
        update_many=update_many(**changes),
        delete_many=delete_many(),
        many_from=2,
        read_many=_unused,
    )


def _stage(sales, count, **values):
    for number in range(1, count + 1):
        sales.type(f"{number:04}", **(values or {"note": "x"}))


async def test_many_records_take_few_requests(tmp_path):
    service = Service.of(25)
    with desk(tmp_path, service, _batched(most=10)) as sales:
        _stage(sales, 25)
        report = await sales.send_all()
        assert report.counts == {Outcome.DONE: 25}
        assert [len(call.body) for _, call in service.calls] == [10, 10, 5]
        assert service.reads == ["*", "*"] * 3
        assert sales.book.touched == 0
        assert {op.kind for op in sales.ops(OpState.DONE)} == {"update_many"}
        assert len(sales.ops(OpState.DONE)) == 25
        assert all(result.document is not None for result in report.results)


async def test_each_row_is_sending_before_the_first_byte(tmp_path):
    service, states = Service.of(4), []
    with desk(tmp_path, service, _batched()) as sales:
        service.before = lambda: states.extend(op.state for op in sales.ops())
        _stage(sales, 4)
        await sales.send_all()
        assert states == [OpState.SENDING] * 4


@pytest.mark.fault(46)
async def test_one_bad_row_of_a_hundred_costs_fourteen_calls(tmp_path):
    service = Service.of(100)
    service.bad = {"0064"}
    with desk(tmp_path, service, _batched()) as sales:
        _stage(sales, 100)
        report = await sales.send_all()
        assert report.counts == {Outcome.DONE: 99, Outcome.REFUSED: 1}
        assert len(service.calls) <= 1 + 14
        assert sales.staged("0064") == {"note"}
        assert sales.book.record("articles", "0064").state is State.REFUSED
        assert len(service.applied) == 99


@pytest.mark.fault(46)
@settings(max_examples=25)
@given(st.sets(st.integers(1, 16)))
def test_any_refused_subset_is_found(bad):
    async def run(folder: Path) -> None:
        service = Service.of(16)
        service.bad = {f"{number:04}" for number in bad}
        with desk(folder, service, _batched()) as sales:
            _stage(sales, 16)
            report = await sales.send_all()
            refused = {r.key for r in report.results if r.outcome is Outcome.REFUSED}
            assert refused == service.bad
            assert {r.key for r in report.failed} == service.bad
            assert {*sales.book.records("articles")} == service.bad
            assert len(service.applied) == 16 - len(bad)
            noted = {key for key, row in service.articles.items() if row["note"] == "x"}
            assert noted == {*service.articles} - service.bad

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder)))


@pytest.mark.fault(47)
async def test_rows_that_the_answer_refuses_are_told(tmp_path):
    service = Service.of(4)

    def refused(_answer, patches):
        return {patches[1].key: "Too long."}

    service.deaf = {"0002"}
    with desk(tmp_path, service, _batched(refused=refused)) as sales:
        _stage(sales, 4)
        report = await sales.send_all()
        assert outcomes(report)["0002"] is Outcome.REFUSED
        assert report.counts[Outcome.DONE] == 3
        trouble = sales.book.record("articles", "0002").trouble
        assert (trouble.state, trouble.sentence) == (State.REFUSED, "Too long.")


async def test_rows_that_were_silently_left_out_are_found_by_verifying(tmp_path):
    service = Service.of(4)
    service.deaf = {"0003"}
    with desk(tmp_path, service, _batched()) as sales:
        _stage(sales, 4)
        report = await sales.send_all()
        assert outcomes(report)["0003"] is Outcome.REFUSED
        assert report.counts[Outcome.DONE] == 3


async def test_an_odd_answer_is_told_by_verifying(tmp_path):
    service = Service.of(3)

    def refused(answer, _patches):
        return dict.fromkeys(answer["such"]["nothing"], "")

    with desk(tmp_path, service, _batched(refused=refused)) as sales:
        _stage(sales, 3)
        assert (await sales.send_all()).counts == {Outcome.DONE: 3}


async def test_conflicts_and_gone_records_stop_themselves_alone(tmp_path):
    service = Service.of(5)
    with desk(tmp_path, service, _batched()) as sales:
        _stage(sales, 5)
        service.articles["0001"]["note"] = "theirs"
        service.changed.add("0001")
        del service.articles["0002"]
        del service.held_documents["0002"]
        report = await sales.send_all()
        assert outcomes(report) == {
            "0001": Outcome.CONFLICT,
            "0002": Outcome.GONE,
            **dict.fromkeys(("0003", "0004", "0005"), Outcome.DONE),
        }


async def test_what_changed_since_it_was_read_is_read_again(tmp_path):
    service = Service.of(3)
    with desk(tmp_path, service, _batched()) as sales:
        _stage(sales, 3)
        service.articles["0002"]["stock"] = 77
        service.changed.add("0002")
        assert (await sales.send_all()).counts == {Outcome.DONE: 3}
        assert service.articles["0002"]["stock"] == 77


@pytest.mark.fault(14)
async def test_bodies_are_measured(tmp_path):
    service = Service.of(20)
    with desk(tmp_path, service, _batched(most_bytes=1500)) as sales:
        _stage(sales, 20, note="x" * 200)
        assert (await sales.send_all()).counts == {Outcome.DONE: 20}
        sizes = [len(msgspec.json.encode(call.body)) for _, call in service.calls]
        assert max(sizes) <= 1500
        assert len(sizes) >= 3


async def test_deletions_go_together(tmp_path):
    service = Service.of(4)
    with desk(tmp_path, service, _batched()) as sales:
        for key in ("0001", "0002", "0003"):
            sales.remove(key)
        del service.articles["0003"]
        report = await sales.send_all()
        assert report.counts == {Outcome.DONE: 3}
        assert {*service.articles} == {"0004"}
        assert [operation for operation, _ in service.calls] == ["delete_many"]


async def test_a_refused_key_stops_all_bundles(tmp_path):
    service = Service.of(30)
    service.faults = [Fault.SIGNED_OUT]
    with desk(tmp_path, service, _batched(most=10)) as sales:
        _stage(sales, 30)
        report = await sales.send_all()
        assert report.counts == {Outcome.SKIPPED: 30}
        assert len(service.calls) == 1
        assert {op.state for op in sales.ops()} == {OpState.DRAFT}
        assert sales.book.touched == 30


async def test_a_stopped_job_ends_between_bundles(tmp_path):
    service = Service.of(30)
    job = a_job()
    with desk(tmp_path, service, _batched(most=10)) as sales:
        _stage(sales, 30)
        service.after = job.cancel
        report = await sales.send_all(job)
        assert report.counts == {Outcome.DONE: 10, Outcome.SKIPPED: 20}
        assert sales.book.touched == 20


@pytest.mark.fault(20)
async def test_a_call_of_many_that_may_not_be_repeated_is_left_alone(tmp_path):
    service = Service.of(4)
    service.repeats["update_many"] = Repeat.NEVER
    with desk(tmp_path, service, _batched()) as sales:
        _stage(sales, 4)
        await sales.send_all()
        assert {operation for operation, _ in service.calls} == {"update"}


async def test_where_only_many_can_be_written_a_lost_answer_leaves_all_unknown(tmp_path):
    service = Service.of(3)
    service.repeats["update_many"] = Repeat.NEVER
    service.faults = [Fault.CUT_BEFORE]
    made = msgspec.structs.replace(_batched(), update=None)
    with desk(tmp_path, service, made) as sales:
        _stage(sales, 3, price=Decimal(9))
        report = await sales.send_all()
        assert report.counts == {Outcome.UNKNOWN: 3}
        assert len(service.calls) == 1
        assert len(sales.ops(OpState.UNKNOWN)) == 3


async def test_a_lost_answer_sends_only_what_is_not_there(tmp_path):
    service = Service.of(4)
    service.faults = [Fault.CUT_AFTER]
    service.deaf = {"0002"}
    with desk(tmp_path, service, _batched()) as sales:
        _stage(sales, 4)
        service.after = service.deaf.clear
        report = await sales.send_all()
        assert report.counts == {Outcome.DONE: 4}
        assert [len(call.body) for _, call in service.calls] == [4, 1]


async def test_a_short_wait_is_waited_by_all(tmp_path):
    service = Service.of(4)
    service.faults = [Fault.SLOW_DOWN]
    with desk(tmp_path, service, _batched()) as sales:
        _stage(sales, 4)
        assert (await sales.send_all()).counts == {Outcome.DONE: 4}
        assert sum(sales.slept) == 7.0
