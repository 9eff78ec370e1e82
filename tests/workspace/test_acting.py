"""Actions: what they are about, what is wrong with the form, doing them, and what follows."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from tests.workspace.acts import IMPORT, LABELS, MOVE, PDF, PRICES, acting_shop
from tests.workspace.shop import ACCOUNT
from workbench.core.edits import Chosen
from workbench.core.jobs import Job
from workbench.core.queries import Query
from workbench.core.values import Money, Odd
from workbench.edits.acting import digest_of
from workbench.edits.oplog import OpLog, Payload
from workbench.edits.parcels import Act
from workbench.edits.results import Outcome
from workbench.store.journal_types import OpState, new_op_id
from workbench.workspace.acting import Acting, in_order, why_not
from workbench.workspace.books import place_of

KEYS = ("10-0003", "10-0001")


def job() -> Job:
    return Job("1", "Act", "action")


async def begun(held):
    source = held.source
    session = held.workspace.session(source, source.resources[0], held.workspace.accounts.list()[0])
    await session.ask(Query(), again=True)
    return session


async def test_rows_are_taken_in_the_order_of_the_table(tmp_path):
    async with acting_shop(tmp_path) as held:
        session = await begun(held)
        assert in_order(session, ("10-0009", "x", "10-0002")) == ("10-0002", "10-0009", "x")
        acting = Acting(held.workspace, session, PRICES, KEYS)
        assert acting.keys == ("10-0001", "10-0003")
        assert acting.names(1) == ["10-0001 Enamel mug 1"]
        assert (acting.number, acting.writes) == (2, True)
        assert not Acting(held.workspace, session, LABELS, KEYS).writes


async def test_the_form_is_checked_by_the_rules_of_cells_and_then_by_the_action(tmp_path):
    async with acting_shop(tmp_path) as held:
        session = await begun(held)
        acting = Acting(held.workspace, session, PRICES, KEYS)
        assert acting.findings(acting.chosen({}))[0].sentence == "Raise is needed."
        assert acting.findings(acting.chosen({"raise": Odd("x")}))
        assert acting.findings(acting.chosen({"raise": Decimal(501)}))[0].fix == 50
        assert acting.findings(acting.chosen({"raise": Decimal(10)})) == ()
        files = Acting(held.workspace, session, IMPORT, ())
        unread = files.chosen({"file": "a.csv"})
        assert files.findings(unread)[0].sentence == "The file could not be read."
        assert files.findings(files.chosen({"file": "a.csv"}, {"file": b"x"})) == ()


async def test_what_would_change_is_told_value_by_value(tmp_path):
    async with acting_shop(tmp_path) as held:
        session = await begun(held)
        acting = Acting(held.workspace, session, PRICES, KEYS)
        assert acting.effects(acting.chosen({})) is None
        await acting.read_documents()
        chosen = acting.chosen({"raise": Decimal(10)})
        (first, second) = acting.effects(chosen)
        assert (first.key, first.old, first.new) == (
            "10-0001",
            Money(Decimal("41.00"), "SEK"),
            Money(Decimal("45.1000"), "SEK"),
        )
        assert second.key == "10-0003"
        assert acting.says(chosen) == "2 prices rise."


async def test_calls_are_done_and_the_rows_are_read_again(tmp_path):
    async with acting_shop(tmp_path) as held:
        session = await begun(held)
        acting = Acting(held.workspace, session, PRICES, KEYS)
        await acting.read_documents()
        held.shelf.refuse["10-0003"] = "Too dear."
        ended = await acting.run(acting.chosen({"raise": Decimal(10)}), job())
        assert ended.sentence == "1 done, 1 refused"
        assert [result.key for result in ended.failed] == ["10-0003"]
        assert held.shelf.writes == [("update", "10-0001")]
        row = session.table.row_of("10-0001")
        assert session.table.value(row, "price") == Money(Decimal("45.10"), "SEK")
        assert session.editing.book.edits == 0


async def test_a_lost_answer_is_unknown_and_said(tmp_path):
    async with acting_shop(tmp_path) as held:
        session = await begun(held)
        held.shelf.lose = 1
        acting = Acting(held.workspace, session, MOVE, ["10-0002"])
        ended = await acting.run(acting.chosen({"store": "Lund"}), job())
        assert ended.unknown == 1
        assert ended.failed[0].outcome is Outcome.UNKNOWN
        again = await acting.run(acting.chosen({"store": "Lund"}), job())
        assert again.results[0].outcome is Outcome.SKIPPED
        assert held.shelf.writes == [("update", "10-0002")]


async def test_a_file_that_was_answered_is_handed_on(tmp_path):
    async with acting_shop(tmp_path) as held:
        session = await begun(held)
        acting = Acting(held.workspace, session, LABELS, KEYS)
        ended = await acting.run(acting.chosen({"wide": 70}), job())
        assert ended.files == (PDF,)
        assert acting.sheet(acting.chosen({"wide": 70})).copies == 2
        assert acting.sheet(acting.chosen({"wide": 0})) is None  # it would divide by zero
        assert acting.sheet(acting.chosen({})) is None


async def test_an_action_on_the_resource_reads_the_whole_view_again(tmp_path):
    async with acting_shop(tmp_path) as held:
        session = await begun(held)
        acting = Acting(held.workspace, session, IMPORT, KEYS)
        assert acting.keys == ()
        chosen = acting.chosen({"file": "a.csv"}, {"file": b"hello"})
        ended = await acting.run(chosen, job())
        assert (ended.sentence, ended.trouble) == ("Done.", "")
        assert held.shelf.articles["10-9999"]["note"] == "hello"
        assert session.table.row_of("10-9999") is not None


@pytest.mark.parametrize(
    ("action", "keys", "reason"),
    [
        (MOVE, ("10-0001",), ""),
        (MOVE, (), "Choose a row first."),
        (MOVE, KEYS, "It works on one row; 2 are ticked."),
        (PRICES, (), "Tick rows first."),
        (PRICES, [f"10-{n:04}" for n in range(1, 25)], "It takes 20 rows at most; 24 are ticked."),
        (PRICES, ("new:1",), "A new record must be sent first."),
        (IMPORT, (), ""),
    ],
)
async def test_what_cannot_be_done_has_a_reason(tmp_path, action, keys, reason):
    async with acting_shop(tmp_path) as held:
        assert why_not(await begun(held), action, keys) == reason
    assert why_not(None, action, keys) == "No account is connected."


async def test_a_read_only_account_can_print_but_not_move(tmp_path):
    locked = msgspec.structs.replace(ACCOUNT, read_only=True)
    async with acting_shop(tmp_path, locked) as held:
        session = await begun(held)
        assert why_not(session, MOVE, ("10-0001",)) == "The account “test” is read-only."
        assert why_not(session, LABELS, ("10-0001",)) == ""


async def left_ready(home, *, typed: bool) -> None:
    """A run that ended after an action was kept and before it was sent."""
    async with acting_shop(home, typed=typed) as held:
        resource = held.source.resources[0]
        log = OpLog(place_of(held.source, ACCOUNT), resource, held.workspace.stores.journal)
        call = MOVE.calls(Chosen(("10-0002",), (b"",), {"store": "Lund"}))[0]
        says = "Move 10-0002 to Lund"
        payload = Payload("articles", "10-0002", Act.ACTION, call=digest_of(call), says=says)
        await log.ready("move_article", payload, {}, new_op_id())


@pytest.mark.parametrize("typed", [True, False])
async def test_what_is_being_sent_is_not_taken_for_left_when_the_history_is_read(tmp_path, typed):
    async with acting_shop(tmp_path, typed=typed) as held:
        resource = held.source.resources[0]
        journal = held.workspace.stores.journal
        log = OpLog(place_of(held.source, ACCOUNT), resource, journal)
        call = MOVE.calls(Chosen(("10-0002",), (b"",), {"store": "Lund"}))[0]
        payload = Payload("articles", "10-0002", Act.ACTION, call=digest_of(call), says="Move")
        op = await log.ready("move_article", payload, {}, new_op_id())
        delivery = held.workspace.deliveries.of(held.source, ACCOUNT)
        await delivery.ready()
        assert delivery.unsent == ()
        assert [each.state for each in journal.ops()] == [OpState.READY]
        await log.move(op, OpState.SENDING)
        assert [each.state for each in journal.ops()] == [OpState.SENDING]


@pytest.mark.parametrize("typed", [True, False])
async def test_an_action_that_never_left_is_told_and_can_be_done(tmp_path, typed):
    await left_ready(tmp_path, typed=typed)
    async with acting_shop(tmp_path, typed=typed) as held:
        delivery = held.workspace.deliveries.of(held.source, ACCOUNT)
        await delivery.ready()
        assert delivery.unsent == ("Move 10-0002 to Lund",)
        assert delivery.unknown == 0
        assert held.shelf.writes == [], "nothing is sent by itself"
        session = await begun(held)
        acting = Acting(held.workspace, session, MOVE, ["10-0002"])
        ended = await acting.run(acting.chosen({"store": "Lund"}), job())
        assert ended.results[0].outcome is Outcome.DONE
    async with acting_shop(tmp_path, typed=typed) as held:
        delivery = held.workspace.deliveries.of(held.source, ACCOUNT)
        await delivery.ready()
        assert delivery.unsent == (), "it is told once"


@pytest.mark.parametrize("done", [True, False])
async def test_an_unknown_action_of_rows_that_are_only_read_is_kept_until_decided(tmp_path, done):
    async with acting_shop(tmp_path, typed=False) as held:
        session = await begun(held)
        held.shelf.lose = 1
        acting = Acting(held.workspace, session, MOVE, ["10-0002"])
        await acting.run(acting.chosen({"store": "Lund"}), job())
    async with acting_shop(tmp_path, typed=False) as held:
        delivery = held.workspace.deliveries.of(held.source, ACCOUNT)
        await delivery.ready()
        assert delivery.unknown == 1
        (unknown,) = await delivery.open_ops()
        assert "Move" in unknown.payload.says
        await delivery.decide_one(unknown, done=done)
        assert delivery.unknown == 0
        session = await begun(held)
        acting = Acting(held.workspace, session, MOVE, ["10-0002"])
        ended = await acting.run(acting.chosen({"store": "Lund"}), job())
        assert ended.results[0].outcome is Outcome.DONE
