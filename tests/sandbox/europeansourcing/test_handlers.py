"""Each search handler finds what a filter over all documents finds, alone and in pairs."""

from __future__ import annotations

import random

import httpx

from tests.sandbox.europeansourcing.cases import cases
from tests.sandbox.europeansourcing.oracle import Oracle
from workbench.sandbox.europeansourcing.handlers import HANDLERS


async def _found(client: httpx.AsyncClient, handlers: list[dict]) -> set[int]:
    body = {
        "lang": "en",
        "limit": 1000,
        "include_fields": ["id"],
        "enable_aggregations": False,
        "search_handlers": handlers,
    }
    answer = await client.post("search", json=body)
    assert answer.status_code == 200, answer.text
    return {row["id"] for row in answer.json()["products"]}


async def test_every_handler_alone(client: httpx.AsyncClient, oracle: Oracle) -> None:
    rows = cases(oracle)
    assert set().union(*(handler for _name, handler, _test in rows)) == set(HANDLERS)
    useless = []
    for name, handler, test in rows:
        expected = oracle.ids(test)
        assert await _found(client, [handler]) == expected, name
        if not 0 < len(expected) < len(oracle.products):
            useless.append(name)
    # A case that lets nothing or everything through would prove nothing.
    assert useless == []


async def test_handlers_in_pairs(client: httpx.AsyncClient, oracle: Oracle) -> None:
    rows = cases(oracle)
    chance = random.Random(20261101)
    pairs = [chance.sample(rows, 2) for _ in range(60)]
    for (first, one, test_one), (second, other, test_other) in pairs:
        either = oracle.ids(test_one) | oracle.ids(test_other)
        assert await _found(client, [one, other]) == either, f"{first} or {second}"
        if set(one) & set(other):
            continue
        both = oracle.ids(test_one) & oracle.ids(test_other)
        assert await _found(client, [one | other]) == both, f"{first} and {second}"


async def test_no_handler_and_empty_lists_let_everything_through(
    client: httpx.AsyncClient,
) -> None:
    everything = await _found(client, [])
    assert len(everything) == 400
    assert await _found(client, [{"brand_id": {"include": []}}]) == everything
    assert await _found(client, [{"category_id": {"include": {"ids": []}}}]) == everything
    assert await _found(client, [{"brand_id": {"include": ["999999"]}}]) == set()
    assert await _found(client, [{"id": {"include": ["none", "²"]}}]) == set()
