"""Single values are cleaned once, and odd ones pass through with their text."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from workbench.core.values import Odd
from workbench.sources import leaves


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, None),
        ("", None),
        (Decimal("1.9"), Decimal("1.9")),
        ("0.180", Decimal("0.180")),
        (11, Decimal(11)),
        (Decimal("NaN"), Odd("NaN")),
        ("1,5", Odd("1,5")),
        (Odd("5.0"), Decimal("5.0")),
        (True, Odd("True")),
    ],
)
def test_numbers(value: object, read: object):
    assert leaves.number(value) == read
    assert type(leaves.number(value)) is type(read)


@pytest.mark.parametrize(
    ("value", "read"),
    [(5, 5), ("12", 12), (Odd("3.0"), 3), ("1.5", Odd("1.5")), (2**62, Odd(str(2**62)))],
)
def test_whole_numbers(value: object, read: object):
    assert leaves.integer(value) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [(True, True), (0, False), ("true", True), ("", None), ("maybe", Odd("maybe"))],
)
def test_flags(value: object, read: object):
    assert leaves.flag(value) == read


@pytest.mark.parametrize(
    ("value", "read"), [(298, "298"), ("supplier_720", "supplier_720"), (None, ""), (Odd("x"), "x")]
)
def test_ids_are_opaque_text(value: object, read: str):
    assert leaves.identity(value) == read


def test_only_web_addresses_are_links():
    assert leaves.web("https://vimeo.com/207773686") == "https://vimeo.com/207773686"
    assert leaves.web("file:///etc/hostname") == Odd("file:///etc/hostname")
    assert leaves.web("javascript:alert(1)") == Odd("javascript:alert(1)")


def test_sums_and_minima_know_what_is_missing():
    assert leaves.total([None, 3, Odd("x"), 4]) == 7
    assert leaves.total([None, Odd("x")]) is None
    assert leaves.lowest([None, 3, 2]) == 2
    assert leaves.lowest([None]) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2017-11-08T16:00:44+0100", datetime(2017, 11, 8, 15, 0, 44, tzinfo=UTC)),
        ("2019-03-01T12:20:01+01:00", datetime(2019, 3, 1, 11, 20, 1, tzinfo=UTC)),
        ("2020-01-08T00:00:00.000+0000", datetime(2020, 1, 8, tzinfo=UTC)),
        ("2024-10-07T01:30:00.000", datetime(2024, 10, 7, 1, 30, tzinfo=UTC)),
    ],
)
def test_every_spelling_of_a_moment(text: str, read: datetime):
    assert leaves.moment(text) == read
