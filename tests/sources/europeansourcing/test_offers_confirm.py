"""What the service reckons for an order is the same price, or it is said why not."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

import pytest

from tests.sources import kit
from tests.sources.europeansourcing.marking.orders import fixed, marking, variant
from workbench.core.offers import Item, OnQuote, Origin, Printing, Worked
from workbench.core.queries import Query
from workbench.net.requests import Request
from workbench.sources.europeansourcing import SOURCE
from workbench.sources.europeansourcing.client import EuropeanSourcingClient
from workbench.sources.europeansourcing.offers import OFFERING
from workbench.sources.europeansourcing.offers_confirm import confirm, load, read_answer
from workbench.sources.europeansourcing.offers_prepared import prepare, techniques

ORIGIN = Origin("europeansourcing", "main", "products", datetime(2026, 3, 14, tzinfo=UTC))
QUANTITY = 250
CUT = Decimal("0.01")
"""The service cuts every amount to thousandths; an order has a few of them."""


async def some(count: int = 12) -> tuple[EuropeanSourcingClient, list[tuple[bytes, Item]]]:
    _service, sender = kit.europeansourcing()
    client = cast("EuropeanSourcingClient", kit.client_of(SOURCE, sender))
    page = await SOURCE.resources[0].search(client, Query(language="en"), "")
    read = [(each, OFFERING.items(each, ORIGIN)) for each in page.documents]
    return client, [(document, items[0]) for document, items in read if items][:count]


async def test_the_service_confirms_what_is_reckoned_here():
    assert OFFERING.marked is not None
    client, found = await some()
    compared = refused = 0
    for document, item in found:
        prepared = prepare(await load(client, document, item, "en"))
        offer = next(each for each in item.offers if each.compared)
        for technique in techniques(prepared, item):
            printing = Printing(technique.code, colours=2, length=Decimal(30), width=Decimal(10))
            ours = OFFERING.marked(prepared, item, offer, QUANTITY, printing)
            if isinstance(ours, OnQuote):
                refused += 1
                continue
            theirs = await confirm(client, prepared, item, offer, QUANTITY, printing)
            assert isinstance(theirs, Worked), theirs
            assert abs(ours.total - theirs.total) < CUT, (item.ref, technique)
            assert abs(ours.marking - theirs.marking) < CUT
            assert theirs.marking_id == ours.marking_id
            assert {each.label for each in theirs.terms} <= {
                *(each.label for each in ours.terms), "Option"
            }  # fmt: skip
            assert (theirs.goods is None) == (ours.goods is None)
            compared += 1
    assert compared > refused
    assert compared >= 10


async def test_loading_changes_nothing_but_the_markings_of_one_variant():
    client, found = await some(1)
    document, item = found[0]
    loaded = json.loads(await load(client, document, item, "fr"))
    before = json.loads(document)
    (changed,) = [
        (new, old) for new, old in zip(loaded["variants"], before["variants"], strict=True)
        if new != old
    ]  # fmt: skip
    assert str(changed[0]["id"]) == item.ref.variant
    assert changed[0].pop("variant_markings")
    changed[1].pop("variant_markings")
    assert loaded == before


async def test_another_profile_in_the_answer_is_no_confirmation():
    client, found = await some(30)
    for document, item in found:
        offers = [each for each in item.offers if each.compared]
        prepared = prepare(await load(client, document, item, "en"))
        offered = techniques(prepared, item)
        if len(offers) < 2 or not offered:
            continue
        printing = Printing(offered[0].code, length=Decimal(30), width=Decimal(10))
        said = [
            await confirm(client, prepared, item, each, QUANTITY, printing) for each in offers[:2]
        ]
        if isinstance(said[0], Worked) and not said[0].goods:
            continue
        assert isinstance(said[0], Worked), said[0]
        assert isinstance(said[1], OnQuote)
        assert offers[0].ladder.profile in said[1].reason
        return
    raise AssertionError("no product of two profiles with a marking")


def canned(answer: object) -> tuple[EuropeanSourcingClient, kit.CannedSender]:
    sender = kit.CannedSender(lambda _request: json.dumps(answer).encode())
    return cast("EuropeanSourcingClient", kit.client_of(SOURCE, sender)), sender


def one(**members: Any) -> tuple[Any, Item]:
    held = variant() | {"variant_markings": [marking(static_fixed_prices=[fixed("40")], **members)]}
    document = json.dumps({"id": 9, "variants": [held]}).encode()
    (item,) = OFFERING.items(document, ORIGIN)
    return prepare(document), item


def body(request: Request) -> dict[str, Any]:
    return json.loads(request.body or b"")


async def test_the_request_has_the_documented_members():
    prepared, item = one(maximum_length="60", maximum_width="40")
    client, sender = canned({"price": 102.5, "quantity": 25, "markingPrice": 40.0})
    printing = Printing("gravure-laser", colours=3, length=Decimal("50.0"), width=Decimal("2.50"))
    found = await confirm(client, prepared, item, item.offers[0], 25, printing)
    assert isinstance(found, Worked)
    assert (found.total, found.marking) == (Decimal("102.5"), 40)
    assert body(sender.seen[0]) == {
        "variant_id": 1, "marking_id": 720, "quantityM": 25, "nbColor": 3, "nbLogo": 1,
        "nbPosition": 1, "length": 50, "width": 2.5,
    }  # fmt: skip
    assert b'"length":50,' in (sender.seen[0].body or b"").replace(b" ", b"")


async def test_an_order_that_is_on_quote_here_is_asked_with_the_first_marking():
    prepared, item = one(maximum_number_of_colors=1)
    client, sender = canned({"error": "sur devis", "quantity": 25})
    found = await confirm(
        client, prepared, item, item.offers[0], 25, Printing("gravure-laser", colours=4)
    )
    assert found == OnQuote("The service names no price: “sur devis”.")
    assert body(sender.seen[0])["nbColor"] == 4


async def test_nothing_is_asked_where_nothing_can_be_confirmed():
    prepared, item = one()
    client, sender = canned({})
    for printing in (Printing(), Printing("unknown")):
        found = await confirm(client, prepared, item, item.offers[0], 25, printing)
        assert isinstance(found, OnQuote)
        assert found.reason
    assert not sender.seen


@pytest.mark.parametrize(
    "answer",
    [None, [], {}, {"price": None}, {"price": 0}, {"price": "x"}, {"price": -1},
     {"price": 5, "error": "in quotes"}],
)  # fmt: skip
def test_an_answer_without_a_price_is_on_quote(answer: object):
    assert isinstance(read_answer(answer, 5), OnQuote)


def test_an_odd_answer_keeps_its_price():
    found = read_answer({"price": "5.10", "calculationDetails": [3, {"label": "promo"}, {}]}, 5)
    assert not isinstance(found, OnQuote)
    assert (found.price, found.quantity, found.terms) == (Decimal("5.10"), 5, ())
