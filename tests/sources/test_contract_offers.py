"""What the offers of every source keep: run over every document of the sandbox."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest

from tests.sources.test_contract import connected, pages, query_of
from workbench.core.edits import Values
from workbench.core.offers import BOUGHT_AT, Item, Lot, Offer, Offering, Origin, PriceKind, Ref
from workbench.core.sources import Resource, Source
from workbench.core.values import Ladder, Money, Step
from workbench.sources import ALL

READ = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
OFFERED = [
    pytest.param(source, resource, id=f"{source.id}/{resource.id}")
    for source in ALL
    for resource in source.resources
    if resource.offering is not None
]


def offering_of(resource: Resource) -> Offering:
    assert resource.offering is not None
    return resource.offering


def origin_of(source: Source, resource: Resource, currency: str = "") -> Origin:
    return Origin(source.id, "main", resource.id, READ, currency)


DOCUMENTS: dict[tuple[str, str], Sequence[bytes]] = {}
"""Read once for all tests: none of them changes a record."""


async def documents_of(source: Source, resource: Resource) -> Sequence[bytes]:
    held = DOCUMENTS.get((source.id, resource.id))
    if held is not None:
        return held
    client, _sender = connected(source)
    read = pages(resource.search, client, query_of(source))
    found = [document async for page in read for document in page.documents]
    assert found
    DOCUMENTS[source.id, resource.id] = found
    return found


@pytest.mark.parametrize(("source", "resource"), OFFERED)
async def test_every_document_reads_as_items(source: Source, resource: Resource):
    origin, offering = origin_of(source, resource), offering_of(resource)
    refs: list[Ref] = []
    kinds: set[PriceKind] = set()
    for document in await documents_of(source, resource):
        for item in offering.items(document, origin):
            refs.append(item.ref)
            check_item(item, source)
            kinds |= {each.kind for each in item.offers if each.compared and each.ladder.steps}
    assert refs
    assert len(set(refs)) == len(refs)
    assert kinds
    assert kinds <= BOUGHT_AT


def check_item(item: Item, source: Source) -> None:
    assert (item.ref.source, item.ref.account) == (source.id, "main")
    assert source.resource(item.ref.resource) is not None
    assert item.ref.key
    assert item.name
    assert item.read == READ
    assert all(code.isascii() and code.isdigit() for code in item.gtins)
    assert len({each.id for each in item.offers}) == len(item.offers)
    for offer in item.offers:
        assert offer.id
        assert item.offer(offer.id) == offer
        check_offer(offer)
        digits = [len(step.amount.as_tuple().digits) for step in offer.ladder.steps]
        assert max(digits, default=0) < 12, "a float on the way"
    for lot in item.lots:
        assert lot.quantity > 0


def check_offer(offer: Offer) -> None:
    assert offer.supplier
    assert offer.multiple >= 1
    assert offer.lead_days is None or offer.lead_days >= 0
    assert all(offer.troubles)
    check_ladder(offer.ladder)
    if not offer.ladder.steps:
        assert offer.troubles
    if offer.compared and offer.ladder.steps and not offer.troubles:
        assert len(offer.ladder.currency) == 3


def check_ladder(ladder: Ladder) -> None:
    assert ladder.minimum >= 1
    assert all(one.from_quantity < two.from_quantity for one, two in pairwise(ladder.steps))
    for step in ladder.steps:
        assert type(step) is Step
        assert type(step.amount) is Decimal
        assert step.amount > 0
        assert step.from_quantity >= 1


@pytest.mark.parametrize(("source", "resource"), OFFERED)
async def test_items_stand_for_rows_of_the_source(source: Source, resource: Resource):
    """A row is found by the item's key, or by its variant where it is the variant's own table."""
    origin, offering = origin_of(source, resource), offering_of(resource)
    for document in (await documents_of(source, resource))[:40]:
        keys = {key for key, _record in resource.rows_of(document)}
        for item in offering.items(document, origin):
            assert keys & {item.ref.key, item.ref.variant}


@pytest.mark.parametrize(("source", "resource"), OFFERED)
async def test_amounts_without_a_currency_take_the_accounts(source: Source, resource: Resource):
    plain, other = origin_of(source, resource), origin_of(source, resource, "PLN")
    offering = offering_of(resource)
    for document in (await documents_of(source, resource))[:40]:
        pairs = zip(offering.items(document, plain), offering.items(document, other), strict=True)
        for one, two in pairs:
            for first, second in zip(one.offers, two.offers, strict=True):
                assert first.ladder.steps == second.ladder.steps
                named = {first.ladder.currency, second.ladder.currency}
                assert len(named) == 1 or named == {source.currency, "PLN"}


def mangled(value: object, turn: int) -> object:
    """A document with every third leaf as something else than documented."""
    odd: Sequence[object] = (None, [], {}, "x", -1, True, [3], {"id": 1}, "1,5", 10**30, "")
    count = 0

    def change(held: object) -> object:
        nonlocal count
        if isinstance(held, dict):
            return {name: change(inner) for name, inner in held.items()}
        if isinstance(held, list):
            return [change(inner) for inner in held]
        count += 1
        return odd[(count + turn) % len(odd)] if (count + turn) % 3 == 0 else held

    return change(value)


@pytest.mark.parametrize(("source", "resource"), OFFERED)
async def test_no_odd_value_raises(source: Source, resource: Resource):
    origin, offering = origin_of(source, resource), offering_of(resource)
    for turn, document in enumerate((await documents_of(source, resource))[:60]):
        odd = json.dumps(mangled(msgspec.json.decode(document), turn)).encode()
        for item in offering.items(odd, origin):
            for offer in item.offers:
                check_offer(offer)
        if offering.prepare is not None:
            offering.prepare(odd)
        for place in range(1, len(document), max(1, len(document) // 7)):
            assert not offering.items(document[:place], origin)


def example(source: Source, resource: Resource) -> Item:
    offer = Offer("a", "Nordic Promo", PriceKind.BUY, Ladder((Step(1, Decimal(3)),)))
    return Item(
        Ref(source.id, "main", resource.id, "1"), "Mug", READ, gtins=("7350042910045",),
        manufacturer="Orrefalk", mpn="OR-1", supplier="Nordic Promo", supplier_number="NP-1",
        offers=(offer,), lots=(Lot("", 1),),
    )  # fmt: skip


@pytest.mark.parametrize(("source", "resource"), OFFERED)
async def test_values_for_records_are_of_fields_that_can_be_typed(
    source: Source, resource: Resource
):
    offering, item = offering_of(resource), example(source, resource)
    offer = item.offers[0]
    for price in (Money(Decimal("2.50"), source.currency), None):
        if offering.adopt is not None:
            check_values(offering.adopt(item, offer, price), resource)
            assert offering.adopt(item, offer, price)
        for document in (await documents_of(source, resource))[:40] if offering.fill else ():
            assert offering.fill is not None
            check_values(offering.fill(document, item, offer, price), resource)
            assert offering.fill(b"{", item, offer, price) == {}


def check_values(values: Values, resource: Resource) -> None:
    assert resource.saving is not None
    entries = {entry.field for entry in resource.saving.entries}
    assert set(values) <= entries
    assert all(value not in (None, "", ()) for value in values.values())
