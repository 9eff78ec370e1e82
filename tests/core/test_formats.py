"""Values as the screen shows them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from workbench.core.fields import Kind
from workbench.core.formats import MINUS, MISSING, Formats, best_price, formats_of, rows_text
from workbench.core.values import Coded, Ladder, Money, Odd, Step

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (None, Kind.TEXT, MISSING), ("", Kind.TEXT, MISSING), ((), Kind.CODES, MISSING),
        (0, Kind.INTEGER, "0"), (-1234567, Kind.INTEGER, "−1,234,567"),
        (Decimal("-0.50"), Kind.DECIMAL, "−0.5"), (Decimal("1E+3"), Kind.DECIMAL, "1,000"),
        (Money(Decimal("1234.5"), "EUR"), Kind.MONEY, "1,234.50 EUR"),
        (Money(Decimal("0.0425"), "EUR"), Kind.MONEY, "0.0425 EUR"),
        (Coded("C1", "Blue"), Kind.CHOICE, "Blue"), (Coded("C1", ""), Kind.CHOICE, "C1"),
        ((Coded("a", "A"), Coded("b", "B")), Kind.CODES, "A, B"),
        (True, Kind.FLAG, "yes"), (False, Kind.FLAG, "no"),
        (date(2026, 3, 14), Kind.DATE, "2026-03-14"),
        (Odd("12,5"), Kind.DECIMAL, "12,5"), ("x" * 3000, Kind.TEXT, "x" * 2000),
        ("0012", Kind.ID, "0012"),
    ],
)  # fmt: skip
def test_values(value, kind, shown):
    assert Formats().value(value, kind) == shown


def test_prices_at_a_quantity():
    low = Ladder((Step(1, Decimal(2)), Step(100, Decimal(1))), minimum=50)
    high = Ladder((Step(1, Decimal("1.5")),))
    formats = Formats()
    assert formats.value((low, high), Kind.PRICE, 10) == "1.50 EUR"
    assert formats.value((low, high), Kind.PRICE, 100) == "1.00 EUR"
    assert formats.value((Ladder(()),), Kind.PRICE, 1) == MISSING
    assert best_price((), 1) is None
    priced = low.at(10)
    assert priced is not None
    assert (priced.bought, priced.total) == (50, Decimal(100))
    assert Ladder((Step(1, Decimal(2)),), until=10).at(11) is None


def test_languages_have_their_signs():
    german = formats_of("de")
    assert german.money(Money(Decimal("1234.5"), "EUR")) == "1.234,50 EUR"
    assert formats_of("xx-nonsense") == formats_of("en") == Formats()


@pytest.mark.parametrize(
    ("seconds", "age"),
    [
        (5, "just now"),
        (61, "1 min ago"),
        (7200, "2 h ago"),
        (86_400, "24 h ago"),
        (3 * 86_400, "3 d ago"),
    ],
)
def test_ages(seconds, age):
    assert Formats().age(NOW - timedelta(seconds=seconds), NOW) == age


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.2, "1 s"), (42, "42 s"), (240, "4 min"), (7800, "2 h 10 min")]
)
def test_durations(seconds, shown):
    assert Formats().duration(seconds) == shown


def test_sizes_and_counts():
    formats = Formats()
    assert [formats.size(size) for size in (12, 3400, 5_600_000, 7_800_000_000)] == [
        "12 B", "3 kB", "6 MB", "7.8 GB",
    ]  # fmt: skip
    assert (rows_text(1), rows_text(1200)) == ("1 row", "1,200 rows")


@pytest.mark.fault(28)
def test_numbers_without_an_end_are_written_with_their_exponent():
    signs = Formats()
    assert signs.integer(10**5000) == "1.000000E+5000"
    assert signs.integer(-(10**60)) == f"{MINUS}1{',000' * 20}"
    assert signs.number(Decimal("9" * 5000)) == "1.000000E+5000"
    assert signs.number(Decimal("1E+999999999")) == "1.000000E+999999999"
    assert signs.number(Decimal("-1E-999999999")) == f"{MINUS}1.000000E{MINUS}999999999"
    assert signs.number(Decimal("NaN")) == "NaN"
    assert signs.money(Money(Decimal("9" * 5000), "EUR")) == "1.000000E+5000 EUR"


@pytest.mark.parametrize(
    ("amount", "total", "piece"),
    [
        ("11.1066", "11.11", "11.11"),
        ("0.6045", "0.60", "0.605"),
        ("0.0049", "0.00", "0.005"),
        ("2.1", "2.10", "2.10"),
        ("-0.5", f"{MINUS}0.50", f"{MINUS}0.50"),
        ("1234.565", "1,234.57", "1,234.57"),
        ("NaN", "NaN", "NaN"),
    ],
)
def test_costs_are_shown_in_cents_and_quoted_prices_keep_their_decimals(amount, total, piece):
    formats, held = Formats(), Decimal(amount)
    assert formats.total_number(held) == total
    assert formats.piece_number(held) == piece
    assert formats.total(Money(held, "EUR")) == f"{total} EUR"
    assert formats.piece(Money(held, "EUR")) == f"{piece} EUR"
    assert formats.number(Decimal("11.1066"), 2) == "11.1066"
    huge = Decimal(10) ** 30 + Decimal("0.123")
    assert formats.total_number(huge) == formats.number(huge, 2)
