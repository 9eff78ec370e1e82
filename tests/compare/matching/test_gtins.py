"""GTINs have one form and a right check digit, and mean the same outside their company."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.matching.made import gtin
from workbench.compare.matching.gtins import forms, one_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("4006381333931", "04006381333931"),
        ("04006381333931", "04006381333931"),
        ("036000291452", "00036000291452"),
        ("0036000291452", "00036000291452"),
        ("73513537", "00000073513537"),
        ("0000073513537", "00000073513537"),
        ("10036000291459", "10036000291459"),
    ],
)
def test_lengths_come_to_one_form(text, form):
    assert one_form(text) == form


@pytest.mark.parametrize(
    "text",
    ["4006381333932", "400638133393", "abc", "", "4006381333931 ", "٤٠٠٦٣٨١٣٣٣٩٣١", "12345678905"],
)
def test_what_is_no_gtin(text):
    assert one_form(text) == ""


@pytest.mark.parametrize("start", ["02", "04", "20", "23", "29"])
def test_numbers_given_out_inside_a_company_never_match(start):
    body = f"{start}1234567890"
    check = -sum(int(sign) * (3 if at % 2 else 1) for at, sign in enumerate(body)) % 10
    assert one_form(f"{body}{check}") == ""


@pytest.mark.parametrize("text", ["00000000", "0000000000000", "00000000000000", "20000004"])
def test_zeros_and_short_inside_numbers_never_match(text):
    assert one_form(text) == ""


@given(st.integers(0, 9_999_999_999), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_seen(number, at, more):
    right = gtin(number)
    wrong = f"{right[:at]}{(int(right[at]) + more) % 10}{right[at + 1 :]}"
    assert one_form(right) == f"0{right}"
    assert one_form(wrong) == ""


def test_forms_keep_their_order_and_each_once():
    assert forms(("73513537", "x", "4006381333931", "04006381333931")) == (
        "00000073513537",
        "04006381333931",
    )
