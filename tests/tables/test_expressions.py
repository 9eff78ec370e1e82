"""What may be typed under a header, what it finds, and what is said where it is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.tables.rows import one_field
from workbench.core.errors import ErrorCode, WbError
from workbench.core.fields import Kind
from workbench.core.values import Coded, Ladder, Money, Odd, Step
from workbench.tables.rowview import RowView

NUMBERS = [5, 10, -3, None, 9, Odd("ten")]
WEIGHTS = [Decimal(5), Decimal("5.00001"), None, Decimal("1E+30")]
NAMES = ["Café", "abc", "ABC def", "", None, "x/y", "a.c"]
DAYS = [date(2026, 3, 14), date(2026, 3, 1), date(2025, 12, 31), None]
TIMES = [datetime(2026, 3, 14, 12, tzinfo=UTC), datetime(2025, 7, 1, 12, tzinfo=UTC), None]
FLAGS = [True, False, None]
BRANDS = [Coded("1", "Bosch"), Coded("b2", "Älv"), None]
MANY = [(Coded("1", "Red"), Coded("2", "Blue")), (Coded("2", "Blue"),), None]
COSTS = [Money(Decimal("2.5"), "EUR"), Money(Decimal(3), "SEK"), None]
PRICES = [(Ladder((Step(1, Decimal("9.99")),)),), (Ladder((Step(1, Decimal(5)),)),), None]

GOOD = [
    (Kind.STOCK, NUMBERS, ">=9", [1, 4]),
    (Kind.STOCK, NUMBERS, "> 9", [1]),
    (Kind.STOCK, NUMBERS, "<5", [2]),
    (Kind.STOCK, NUMBERS, "<=5", [0, 2]),
    (Kind.STOCK, NUMBERS, "5..9", [0, 4]),
    (Kind.STOCK, NUMBERS, "..5", [0, 2]),
    (Kind.STOCK, NUMBERS, "9..", [1, 4]),
    (Kind.STOCK, NUMBERS, "5", [0]),
    (Kind.STOCK, NUMBERS, "=5", [0]),
    (Kind.STOCK, NUMBERS, "−3", [2]),
    (Kind.STOCK, NUMBERS, ">8.5", [1, 4]),
    (Kind.STOCK, NUMBERS, "5.5", []),
    (Kind.STOCK, NUMBERS, "empty", [3]),
    (Kind.STOCK, NUMBERS, "!empty", [0, 1, 2, 4, 5]),
    (Kind.STOCK, NUMBERS, "!5", [1, 2, 3, 4, 5]),
    (Kind.DECIMAL, WEIGHTS, ">5", [1, 3]),
    (Kind.DECIMAL, WEIGHTS, ">=5", [0, 1, 3]),
    (Kind.DECIMAL, WEIGHTS, "<5.00001", [0]),
    (Kind.DECIMAL, WEIGHTS, "=5.00001", [1]),
    (Kind.DECIMAL, WEIGHTS, ">1e20", [3]),
    (Kind.TEXT, NAMES, "cafe", [0]),
    (Kind.TEXT, NAMES, "ABC", [1, 2]),
    (Kind.TEXT, NAMES, "=abc", [1]),
    (Kind.TEXT, NAMES, "=CAFE", [0]),
    (Kind.TEXT, NAMES, "!abc", [0, 3, 4, 5, 6]),
    (Kind.TEXT, NAMES, "!=abc", [0, 2, 3, 4, 5, 6]),
    (Kind.TEXT, NAMES, "empty", [3, 4]),
    (Kind.TEXT, NAMES, "! empty", [0, 1, 2, 5, 6]),
    (Kind.TEXT, NAMES, "/^a.c$/", [1, 6]),
    (Kind.TEXT, NAMES, "!/a/", [3, 4, 5]),
    (Kind.TEXT, NAMES, "x/y", [5]),
    (Kind.TEXT, NAMES, "  ", [0, 1, 2, 3, 4, 5, 6]),
    (Kind.ID, ["007", "7"], "=007", [0]),
    (Kind.DATE, DAYS, "2026-03-14", [0]),
    (Kind.DATE, DAYS, "2026-03", [0, 1]),
    (Kind.DATE, DAYS, "2025", [2]),
    (Kind.DATE, DAYS, ">2026-03", []),
    (Kind.DATE, DAYS, ">=2026-03", [0, 1]),
    (Kind.DATE, DAYS, "<2026-03", [2]),
    (Kind.DATE, DAYS, "<=2026-03", [0, 1, 2]),
    (Kind.DATE, DAYS, "2025..2026-03-01", [1, 2]),
    (Kind.TIME, TIMES, "2026-03", [0]),
    (Kind.TIME, TIMES, "<2026", [1]),
    (Kind.TIME, TIMES, "2025-06..2026-03-20", [0, 1]),
    (Kind.FLAG, FLAGS, "yes", [0]),
    (Kind.FLAG, FLAGS, "=No", [1]),
    (Kind.FLAG, FLAGS, "!yes", [1, 2]),
    (Kind.CHOICE, BRANDS, "alv", [1]),
    (Kind.CHOICE, BRANDS, "=bosch", [0]),
    (Kind.CHOICE, BRANDS, "=b2", [1]),
    (Kind.CHOICE, BRANDS, "/^b/", [0]),
    (Kind.CODES, MANY, "red", [0]),
    (Kind.CODES, MANY, "!red", [1, 2]),
    (Kind.CODES, MANY, "empty", [2]),
    (Kind.MONEY, COSTS, ">2.5", [1]),
    (Kind.MONEY, COSTS, "2.5..3", [0, 1]),
    (Kind.PRICE, PRICES, "<9.99", [1]),
    (Kind.PRICE, PRICES, "empty", [2]),
    (Kind.STOCK, [Odd("ten"), 5], "!empty", [0, 1]),
    (Kind.TEXT, [Odd("ten"), "a"], "TEN", [0]),
]

BAD = [
    (Kind.STOCK, ">=ten", "not a number"),
    (Kind.STOCK, ">=", "number is missing"),
    (Kind.STOCK, "1,5", "point"),
    (Kind.STOCK, "..", "range"),
    (Kind.STOCK, "9..5", "ends before"),
    (Kind.STOCK, "/5/", "not a number"),
    (Kind.STOCK, "!", "nothing"),
    (Kind.PRICE, "cheap", "not a number"),
    (Kind.TEXT, "=", "nothing"),
    (Kind.TEXT, "//", "regular expression"),
    (Kind.TEXT, "/(/", "regular expression"),
    (Kind.DATE, "March", "not a date"),
    (Kind.DATE, "2026-02-30", "no date"),
    (Kind.DATE, "2026-13", "no date"),
    (Kind.DATE, "0000", "no date"),
    (Kind.TIME, ">=9999-12-31", "no date"),
    (Kind.FLAG, "maybe", "yes, no"),
]


@pytest.mark.parametrize(("kind", "values", "typed", "expected"), GOOD)
def test_what_is_found(kind, values, typed, expected):
    view = RowView(one_field(kind, values))
    view.arrange(header={"x": typed})
    assert view.order.tolist() == expected


@pytest.mark.parametrize(("kind", "typed", "reason"), BAD)
def test_what_is_said_of_a_wrong_one(kind, typed, reason):
    view = RowView(one_field(kind, []))
    with pytest.raises(WbError, match=reason) as caught:
        view.arrange(header={"x": typed})
    assert caught.value.code is ErrorCode.INPUT
    assert caught.value.field == "x"
    assert "\n" not in caught.value.sentence
