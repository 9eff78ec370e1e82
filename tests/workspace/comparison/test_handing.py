"""Baskets of rows from any table, and what becomes of their lines; nothing is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from tests.workspace.comparison.kit import Bench, account, bench, job
from workbench.compare.matching.model import DecisionKind
from workbench.core.errors import WbError
from workbench.core.offers import Item
from workbench.core.queries import Query
from workbench.core.values import Money
from workbench.edits.drafts import NEW_KEY


@asynccontextmanager
async def filled(home: Path) -> AsyncIterator[Bench]:
    async with bench(home) as held:
        await held.load("europeansourcing", "products")
        await held.read("lagerkoll")
        await held.comparison.gather()
        yield held


def item_of(held: Bench, source: str) -> Item:
    found = (each for each in held.comparison._engine.pool.items().values())
    return next(each for each in found if each.ref.source == source and each.offers)


async def test_rows_of_a_source_are_put_into_a_basket_with_their_promise(tmp_path: Path) -> None:
    async with filled(tmp_path) as held:
        comparison = held.comparison
        basket = await comparison.baskets.create("Spring fair", "EUR")
        session = await held.read("europeansourcing", "products")
        keys = [session.table.key(at) for at in range(3)]
        added = await comparison.add(session, keys, basket.id, 250)
        lines = comparison.baskets.lines(basket.id)
        assert [line.id for line in lines] == list(added.lines)
        assert [line.ref.key for line in lines] == keys
        for line in lines:
            assert line.quantity == 250
            assert line.quoted is not None
            assert line.quoted.unit is not None
            assert line.quoted.home is not None
            assert line.quoted.home.amount.currency == "EUR"


async def test_rows_of_the_comparison_bring_their_best_offer(tmp_path: Path) -> None:
    async with filled(tmp_path) as held:
        comparison = held.comparison
        basket = await comparison.baskets.create("Best", "EUR")
        session = comparison.session(comparison.source.resources[0])
        await session.ask(Query())
        key = session.table.key(0)
        best = comparison.offers(key)[0]
        await comparison.add(session, [key], basket.id)
        (line,) = comparison.baskets.lines(basket.id)
        assert (line.ref, line.offer) == (best.item.ref, best.offer.id)
        assert line.quantity == comparison.asked.quantity
        comparison.show_basket(basket.id)
        await comparison.settled()
        assert [row.key for row in comparison.shown.rows] == [key]
        shown = comparison.source.resource(f"basket-{basket.id}")
        assert shown is not None
        table = comparison.session(shown)
        await table.ask(Query())
        assert len(table.table) == 1
        await comparison.baskets.remove_lines(basket.id, [line.id])
        await held.still()
        assert len(table.table) == 0


async def test_a_table_without_prices_is_said(tmp_path: Path) -> None:
    async with filled(tmp_path) as held:
        basket = await held.comparison.baskets.create("None", "EUR")
        session = await held.read("europeansourcing", "suppliers")
        added = await held.comparison.add(session, [session.table.key(0)], basket.id)
        assert added.lines == ()
        assert added.left_out
        with pytest.raises(WbError):
            await held.comparison.order_lines("gone")


async def test_an_offer_becomes_a_new_article_that_is_staged(tmp_path: Path) -> None:
    async with filled(tmp_path) as held:
        comparison = held.comparison
        basket = await comparison.baskets.create("New", "EUR")
        session = await held.read("europeansourcing", "products")
        await comparison.add(session, [session.table.key(3)], basket.id, 100)
        (handed,) = await comparison.new_articles(basket.id)
        assert handed.done, handed.sentence
        assert handed.key.startswith(NEW_KEY)
        assert "no exchange rate" in handed.sentence
        source = held.workspace.source("lagerkoll")
        assert source is not None
        book = held.workspace.books.of(source, account("lagerkoll"))
        record = book.record("articles", handed.key)
        assert record is not None
        (line,) = comparison.baskets.lines(basket.id)
        assert record.cells["name"].value == line.name
        book.steps.undo()
        await comparison.rates.set_typed("SEK", Decimal("11.25"))
        (again,) = await comparison.new_articles(basket.id)
        assert again.done, "what was undone is free"
        record = book.record("articles", again.key)
        assert record is not None
        assert line.quoted is not None
        assert line.quoted.unit is not None
        cost = record.cells["cost"].value
        assert isinstance(cost, Money)
        assert cost.currency == "SEK"
        assert cost.amount == (line.quoted.unit.amount * Decimal("11.25")).quantize(
            Decimal("0.0001")
        )


async def test_two_lines_of_one_thing_become_one_article(tmp_path: Path) -> None:
    async with filled(tmp_path) as held:
        comparison = held.comparison
        basket = await comparison.baskets.create("New", "EUR")
        session = await held.read("europeansourcing", "products")
        key = session.table.key(3)
        await comparison.add(session, [key], basket.id, 100)
        await comparison.add(session, [key], basket.id, 500, again=True)
        first, second = await comparison.new_articles(basket.id)
        assert first.done, first.sentence
        assert not second.done
        assert "same thing" in second.sentence


async def test_what_cannot_be_done_is_said_by_line(tmp_path: Path) -> None:
    async with filled(tmp_path) as held:
        comparison = held.comparison
        basket = await comparison.baskets.create("Left", "EUR")
        session = await held.read("lagerkoll")
        await comparison.add(session, [session.table.key(0)], basket.id)
        (line,) = comparison.baskets.lines(basket.id)
        for handed in (
            *await comparison.order_lines(basket.id),
            *await comparison.new_articles(basket.id),
            *await comparison.fill_etim(basket.id),
        ):
            assert (handed.line, handed.done) == (line.id, False)
            assert handed.sentence


async def test_a_value_of_the_golden_row_is_staged_in_its_record(tmp_path: Path) -> None:
    async with filled(tmp_path) as held:
        comparison = held.comparison
        item = item_of(held, "lagerkoll")
        row = comparison.golden(comparison.key_of(item.ref))
        assert row is not None
        use = row.uses["name"][0]
        assert (use.source, use.key, use.field) == ("lagerkoll", item.ref.key, "name")
        handed = comparison.use(use, "Another name")
        assert handed.done, handed.sentence
        source = held.workspace.source("lagerkoll")
        assert source is not None
        record = held.workspace.books.of(source, account("lagerkoll")).record(*handed[6:8])
        assert record is not None
        assert record.cells["name"].value == "Another name"
        assert not comparison.use(use, item.name + "").done or record


async def test_a_decision_parts_a_group_and_is_taken_back(tmp_path: Path) -> None:
    async with filled(tmp_path) as held:
        comparison = held.comparison
        groups = comparison._engine.grouping.groups.values()
        group = next(each for each in groups if len(each.items) == 2)
        a, b = group.items
        await comparison.decide(a, b, same=False, note="other glaze")
        await held.still()
        assert comparison.key_of(a.ref) != comparison.key_of(b.ref)
        (said,) = comparison.decided()
        assert said.decision.kind is DecisionKind.NOT_SAME
        assert {said.a, said.b} == {a, b}
        await comparison.undecide(said.decision.a, said.decision.b)
        await held.still()
        assert comparison.key_of(a.ref) == comparison.key_of(b.ref) == group.id


async def test_a_basket_is_read_again_with_the_fewest_requests(tmp_path: Path) -> None:
    async with filled(tmp_path) as held:
        comparison = held.comparison
        basket = await comparison.baskets.create("Again", "EUR")
        session = await held.read("europeansourcing", "products")
        keys = [session.table.key(at) for at in range(4)]
        await comparison.add(session, keys, basket.id, 100)
        planned = comparison.requoting.plan(comparison.baskets.lines(basket.id))
        assert planned.requests == 1
        verdicts = await comparison.requote(basket.id, job())
        assert [verdict.fate.value for verdict in verdicts] == ["same"] * 4


async def test_the_own_shelf_is_told_before_buying(tmp_path: Path) -> None:
    async with filled(tmp_path) as held:
        comparison = held.comparison
        pool = comparison._engine.pool.items().values()
        item = next(each for each in pool if each.own and each.lots and each.offers)
        split = await comparison.shelf(comparison.key_of(item.ref))
        assert split is not None
        assert split.title
        assert split.shelf_first
        nothing = next(each for each in pool if not each.own)
        alone = comparison.key_of(nothing.ref)
        group = comparison.group(alone)
        assert group is not None
        if not any(each.own for each in group.items):
            assert await comparison.shelf(alone) is None


async def test_every_small_table_shows_its_rows(tmp_path: Path) -> None:
    async with filled(tmp_path) as held:
        comparison = held.comparison
        await comparison.rates.set_typed("SEK", Decimal("11.25"))
        comparison.ask(first_reads=True)
        await held.still()
        counts = {}
        for resource in comparison.source.resources:
            session = comparison.session(resource)
            await session.ask(Query())
            assert session.status.error is None
            counts[resource.id] = len(session.table)
        assert counts["rates"] == 1
        assert counts["price_history"] > 0
        assert counts["matches"] == len(comparison.questions())
