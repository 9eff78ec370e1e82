"""Two downloads compared, and what records cost at other metal prices."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.sources.loupe.bench import READY
from tests.sources.loupe.bench import bench as service
from tests.workspace.loupe_kit import ACCOUNT, bench
from tests.workspace.test_remote import Run
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.orders import MetalPart
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.times import now
from workbench.core.values import Money
from workbench.export.plan import ExportColumn, Format
from workbench.sources.loupe import SOURCE
from workbench.sources.loupe.samples import SAMPLES, metals, rows_of
from workbench.workspace import exporting
from workbench.workspace.differing import Turn, compare, compare_downloads, read_pages
from workbench.workspace.metals import Missing, kinds_of, what_if


def page(*rows: dict[str, str] | list[dict[str, str]]) -> Page:
    documents = [json.dumps(row).encode() for row in rows]
    held = [rows_of(document)[0] for document in documents]
    return Page(
        rows=[record for _key, record in held],
        keys=[key for key, _record in held],
        documents=documents,
        document_keys=[key for key, _record in held],
        document_of=range(len(held)),
        fetched_at=now(),
    )


def sample(code: str, **cells: str) -> dict[str, str]:
    return {"Atelier Code": code, "Style Name": f"Ring {code}"} | cells


def test_new_gone_and_changed_are_told_with_both_values():
    old = page(
        sample("A1", Description='7" chain', Supplier_Cost="10.5"),
        sample("A2"),
        sample("A3", Stone_1_Quantity="4", Unknown_Column="x"),
    )
    new = page(
        sample("A4"),
        sample("A3", Stone_1_Quantity="5", Other="y"),
        sample("A1", Description='8" chain', Supplier_Cost="10.50"),
    )
    found = compare(SAMPLES, old, new)
    assert (found.new, found.gone, found.changed, found.same) == (1, 1, 2, 0)
    told = [(each.turn, each.key, each.field, each.old, each.new) for each in found.rows]
    assert told == [
        (Turn.NEW, "A4", "", "", ""),
        (Turn.GONE, "A2", "", "", ""),
        (Turn.CHANGED, "A3", "Stone_1_Quantity", "4", "5"),
        (Turn.CHANGED, "A3", "Other", "", "y"),
        (Turn.CHANGED, "A3", "Unknown_Column", "x", ""),
        (Turn.CHANGED, "A1", "Description", '7" chain', '8" chain'),
    ]
    assert found.rows[0].name == "Ring A4"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("10.5", "10.50", True),
        ("0010", "10", False),
        ("1.10", "1.1 ", True),
        ("01.10", "1.10", False),
        ("NA", "", False),
        ("1e5", "100000", False),
    ],
)
def test_numbers_are_compared_by_size_and_codes_as_they_stand(old: str, new: str, same: bool):
    found = compare(SAMPLES, page(sample("A", X=old)), page(sample("A", X=new)))
    assert (found.changed == 0) is same


def test_the_same_header_in_several_files_counts_for_each():
    old = page([sample("A", Modified="1"), {"Atelier Code": "A", "Modified": "2"}])
    new = page([sample("A", Modified="1"), {"Atelier Code": "A", "Modified": "3"}])
    (row,) = compare(SAMPLES, old, new).rows
    assert (row.field, row.old, row.new) == ("Modified (2)", "2", "3")


def test_a_resource_without_cells_is_compared_by_its_fields():
    from msgspec.structs import replace

    plain = replace(SAMPLES, cells=None)
    found = compare(plain, page(sample("A", Size="52")), page(sample("A", Size="54")))
    assert [(each.field, each.old, each.new) for each in found.rows] == [("Size", "52", "54")]


async def test_downloads_are_read_by_their_ids_without_making_one(tmp_path: Path):
    made = service(tmp_path, READY)
    remotes = Run(tmp_path, made).remotes
    old, new = await read_pages(remotes, SOURCE, SAMPLES, ACCOUNT, ("x", "y"))
    assert compare(SAMPLES, old, new).same == 1
    assert "create_export" not in made.calls
    async with bench(tmp_path / "home") as held:
        with pytest.raises(WbError) as failed:
            await compare_downloads(held.workspace, SOURCE, SAMPLES, ACCOUNT, "x", "x")
        assert failed.value.code is ErrorCode.INPUT


async def test_differences_are_rows_of_a_session(tmp_path: Path):
    from workbench.workspace.differing import differences_of, page_of

    async with bench(tmp_path) as held:
        found = compare(SAMPLES, page(sample("A", X="=1")), page(sample("A", X="=2"), sample("B")))
        session = held.workspace.session(SOURCE, differences_of(SAMPLES), ACCOUNT)
        session.show(page_of(found), Query())
        assert len(session.table) == 2
        session.arrange(facets={"turn": ("changed",)})
        rows = exporting.scope_rows(session, exporting.Scope.SHOWN, ())
        assert [session.table.value(row, "new") for row in rows] == ["=2"]
        columns = tuple(ExportColumn(each, each.title) for each in session.resource.fields)
        plan = exporting.plan_of(session, columns, rows)
        written = await exporting.export(
            plan, tmp_path / "d.csv", Format.CSV, Job("j", "write", "export")
        )
        assert "=2" in written.path.read_text()


GOLD, SILVER = "Gold 18 kt", "Silver 925"


def part(metal: str, grams: str | None, cost: str | None, currency: str = "USD") -> MetalPart:
    return MetalPart(
        "Metal 1",
        metal,
        None if grams is None else Decimal(grams),
        None if cost is None else Money(Decimal(cost), currency),
    )


def test_other_prices_move_costs_by_currency_and_say_what_is_missing():
    records = [
        ("A", [part(GOLD, "2.50", "150.00"), part(SILVER, "1", "1.00")]),
        ("B", [part(GOLD, "1", "50", "EUR"), part(GOLD, None, "9"), part(GOLD, "3", None)]),
        ("C", [part(GOLD, "1.5", "100.00")]),
    ]
    found = what_if(records, {GOLD: Money(Decimal("62.40"), "USD")})
    assert found.deltas == {"A": {"USD": Decimal("6.0000")}, "C": {"USD": Decimal("-6.400")}}
    assert found.totals == {"USD": Decimal("-0.4000")}
    assert found.missing == {Missing.CURRENCY: 1, Missing.WEIGHT: 1, Missing.COST: 1}
    assert len(found.lines) == 6
    (gold, silver) = kinds_of(records)
    assert (gold.metal, gold.parts, gold.grams) == (GOLD, 5, Decimal("8.00"))
    assert gold.paid == {"USD": Decimal("62.5"), "EUR": Decimal(50)}
    assert silver.paid == {"USD": Decimal(1)}


def test_metals_are_read_out_of_the_product_and_the_costing_file():
    costing = {
        "Atelier Code": "A", "Costing Currency": "USD", "Supplier Currency": "USD",
        "Metal_1_Cost": "150.00",
    }  # fmt: skip
    product = sample("A", Metal_1_Type="Gold", Metal_1_Purity="18 kt", Metal_1_Weight="2.50")
    document = json.dumps([product, costing]).encode()
    assert metals(document) == [part(GOLD, "2.50", "150.00")]
    assert metals(json.dumps(product).encode()) == [part(GOLD, "2.50", None)]
    assert metals(b"[]") == ()
