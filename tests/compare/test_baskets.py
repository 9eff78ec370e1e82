"""What a basket says of itself: sums within one currency, targets, and promises that stay."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from tests.compare.kit import item, offer
from workbench.compare.baskets import client_name, line_of, over_target, sum_of
from workbench.compare.quoting import Home, ordered, quote
from workbench.core.offers import OnQuote, Printing, Worked
from workbench.core.values import Money

AT = datetime(2026, 9, 4, tzinfo=UTC)


def _money(text, currency="EUR"):
    return Money(Decimal(text), currency)


def _line(identity, *steps, **more):
    held = item(identity, offer(*steps, **more))
    return line_of(identity, held, "list", 10).accept(quote(held, "list", 10, at=AT))


def test_the_first_promise_is_never_written_over():
    held = item("a", offer((1, "2.00")))
    first, second = (quote(held, "list", wanted, at=AT) for wanted in (10, 20))
    line = line_of("1", held, "list").accept(first).accept(second)
    assert (line.quoted, line.later, line.standing) == (first, (second,), second)
    assert msgspec.json.decode(msgspec.json.encode(line), type=type(line)) == line


def test_a_sum_keeps_currencies_apart_and_counts_what_it_leaves_out():
    lines = [_line("a", (1, "2.00")), _line("b", (1, "3.10")), _line("c", (1, "1"), currency="SEK")]
    lines += [_line("d"), line_of("e", item("e"))]
    found = sum_of(lines)
    assert found.amounts == (_money("51.00"), _money("10", "SEK"))
    assert found.open == 2


def test_a_total_counts_in_the_currency_of_the_basket_with_its_rate():
    held = item("a", offer((1, "10"), currency="USD"))
    home = Home(_money("92.00"), Decimal("0.92"), date(2026, 9, 3), "ECB")
    quoted = quote(held, "list", 10, at=AT, convert=lambda *_all: home)
    line = line_of("1", held, "list", 10).accept(quoted)
    assert sum_of([line]).amounts == (_money("92.00"),)
    refused = quote(held, "list", 10, at=AT, convert=lambda *_all: "No rate for USD.")
    assert (refused.total, refused.home, refused.reason) == (
        _money("100", "USD"),
        None,
        "No rate for USD.",
    )


@pytest.mark.parametrize(
    ("wanted", "bought", "unit"),
    [(1, 54, "3"), (54, 54, "3"), (55, 60, "3"), (96, 96, "3"), (97, 102, "2"), (500, 504, None)],
)
def test_an_order_is_of_whole_multiples_and_at_least_the_minimum(wanted, bought, unit):
    found = ordered(offer((1, "3"), (100, "2"), minimum=50, multiple=6, until=503), wanted)
    assert (found and found.amount) == (unit and Decimal(unit))
    assert found is None or found.bought == bought


def test_the_marking_is_part_of_the_total_and_its_terms_stay():
    held = item("a", offer((1, "2.00")))
    worked = Worked(10, Decimal(40), Decimal(0), (), Decimal(20), Decimal(60))
    printing = Printing("laser")
    quoted = quote(held, "list", 10, at=AT, printing=printing, worked=worked, sale=_money("8.00"))
    assert (quoted.total, quoted.unit, quoted.marking) == (_money("60"), _money("2.00"), worked)
    assert quoted.margin == Decimal("0.25")
    for why in (OnQuote("Ask for it."), None):
        refused = quote(held, "list", 10, at=AT, printing=printing, worked=why)
        assert refused.total is None
        assert refused.reason


def test_what_is_added_once_an_order_is_part_of_the_total():
    held = item("a", offer((1, "2.00"), charges=(("Shipment", Decimal("12.5")),)))
    assert quote(held, "list", 10, at=AT).total == _money("32.5")


def test_what_has_no_price_says_why():
    held = item("a", offer((1, "2.00"), until=5), offer(identity="empty"))
    assert "gone" in quote(held, "other", 10, at=AT).reason
    assert "10 pieces" in quote(held, "list", 10, at=AT).reason
    assert "no price" in quote(held, "empty", 10, at=AT).reason


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"valid_until": date(2026, 9, 2)}, "Valid until 2026-09-02."),
        ({"valid_from": date(2026, 9, 6)}, "Valid from 2026-09-06."),
        ({"vat_included": True}, "The price includes VAT."),
    ],
)
def test_a_price_of_other_days_or_with_vat_is_no_promise(more, said):
    held = item("a", offer((1, "2.00"), **more))
    found = quote(held, "list", 10, at=AT)
    assert (found.total, found.home, found.reason) == (None, None, said)
    assert sum_of([line_of("1", held, "list", 10).accept(found)]) == ((), 1)


def test_a_price_of_nothing_is_no_promise():
    held = item("a", offer((1, "2.00"), (10, "0")))
    found = quote(held, "list", 10, at=AT)
    assert (found.unit, found.total) == (None, None)
    assert found.reason == "A price of 0 is named at that quantity."
    assert quote(held, "list", 9, at=AT).total == _money("18.00")


def test_a_target_in_another_currency_is_not_compared():
    line = _line("a", (1, "2.00"))
    assert over_target(line) is None
    assert over_target(msgspec.structs.replace(line, target=_money("1.99"))) is True
    assert over_target(msgspec.structs.replace(line, target=_money("2.00"))) is False
    assert over_target(msgspec.structs.replace(line, target=_money("1", "SEK"))) is None


def test_a_promise_for_another_quantity_says_nothing_of_the_line():
    line = msgspec.structs.replace(_line("a", (1, "2.00")), quantity=1000)
    assert line.standing is not None
    assert line.current is None
    assert sum_of([line]) == ((), 1)
    wanted = msgspec.structs.replace(line, target=_money("1.00"))
    assert over_target(wanted) is None


@pytest.mark.parametrize(
    "name",
    ["ACME mug", "mug by-Acme, 4006381333931", "Acme: mug", "(acme) mug 4006381333931"],
)
def test_a_customer_is_not_told_who_sells_a_line(name):
    held = msgspec.structs.replace(
        item("a", offer((1, "2.00"))), name=name, gtins=("4006381333931",)
    )
    told = client_name(line_of("1", held, "list", 10))
    assert "mug" in told
    assert "acme" not in told.casefold()
    assert "4006381333931" not in told
    other = msgspec.structs.replace(line_of("1", held), name="MidOcean", supplier="Mid-Ocean")
    assert client_name(other) == "Item"
