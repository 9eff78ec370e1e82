"""Offers of several sources beside each other, on the sandbox in this process."""

from __future__ import annotations

import asyncio
import time
from decimal import Decimal
from pathlib import Path

import msgspec

from tests.harness.waiting import until
from tests.workspace.comparison.kit import bench, job
from workbench.compare.board_outcome import Outcome
from workbench.compare.landed import Landed
from workbench.compare.landed_terms import Freight, Part, Terms
from workbench.compare.margins import MarginKind, MarginRule
from workbench.core.offers import Printing
from workbench.core.queries import Query
from workbench.core.values import Money, Quoted
from workbench.workspace.comparison.comparison import Comparison
from workbench.workspace.comparison.rows import OfferRow
from workbench.workspace.exporting import TableRows
from workbench.workspace.session import Session

MOST = 8
"""Suppliers that the sandbox's first article has."""


async def shown(comparison: Comparison) -> Session:
    session = comparison.session(comparison.source.resources[0])
    await session.ask(Query())
    return session


def widest(comparison: Comparison) -> OfferRow:
    rows = [row for row in comparison.shown.rows if isinstance(row, OfferRow)]
    return max(rows, key=lambda row: row.suppliers)


async def test_what_was_read_of_every_source_stands_side_by_side(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        await held.load("europeansourcing", "products")
        await held.read("lagerkoll")
        gathered = await held.comparison.gather()
        assert set(gathered.sources) == {"europeansourcing", "lagerkoll"}
        assert gathered.matched > 0
        session = await shown(held.comparison)
        row = widest(held.comparison)
        assert row.suppliers >= MOST
        assert row.match is not None
        assert row.match.code == "gtin"
        priced = [cell.amount for cell in row.cells.values() if cell.amount is not None]
        assert row.best is not None
        assert row.best.amount == min(priced)
        assert sum(cell.best for cell in row.cells.values()) == 1
        at = session.table.row_of(row.key)
        assert at is not None
        texts = [session.table.text(at, field.id) for field in session.resource.fields]
        assert row.name in texts


async def test_another_quantity_prices_the_same_rows_again(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        await held.load("europeansourcing", "products")
        comparison = held.comparison
        await comparison.gather()
        session = await shown(comparison)
        row = widest(comparison)
        before = session.table.value(session.table.row_of(row.key) or 0, "best")
        keys = [session.table.key(at) for at in range(len(session.table))]
        told: list[str] = []
        comparison.repriced.connect(lambda: told.append("repriced"))
        comparison.changed.connect(lambda: told.append("changed"))
        comparison.ask(quantity=5000)
        await comparison.settled()
        assert told == ["repriced"]
        assert [session.table.key(at) for at in range(len(session.table))] == keys
        after = session.table.value(session.table.row_of(row.key) or 0, "best")
        assert isinstance(before, Money)
        assert isinstance(after, Money)
        assert after.amount < before.amount


async def test_a_cost_unfolds_into_lines_that_sum_to_it(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        await held.load("europeansourcing", "products")
        comparison = held.comparison
        await comparison.gather()
        freight = Freight(per_order=Decimal(45), per_piece=Decimal("0.0250"))
        await comparison.agreements.put_terms("", Terms(freight))
        await comparison.settled()
        key = widest(comparison).key
        best = comparison.offers(key)[0]
        assert best.rank == 0
        assert best.total is not None
        lines = comparison.unfold(key, best.id)
        assert {line.label for line in lines} >= {"Goods", "Freight"}
        assert sum(line.amount.amount for line in lines) == best.total.amount
        landed = comparison.landed(key, best.id)
        assert isinstance(landed, Landed)
        assert landed.per_piece == best.per_piece


async def test_rates_are_read_while_gathering_once_that_is_switched_on(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        comparison = held.comparison
        await comparison.gather()
        assert comparison.rates.newest is None
        held.workspace.change_settings(
            lambda settings: msgspec.structs.replace(settings, fetch_rates=True)
        )
        await comparison.gather()
        await until(lambda: comparison.rates.newest is not None)
        assert comparison.rates.rates.of("SEK") is not None


async def test_a_currency_without_a_rate_is_said_and_never_the_cheapest(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        await held.load("europeansourcing", "products")
        await held.read("lagerkoll")
        comparison = held.comparison
        await comparison.gather()
        offers = [
            offer
            for row in comparison.shown.rows
            for offer in comparison.offers(row.key)
            if offer.outcome is Outcome.RATE
        ]
        assert offers
        assert all(each.per_piece is None and each.rank is None for each in offers)
        assert all("rate" in each.reason for each in offers)
        await comparison.rates.set_typed("SEK", Decimal("11.25"))
        await comparison.settled()
        key = comparison.key_of(next(each.item.ref for each in offers
                                     if each.offer.ladder.currency == "SEK"))  # fmt: skip
        priced = [each for each in comparison.offers(key) if each.offer.ladder.currency == "SEK"]
        compared = [each for each in priced if each.rank is not None]
        assert compared
        line = comparison.unfold(key, compared[0].id)[0]
        assert line.quote is not None
        assert line.quote.origin == "typed"
        assert line.original.currency == "SEK"
        assert line.amount.currency == "EUR"


async def test_suppliers_that_are_left_out_lose_their_columns(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        await held.load("europeansourcing", "products")
        comparison = held.comparison
        await comparison.gather()
        row = widest(comparison)
        best = next(name for name, cell in row.cells.items() if cell.best)
        comparison.ask(off=comparison.asked.without([best]))
        await comparison.settled()
        ids = {field.id for field in comparison.source.resources[0].fields}
        assert f"supplier-{best}" not in ids
        again = next(each for each in comparison.shown.rows if each.key == row.key)
        assert isinstance(again, OfferRow)
        assert best not in again.cells
        assert again.best is not None
        assert row.best is not None
        assert again.best.amount >= row.best.amount
        assert comparison.suppliers()[best][2] is False


async def test_markings_are_asked_for_and_priced_for_eight_suppliers(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        await held.load("europeansourcing", "products")
        comparison = held.comparison
        await comparison.gather()
        key = widest(comparison).key
        group = comparison.group(key)
        assert group is not None
        comparison.ask(refs=tuple(item.ref for item in group.items))
        await comparison.settled()
        unread = await comparison.unread_markings()
        assert len(unread) >= MOST
        assert await comparison.load_markings(unread, job()) == len(unread)
        await comparison.settled()
        techniques = await comparison.techniques()
        assert techniques
        unmarked = {each.offer.id: each.total for each in comparison.offers(key)}
        comparison.ask(printing=Printing(techniques[0].code, length=Decimal(50), width=Decimal(30)))
        await comparison.settled()
        offers = comparison.offers(key)
        marked = [each for each in offers if each.rank is not None]
        quoted = [each for each in offers if each.outcome is Outcome.QUOTE]
        assert len({each.offer.supplier for each in (*marked, *quoted)}) >= MOST
        assert all(each.reason for each in quoted)
        assert marked
        for each in marked:
            before = unmarked[each.offer.id]
            assert before is not None
            assert each.total is not None
            assert each.total.amount >= before.amount
        curves = await comparison.curve(key)
        assert curves is not None
        assert curves.series
        assert curves.series[0].here is not None
        assert curves.series[0].here.total == marked[0].total
        confirmed = await comparison.confirm([key], job())
        assert len(confirmed) == comparison.confirms([key])
        assert any(each.agrees for each in confirmed)
        assert all(each.sentence for each in confirmed)


async def test_a_customer_sees_sale_prices_alone(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        await held.load("europeansourcing", "products")
        comparison = held.comparison
        await comparison.gather()
        row = widest(comparison)
        suppliers = [name for name, _count, _on in comparison.suppliers().values()]
        costs = {f"{row.best.amount:f}"} if row.best else set()
        rule = MarginRule("Shop", MarginKind.MARGIN, Decimal(35))
        await comparison.agreements.put_rule(rule)
        comparison.ask(margin="Shop", client_safe=True)
        await comparison.settled()
        session = await shown(comparison)
        fields = session.resource.fields
        rows = list(range(len(session.table)))
        exported = list(TableRows(session.table, rows, fields).batches(10_000))
        documents = [session.documents.of_row(session.table.key(at)) or b"" for at in rows]
        told = repr(exported) + b"".join(documents).decode() + repr([field.id for field in fields])
        told += repr([session.table.key(at) for at in rows])
        assert not [name for name in suppliers if name in told]
        at = session.table.row_of(row.key)
        assert at is not None
        price = session.table.value(at, "price")
        assert isinstance(price, Money)
        assert row.best is not None
        assert price.amount > row.best.amount
        shown_row = documents[at].decode()
        assert not [cost for cost in costs if f'"{cost}"' in shown_row]
        assert comparison.offers(row.key) == ()
        assert comparison.golden(row.key) is None
        assert await comparison.curve(row.key) is None


async def test_what_is_asked_is_there_again_after_a_restart(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        await held.read("lagerkoll")
        comparison = held.comparison
        await comparison.gather()
        comparison.ask(quantity=470, parts=frozenset({Part.DUTY}))
        await comparison.settled()
        await held.still()
    async with bench(tmp_path) as again:
        await again.comparison.gather()
        assert again.comparison.asked.quantity == 470
        assert again.comparison.asked.parts == frozenset({Part.DUTY})


async def test_pages_that_are_read_later_are_taken_over(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        comparison = held.comparison
        assert (await comparison.gather()).items == 0
        await held.read("europeansourcing", "products")
        await comparison.settled()
        assert comparison.gathered.items > 0
        assert comparison.shown.rows
        refs = [item.ref for item in comparison._engine.shown_items()][:1]
        assert (await comparison.history.past(refs[0])).seen is not None


def test_a_cell_tells_its_amount_for_files() -> None:
    cell = Quoted(Decimal("2.6200"), "EUR", "250+", best=True)
    assert cell.money == Money(Decimal("2.6200"), "EUR")
    assert msgspec.structs.fields(OfferRow)


async def test_a_question_asked_while_another_ends_shows_its_own_rows(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        await held.load("europeansourcing", "products")
        comparison = held.comparison
        await comparison.gather()
        comparison.ask(text="mug")
        await comparison.settled()
        mugs = [row.key for row in comparison.shown.rows]
        comparison.ask(text="bag")
        for _turn in range(20):
            await asyncio.sleep(0)
        # The thread comes to its end while the loop has not taken its answer over yet.
        time.sleep(0.5)  # noqa: ASYNC251 - the loop stands still
        comparison.ask(text="mug")
        await comparison.settled()
        assert mugs
        assert [row.key for row in comparison.shown.rows] == mugs


async def test_no_cost_is_told_before_a_customers_rows_are_there(tmp_path: Path) -> None:
    async with bench(tmp_path) as held:
        await held.load("europeansourcing", "products")
        comparison = held.comparison
        await comparison.gather()
        row = widest(comparison)
        assert comparison.spread(row.key) is not None
        comparison.ask(client_safe=True)
        session = comparison.session(comparison.source.resources[0])
        await session.ask(Query())
        documents = [session.documents.of_row(key) for key in (row.key,)]
        assert documents == [None] or row.supplier.encode() not in (documents[0] or b"")
        assert comparison.spread(row.key) is None
        await comparison.settled()
