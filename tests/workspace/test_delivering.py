"""From drafts to the service and back: results, rows, retries, lost answers, reversal."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from decimal import Decimal

from msgspec.structs import replace

from tests.workspace.shop import ACCOUNT, Shelf, shop
from workbench.core.jobs import JobState
from workbench.core.queries import Query
from workbench.core.values import Money
from workbench.edits.drafts import State
from workbench.edits.results import Outcome
from workbench.workspace.bygone import Bygone
from workbench.workspace.dangers import dangers
from workbench.workspace.resolving import take_theirs, use
from workbench.workspace.shipment import Spot

KEY, OTHER, THIRD = "10-0003", "10-0004", "10-0005"


@asynccontextmanager
async def opened(home, shelf=None):
    async with shop(home, shelf) as held:
        session = await held.session()
        delivery = held.workspace.deliveries.of(held.source, ACCOUNT)
        yield held, session, delivery


def sek(amount: str) -> Money:
    return Money(Decimal(amount), "SEK")


async def sent(shipment):
    done = asyncio.Event()

    def ended() -> None:
        done.set()

    shipment.ended.connect(ended)
    if shipment.open:
        await asyncio.wait_for(done.wait(), 20)
    return shipment


async def send_all(delivery):
    review = delivery.review()
    return await sent(delivery.send(review.parcels(), review.name_of))


async def test_what_the_service_took_stands_in_the_rows_and_is_staged_no_more(tmp_path):
    async with opened(tmp_path) as (held, session, delivery):
        session.editing.set("x", [(KEY, "price", sek("52.00")), (OTHER, "note", "n")])
        shipment = await send_all(delivery)
        assert shipment.report.sentence == "2 saved"
        assert held.shelf.articles[KEY]["price"] == "52.00"
        assert delivery.book.edits == 0
        row = session.table.row_of(KEY)
        assert session.table.value(row, "price") == sek("52.00")
        assert session.editing.record(KEY) is None
        assert shipment.names[Spot("articles", KEY)].name == "Enamel mug 3"
        assert shipment.job.state is JobState.DONE
        assert not shipment.job.result


async def test_only_what_is_ticked_goes(tmp_path):
    async with opened(tmp_path) as (held, session, delivery):
        session.editing.set("x", [(KEY, "price", sek("52.00")), (KEY, "note", "n")])
        review = delivery.review()
        review.tick("articles", KEY, ["note"], on=False)
        await sent(delivery.send(review.parcels(), review.name_of))
        assert held.shelf.articles[KEY]["note"] is None
        assert list(session.editing.record(KEY).cells) == ["note"]


async def test_a_made_record_takes_the_place_of_its_draft_and_a_deleted_one_goes(tmp_path):
    async with opened(tmp_path) as (held, session, delivery):
        session.editing.new({"number": "10-5000", "name": "Tumbler"})
        session.editing.delete([OTHER])
        await send_all(delivery)
        assert "10-5000" in held.shelf.articles
        assert session.table.row_of("10-5000") is not None
        assert session.table.row_of(OTHER) is None
        keys = [session.table.key(row) for row in range(len(session.table))]
        assert not [key for key in keys if key.startswith("new:")]


async def test_what_was_refused_stays_and_only_that_is_sent_again(tmp_path):
    shelf = Shelf.of()
    shelf.refuse[OTHER] = "Cost may not exceed 55 % of price."
    async with opened(tmp_path, shelf) as (_held, session, delivery):
        session.editing.set("x", [(key, "price", sek("52.00")) for key in (KEY, OTHER, THIRD)])
        shipment = await send_all(delivery)
        assert shipment.report.sentence == "2 saved, 1 refused"
        refused = shipment.results[Spot("articles", OTHER)]
        assert refused.outcome is Outcome.REFUSED
        assert refused.service_code == "900203"
        assert session.editing.record(OTHER).state is State.REFUSED
        assert shipment.first(Outcome.REFUSED) == Spot("articles", OTHER)
        shelf.refuse.clear()
        shelf.writes.clear()
        again = delivery.retry(shipment)
        await sent(again)
        assert shelf.writes == [("update", OTHER)]
        assert again.report.sentence == "1 saved"
        assert delivery.retry(again) is None


async def test_a_conflict_stops_its_record_alone_and_can_be_settled_each_way(tmp_path):
    async with opened(tmp_path) as (held, session, delivery):
        session.editing.set("x", [(key, "price", sek("52.00")) for key in (KEY, OTHER, THIRD)])
        held.shelf.articles[KEY]["price"] = "45.00"
        held.shelf.articles[OTHER]["price"] = "46.00"
        shipment = await send_all(delivery)
        assert shipment.report.sentence == "1 saved, 2 changed on both sides"
        assert held.shelf.articles[KEY]["price"] == "45.00"
        review = delivery.review()
        assert review.parcels() == {}
        mine = review.record("articles", KEY).lines[0].conflict
        assert (mine.base, mine.theirs, mine.mine) == (sek("43.00"), sek("45.00"), sek("52.00"))
        resource = session.resource
        use(review, resource, KEY, mine, mine.mine)
        take_theirs(review, resource, OTHER, review.record("articles", OTHER).lines[0].conflict)
        assert delivery.book.record("articles", OTHER) is None
        await sent(delivery.send(review.parcels(), review.name_of))
        assert held.shelf.articles[KEY]["price"] == "52.00"
        assert held.shelf.articles[OTHER]["price"] == "46.00"


async def test_another_value_can_settle_a_conflict(tmp_path):
    async with opened(tmp_path) as (held, session, delivery):
        session.editing.set("x", [(KEY, "price", sek("52.00")), (KEY, "name", "Mine")])
        held.shelf.articles[KEY] |= {"price": "45.00", "name": "Theirs"}
        await send_all(delivery)
        review = delivery.review()
        conflicts = {line.field.id: line.conflict for line in review.record("articles", KEY).lines}
        use(review, session.resource, KEY, conflicts["price"], sek("50.00"))
        left = review.record("articles", KEY)
        assert left.state is State.CONFLICT
        assert {line.field.id: line.state for line in left.lines} == {
            "price": State.CHANGED,
            "name": State.CONFLICT,
        }
        await sent(delivery.send(review.parcels(), review.name_of))
        assert held.shelf.articles[KEY]["price"] == "50.00"
        assert held.shelf.articles[KEY]["name"] == "Theirs"


async def test_a_lost_answer_is_looked_up_and_nothing_is_written_twice(tmp_path):
    shelf = Shelf.of()
    shelf.lose = 1
    async with opened(tmp_path, shelf) as (_held, session, delivery):
        session.editing.set("x", [(KEY, "price", sek("52.00"))])
        shipment = await send_all(delivery)
        assert shipment.report.sentence == "1 saved"
        assert shelf.writes == [("update", KEY)]


async def test_a_rehearsal_writes_nothing_and_finds_what_changed_there(tmp_path):
    async with opened(tmp_path) as (held, session, delivery):
        session.editing.set("x", [(KEY, "price", sek("52.00")), (OTHER, "note", "n")])
        session.editing.delete([THIRD])
        session.editing.new({"number": OTHER, "name": "Tumbler"})
        held.shelf.articles[KEY]["price"] = "45.00"
        review = delivery.review()
        shipment = await sent(delivery.rehearse(review.parcels(), review.name_of))
        assert held.shelf.writes == []
        told = {spot.key: found for spot, found in shipment.results.items()}
        assert told[KEY].outcome is Outcome.CONFLICT
        assert told[OTHER].sentence == "1 field would be written."
        assert told[THIRD].sentence == "Would be taken away."
        new = next(found for key, found in told.items() if key.startswith("new:"))
        assert new.outcome is Outcome.REFUSED
        assert review.record("articles", KEY).lines[0].conflict is not None


async def test_the_outlook_counts_requests_by_their_purpose(tmp_path):
    async with opened(tmp_path) as (_held, session, delivery):
        session.editing.set("x", [(KEY, "price", sek("52.00")), (KEY, "ean", "7350042910067")])
        session.editing.new({"number": "10-5000", "name": "Tumbler"})
        session.editing.delete([OTHER])
        found = delivery.outlook(delivery.review().parcels())
        assert (found.records, found.edits, found.staying) == (3, 3, 1)
        assert (found.reads, found.writes, found.verifies) == (3, 3, 3)


async def test_stopping_leaves_the_rest_staged_and_says_so(tmp_path):
    async with opened(tmp_path) as (_held, session, delivery):
        keys = [session.table.key(row) for row in range(30)]
        session.editing.set("x", [(key, "price", sek("12.34")) for key in keys])
        review = delivery.review()
        shipment = delivery.send(review.parcels(), review.name_of)
        shipment.job.cancel()
        await sent(shipment)
        assert len(shipment.results) == 30
        skipped = [held for held in shipment.results.values() if held.outcome is Outcome.SKIPPED]
        assert skipped
        assert len(delivery.book.records("articles")) == len(skipped)
        assert "stays staged" in shipment.report.results[-1].sentence


async def test_unknown_outcomes_are_counted_checked_and_decided(tmp_path):
    shelf = Shelf.of()
    async with opened(tmp_path, shelf) as (_held, session, delivery):
        shelf.lose = 99
        key = session.editing.new({"number": "10-5000", "name": "Tumbler"})
        shelf.fail_reads = True
        shipment = await send_all(delivery)
        assert shipment.results[Spot("articles", key)].outcome is Outcome.UNKNOWN
        assert delivery.unknown == 1
        assert session.editing.record(key).state is State.UNKNOWN
    shelf.fail_reads, shelf.lose = False, 0
    async with opened(tmp_path, shelf) as (_held, session, delivery):
        await delivery.ready()
        assert delivery.unknown == 1
        assert session.editing.record(key).state is State.UNKNOWN
        job = delivery.check_unknown()
        known = asyncio.Event()
        job.changed.connect(lambda held: None if held.open else known.set())
        await asyncio.wait_for(known.wait(), 20)
        assert delivery.unknown == 0
        assert shelf.writes == [("create", "10-5000")]
        assert session.editing.record(key) is None


async def test_what_a_person_found_out_ends_an_unknown_outcome(tmp_path):
    shelf = Shelf.of()
    async with opened(tmp_path, shelf) as (_held, session, delivery):
        shelf.lose, shelf.fail_reads = 99, True
        key = session.editing.new({"number": "10-5000", "name": "Tumbler"})
        await send_all(delivery)
        await delivery.decide(session.resource, key, done=False)
        assert delivery.unknown == 0
        assert session.editing.record(key).state is State.NEW


async def test_a_change_set_is_taken_back_through_the_same_review(tmp_path):
    async with opened(tmp_path) as (held, session, delivery):
        bygone = Bygone(delivery.book, held.workspace.stores.journal)
        session.editing.set("x", [(KEY, "price", sek("52.00")), (OTHER, "note", "n")])
        await send_all(delivery)
        [done] = await bygone.sets()
        assert done.title == "2 changed"
        step = bygone.take_back(done)
        assert step.records == 2
        assert session.editing.value(KEY, "price") == sek("43.00")
        await send_all(delivery)
        assert held.shelf.articles[KEY]["price"] == "43.00"
        assert held.shelf.articles[OTHER]["note"] is None


async def test_discarded_edits_come_back_from_the_bin(tmp_path):
    async with opened(tmp_path) as (held, session, delivery):
        bygone = Bygone(delivery.book, held.workspace.stores.journal)
        session.editing.set("x", [(KEY, "price", sek("52.00")), (KEY, "note", "n")])
        session.editing.discard([KEY])
        assert session.editing.record(KEY) is None
        [binned] = await bygone.bin()
        assert sorted(binned.fields) == ["note", "price"]
        bygone.restore([binned])
        assert session.editing.value(KEY, "price") == sek("52.00")
        assert await bygone.bin() == ()
        delivery.book.steps.undo()
        assert session.editing.record(KEY) is None


async def test_drafts_are_written_as_a_file(tmp_path):
    async with opened(tmp_path) as (held, session, delivery):
        session.editing.set("x", [(KEY, "price", sek("52.00"))])
        path = tmp_path / "drafts.json"
        assert await Bygone(delivery.book, held.workspace.stores.journal).export(path) == 1
        assert '"52.00"' in path.read_text()


async def test_a_read_only_account_writes_nothing(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        session.editing.set("x", [(KEY, "price", sek("52.00"))])
        locked = replace(ACCOUNT, read_only=True)
        delivery = held.workspace.deliveries.of(held.source, locked)
        shipment = await send_all(delivery)
        assert held.shelf.writes == []
        assert "read-only" in shipment.report.results[0].sentence


async def test_opening_five_thousand_changes_asks_for_no_name(tmp_path):
    async with opened(tmp_path, Shelf.of(1200)) as (_held, session, delivery):
        keys = [session.table.key(row) for row in range(len(session.table))]
        session.editing.set("x", [(key, "stock", 9) for key in keys])
        review = delivery.review()
        asked = []
        review.document = lambda resource, key: asked.append(key) or b""
        assert len(review.parcels()["articles"]) == 1200
        assert len(review.records()) == 1200
        assert asked == []
        told = dangers(review.records())
        assert told[-1].number == 1200


@asynccontextmanager
async def two_tables(home):
    """A shop whose articles stand in two tables, both open."""
    async with shop(home, source=with_two_tables) as held:
        account = held.workspace.accounts.list()[0]
        sessions = []
        for resource in held.source.resources:
            session = held.workspace.session(held.source, resource, account)
            await session.ask(Query(), again=True)
            sessions.append(session)
        yield held, sessions, held.workspace.deliveries.of(held.source, account)


def with_two_tables(source):
    (articles,) = source.resources
    return replace(source, resources=(articles, replace(articles, id="goods", document="goods")))


async def test_a_send_over_several_tables_is_one_change_set_with_one_undo(tmp_path):
    async with two_tables(tmp_path) as (held, (first, second), delivery):
        first.editing.set("x", [(KEY, "price", sek("52.00"))])
        second.editing.set("x", [(OTHER, "note", "n"), (THIRD, "note", "m")])
        await send_all(delivery)
        bygone = Bygone(delivery.book, held.workspace.stores.journal)
        (sent_set,) = await bygone.sets()
        assert sent_set.title == "3 changed"
        assert set(sent_set.resources) == {"articles", "goods"}
        step = bygone.take_back(sent_set)
        assert step is not None
        assert {change.resource for change in step.changes} == {"articles", "goods"}
        delivery.book.steps.undo()
        assert delivery.book.edits == 0
        delivery.book.steps.redo()
        await send_all(delivery)
        assert held.shelf.articles[KEY]["price"] == "43.00"


async def test_ticks_stay_when_the_review_is_left(tmp_path):
    async with opened(tmp_path) as (_held, session, delivery):
        session.editing.set("x", [(KEY, "price", sek("52.00")), (OTHER, "note", "n")])
        delivery.review().tick("articles", KEY, ["price"], on=False)
        again = delivery.review()
        assert [line.included for line in again.records()] == [False, True]
        assert [parcel.key for parcel in again.parcels()["articles"]] == [OTHER]
        session.editing.discard([KEY])
        session.editing.set("y", [(KEY, "price", sek("53.00"))])
        assert all(line.included for line in delivery.review().records()), "another edit"
