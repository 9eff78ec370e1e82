"""Codes that can be scanned, as rows of black and white: EAN, UPC and Code 128; QR by segno.

The one library for the line codes carries a font of 320 KB and draws pictures of its own; the
rules of EAN and Code 128 are three tables, so they stand here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from workbench.core.numbers import is_gtin
from workbench.core.texts import tr

_LEFT: Final = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
_PARITY: Final = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL",
    "LGGLGL",
)  # fmt: skip
"""Which half of the table the left digits of an EAN-13 take, by its first digit."""
_CODE128: Final = (  # noqa: SIM905 - a table reads better in lines
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 "
    "122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 "
    "321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 "
    "211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 "
    "213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 "
    "121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 "
    "241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 "
    "412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 "
    "211214 211232 2331112"
).split()
_START_B, _START_C, _TO_B, _TO_C, _STOP = 104, 105, 100, 99, 106
_NAME128: Final = "Code 128"
LONGEST_LINE: Final = 48
"""Characters of a Code 128 that a scanner can still hold in one line."""


class Symbol(msgspec.Struct, frozen=True):
    """A code that can be scanned.

    Attributes:
        rows: of "1" black and "0" white; one for codes of lines, as many as columns for QR.
        text: what stands below it.
        name: what it is called.
    """

    rows: tuple[str, ...]
    text: str
    name: str


class Undrawn(msgspec.Struct, frozen=True):
    """Why nothing is drawn; "" where there is nothing to draw."""

    reason: str = ""


def symbol_of(symbology: str, text: str) -> Symbol | Undrawn:
    """Return the code of a text, or why there is none.

    Args:
        symbology: what the record names it, in any spelling: "EAN_13", "code128", "QR"; "" draws
            an EAN where the text is one, else a Code 128.
        text: as it stands in the field.
    """
    plain, kind = text.strip(), re.sub(r"[^a-z0-9]", "", symbology.casefold())
    if not plain:
        return Undrawn()
    if kind.startswith("qr"):
        return _qr(plain)
    if kind.startswith("code128") or (not kind and not plain.isdigit()):
        return _code128(plain)
    if kind.startswith(("ean", "gtin", "upca", "jan", "isbn")) or kind in {"", "upc"}:
        return _gtin(plain)
    return Undrawn(tr("{name} codes are not drawn here.", name=symbology))


def _gtin(text: str) -> Symbol | Undrawn:
    if not (text.isascii() and text.isdigit()) or len(text) not in {8, 12, 13, 14}:
        return Undrawn(tr("No code is drawn: an EAN has 8, 12, 13 or 14 digits."))
    if not is_gtin(text):
        return Undrawn(tr("No code is drawn: the check digit is wrong."))
    if len(text) == 14:
        return _code128(text)
    if len(text) == 8:
        left = "".join(_LEFT[int(digit)] for digit in text[:4])
        return Symbol((_framed(left, text[4:]),), text, "EAN-8")
    whole = text.rjust(13, "0")
    halves = zip(_PARITY[int(whole[0])], whole[1:7], strict=True)
    left = "".join(_LEFT[int(d)] if half == "L" else _mirrored(d) for half, d in halves)
    return Symbol((_framed(left, whole[7:]),), text, "EAN-13" if len(text) == 13 else "UPC-A")


def _mirrored(digit: str) -> str:
    return _right(digit)[::-1]


def _right(digit: str) -> str:
    return _LEFT[int(digit)].translate(str.maketrans("01", "10"))


def _framed(left: str, right: str) -> str:
    return f"101{left}01010{''.join(_right(digit) for digit in right)}101"


def _code128(text: str) -> Symbol | Undrawn:
    if not all(" " <= char <= "~" for char in text):
        return Undrawn(tr("No code is drawn: Code 128 takes plain letters, digits and signs only."))
    if len(text) > LONGEST_LINE:
        return Undrawn(tr("No code is drawn: the text is too long for one line."))
    codes = _codes_of(text)
    check = (codes[0] + sum(at * code for at, code in enumerate(codes))) % 103
    widths = "".join(_CODE128[code] for code in (*codes, check, _STOP))
    bars = "".join("10"[at % 2] * int(width) for at, width in enumerate(widths))
    return Symbol((bars,), text, _NAME128)


def _codes_of(text: str) -> Sequence[int]:
    """Return the start sign and the signs of a text; runs of digits are packed in pairs."""
    codes: list[int] = []
    packed = False
    for run in re.findall(r"(?:\d\d){2,}|.", text):
        pairs = len(run) > 1
        if not codes:
            codes.append(_START_C if pairs else _START_B)
        elif pairs != packed:
            codes.append(_TO_C if pairs else _TO_B)
        packed = pairs
        if pairs:
            codes += [int(run[at : at + 2]) for at in range(0, len(run), 2)]
        else:
            codes.append(ord(run) - 32)
    return codes


def _qr(text: str) -> Symbol | Undrawn:
    import segno  # noqa: PLC0415 - only for records that are drawn this way

    try:
        made = segno.make(text, micro=False)
    except segno.DataOverflowError:
        return Undrawn(tr("No code is drawn: the text is too long for one."))
    return Symbol(
        tuple("".join(str(int(bit > 0)) for bit in row) for row in made.matrix), text, "QR"
    )
