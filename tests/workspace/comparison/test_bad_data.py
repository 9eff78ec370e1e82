"""What is wrong in the data is said in its row, and never counts as the best price."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import msgspec

from tests.workspace.comparison.kit import Bench, bench, catalogue, job
from workbench.compare.baskets import sum_of
from workbench.compare.board_outcome import Outcome
from workbench.compare.landed_terms import supplier_key
from workbench.compare.matching.model import DecisionKind
from workbench.core.offers import Printing
from workbench.core.values import Quoted
from workbench.sandbox.lagerkoll.words import UNRATED
from workbench.workspace.comparison.answers import PricedOffer
from workbench.workspace.comparison.rows import OfferRow

ODD = catalogue().odd


@asynccontextmanager
async def market(home: Path) -> AsyncIterator[Bench]:
    async with bench(home) as held:
        await held.load("europeansourcing", "products")
        await held.read("lagerkoll")
        await held.comparison.gather()
        yield held


def key_of(held: Bench, row: int, variant: int = 0) -> str:
    """The row of the comparison that a variant of a product of the sandbox stands in."""
    found = str(catalogue().product_id(row))
    number = str(catalogue().variant_id(catalogue().variant_rows(row)[variant]))
    items = held.comparison._engine.pool.items()
    ref = next(ref for ref in items if (ref.key, ref.variant) == (found, number))
    return held.comparison.key_of(ref)


def row_of(held: Bench, key: str) -> OfferRow:
    row = next(row for row in held.comparison.shown.rows if row.key == key)
    assert isinstance(row, OfferRow)
    return row


def cell_of(held: Bench, key: str, offer: PricedOffer) -> Quoted:
    """What the row shows of an offer's supplier."""
    return row_of(held, key).cells[supplier_key(offer.offer.supplier)]


def compared(held: Bench, key: str) -> list[PricedOffer]:
    return [each for each in held.comparison.offers(key) if each.offer.compared]


async def test_no_price_is_told_in_a_gap_between_tiers(tmp_path: Path) -> None:
    async with market(tmp_path) as held:
        key = key_of(held, ODD.gap)
        assert held.comparison.asked.quantity == 250
        offers = compared(held, key)
        said = "No price is named for 250 to 499 pieces."
        assert offers
        for each in offers:
            assert (each.outcome, each.reason) == (Outcome.QUANTITY, said)
            assert (each.per_piece, each.rank) == (None, None)
            assert said in each.offer.troubles
        cell = cell_of(held, key, offers[0])
        assert (cell.amount, cell.caption, cell.reason.count(said)) == (
            None,
            "Not sold at that quantity",
            1,
        )
        assert row_of(held, key).best is None
        held.comparison.ask(quantity=500)
        await held.comparison.settled()
        behind = compared(held, key)
        assert all(each.rank is not None and each.tier == 500 for each in behind)
        assert cell_of(held, key, behind[0]).reason == said, "it is said at every quantity"


async def test_tiers_that_overlap_are_said_and_the_later_one_counts(tmp_path: Path) -> None:
    async with market(tmp_path) as held:
        held.comparison.ask(quantity=550)
        await held.comparison.settled()
        key = key_of(held, ODD.overlap)
        offers = compared(held, key)
        assert {each.tier for each in offers} == {500}
        said = "Two prices hold for 500 to 599 pieces; the later step counts."
        assert cell_of(held, key, offers[0]).reason == said


async def test_a_condition_that_fails_leaves_its_row_without_price(tmp_path: Path) -> None:
    async with market(tmp_path) as held:
        comparison = held.comparison
        for row, said in (
            (ODD.unknown, "nb_faces"),
            (ODD.unmet, "No price of the marking fits this order."),
        ):
            key = key_of(held, row)
            await comparison.load_markings(await comparison.unread_markings((key,)), job())
            comparison.ask(text=row_of(held, key).name)
            await comparison.settled()
            technique = (await comparison.techniques())[0]
            comparison.ask(printing=Printing(technique.code, 2), text="")
            await comparison.settled()
            offers = compared(held, key)
            assert offers
            assert {each.outcome for each in offers} == {Outcome.QUOTE}
            assert all(said in each.reason for each in offers), offers[0].reason
            cell = cell_of(held, key, offers[0])
            assert (cell.amount, cell.caption) == (None, "On quote")
            assert said in cell.reason
            assert row_of(held, key).best is None
            comparison.ask(printing=None)
            await comparison.settled()
            assert all(each.rank is not None for each in compared(held, key)), "unmarked it is sold"


async def test_a_currency_that_no_rate_leads_from_is_said(tmp_path: Path) -> None:
    async with market(tmp_path) as held:
        comparison = held.comparison
        held.workspace.change_settings(lambda held: msgspec.structs.replace(held, fetch_rates=True))
        await comparison.rates.fetched(job())
        await comparison.settled()
        items = comparison._engine.pool.items()
        ref = next(ref for ref in items if ref.source == "lagerkoll" and ref.key == UNRATED)
        key = comparison.key_of(ref)
        rated, unrated = compared(held, key)
        assert rated.offer.ladder.currency == "SEK"
        assert rated.rank == 0
        assert (unrated.offer.ladder.currency, unrated.per_piece) == ("BGN", None)
        assert (unrated.outcome, unrated.reason) == (Outcome.RATE, "No rate is known for BGN.")
        cell = cell_of(held, key, unrated)
        assert (cell.caption, cell.reason) == ("No exchange rate", "No rate is known for BGN.")


async def test_sums_are_told_by_currency_and_lines_say_why(tmp_path: Path) -> None:
    async with market(tmp_path) as held:
        comparison = held.comparison
        basket = await comparison.baskets.create("Mixed", "EUR")
        for source, resource in (("europeansourcing", "products"), ("lagerkoll", "")):
            session = await held.read(source, resource)
            await comparison.add(session, [session.table.key(1)], basket.id, 300)
        lines = comparison.baskets.lines(basket.id)
        amounts, missing = sum_of(lines)
        assert ([each.currency for each in amounts], missing) == (["EUR", "SEK"], 0)
        (foreign,) = [line for line in lines if line.ref.source == "lagerkoll"]
        assert foreign.standing is not None
        assert foreign.standing.home is None
        assert foreign.standing.reason == "No rate is known for SEK."
        comparison.ask(currency="")
        await comparison.settled()
        mixed = [
            row.key
            for row in comparison.shown.rows
            if len({each.offer.ladder.currency for each in compared(held, row.key)
                    if each.per_piece}) > 1
        ]  # fmt: skip
        assert mixed
        for key in mixed:
            assert row_of(held, key).best is None
            assert comparison.spread(key) is None
        await comparison.rates.set_typed("SEK", Decimal("11.25"))
        await comparison.promise(basket.id)


async def test_a_number_on_other_goods_is_asked_about_and_can_be_parted(tmp_path: Path) -> None:
    async with market(tmp_path) as held:
        comparison = held.comparison
        lent, borrowed = key_of(held, ODD.lender), key_of(held, ODD.borrower)
        assert lent != borrowed, "nothing is merged silently"
        for key in (lent, borrowed):
            match = row_of(held, key).match
            assert match is not None
            assert match.label.startswith("Same item? ")
            assert "brand" in match.label
        question = next(
            each
            for each in comparison.questions()
            if {comparison.key_of(each.a.ref), comparison.key_of(each.b.ref)} == {lent, borrowed}
        )
        await comparison.decide(question.a, question.b, same=False)
        await held.still()
        await comparison.settled()
        assert row_of(held, lent).match is None
        assert [each.decision.kind for each in comparison.decided()] == [DecisionKind.NOT_SAME]
        (said,) = comparison.decided()
        await comparison.undecide(said.decision.a, said.decision.b)
        await held.still()
        await comparison.settled()
        assert row_of(held, lent).match is not None
