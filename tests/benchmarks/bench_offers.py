"""Benchmark of offers: documents of every source read as items, and a thousand orders marked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from tests.benchmarks.harness import Result, Scale, best_of, within
from tests.sources import kit
from tests.sources.test_contract import connected, pages, query_of
from workbench.core.offers import Item, Offer, Offering, Origin, Printing, Worked
from workbench.core.sources import Resource, Source
from workbench.sources import ALL
from workbench.sources.europeansourcing import SOURCE
from workbench.sources.europeansourcing.offers_confirm import load
from workbench.sources.europeansourcing.offers_marked import marked
from workbench.sources.europeansourcing.offers_prepared import Prepared, prepare, techniques

READ = datetime(2026, 3, 14, tzinfo=UTC)
ORDERS = 1000
LIMIT_S = 0.2
A_SECOND = 5000

Order = tuple[Prepared, Item, Offer, Printing]


def items_of_documents(scale: Scale) -> Iterator[Result]:
    """Read the items of each source's documents."""
    del scale
    for source, resource, offering in _offered():
        documents = asyncio.run(_documents(source, resource))
        origin = Origin(source.id, "main", resource.id, READ)
        count = sum(len(offering.items(document, origin)) for document in documents)

        def read(
            offering: Offering = offering,
            documents: list[bytes] = documents,
            origin: Origin = origin,
        ) -> None:
            for document in documents:
                offering.items(document, origin)

        size = f"{len(documents)} documents, {count:,} items"
        name, allowed = f"items of {source.id}", count / A_SECOND
        yield within(name, size, best_of(read), f"{A_SECOND:,} a second", allowed, at_most=1)


def _offered() -> Iterator[tuple[Source, Resource, Offering]]:
    for source in ALL:
        found = (resource for resource in source.resources if resource.offering is not None)
        resource = next(found, None)
        if resource is not None and resource.offering is not None:
            yield source, resource, resource.offering


async def _documents(source: Source, resource: Resource) -> list[bytes]:
    client, _sender = connected(source)
    read = pages(resource.search, client, query_of(source))
    return [document async for page in read for document in page.documents]


def orders_by_technique(scale: Scale) -> Iterator[Result]:
    """Choose the marking of a technique and reckon the order, a thousand times."""
    del scale
    orders = asyncio.run(_orders())
    held = [orders[at % len(orders)] for at in range(ORDERS)]

    def reckon() -> int:
        found = (marked(each[0], each[1], each[2], 250, each[3]) for each in held)
        return sum(isinstance(outcome, Worked) for outcome in found)

    assert reckon() > ORDERS // 2
    seconds = best_of(reckon)
    yield within("orders by technique", f"{ORDERS:,} orders", seconds, "200 ms", LIMIT_S, at_most=1)


async def _orders() -> list[Order]:
    _service, sender = kit.europeansourcing()
    client = SOURCE.connect(sender)
    found: list[Order] = []
    origin = Origin(SOURCE.id, "main", "products", READ)
    for document in (await _documents(SOURCE, SOURCE.resources[0]))[:60]:
        item = SOURCE.resources[0].offering.items(document, origin)[0]  # type: ignore[union-attr]
        prepared = prepare(await load(client, document, item))  # type: ignore[arg-type]
        offer = next((each for each in item.offers if each.compared), None)
        for technique in techniques(prepared, item) if offer else ():
            assert offer is not None
            printing = Printing(technique.code, 2, length=Decimal(30), width=Decimal(10))
            found.append((prepared, item, offer, printing))
    return found
