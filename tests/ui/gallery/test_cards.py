"""What cards say, painted and spoken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.sample import page_of
from workbench.core.queries import Sort
from workbench.ui.gallery.cards import Cards
from workbench.ui.theme.marks import Stock


@pytest.fixture
def cards(desk):
    cards = Cards(desk)
    cards.tester = QAbstractItemModelTester(
        cards, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return cards


def test_a_card_says_what_its_row_holds(cards):
    words = cards.words(6)
    assert words.name == "Enamel mug Dalarna 350 ml"
    assert words.subtitle == "Skrivo"
    assert words.picture == "https://sample.invalid/6.png"
    assert (words.amount, words.currency, words.tier) == ("2.63", "EUR", "from 250")
    assert (words.stock, words.level) == ("47,514 in stock", Stock.ENOUGH)
    assert len(words.colours) == 6
    assert words.colour_names.startswith("Sand, White, Black")


def test_what_is_missing_is_said_and_never_a_zero(cards):
    assert cards.words(0).name == "–"
    assert (cards.words(5).amount, cards.words(5).currency, cards.words(5).tier) == ("–", "", "")
    assert cards.words(7).stock == "stock not known"
    assert (cards.words(2).stock, cards.words(2).level) == ("out of stock", Stock.NONE)
    assert (cards.words(9).stock, cards.words(9).level) == ("plenty", None)


def test_a_smallest_order_above_the_quantity_is_named(cards):
    assert cards.words(4).tier == "MOQ 500"


def test_the_quantity_changes_price_and_tier(cards, desk):
    assert cards.words(6).tier == "from 250"
    desk.set_quantity(1000)
    assert cards.words(6).tier == "from 1,000"


def test_a_screen_reader_hears_the_whole_card(cards, desk):
    desk.selection.toggle("k6")
    said = cards.index(6, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Enamel mug", "Skrivo", "2.63 EUR at 250", "47,514 in stock", "Sand", "row 7"):
        assert part in said
    assert "selected" in said
    assert "selected" not in cards.index(5, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_there_is_one_card_per_shown_row_through_all_changes(cards, desk):
    assert cards.rowCount() == 300
    desk.set_sort((Sort("stock", descending=True),))
    assert cards.place_of("k6") != 6
    assert cards.words(cards.place_of("k6")).name == "Enamel mug Dalarna 350 ml"
    desk.set_facets("supplier", ["0"])
    assert cards.rowCount() == 50
    desk.session.show(page_of(range(20)), desk.view.query)
    assert cards.rowCount() < 20
    desk.set_facets("supplier", [])
    desk.set_sort(())
    assert cards.keys() == [f"k{number}" for number in range(20)]
    assert cards.keys(3, 5) == ["k3", "k4", "k5"]


def test_another_resource_brings_its_own_cards(cards, desk):
    desk.open(desk.source.resources[1], ask=False)
    assert cards.rowCount() == 0
    desk.session.show(page_of(range(3)), desk.view.query)
    assert cards.words(1).name == "Lanyard Skåne 15 mm rPET"
    assert cards.words(3) is None
