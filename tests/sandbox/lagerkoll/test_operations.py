"""Every operation of the document answers, with the members that the document shows."""

from __future__ import annotations

import pytest

from tests.sandbox.lagerkoll.cases import (
    ARTICLE,
    AUTOCOMPLETE,
    BATCHES,
    CASES,
    FIFO,
    HISTORY,
    KEY,
    PART,
    Case,
)
from tests.sandbox.lagerkoll.warehouse import Warehouse
from workbench.sandbox.lagerkoll import service


def _filled(house: Warehouse, text: str) -> str:
    shelf = house.app.world.shelves[186008]
    rows = shelf.articles.values()
    lot = next(row for row in rows if row.batches and row.batches[0].batch_id and not row.bundled)
    serial = next(row for row in rows if row.batches and row.batches[0].serial_nr)
    fifo = shelf.articles[KEY].fifos[0]
    export = house.app.world.exports[0]
    values = {
        "with_unit": next(row.article_id for row in rows if row.units),
        "fifo": fifo.id,
        "lot": lot.article_id,
        "lot_id": lot.batches[0].batch_id,
        "serial": serial.article_id,
        "serial_id": serial.batches[0].serial_nr,
        "external": next(row.external_id for row in rows if row.external_id),
        "export": export.id,
        "set": shelf.articles["P-001"].batches[0].batch_id,
    }
    return text.format(**values)


async def _sent(house: Warehouse, case: Case):
    path = f"articles/{_filled(house, case.path)}?{case.query}".rstrip("?")
    if isinstance(case.body, str):
        files = {"file": ("import.tsv", case.body.encode(), "text/tab-separated-values")}
        return await house.client.request(case.method, path, files=files)
    body = case.body
    if isinstance(body, dict) and body.get("date") == "{fifo_date}":
        body = body | {"date": house.row(KEY).fifos[0].date}
    return await house.client.request(case.method, path, json=body)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.method} {case.path or '(root)'}")
async def test_it_answers_as_documented(house: Warehouse, case: Case) -> None:
    answer = await _sent(house, case)
    assert answer.status_code == 200, answer.text
    if case.answer is None:
        assert answer.content[:4] in {b"%PDF", b"PK\x03\x04"}
        assert "json" not in answer.headers["content-type"]
    elif not case.answer:
        assert answer.content == b""
    else:
        assert set(answer.json()) == case.answer


def test_no_operation_is_missing() -> None:
    assert len(CASES) == 83
    parts = (service.articles, service.batches, service.bulk, service.bundles, service.exports,
             service.fifo, service.history, service.imports, service.lists, service.moving,
             service.prints, service.structure_imports, service.units)  # fmt: skip
    entries = [entry for part in parts for entry in part.entries()]
    assert sum(path.startswith("articles") for _method, path, _operation in entries) == 83


async def test_the_rows_have_their_documented_members(house: Warehouse) -> None:
    listed = await house.get("", since=0)
    assert set(listed["articles"][0]) == ARTICLE
    bundle = await house.one("P-001")
    assert set(bundle["parts"][0]) == PART
    assert set(bundle["batches"]) == BATCHES
    assert set((await house.get(f"{KEY}/fifo"))["fifos"][0]) == FIFO
    assert set((await house.get(f"{KEY}/history"))["history"][0]) == HISTORY
    assert set((await house.get("autocomplete"))["articles"][0]) == AUTOCOMPLETE


@pytest.mark.parametrize(
    ("path", "members"),
    [
        ("units", {"units", "since"}),
        ("categories/", {"categories", "since"}),
        ("suppliers", {"page", "pages", "pageSize", "suppliersCount", "since", "suppliers"}),
        ("prices/lists", {"page", "pages", "pageSize", "pricelistsCount", "pricelists"}),
        ("stores/", {"orgName", "orgNumber", "stores"}),
    ],
)
async def test_the_other_resources_answer(house: Warehouse, path: str, members: set[str]) -> None:
    answer = await house.client.get(path)
    assert answer.status_code == 200
    assert set(answer.json()) == members


async def test_one_supplier_answers(house: Warehouse) -> None:
    listed = (await house.client.get("suppliers")).json()["suppliers"]
    one = (await house.client.get(f"suppliers/{listed[0]['id']}")).json()
    assert one == listed[0]
    assert (await house.client.get("suppliers/9")).status_code == 404
