"""Bad data in the window: each row says what is wrong with it, and none of it counts as a price."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.acceptance.market import Buyer, Market, buying, open_market
from tests.acceptance.stage import CTRL, Key
from workbench.sandbox.europeansourcing.names import name_of
from workbench.sandbox.lagerkoll.words import UNRATED
from workbench.ui.parts.toast import Toast

ENGLISH = 1


@pytest.fixture
def market() -> Iterator[Market]:
    with open_market() as found:
        yield found


async def read_all(buyer: Buyer) -> None:
    """Read all of both sources, and turn to the comparison."""
    for source in ("europeansourcing", "lagerkoll"):
        await buyer.turn(source)
        await buyer.until(lambda: len(buyer.session.rows))
        if not buyer.session.status.complete:
            await buyer.choose("Data", "Load all")
        await buyer.until(lambda: buyer.session.status.complete, 60)
    await buyer.turn("compare")


def of(market: Market, which: str) -> str:
    """The name of one of the sandbox's odd products."""
    return name_of(market.catalogue.products, getattr(market.catalogue.odd, which), ENGLISH)


async def said(buyer: Buyer, name: str) -> tuple[str, str]:
    """What the row of a name says of its best offer: in its cell, and in the dock."""
    place = await buyer.find(name)
    await buyer.go_to(place)
    model = buyer.view.grid_model
    column = model.column_of("offer")
    assert column is not None
    cell = model.index(place, column).data(Qt.ItemDataRole.AccessibleTextRole)
    page = buyer.board.dock.offer
    labels = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    return str(cell), " ".join(labels)


async def test_bad_data_is_said_in_its_row_and_is_no_price(qapp, home, market: Market) -> None:
    async with buying(home, market) as buyer:
        await read_all(buyer)
        await buyer.go_to(0)
        await buyer.page("Offer")

        gap = "No price is named for 250 to 499 pieces."
        cell, page = await said(buyer, of(market, "gap"))
        assert "Not sold at that quantity" in cell
        assert gap in cell
        assert "No cost" in page
        assert gap in page
        await buyer.quantity(550)
        cell, page = await said(buyer, of(market, "gap"))
        assert "EUR" in cell, "behind the gap it is sold"
        assert f"In the data {gap}" in page, "and still said"

        overlap = "Two prices hold for 500 to 599 pieces; the later step counts."
        cell, page = await said(buyer, of(market, "overlap"))
        assert "2.73 EUR" in cell, "the tier from 500 on"
        assert overlap in cell
        assert f"In the data {overlap}" in page
        await buyer.quantity(250)

        for which, technique, why in (
            ("unknown", "pad printing", "the unknown variable “nb_faces”"),
            ("unmet", "laser engraving", "No price of the marking fits this order."),
        ):
            await buyer.find(of(market, which))
            await buyer.choose_technique(technique)
            cell, page = await said(buyer, of(market, which))
            assert "On quote" in cell
            assert why in cell
            assert "No cost" in page
            assert why in page
            await unmarked(buyer)
            cell, _page = await said(buyer, of(market, which))
            assert "EUR" in cell, "without marking it has a price"


async def unmarked(buyer: Buyer) -> None:
    """Choose no technique again."""
    box = buyer.board.rail.marking.technique
    await buyer.pick("Unmarked", box)
    await buyer.until(lambda: buyer.comparison.asked.printing is None)
    await buyer.rest()


async def test_currencies_without_a_rate_are_never_added_up(qapp, home, market: Market) -> None:
    async with buying(home, market) as buyer:
        await read_all(buyer)
        await buyer.go_to(0)
        await buyer.page("Offer")
        cell, page = await said(buyer, market.articles[UNRATED].name)
        assert "No exchange rate" in cell
        assert "No rate is known for " in cell
        assert "No cost" in page

        # One of each currency in a basket: two totals, and a sentence why.
        await buyer.press(Key.Key_B, CTRL)
        await buyer.until(buyer.comparison.baskets.all)
        (basket,) = buyer.comparison.baskets.all()
        await buyer.until(lambda: buyer.comparison.baskets.count(basket.id) == 1)
        await buyer.go_to(await buyer.find(of(market, "lender")))
        await buyer.press(Key.Key_B, CTRL)
        await buyer.until(lambda: buyer.comparison.baskets.count(basket.id) == 2)
        await buyer.choose("Data", "Open basket")
        await buyer.until(lambda: buyer.basket == basket.id)
        await buyer.rest()
        totals = buyer.board.dock.basket.totals
        assert len(totals.totals) == 2
        assert {text.rpartition(" ")[2] for text in totals.totals} == {"EUR", "SEK"}
        why = "No rate leads from one currency to the other: they are not added up."
        assert totals.note.text() == why

        # As quoted, rows of several currencies have no best price, and say so.
        await buyer.table("Offers")
        bar = buyer.board.bar
        await buyer.click(buyer.button("As quoted", bar))
        await buyer.until(lambda: buyer.comparison.asked.currency == "")
        await buyer.rest()
        await buyer.page("Offer")
        cell, page = await said(buyer, market.articles[UNRATED].name)
        assert "Several currencies" in cell
        assert "SEK" in page, "each is told as it is quoted"


async def test_a_wrong_match_is_parted_by_hand_and_joined_again(qapp, home, market: Market) -> None:
    name = name_of(market.catalogue.products, 0, ENGLISH)
    async with buying(home, market) as buyer:
        await read_all(buyer)
        await buyer.find(name)
        (place,) = [at for at, held in enumerate(buyer.values("stock")) if held]
        key = await buyer.go_to(place)
        await buyer.page("Golden row")
        members = buyer.board.dock.golden.members
        assert members.why.text() == "Same GTIN, 99 % sure"
        wrong = next(
            text
            for each in members.buttons
            if (text := each.accessibleName()).endswith(" of Lagerkoll is not the same")
        )
        assert wrong.startswith("Enamel mug"), "a mug among the glasses"
        count = len(members.buttons)
        await buyer.click(buyer.button(wrong, members))
        await buyer.until(lambda: len(buyer.comparison.decided()) == count - 1)
        await buyer.rest()
        assert not any(buyer.values("stock")), "the glass has no stock of mugs"

        # It is taken back by the word that the window offers for a while.
        await buyer.until(lambda: any(each.isVisible() for each in toasts(buyer)))
        (toast,) = [each for each in toasts(buyer) if each.isVisible()]
        await buyer.click(buyer.button("Undo", toast))
        await buyer.until(lambda: not buyer.comparison.decided())
        await buyer.rest()
        assert [bool(held) for held in buyer.values("stock")].count(True) == 1
        assert buyer.keys()[place] == key

        # Said again it is remembered, and the table of matches takes it back one by one.
        await buyer.go_to(place)
        await buyer.until(lambda: len(members.buttons) == count)
        await buyer.click(buyer.button(wrong, members))
        await buyer.until(lambda: len(buyer.comparison.decided()) == count - 1)
        await buyer.rest()
        await buyer.table("Matches")
        said = buyer.shown("state")
        assert said.count("Not the same") == count - 1
        await buyer.click_cell(said.index("Not the same"), "a")
        await buyer.rest()
        await buyer.press(Key.Key_U)
        await buyer.until(lambda: len(buyer.comparison.decided()) == count - 2)
        await buyer.rest()
        assert buyer.shown("state").count("Not the same") == count - 2


def toasts(buyer: Buyer) -> list[Toast]:
    """The words that the window offers for a while."""
    return buyer.window.findChildren(Toast)
