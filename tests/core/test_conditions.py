"""Typed text becomes a condition or a sentence at its filter."""

from __future__ import annotations

import pytest

from workbench.core.conditions import find_part, parse_value, parse_where, part_names, split_list
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Condition, Filter, Part, PartKind

PRICE = Filter(
    "price", "Price",
    (Part("min", PartKind.DECIMAL, "from", minimum=0, decimals=2), Part("max", PartKind.DECIMAL)),
)  # fmt: skip
BRAND = Filter(
    "brand", "Brand", (Part("include", PartKind.LIST), Part("exclude", PartKind.LIST)), "include"
)
LABEL = Filter("label", "Label", (Part("include", PartKind.LIST),), "include", many=True)
ONE = Filter("stock", "Stock", (Part("", PartKind.INTEGER, minimum=1),))
FLAG = Filter("new", "New", (Part("", PartKind.FLAG),))
SINCE = Filter("since", "Since", (Part("", PartKind.TIME),))
KIND = Filter("kind", "Kind", (Part("", PartKind.CHOICE, choices=("a", "b")),))
FILTERS = (PRICE, BRAND, LABEL, ONE, FLAG, SINCE, KIND)


def failure(work) -> WbError:
    with pytest.raises(WbError) as caught:
        work()
    assert caught.value.code is ErrorCode.INPUT
    assert caught.value.sentence
    return caught.value


@pytest.mark.parametrize(
    ("owner", "text", "value"),
    [
        (PRICE, " 12.50 ", "12.50"),
        (ONE, "007", 7),
        (FLAG, "Yes", True),
        (FLAG, "0", False),
        (SINCE, "2026-03-14", "2026-03-14"),
        (KIND, "b", "b"),
        (BRAND, "a; b,a\n c", ("a", "b", "c")),
    ],
)
def test_values_are_read(owner, text, value):
    assert parse_value(owner, owner.parts[0], text) == value


@pytest.mark.parametrize(
    ("owner", "text"),
    [
        (PRICE, "1,500"), (PRICE, "1.999"), (PRICE, "-1"), (PRICE, "nan"), (PRICE, ""),
        (ONE, "1.5"), (ONE, "0"), (ONE, "x"), (FLAG, "maybe"), (SINCE, "tomorrow"), (KIND, "c"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_at_its_filter(owner, text):
    error = failure(lambda: parse_value(owner, owner.parts[0], text))
    assert error.field == owner.name
    assert error.hint


def test_words_become_conditions():
    assert parse_where(FILTERS, ["price.max=12", "brand=a,b", "stock=3", "new=true"]) == (
        Condition("price", "max", "12"), Condition("brand", "include", ("a", "b")),
        Condition("stock", "", 3), Condition("new", "", True),
    )  # fmt: skip


def test_repeated_words_mean_and():
    assert parse_where(FILTERS, ["brand=a,b", "brand=b,c"])[0].value == ("b",)
    assert parse_where(FILTERS, ["brand.exclude=a", "brand.exclude=b"])[0].value == ("a", "b")
    assert parse_where(FILTERS, ["stock=3", "stock=3"]) == (Condition("stock", "", 3),)
    for words in (["brand=a", "brand=b"], ["stock=1", "stock=2"], ["label=a", "label=b"]):
        failure(lambda words=words: parse_where(FILTERS, words))


def test_repeated_limits_tighten():
    words = ["price.max=9.5", "price.max=12", "price.min=1", "price.min=2"]
    assert parse_where(FILTERS, words) == (
        Condition("price", "max", "9.5"), Condition("price", "min", "2"),
    )  # fmt: skip
    span = Filter("at", "At", (Part("since", PartKind.TIME), Part("before", PartKind.TIME)))
    words = ["at.since=2026-03-01T01:00:00+02:00", "at.since=2026-02-28T23:30:00Z"]
    assert parse_where((span,), words)[0].value == "2026-02-28T23:30:00Z"


def test_values_asked_for_one_by_one_must_all_be_there():
    operator = Part("operator", PartKind.CHOICE, choices=("and", "or"))
    parts = (Part("include", PartKind.LIST), Part("exclude", PartKind.LIST), operator)
    colour = Filter("colour", "Colour", parts, "include", many=True)
    wanted = {
        Condition("colour", "include", ("a", "b", "c")), Condition("colour", "operator", "and"),
    }  # fmt: skip
    assert set(parse_where((colour,), ["colour=a", "colour=b", "colour=c"])) == wanted
    either = parse_where((colour,), ["colour=a,b"])
    assert either == (Condition("colour", "include", ("a", "b")),)
    for words in (["colour=a,b", "colour=c"], ["colour=a", "colour=b", "colour.operator=or"]):
        failure(lambda words=words: parse_where((colour,), words))


def test_an_unknown_name_names_the_nearest_three():
    error = failure(lambda: find_part(FILTERS, "prise.max"))
    assert "price.max" in error.hint
    assert error.hint.count(",") == 2
    assert failure(lambda: parse_where(FILTERS, ["stock"])).exit_status == 2
    failure(lambda: find_part(FILTERS, "price"))


def test_the_names_that_can_be_asked_for():
    names = part_names(FILTERS)
    assert {"price.min", "price.max", "brand", "brand.include", "stock", "new"} <= set(names)
    assert "price" not in names
    assert split_list("") == ()


STAMPED = Filter("since", "Since", (Part("", PartKind.TIME, stamps=True),))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "1970-01-01T00:00:00+00:00"),
        ("1711659580611", "2024-03-28T20:59:40.611000+00:00"),
        ("20240328", "20240328"),
        ("2024-03-28", "2024-03-28"),
    ],
)
def test_a_moment_may_be_the_services_own_number(text: str, value: str):
    assert parse_value(STAMPED, STAMPED.parts[0], text) == value


def test_such_a_number_is_no_date_elsewhere():
    failure(lambda: parse_value(SINCE, SINCE.parts[0], "1711659580611"))


def test_a_table_without_filters_says_so():
    error = failure(lambda: parse_where((), ("query=x",)))
    assert error.hint == "This table has no filters; leave it out."
