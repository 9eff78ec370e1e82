"""Samples out of the files: joined by their code, with stones, components and costs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.sources import kit
from tests.sources.loupe.bench import READY, asked, bench, put
from workbench.core.jobs import JobState
from workbench.core.pages import Page
from workbench.core.queries import Condition, Query
from workbench.core.sources import SubTable
from workbench.core.values import Money, Odd
from workbench.sandbox.loupe import catalogue
from workbench.sandbox.loupe.packing import Packing, packed
from workbench.sandbox.loupe.tables import Making
from workbench.sources.loupe import SOURCE
from workbench.sources.loupe.records.costs import cost_lines
from workbench.sources.loupe.records.sample import read_sample, sample_of
from workbench.sources.loupe.samples import SAMPLES, page_of, rows_of, search
from workbench.sources.loupe.subtables import COLUMNS, COMPONENTS, COSTS, STONES

ROWS = catalogue.samples(60)
VENDOR, HOME = (
    Making("https://pictures.test", home=False),
    Making("https://pictures.test", home=True),
)


def page(tmp_path: Path, packing: Packing = "zip", making: Making = VENDOR) -> Page:
    return page_of(put(tmp_path / "x.csv", packed(ROWS, packing, making).data))


def value(page: Page, row: int, field: str) -> object:
    found = SAMPLES.field(field)
    assert found is not None
    return found.read(page.rows[row])


def inner(table: SubTable, document: bytes) -> list[Any]:
    return list(table.rows(document, Query()))


def test_the_three_files_make_one_row_a_sample(tmp_path: Path):
    made = page(tmp_path)
    assert list(made.keys) == [sample.code for sample in ROWS]
    assert made.total == len(ROWS)
    for row, sample in enumerate(ROWS):
        assert value(made, row, "supplier_code") == sample.supplier_code
        assert value(made, row, "description") == sample.description
        assert value(made, row, "net_weight") == Decimal(sample.net).scaleb(-2)
        assert value(made, row, "centre_stone") is sample.has_centre
        assert value(made, row, "modified") == sample.modified
        cost = Money(Decimal(sample.cost).scaleb(-2), sample.seller.currency)
        assert value(made, row, "vendor_cost") == cost
        assert isinstance(value(made, row, "retail_price"), Money)


@pytest.mark.parametrize("packing", ["product", "costing", "retail"])
def test_each_kind_alone_is_a_table(tmp_path: Path, packing: Packing):
    made = page(tmp_path, packing)
    assert list(made.keys) == [sample.code for sample in ROWS]
    assert all(isinstance(msgspec.json.decode(each), dict) for each in made.documents)
    assert [key for each in made.documents for key, _row in rows_of(each)] == list(made.keys)


def test_stones_components_and_costs_of_a_sample(tmp_path: Path):
    made = page(tmp_path)
    for sample, document in zip(ROWS, made.documents, strict=True):
        stones = inner(STONES, document)
        assert [each.value("reference") or "" for each in stones] == [
            each.reference for each in sample.stones
        ]
        parts = inner(COMPONENTS, document)
        assert len(parts) == len(sample.metals) + len(sample.chains)
        lines = inner(COSTS, document)
        assert lines[-1].vendor == Money(Decimal(sample.cost).scaleb(-2), sample.seller.currency)
        spent = sum(line.vendor.amount for line in lines[:-1])
        assert spent == lines[-1].vendor.amount


def test_costs_in_the_home_currency(tmp_path: Path):
    made = page(tmp_path, "costing", HOME)
    for document in made.documents:
        lines = cost_lines(read_sample(document) or sample_of([{}]))
        assert all(isinstance(line.home, Money) and line.home.currency == "GBP" for line in lines)


def test_a_cost_without_a_currency_is_shown_as_sent():
    (line,) = cost_lines(sample_of([{"Labour Cost": "12.50"}]))
    assert (line.part, line.vendor, line.home) == ("Labour", Odd("12.50"), None)


def test_headers_are_found_however_they_are_spelled(tmp_path: Path):
    data = b'atelierCode,SUPPLIER_CODE,Stone 1 Reference,Chain_1_Extra_Details\nAZ1,"7""",S-1,x\n'
    made = page_of(put(tmp_path / "x.csv", data))
    assert (made.keys[0], value(made, 0, "supplier_code")) == ("AZ1", '7"')
    (stone,) = inner(STONES, made.documents[0])
    assert stone.value("reference") == "S-1"
    (chain,) = inner(COMPONENTS, made.documents[0])
    assert (chain.group, chain.value("extradetails")) == ("Chain", "x")


def test_unknown_columns_are_kept(tmp_path: Path):
    made = page_of(put(tmp_path / "x.csv", b"Atelier Code,Moon Phase\nAZ1,waxing\n"))
    assert msgspec.json.decode(made.documents[0]) == {"Atelier Code": "AZ1", "Moon Phase": "waxing"}
    cells = [(each.column, each.value) for each in inner(COLUMNS, made.documents[0])]
    assert ("Moon Phase", "waxing") in cells


def test_rows_of_one_code_stand_together_and_rows_without_one_alone(tmp_path: Path):
    data = b"Atelier Code,Note\nAZ1,a\nAZ1,b\n,c\n,d\n"
    made = page_of(put(tmp_path / "x.csv", data))
    assert len(made.keys) == 3
    assert msgspec.json.decode(made.documents[0]) == [
        {"Atelier Code": "AZ1", "Note": "a"}, {"Atelier Code": "AZ1", "Note": "b"},
    ]  # fmt: skip
    assert [key for each in made.documents for key, _row in rows_of(each)] == list(made.keys)


def test_uneven_rows_are_warned_of(tmp_path: Path):
    assert page_of(put(tmp_path / "x.csv", b"A,B\n1\n2,3\n")).warnings


async def test_a_question_is_a_job_that_is_seen(tmp_path: Path):
    made = bench(tmp_path, READY)
    found = await search(made.client, asked(SourcingApprovalStatus=3), "")
    assert list(found.keys) == ["AZ1"]
    (job,) = made.jobs.jobs
    assert (job.state, job.kind, job.source, job.account) == (
        JobState.DONE, "export", "loupe", "main",
    )  # fmt: skip
    assert job.result.startswith(str(tmp_path))
    assert job.done == job.total == 1


async def test_the_service_filters_and_the_file_says_so():
    service, sender = kit.loupe()
    client = kit.client_of(SOURCE, sender)
    query = Query(conditions=(Condition("SourcingApprovalStatus", "", 3),))
    found = await search(client, query, "")  # type: ignore[arg-type]
    wanted = [row.code for row in catalogue.samples(kit.SAMPLES) if row.approvals.sourcing == 3]
    assert list(found.keys) == wanted
    assert service.name == "loupe"
