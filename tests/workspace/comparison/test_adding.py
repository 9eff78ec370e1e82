"""Which offer a row of any table means when it is put into a basket."""

from __future__ import annotations

from datetime import timedelta

from tests.compare.kit import item, offer
from workbench.core.times import now
from workbench.workspace.comparison.adding import chosen_item, chosen_offer

TODAY = now().astimezone().date()


def test_currencies_are_not_compared_to_choose_an_item() -> None:
    crowns = item("a", offer((1, "11"), currency="SEK"), variant="1")
    zloty = item("a", offer((1, "9"), currency="PLN"), variant="2")
    euros = item("a", offer((1, "10"), currency="EUR"), variant="3")
    held = [crowns, zloty, euros]
    assert chosen_item(held, "row", 10, "EUR") is euros
    assert chosen_item(held, "row", 10, "USD") is crowns
    assert chosen_item(held, "2", 10, "EUR") is zloty


def test_an_offer_of_other_days_or_at_nothing_is_not_chosen() -> None:
    day = timedelta(days=1)
    held = item(
        "a",
        offer((1, "1"), identity="over", valid_until=TODAY - day),
        offer((1, "2"), identity="soon", valid_from=TODAY + day),
        offer((1, "0"), identity="nothing"),
        offer((1, "4"), identity="today", valid_from=TODAY, valid_until=TODAY),
        offer((1, "5"), identity="always"),
    )
    assert chosen_offer(held, 10, "EUR") == "today"
    assert chosen_offer(item("b", *held.offers[:3]), 10, "EUR") == ""
