"""Order lines, their review, and every order ever sent."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from tests.workspace.loupe_kit import ACCOUNT, DATES, bench, cut, document, house, samples
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.orders import Event, OrderState
from workbench.core.queries import Query
from workbench.core.times import now
from workbench.edits.results import Outcome
from workbench.export.plan import ExportColumn
from workbench.sources.loupe import SOURCE
from workbench.store.journal_types import OpState
from workbench.workspace.exporting import Scope, plan_of, scope_rows
from workbench.workspace.ordering import Orders


def job() -> Job:
    return Job("j", "Send", "order")


async def test_lines_outlive_the_program_with_their_reference(tmp_path: Path):
    async with bench(tmp_path) as held:
        made = await held.orders.add([document(0), document(1)], DATES)
        held.orders.change([made[1].id], {"quantity": 4, "reference": "PO 7"})
        before = await held.orders.review()
    async with bench(tmp_path) as held:
        after = await held.orders.review()
        assert [each.line.values for each in after.lines] == [
            each.line.values for each in before.lines
        ]
        assert [each.reference for each in after.lines] == [each.reference for each in before.lines]
        assert after.lines[1].reference.startswith("PO 7 WB-")
        assert len(after.lines[0].reference) == len("WB-7F3K2Q9D")
        await held.orders.remove([made[0].id])
    async with bench(tmp_path) as held:
        await held.orders.ready()
        assert [line.id for line in held.orders.lines] == [made[1].id]


async def test_totals_never_mix_currencies(tmp_path: Path):
    async with bench(tmp_path) as held:
        home = {"Home Cost": "100.10", "Home Currency": "EUR"}
        euro = {"Supplier Cost": "10.25", "Supplier Currency": "EUR"}
        bare = {"Supplier Cost": "", "Supplier Currency": ""}
        made = await held.orders.add(
            [document(0, **home), document(1, **euro), document(2, **bare)], DATES
        )
        held.orders.change([line.id for line in made], {"quantity": 3})
        totals = (await held.orders.review()).totals
        assert (totals.lines, totals.pieces) == (3, 9)
        assert dict(totals.sums[0]) == {"USD": Decimal("361.50"), "EUR": Decimal("30.75")}
        assert dict(totals.sums[1]) == {"EUR": Decimal("300.30")}
        assert totals.without == (1, 2)


async def test_what_the_document_forbids_is_not_sent(tmp_path: Path):
    async with bench(tmp_path) as held:
        wrong = [
            {"quantity": 0},
            {"quantity": None},
            {"code": "AZ-1"},
            {"to_date": DATES["from_date"] - timedelta(days=1)},  # type: ignore[operator]
            {"from_date": None},
            {"delivery_city": "Antwerp"},
            {"reference": "x" * 29},
        ]
        made = await held.orders.add([document()] * len(wrong), DATES)
        for line, values in zip(made, wrong, strict=True):
            held.orders.change([line.id], values)
        review = await held.orders.review()
        assert [each.sendable for each in review.lines] == [False] * len(wrong)
        report = await held.orders.sent([line.id for line in made], (), job())
        assert {each.outcome for each in report.results} == {Outcome.SKIPPED}
        assert (await held.house.told("_orders"))["received"] == 0
        assert len(held.orders.lines) == len(wrong)


async def test_orders_are_placed_one_a_line_and_listed(tmp_path: Path):
    address = {
        "delivery_name": "Shop", "delivery_line1": "Meir 1", "delivery_city": "Antwerp",
        "delivery_province": "Antwerp", "delivery_zip": "2000", "delivery_country": "Belgium",
    }  # fmt: skip
    async with bench(tmp_path, house(order_reply=True)) as held:
        session = held.session("orders")
        await session.ask(Query(), again=True)
        assert len(session.table) == 0
        made = await held.orders.add([document(0), document(1)], {**DATES, **address})
        held.orders.change([made[0].id], {"reference": "PO-1", "quantity": 2})
        report = await held.orders.sent([line.id for line in made], (), job())
        assert [each.outcome for each in report.results] == [Outcome.DONE, Outcome.DONE]
        bodies = await held.house.placed()
        assert [body["atelierCode"] for body in bodies] == [row.code for row in samples()[:2]]
        assert bodies[0]["customerReference"] == f"PO-1 {made[0].mark}"
        assert bodies[0]["quantity"] == 2
        assert bodies[0]["deliveryLocation"]["locationName"] == "Shop"
        assert "addressLine2" not in bodies[0]["deliveryLocation"]
        assert "invoiceAddress" not in bodies[0]
        assert bodies[0]["deliveryDates"]["fromDate"] == "2026-05-01T12:00:00.000Z"
        assert held.orders.lines == ()
        await held.workspace.jobs.close()
        assert len(session.table) == 2
        rows = scope_rows(session, Scope.ALL, ())
        shown = {session.table.value(row, "number") for row in rows}
        assert shown == {"LP50001", "LP50002"}
        totals = {session.table.value(row, "total").amount for row in rows}  # type: ignore[union-attr]
        assert totals == {Decimal("241.00"), Decimal("120.50")}


async def test_a_note_stays_with_its_line_and_its_order_and_is_not_sent(tmp_path: Path):
    async with bench(tmp_path) as held:
        (line,) = await held.orders.add([document(0)], {**DATES, "remark": "for the window"})
    async with bench(tmp_path, held.house) as held:
        await held.orders.ready()
        assert held.orders.lines[0].values["remark"] == "for the window"
        await held.orders.sent([line.id], (), job())
        (body,) = await held.house.placed()
        assert "for the window" not in str(body)
        (kept,) = await held.orders.kept()
        assert (kept.remark, kept.note) == ("for the window", "")
        session = held.session("orders")
        await session.ask(Query(), again=True)
        fields = tuple(field for field in session.resource.fields if field.id == "remark")
        plan = plan_of(session, tuple(ExportColumn(field, field.title) for field in fields), (0,))
        (rows,) = plan.rows.batches(10)
        assert [list(row) for row in rows] == [["for the window"]]
        (again,) = await held.orders.add([document(0)], {**DATES, "remark": "another note"})
        assert (await held.orders.review([again.id])).lines[0].repeat


async def test_an_order_tells_its_way(tmp_path: Path):
    async with bench(tmp_path) as held:
        (line,) = await held.orders.add([document(0)], {**DATES, "code": "NOSUCH1"})
        await held.orders.sent([line.id], (), job())
        held.orders.change([line.id], {"code": samples()[0].code})
        held.house.faults.add(cut(times=1, lost="after"))
        await held.orders.sent([line.id], (), job())
        (kept,) = await held.orders.kept()
        made = [Event.MADE, Event.SENT, Event.REFUSED, Event.SENT, Event.UNKNOWN]
        assert [step.event for step in kept.course] == made
        assert "not found" in kept.course[2].note
        await held.orders.placed(line.id, "LP7")
    async with bench(tmp_path, held.house) as held:
        (kept,) = await held.orders.kept()
        assert [step.event for step in kept.course] == [*made, Event.FOUND]
        assert kept.course[-1].note == "LP7"
        moments = [step.at for step in kept.course]
        assert moments == sorted(moments)
        assert abs(kept.course[0].at - now()) < timedelta(minutes=5)


async def test_an_order_sent_again_keeps_when_it_was_unknown_first(tmp_path: Path):
    async with bench(tmp_path) as held:
        (line,) = await held.orders.add([document(0)], DATES)
        held.house.faults.add(cut(times=1, lost="before"))
        await held.orders.sent([line.id], (), job())
        later = Orders(
            SOURCE, SOURCE.ordering, ACCOUNT,  # type: ignore[arg-type]
            stores=held.workspace.stores, connections=held.workspace.connections,
            jobs=held.workspace.jobs, clock=lambda: now() + timedelta(minutes=3),
        )  # fmt: skip
        await later.ready()
        await later.send_again(line.id, later.again_word(later.unknown[0]))
        (kept,) = await held.orders.kept()
        assert [step.event for step in kept.course] == [
            Event.MADE, Event.SENT, Event.UNKNOWN, Event.AGAIN, Event.PLACED,
        ]  # fmt: skip
        assert kept.attempts == 2


async def test_a_refused_order_is_a_line_again_and_can_be_mended(tmp_path: Path):
    async with bench(tmp_path) as held:
        (line,) = await held.orders.add([document(0)], {**DATES, "code": "NOSUCH1"})
        report = await held.orders.sent([line.id], (), job())
        assert report.results[0].outcome is Outcome.REFUSED
        assert "Atelier Code was not found" in report.results[0].sentence
        (kept,) = await held.orders.kept()
        assert kept.state is OrderState.REFUSED
        assert held.orders.lines[0].mark == line.mark
        held.orders.change([line.id], {"code": samples()[0].code})
        report = await held.orders.sent([line.id], (), job())
        assert report.results[0].outcome is Outcome.DONE
        (kept,) = await held.orders.kept()
        assert (kept.state, kept.attempts) == (OrderState.PLACED, 2)
        (body,) = await held.house.placed()
        assert body["customerReference"] == line.mark


async def test_the_same_order_within_a_day_needs_a_yes(tmp_path: Path):
    async with bench(tmp_path) as held:
        (first,) = await held.orders.add([document(0)], DATES)
        await held.orders.sent([first.id], (), job())
        again = await held.orders.add([document(0), document(0)], DATES)
        review = await held.orders.review()
        assert all(first.mark in each.repeat for each in review.lines)
        ids = [line.id for line in again]
        report = await held.orders.sent(ids, [again[1].id], job())
        assert [each.outcome for each in report.results] == [Outcome.SKIPPED, Outcome.DONE]
        assert len(await held.house.placed()) == 2
        later = Orders(
            SOURCE, SOURCE.ordering, ACCOUNT,  # type: ignore[arg-type]
            stores=held.workspace.stores, connections=held.workspace.connections,
            jobs=held.workspace.jobs, clock=lambda: now() + timedelta(hours=25),
        )  # fmt: skip
        assert [each.repeat for each in (await later.review()).lines] == [""]


async def test_a_read_only_account_sends_nothing_and_keeps_the_line(tmp_path: Path):
    async with bench(tmp_path) as held:
        account = msgspec.structs.replace(ACCOUNT, read_only=True)
        orders = held.workspace.orders(SOURCE, account)
        assert orders is not None
        made = await orders.add([document(0), document(1)], DATES)
        report = await orders.sent([line.id for line in made], (), job())
        assert {each.outcome for each in report.results} == {Outcome.SKIPPED}
        assert len(orders.lines) == 2
        assert await orders.kept() == ()
        states = {op.state for op in held.workspace.stores.journal.ops()}
        assert states == {OpState.DRAFT}


async def test_an_order_found_by_hand_is_settled(tmp_path: Path):
    of = house()
    of.faults.add(cut(lost="after"))
    async with bench(tmp_path, of) as held:
        (line,) = await held.orders.add([document(0)], DATES)
        await held.orders.sent([line.id], (), job())
        (order,) = held.orders.unknown
        asked = await held.orders.letter(order.id)
        assert order.reference in asked.subject
        assert samples()[0].code in asked.text
        await held.orders.placed(order.id, "LP50001", "seen on the page")
        assert held.orders.unknown == ()
        (kept,) = await held.orders.kept()
        assert (kept.state, kept.number, kept.note) == (
            OrderState.PLACED, "LP50001", "seen on the page",
        )  # fmt: skip
        with pytest.raises(WbError) as failed:
            await held.orders.placed(order.id, "LP9")
        assert failed.value.code is ErrorCode.CONFLICT
