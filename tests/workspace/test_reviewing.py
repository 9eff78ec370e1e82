"""What is about to be sent: lines, ticks, dangers and the exact request."""

from __future__ import annotations

from contextlib import asynccontextmanager
from decimal import Decimal

from msgspec.structs import replace

from tests.workspace.shop import ACCOUNT, shop
from workbench.core.edits import Batch, Call, Write
from workbench.core.errors import ErrorCode, WbError
from workbench.core.times import now
from workbench.core.values import Money
from workbench.edits.drafts import State, Trouble
from workbench.workspace.dangers import dangers
from workbench.workspace.documents import Documents
from workbench.workspace.requesting import request_of
from workbench.workspace.reviewing import Review

KEY = "10-0003"


@asynccontextmanager
async def reviewed(home):
    async with shop(home) as held:
        session = await held.session()
        cache = held.workspace.stores.cache

        def document(resource, key):
            return Documents(cache, held.source, ACCOUNT, resource).of_row(key) or b""

        yield session, Review(held.source, ACCOUNT, session.editing.book, document)


def sek(amount: str) -> Money:
    return Money(Decimal(amount), "SEK")


async def test_every_staged_field_is_a_line_with_old_and_new(tmp_path):
    async with reviewed(tmp_path) as (session, review):
        session.editing.set("x", [(KEY, "price", sek("52.00")), (KEY, "note", "n")])
        session.editing.delete(["10-0004"])
        first, second = review.records()
        assert (first.number, first.state) == (KEY, State.CHANGED)
        assert [(line.field.id, line.base, line.value) for line in first.lines] == [
            ("price", sek("43.00"), sek("52.00")),
            ("note", None, "n"),
        ]
        assert second.record.deleted
        assert not second.lines
        assert review.counts() == {State.CHANGED: 1, State.DELETED: 1}


async def test_names_come_from_the_document_where_they_are_not_staged(tmp_path):
    async with reviewed(tmp_path) as (session, review):
        session.editing.set("x", [(KEY, "note", "n")])
        await session.documents.keep_documents(await session.fetch(session.query, ""))
        assert review.records()[0].name == "Enamel mug 3"


async def test_what_cannot_be_sent_stays_behind_whoever_ticks_it(tmp_path):
    async with reviewed(tmp_path) as (session, review):
        session.editing.set("x", [(KEY, "price", sek("52.00")), (KEY, "ean", "7350042910067")])
        assert review.parcels()["articles"][0].fields == ("price",)
        review.tick("articles", KEY, ["ean"], on=True)
        assert review.parcels()["articles"][0].fields == ("price",)
        review.tick("articles", KEY, on=False)
        assert review.parcels() == {}


async def test_what_was_refused_waits_for_a_decision(tmp_path):
    async with reviewed(tmp_path) as (session, review):
        session.editing.set("x", [(KEY, "price", sek("52.00"))])
        refused = Trouble(State.REFUSED, "Too dear.", now(), field="price")
        session.editing.book.trouble("articles", KEY, refused)
        assert review.records()[0].lines[0].refusal == "Too dear."
        assert review.parcels() == {}
        review.tick("articles", KEY, on=True)
        assert len(review.parcels()["articles"]) == 1


async def test_a_new_record_without_what_is_needed_is_left_out(tmp_path):
    async with reviewed(tmp_path) as (session, review):
        key = session.editing.new({"name": "Tumbler"})
        assert review.parcels() == {}
        session.editing.set("x", [(key, "number", "10-5000")])
        assert review.parcels()["articles"][0].key == key


async def test_dangers_are_told_with_their_numbers(tmp_path):
    async with reviewed(tmp_path) as (session, review):
        keys = [session.table.key(row) for row in range(30)]
        session.editing.set("x", [(key, "stock", 9) for key in keys])
        session.editing.set("x", [(KEY, "price", sek("430.00"))])
        told = dangers(review.records())
        assert any("Low stock orders by itself." in held.sentence for held in told)
        assert [held.number for held in told if "orders by itself" in held.sentence] == [30]
        assert any("Price by 900 %" in held.sentence for held in told)
        review.tick_all(on=False)
        assert dangers(review.records()) == []


async def test_the_request_shows_what_is_typed_and_no_secret(tmp_path):
    async with reviewed(tmp_path) as (session, review):
        session.editing.set("x", [(KEY, "price", sek("52.00")), (KEY, "note", "n")])
        line = review.records()[0]
        document = session.documents.of_row(KEY)
        text = request_of(review.source, line.resource, line.record, document, frozenset({"price"}))
        assert (text.method, text.path) == ("PUT", f"/articles/{KEY}")
        assert text.headers == (("token", "••••••••"),)
        assert [held.text for held in text.body] == ["{", '  "price": "52.00"', "}"]


async def test_what_goes_with_others_shows_its_own_part_of_their_call(tmp_path):
    async with reviewed(tmp_path) as (session, review):
        session.editing.set("x", [(KEY, "price", sek("52.00"))])
        line = review.records()[0]
        many = Batch("update_article", lambda patches: Call({}, {"articles": [
            {"articleId": patch.key, "price": str(patch.values["price"].amount)}
            for patch in patches
        ]}))  # fmt: skip
        saving = replace(line.resource.saving, update_many=many)
        resource = replace(line.resource, saving=saving)
        text = request_of(
            review.source, resource, line.record, b"", frozenset({"price"}), together=True
        )
        assert [held.text.strip() for held in text.body if held.changed] == [
            '"articles": [', f'"articleId": "{KEY}",', '"price": "52.00"',
        ]  # fmt: skip


async def test_a_request_that_cannot_be_made_says_why(tmp_path):
    def refuse(_patch):
        raise WbError(ErrorCode.INPUT, "This cannot be changed.")

    async with reviewed(tmp_path) as (session, review):
        session.editing.set("x", [(KEY, "price", sek("52.00"))])
        line = review.records()[0]
        saving = replace(line.resource.saving, update=Write("update_article", refuse))
        resource = replace(line.resource, saving=saving)
        text = request_of(review.source, resource, line.record, b"", frozenset({"price"}))
        assert [held.text for held in text.body] == ["This cannot be changed."]
