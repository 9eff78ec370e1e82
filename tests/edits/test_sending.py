"""Sending record by record: what is written, what is said, what stays staged."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from tests.edits.kit import Fault, a_job, desk, outcomes, saving, steps
from workbench.core.edits import Call, Write
from workbench.core.jobs import JobState
from workbench.core.operations import Repeat
from workbench.edits.drafts import State
from workbench.edits.parcels import Parcel
from workbench.edits.results import Outcome, again
from workbench.store.journal_types import OpState


async def test_only_typed_fields_are_written_and_verified(sales, service):
    sales.type("0001", price=Decimal("52.50"), note="new")
    report = await sales.send("0001")
    assert service.calls == [("update", Call({"id": "0001"}, {"price": "52.50", "note": "new"}))]
    assert service.reads == ["0001", "0001"]
    result = report.results[0]
    assert (result.outcome, result.notes) == (Outcome.DONE, ())
    assert result.document == service.document("0001")
    assert report.sentence == "1 saved"
    assert sales.book.touched == 0
    assert sales.kept() == ()
    assert [op.state for op in sales.ops()] == [OpState.DONE]


async def test_the_journal_has_it_as_sending_before_the_first_byte(sales, service):
    states = []
    service.before = lambda: states.extend((op.state, op.sent.value) for op in sales.ops())
    sales.type("0001", note="x")
    await sales.send("0001")
    assert states == [(OpState.SENDING, "maybe")]


async def test_an_excluded_field_stays_staged(sales, service):
    sales.type("0001", price=Decimal(9), note="x")
    await sales.send(Parcel("0001", ("note",)))
    assert service.calls[0][1].body == {"note": "x"}
    assert sales.staged("0001") == {"price"}


@pytest.mark.fault(41)
async def test_a_conflict_stops_that_record_alone(sales, service):
    sales.type("0001", price=Decimal(9), note="mine")
    sales.type("0002", note="mine")
    service.articles["0001"]["price"] = "7.00"
    report = await sales.send_all()
    assert outcomes(report) == {"0001": Outcome.CONFLICT, "0002": Outcome.DONE}
    assert [key for _, key in service.applied] == ["0002"]
    record = sales.book.record("articles", "0001")
    assert record.state is State.CONFLICT
    (conflict,) = record.trouble.conflicts
    assert (conflict.field, conflict.base, conflict.theirs, conflict.mine) == (
        "price",
        Decimal("1.00"),
        Decimal("7.00"),
        Decimal(9),
    )
    assert sales.staged("0001") == {"price", "note"}


async def test_changes_of_others_in_other_fields_merge_by_themselves(sales, service):
    sales.type("0001", price=Decimal(9))
    service.articles["0001"]["note"] = "theirs"
    report = await sales.send("0001")
    assert outcomes(report) == {"0001": Outcome.DONE}
    assert service.articles["0001"]["note"] == "theirs"
    assert report.results[0].notes == ()


async def test_what_the_service_has_already_is_not_written(sales, service):
    sales.type("0001", price=Decimal(9))
    service.articles["0001"]["price"] = "9.0"
    report = await sales.send("0001")
    assert outcomes(report) == {"0001": Outcome.DONE}
    assert service.calls == []
    assert report.results[0].notes == ("The service had these values already.",)
    assert sales.book.touched == 0


async def test_rows_that_others_changed_are_kept(sales, service):
    sales.type("0001", steps=steps((1, "5.50"), (10, "4.00")))
    service.articles["0001"]["steps"].append({"from": 100, "amount": "3.00"})
    report = await sales.send("0001")
    assert [row["amount"] for row in service.articles["0001"]["steps"]] == ["5.50", "4.00", "3.00"]
    assert len(report.results[0].notes) == 1
    assert sales.book.touched == 0


@pytest.mark.fault(42)
async def test_a_change_at_the_same_moment_is_told(sales, service):
    service.before = lambda: service.articles["0001"].update(note="theirs")
    sales.type("0001", price=Decimal(9))
    report = await sales.send("0001")
    assert report.results[0].outcome is Outcome.DONE
    assert report.results[0].notes == (
        "Changed as well, by the service or by somebody else: Note.",
    )


async def test_a_rounded_value_is_told(sales, service):
    service.rounds = True
    sales.type("0001", price=Decimal("12.46"))
    report = await sales.send("0001")
    assert report.results[0].notes == ("The service made Price 12.5.",)
    assert report.results[0].outcome is Outcome.DONE


async def test_a_service_that_answers_and_saves_nothing_is_not_believed(sales, service):
    service.deaf = {"0001"}
    sales.type("0001", price=Decimal(9))
    report = await sales.send("0001")
    result = report.results[0]
    assert (result.outcome, result.field) == (Outcome.REFUSED, "price")
    assert result.sentence == "The service answered, but Price is still 1."
    assert sales.staged("0001") == {"price"}
    assert sales.slept == [1.0]


async def test_a_part_that_was_not_taken_stays_staged(sales, service):
    service.after = lambda: service.articles["0001"].update(price="1.00")
    sales.type("0001", price=Decimal(9), note="x")
    report = await sales.send("0001")
    assert outcomes(report) == {"0001": Outcome.REFUSED}
    assert sales.staged("0001") == {"price"}
    assert sales.book.record("articles", "0001").trouble.field == "price"
    (op,) = sales.ops()
    assert op.state is OpState.DONE
    assert b"price" not in msgspec.json.encode(op.payload)


@pytest.mark.fault(9)
async def test_a_refusal_names_the_field_and_the_code(sales, service):
    service.bad = {"0001"}
    sales.type("0001", price=Decimal(9), note="x")
    sales.type("0002", note="x")
    job = a_job()
    report = await sales.send_all(job)
    result = next(held for held in report.results if held.key == "0001")
    assert (result.outcome, result.field, result.service_code) == (
        Outcome.REFUSED,
        "price",
        "900203",
    )
    trouble = sales.book.record("articles", "0001").trouble
    assert (trouble.state, trouble.field, trouble.service_code) == (
        State.REFUSED,
        "price",
        "900203",
    )
    assert sales.staged("0001") == {"price", "note"}
    assert job.result == "1 saved, 1 refused"
    assert job.failures == ["refused. Try later."]
    assert [parcel.key for parcel in again(report, [Parcel("0001"), Parcel("0002")])] == ["0001"]


@pytest.mark.fault(12)
async def test_a_record_that_is_gone_keeps_its_drafts(sales, service):
    sales.type("0001", note="x")
    del service.articles["0001"]
    report = await sales.send("0001")
    assert outcomes(report) == {"0001": Outcome.GONE}
    assert service.calls == []
    assert sales.book.record("articles", "0001").trouble.gone
    assert sales.staged("0001") == {"note"}


async def test_a_record_that_goes_between_reading_and_writing(sales, service):
    sales.type("0001", note="x")
    service.faults = [Fault.MISSING]
    assert outcomes(await sales.send("0001")) == {"0001": Outcome.GONE}
    assert sales.staged("0001") == {"note"}


@pytest.mark.fault(13)
async def test_a_clash_is_merged_once_more(sales, service):
    sales.type("0001", note="x")
    service.faults = [Fault.CLASH]
    assert outcomes(await sales.send("0001")) == {"0001": Outcome.DONE}
    assert service.applied == [("update", "0001")]


async def test_a_service_that_always_clashes_refuses(sales, service):
    sales.type("0001", note="x")
    service.faults = [Fault.CLASH] * 9
    assert outcomes(await sales.send("0001")) == {"0001": Outcome.REFUSED}
    assert len(service.calls) == 3


@pytest.mark.fault(10)
async def test_a_refused_key_stops_everything_and_keeps_it_staged(sales, service):
    for key in service.articles:
        sales.type(key, note="x")
    service.faults = [Fault.SIGNED_OUT] * 99
    report = await sales.send_all()
    assert set(outcomes(report).values()) == {Outcome.SKIPPED}
    assert len(report.results) == 5
    assert len({result.sentence for result in report.results}) == 1
    assert len(service.calls) <= 4
    assert service.applied == []
    assert sales.book.touched == 5
    assert {op.state for op in sales.ops()} == {OpState.DRAFT}
    assert all(record.trouble is None for record in sales.book.records("articles").values())


@pytest.mark.fault(1)
async def test_without_a_network_nothing_is_marked(sales, service):
    for key in service.articles:
        sales.type(key, note="x")
    service.faults = [None, Fault.NOT_LEFT, Fault.NOT_LEFT, Fault.NOT_LEFT, Fault.NOT_LEFT]
    report = await sales.send_all()
    counts = report.counts
    assert counts[Outcome.DONE] == 1
    assert counts[Outcome.SKIPPED] == 4
    assert sales.book.touched == 4
    assert Outcome.UNKNOWN not in counts


@pytest.mark.fault(15)
async def test_a_short_wait_is_waited(sales, service):
    sales.type("0001", note="x")
    service.faults = [Fault.SLOW_DOWN]
    assert outcomes(await sales.send("0001")) == {"0001": Outcome.DONE}
    assert sum(sales.slept) == 7.0


async def test_a_record_that_cannot_be_read_is_left_out(sales, service):
    sales.type("0001", note="x")
    sales.type("0002", note="x")
    service.read_faults = [Fault.CUT_BEFORE]
    report = await sales.send_all()
    assert outcomes(report) == {"0001": Outcome.SKIPPED, "0002": Outcome.DONE}
    assert "could not be read" in report.results[0].sentence


async def test_a_rule_across_fields_is_checked_again(sales, service):
    sales.type("0001", note="forbidden")
    report = await sales.send("0001")
    assert outcomes(report) == {"0001": Outcome.SKIPPED}
    assert report.results[0].sentence == "This note is not allowed."
    assert service.calls == []


async def test_what_cannot_be_verified_is_still_done(sales, service):
    sales.type("0001", note="x")
    service.read_faults = [None, Fault.CUT_BEFORE]
    report = await sales.send("0001")
    assert outcomes(report) == {"0001": Outcome.DONE}
    assert report.results[0].notes[0].startswith("It could not be read back")


# ---- new and deleted records -----------------------------------------------------------------


async def test_a_new_record_is_made_once(sales, service):
    key = sales.make(number="A1", name="Jug", price=Decimal(3))
    report = await sales.send(key)
    assert service.applied == [("create", "A1")]
    result = report.results[0]
    assert (result.outcome, result.made) == (Outcome.DONE, "A1")
    assert result.document == service.document("A1")
    assert sales.book.touched == 0


async def test_a_new_record_never_writes_over_another(sales, service):
    key = sales.make(number="0001", name="Jug")
    report = await sales.send(key)
    assert outcomes(report) == {key: Outcome.REFUSED}
    assert report.results[0].field == "number"
    assert service.calls == []


async def test_a_new_record_needs_its_fields(sales, service):
    key = sales.make(number="A1")
    report = await sales.send(key)
    assert outcomes(report) == {key: Outcome.SKIPPED}
    assert service.calls == []


async def test_the_service_may_give_the_key(tmp_path, service):
    made = saving(
        create=Write(
            "create_numbered",
            lambda patch: Call({}, {"name": patch.values["name"]}),
            key=lambda answer: answer["number"],
        ),
        key_field="",
        entries=tuple(entry for entry in saving().entries if entry.field != "number"),
    )
    with desk(tmp_path, service, made) as sales:
        key = sales.make(name="Jug")
        report = await sales.send(key)
        assert (report.results[0].outcome, report.results[0].made) == (Outcome.DONE, "S1")


async def test_an_answer_without_the_key_is_said(tmp_path, service):
    made = saving(
        create=Write(
            "create_numbered",
            lambda patch: Call({}, {"name": patch.values["name"]}),
            key=lambda answer: answer["nothing"]["such"],
        ),
        key_field="",
        entries=tuple(entry for entry in saving().entries if entry.field != "number"),
    )
    with desk(tmp_path, service, made) as sales:
        report = await sales.send(sales.make(name="Jug"))
        assert report.results[0].outcome is Outcome.DONE
        assert report.results[0].made == ""
        assert len(report.results[0].notes) == 1


async def test_a_record_that_was_made_and_is_not_shown_is_unknown(sales, service):
    service.deaf = {"A1"}
    key = sales.make(number="A1", name="Jug")
    report = await sales.send(key)
    assert outcomes(report) == {key: Outcome.UNKNOWN}
    assert sales.book.record("articles", key).state is State.UNKNOWN


async def test_a_deleted_record_is_gone(sales, service):
    sales.remove("0001")
    report = await sales.send("0001")
    assert outcomes(report) == {"0001": Outcome.DONE}
    assert "0001" not in service.articles
    assert sales.book.touched == 0


async def test_deleting_what_is_away_is_done(sales, service):
    sales.remove("0001")
    sales.remove("0002")
    del service.articles["0001"]
    service.faults = [Fault.MISSING]
    report = await sales.send_all()
    assert set(outcomes(report).values()) == {Outcome.DONE}
    assert all(result.notes == ("It was away already.",) for result in report.results)


async def test_a_deletion_that_changes_nothing_is_not_believed(sales, service):
    service.deaf = {"0001"}
    sales.remove("0001")
    assert outcomes(await sales.send("0001")) == {"0001": Outcome.REFUSED}
    assert sales.book.record("articles", "0001").deleted


async def test_what_the_source_has_no_call_for_is_skipped(tmp_path, service):
    with desk(tmp_path, service, saving(delete=None)) as sales:
        sales.remove("0001")
        report = await sales.send("0001")
        assert outcomes(report) == {"0001": Outcome.SKIPPED}
        assert sales.ops() == ()


# ---- typing goes on --------------------------------------------------------------------------


async def test_what_is_typed_while_it_is_sent_is_kept(sales, service):
    sales.type("0001", price=Decimal(9))
    service.before = lambda: sales.type("0001", price=Decimal(11), note="more")
    report = await sales.send("0001")
    assert outcomes(report) == {"0001": Outcome.DONE}
    cells = sales.book.record("articles", "0001").cells
    assert (cells["price"].value, cells["price"].base) == (Decimal(11), Decimal(9))
    assert cells["note"].value == "more"
    service.before = None
    assert outcomes(await sales.send("0001")) == {"0001": Outcome.DONE}
    assert service.articles["0001"]["price"] == "11"


async def test_what_is_typed_while_a_record_is_made_goes_to_the_made_one(sales, service):
    key = sales.make(number="A1", name="Jug")
    record = sales.book.record("articles", key)

    def type_on() -> None:
        from workbench.edits.drafts import Typed

        seen = record.cells["name"].seen
        sales.book.stage("Typed", "articles", [Typed(key, "note", None, "late", seen)])

    service.before = type_on
    await sales.send(key)
    assert sales.book.record("articles", key) is None
    assert sales.staged("A1") == {"note"}


# ---- one at a time ---------------------------------------------------------------------------


async def test_a_stopped_job_ends_at_a_border(tmp_path):
    from tests.edits.kit import Service

    with desk(tmp_path, Service.of(30)) as sales:
        for key in sales.service.articles:
            sales.type(key, note="x")
        job = a_job()
        told = []

        def tell(result) -> None:
            told.append(result)
            if len(told) == 3:
                job.cancel()

        report = await sales.send(*sales.service.articles, job=job, told=tell)
        counts = report.counts
        assert counts[Outcome.DONE] == len(sales.service.applied) <= 7
        assert counts[Outcome.DONE] + counts[Outcome.SKIPPED] == 30
        assert sales.book.touched == counts[Outcome.SKIPPED]
        assert {op.state for op in sales.ops()} <= {OpState.DONE, OpState.DRAFT}
        assert "stays staged" in report.sentence
        assert len(told) == 30


async def test_a_job_shows_what_failed(sales, service):
    service.bad = {"0001"}
    sales.type("0001", note="x")
    job, task = sales.jobs.start(
        "Send", "send", lambda job: sales.send("0001", job=job), awaited=True
    )
    await task
    assert job.state is JobState.PARTLY
    assert (job.done, job.total) == (1, 1)


async def test_the_same_record_sent_twice_at_once_is_written_once(sales, service):
    sales.type("0001", note="x")
    tasks = [
        sales.jobs.spawn("send", sales.send("0001"), awaited=True),
        sales.jobs.spawn("send", sales.send("0001"), awaited=True),
    ]
    reports = [await task for task in tasks]
    assert service.applied == [("update", "0001")]
    assert [outcomes(report)["0001"] for report in reports] == [Outcome.DONE, Outcome.SKIPPED]


async def test_the_same_write_under_way_elsewhere_is_not_begun(sales, service):
    sales.type("0001", note="x")
    service.faults = [Fault.CUT_BEFORE]
    service.repeats["update"] = Repeat.NEVER
    await sales.send("0001")
    (op,) = sales.ops(OpState.UNKNOWN)
    other = msgspec.structs.replace(op, id="0" * 26, state=OpState.READY)
    with pytest.raises(Exception, match="already under way"):
        sales.journal.put_op(other).result()


async def test_nothing_staged_is_nothing_sent(sales, service):
    report = await sales.send("0001")
    assert outcomes(report) == {"0001": Outcome.SKIPPED}
    assert service.reads == []
