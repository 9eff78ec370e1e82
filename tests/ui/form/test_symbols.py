"""Codes that can be scanned: read back by the rules they are made by, wrong ones not drawn."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import ean

from workbench.ui.form.barcode import Barcode
from workbench.ui.form.symbols import _CODE128, Symbol, Undrawn, symbol_of

LEFT = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"]


def widths(bars: str) -> str:
    return "".join(str(len(run)) for run in re.findall(r"0+|1+", bars))


def read_ean13(bars: str) -> str:
    """Read a code as a scanner does: by the widths of its bars."""
    runs = widths(bars)
    assert runs[:3] == "111"
    assert runs[27:32] == "11111"
    assert runs[-3:] == "111"
    left = [runs[3 + 4 * at : 7 + 4 * at] for at in range(6)]
    right = [runs[32 + 4 * at : 36 + 4 * at] for at in range(6)]
    halves = "".join("L" if held in LEFT else "G" for held in left)
    parities = [
        "LLLLLL",
        "LLGLGG",
        "LLGGLG",
        "LLGGGL",
        "LGLLGG",
        "LGGLLG",
        "LGGGLL",
        "LGLGLG",
        "LGLGGL",
        "LGGLGL",
    ]
    digits = [LEFT.index(held if held in LEFT else held[::-1]) for held in [*left, *right]]
    return "".join(map(str, [parities.index(halves), *digits]))


def read_code128(bars: str) -> str:
    runs = widths(bars)
    assert runs.endswith("2331112")
    codes = [_CODE128.index(runs[at : at + 6]) for at in range(0, len(runs) - 7, 6)]
    start, *signs, check = codes
    assert (start + sum(at * code for at, code in enumerate(signs, 1))) % 103 == check
    packed, text = start == 105, ""
    for sign in signs:
        if sign in {99, 100}:
            packed = sign == 99
        else:
            text += f"{sign:02}" if packed else chr(sign + 32)
    return text


@given(st.text("0123456789", min_size=12, max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_ean13_reads_back(digits):
    whole = digits + ean.calc_check_digit(digits)
    made = symbol_of("EAN_13", whole)
    assert isinstance(made, Symbol)
    assert len(made.rows[0]) == 95
    assert read_ean13(made.rows[0]) == whole


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_every_code128_reads_back(text):
    made = symbol_of("Code 128", text)
    if text.strip():
        assert read_code128(made.rows[0]) == text.strip()
    else:
        assert made == Undrawn()


def test_the_signs_of_code128_are_told_apart():
    assert len(_CODE128) == len(set(_CODE128)) == 107
    assert all(sum(map(int, held)) == 11 for held in _CODE128[:-1])


def test_a_upc_is_an_ean13_that_begins_with_0():
    made = symbol_of("upc", "036000291452")
    assert made.name == "UPC-A"
    assert read_ean13(made.rows[0]) == "0036000291452"


def test_an_ean8_has_its_own_width():
    made = symbol_of("ean", "96385074")
    assert (made.name, len(made.rows[0])) == ("EAN-8", 67)
    assert widths(made.rows[0])[3:7] == LEFT[9]


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        ("ean", "7350042910067", "check digit"),
        ("ean", "73500", "digits"),
        ("ean", "7350042910 67", "digits"),
        ("", "7350042910067", "check digit"),
        ("code128", "Åre", "plain letters"),
        ("code128", "x" * 60, "too long"),
        ("aztec", "x", "aztec"),
        ("qr", "x" * 5000, "too long"),
    ],
)
def test_what_cannot_be_drawn_is_said(kind, text, word):
    made = symbol_of(kind, text)
    assert isinstance(made, Undrawn)
    assert word in made.reason


def test_nothing_is_said_of_nothing():
    assert symbol_of("ean", " ") == Undrawn()


def test_a_qr_is_square_with_its_three_eyes():
    rows = symbol_of("QR_CODE", "https://a.invalid/1").rows
    assert all(len(row) == len(rows) for row in rows)
    eye = "1111111"
    assert rows[0].startswith(eye)
    assert rows[0].endswith(eye)
    assert rows[-1].startswith(eye)
    assert not rows[-1].endswith(eye)


def test_bars_are_painted_black_on_white_and_sharp(qtbot, look):
    barcode = Barcode(look)
    qtbot.addWidget(barcode)
    barcode.show_code("ean", "7350042910045")
    image = barcode.bars.grab().toImage()
    line = [image.pixelColor(at, 20).lightness() for at in range(2, image.width() - 2)]
    assert set(line) == {0, 255}
    assert sum(one != other for one, other in pairwise(line)) == 60
    assert barcode.bars.accessibleName() == "EAN-13 code of 7350042910045"
    barcode.show_code("ean", "7350042910067")
    assert barcode.bars.isHidden()
    assert "check digit" in barcode.note.text()
