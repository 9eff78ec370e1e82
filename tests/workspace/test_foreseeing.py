"""What ETIM Mapper will count: promised before sending, held against the answer, kept for good."""

from __future__ import annotations

import asyncio

from tests.harness.waiting import until
from tests.workspace.test_sending_etim import ACCOUNT, SOURCE, account, opened, send_all
from workbench.core.queries import Query
from workbench.core.values import Coded
from workbench.edits.reversing import balances_of
from workbench.edits.tally_words import lines_of, sentences_of
from workbench.store.journal import Journal
from workbench.store.journal_types import OpState
from workbench.workspace.bygone import Bygone
from workbench.workspace.dangers import lost
from workbench.workspace.foreseeing import Foreseeing, rehearsed_of
from workbench.workspace.shipment import Named, Spot

SAVING = SOURCE.resource("products").saving
NOBODY = "the service deleted classes that nobody took away."
OTHER = Coded("EC002706", "")


def class_in(product) -> str:
    return product.document.get("etimDescription", {}).get("classId", "")


def classed(world, session) -> list[str]:
    """Products in the rows that are of one class, the most usual one, by the present release."""
    found: dict[str, list[str]] = {}
    for row in range(len(session.table)):
        key = session.table.key(row)
        described = world.products[key].document.get("etimDescription", {})
        if described.get("version") == "10" and described["classId"] != OTHER.code:
            found.setdefault(described["classId"], []).append(key)
    return max(found.values(), key=len)


def code_of(world, key: str) -> str:
    return class_in(world.products[key])


def said(shipment) -> list[str]:
    (balance,) = shipment.balances
    return [each.sentence for each in sentences_of(balance, SAVING, str)]


def numbers(shipment) -> dict[str, tuple[str, str]]:
    (balance,) = shipment.balances
    return {line.tally.id: (line.foreseen, line.counted) for line in lines_of(balance, SAVING)}


def forecast_of(delivery):
    return delivery.forecast(delivery.review().parcels())


class Lacking:
    """A release from which one class was taken out, as the service may do between two days."""

    def __init__(self, release, code: str) -> None:
        self._release = release
        self._code = code

    def group(self, code: str):
        return None if code == self._code else self._release.group(code)

    def __getattr__(self, name: str):
        return getattr(self._release, name)


async def test_a_send_is_promised_and_counted_just_so(tmp_path):
    async with account(tmp_path) as (world, session, delivery):
        first, second, third = classed(world, session)[:3]
        session.editing.set("x", [(first, "etim_class", OTHER), (second, "etim_class", None)])
        session.editing.set("x", [(third, "brand", "Nordel X")])
        session.editing.new({"product_id": "FRESH-1", "name_en": "Fresh"})
        promised = forecast_of(delivery)
        assert {each.tally.id: each.text for each in promised.lines} == {
            "all": "4", "unique": "4", "new": "1", "modified": "3", "reclassified": "1",
            "deletedClassifications": "1",
        }  # fmt: skip
        assert promised.pending == 0
        shipment = await send_all(delivery)
        assert shipment.report.sentence == "4 saved"
        assert numbers(shipment) == {
            "new": ("1", "1"), "modified": ("3", "3"), "reclassified": ("1", "1"),
            "deletedClassifications": ("1", "1"),
        }  # fmt: skip
        assert said(shipment) == []


async def test_a_classification_that_goes_is_asked_about_by_name(tmp_path):
    async with account(tmp_path) as (world, session, delivery):
        gone, odd = classed(world, session)[:2]
        session.editing.set("x", [(gone, "etim_class", None), (odd, "brand", "X")])
        promised = forecast_of(delivery)
        resource = session.resource
        assert promised.row_words(resource, gone) == "loses its classification"
        assert promised.row_words(resource, odd) == ""
        (danger,) = lost(promised, lambda spot: Named(spot.key, ""))
        assert danger.names == (gone,)
        assert danger.deletes
        assert "classification of 1 product is deleted" in danger.sentence
        session.editing.set("x", [(odd, "etim_class", Coded("EC999999", ""))])
        promised = forecast_of(delivery)
        assert promised.row_words(resource, odd) == "loses its classification, perhaps"
        assert [each.spots[0].key for each in promised.losses()] == [gone, odd]


async def test_a_class_that_the_service_deletes_unasked_is_a_warning_with_its_product(tmp_path):
    async with account(tmp_path) as (world, session, delivery):
        keys = classed(world, session)[:2]
        other = next(
            key for key in world.products if code_of(world, key) != code_of(world, keys[0])
        )
        session.editing.set("x", [(key, "brand", "Nordel X") for key in (*keys, other)])
        world.release = Lacking(world.release, code_of(world, keys[0]))
        shipment = await send_all(delivery)
        (balance,) = shipment.balances
        told = sentences_of(balance, SAVING, str)
        warned = [each for each in told if each.warns]
        assert [each.sentence for each in warned] == [
            "Classifications deleted: 2 more than foreseen; " + NOBODY,
        ]
        assert warned[0].names == ", ".join(keys)
        refused = {held.key for held in shipment.report.failed}
        assert refused == set(keys)


async def test_a_loss_hidden_behind_one_that_was_asked_for_is_found(tmp_path):
    async with account(tmp_path) as (world, session, delivery):
        keys = classed(world, session)
        named = (key for key, held in world.products.items() if class_in(held))
        other = next(key for key in named if code_of(world, key) != code_of(world, keys[0]))
        session.editing.set("x", [(keys[0], "brand", "X"), (other, "etim_class", None)])
        world.release = Lacking(world.release, code_of(world, keys[0]))
        shipment = await send_all(delivery)
        assert {held.key for held in shipment.report.failed} == {keys[0]}
        assert said(shipment)[0].startswith("Classifications deleted: 1 more than foreseen")


async def test_a_single_product_that_is_rejected_is_counted_too(tmp_path):
    async with account(tmp_path) as (world, session, delivery):
        world.product_limit = len(world.products)
        session.editing.new({"product_id": "FRESH-1", "name_en": "Fresh"})
        shipment = await send_all(delivery)
        assert shipment.report.failed
        assert numbers(shipment)["limitExceeded"] == ("0", "1")
        assert said(shipment)[0] == (
            "Over the limit of the account: 1 more than foreseen;"
            " the account may hold no more products."
        )


async def test_what_the_service_saw_no_change_in_is_told(tmp_path):
    async with account(tmp_path) as (world, session, delivery):
        keys = [key for key, held in world.products.items() if not held.document.get("labels")][:2]
        session.editing.set("x", [(key, "labels", (Coded("Nowhere", ""),)) for key in keys])
        shipment = await send_all(delivery)
        assert numbers(shipment)["modified"] == ("2", "0")
        assert said(shipment)[0] == "Modified: 2 fewer than foreseen; the service saw no change."


async def test_foreseen_and_counted_stand_in_the_history_after_a_restart(tmp_path):
    async with opened(tmp_path) as (world, session, workspace):
        delivery = workspace.deliveries.of(SOURCE, ACCOUNT)
        keys = classed(world, session)[:2]
        session.editing.set("x", [(key, "brand", "Nordel X") for key in keys])
        world.release = Lacking(world.release, code_of(world, keys[0]))
        before = await send_all(delivery)
    async with opened(tmp_path) as (_world, _session, workspace):
        delivery = workspace.deliveries.of(SOURCE, ACCOUNT)
        (held,) = await Bygone(delivery.book, workspace.stores.journal).sets()
        assert held.title == "Nothing was saved"
        assert held.reference == before.reference
        assert held.balances == before.balances
        (balance,) = held.balances
        assert sentences_of(balance, SAVING, str)[0].warns


async def test_an_answer_that_came_just_before_the_end_is_kept(tmp_path):
    """The program ends while it reads back: the answer's numbers are on the disk by then."""
    async with opened(tmp_path) as (_world, session, workspace):
        delivery = workspace.deliveries.of(SOURCE, ACCOUNT)
        keys = [session.table.key(row) for row in range(3)]
        session.editing.set("x", [(key, "brand", "Nordel X") for key in keys])
        journal, review = workspace.stores.journal, delivery.review()
        shipment = delivery.send(review.parcels(), review.name_of)
        await until(lambda: any("answers" in op.counts for op in journal.ops(OpState.SENDING)))
        copy = tmp_path / "copy.db"
        journal.copy_to(copy)
        await until(lambda: not shipment.open)
    left = Journal(copy)
    try:
        assert {op.state for op in left.ops()} <= {OpState.UNKNOWN, OpState.DONE}
        (balance,) = await balances_of(left, delivery.book.place, shipment.reference)
        assert balance.sums["modified"].counted == 3
    finally:
        left.close()


async def test_a_rehearsal_reckons_with_the_product_as_it_is_now(tmp_path):
    async with account(tmp_path) as (world, session, delivery):
        key = classed(world, session)[0]
        session.editing.set("x", [(key, "etim_class", None), (key, "brand", "Nordel X")])
        assert "deletedClassifications" in {each.tally.id for each in forecast_of(delivery).lines}
        world.products[key].document["etimDescription"] = {}
        review = delivery.review()
        shipment = delivery.rehearse(review.parcels(), review.name_of)
        done = asyncio.Event()
        shipment.ended.connect(done.set)
        await asyncio.wait_for(done.wait(), 30)
        assert shipment.balances == ()
        now = rehearsed_of(shipment, SOURCE)
        assert {each.tally.id for each in now.lines} == {"all", "unique", "modified"}


async def test_large_sets_are_reckoned_a_slice_at_a_time_and_each_record_once(tmp_path):
    async with account(tmp_path) as (_world, session, delivery):
        keys = [session.table.key(row) for row in range(20)]
        session.editing.set("x", [(key, "brand", "Nordel X") for key in keys])
        asked: list[str] = []
        clock = iter(range(10_000))

        def document(resource, key: str) -> bytes:
            asked.append(key)
            return delivery.document(resource, key)

        held = Foreseeing(delivery.book, document, lambda: next(clock))
        parcels = delivery.review().parcels()
        told = held.forecast(parcels, 5)
        assert 0 < len(told.of) < 20
        assert told.pending == 20 - len(told.of)
        whole = held.forecast(parcels, None, anew=False)
        assert (len(whole.of), whole.pending) == (20, 0)
        assert sorted(asked) == sorted(keys)
        promised = held.promised(parcels)["products"]
        assert all(parcel.foreseen == whole.of[Spot("products", parcel.key)] for parcel in promised)
        assert len(asked) == 20


async def test_another_document_is_reckoned_anew(tmp_path):
    async with account(tmp_path) as (world, session, delivery):
        key = classed(world, session)[0]
        session.editing.set("x", [(key, "etim_class", None)])
        assert forecast_of(delivery).losses()
        world.products[key].document["etimDescription"] = {}
        await session.ask(Query(), again=True)
        assert forecast_of(delivery).losses() == []


async def test_a_short_table_is_promised_and_counted(tmp_path):
    async with account(tmp_path, "labels") as (_world, session, delivery):
        key = next(session.table.key(row) for row in range(len(session.table))
                   if session.table.key(row) != "Public")  # fmt: skip
        session.editing.set("x", [(key, "description", "Words")])
        assert [each.tally.id for each in forecast_of(delivery).lines] == [
            "all", "unique", "replaced",
        ]  # fmt: skip
        shipment = await send_all(delivery)
        (balance,) = shipment.balances
        assert balance.differences() == ()
