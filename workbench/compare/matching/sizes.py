"""Sizes as they can be compared: 0,3 l is 300 ml, Large is L, and neither contradicts the other."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from workbench.tables.folding import fold

_UNITS: Final = {
    "ml": ("ml", 1),
    "cl": ("ml", 10),
    "dl": ("ml", 100),
    "l": ("ml", 1000),
    "mm": ("mm", 1),
    "cm": ("mm", 10),
    "m": ("mm", 1000),
    "mg": ("mg", 1),
    "g": ("mg", 1000),
    "gr": ("mg", 1000),
    "kg": ("mg", 1_000_000),
    "mb": ("mb", 1),
    "gb": ("mb", 1000),
    "tb": ("mb", 1_000_000),
    "mah": ("mah", 1),
    "w": ("w", 1),
    "v": ("v", 1),
    '"': ("inch", 1),
    "″": ("inch", 1),
    "inch": ("inch", 1),
}
"""What a unit measures and how many of the smallest one it holds; grams of a cloth are masses."""

_LETTERS: Final = {
    "xxs": "2xs",
    "xsmall": "xs",
    "small": "s",
    "medium": "m",
    "large": "l",
    "xlarge": "xl",
    "xxl": "2xl",
    "xxxl": "3xl",
    "xxxxl": "4xl",
    "xxxxxl": "5xl",
}
_LETTER: Final = re.compile(r"(?:[2-5]?x)?[sl]|m")
_NUMBER: Final = r"[0-9]+(?:[.,][0-9]+)?"
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
AMOUNT: Final = re.compile(rf"(?<![\w.,])({_NUMBER})\s*({_UNIT})(?!\w)")
"""A number with its unit, in folded text."""

_EDGES: Final = re.compile(rf"(?<![\w.,])({_NUMBER}(?:\s*[x×*]\s*{_NUMBER})+)\s*({_UNIT})(?!\w)")
_SIGNS: Final = re.compile(r"[\W_]+")


def amount(number: str, unit: str) -> tuple[str, str]:
    """Return what is measured and how much of its smallest unit: ("ml", "300")."""
    what, times = _UNITS[unit]
    return what, f"{(Decimal(number.replace(',', '.')) * times).normalize():f}"


def edges(numbers: str, unit: str) -> tuple[str, str]:
    """Return measures of several edges, the longest first: ("edges mm", "420x380")."""
    found = [amount(number, unit) for number in re.findall(_NUMBER, numbers)]
    lengths = sorted((Decimal(value) for _, value in found), reverse=True)
    return f"edges {found[0][0]}", "x".join(f"{length:f}" for length in lengths)


def size_trait(text: str) -> tuple[str, str] | None:
    """Return what the size measures and its value; sizes of different measures do not compare."""
    folded = fold(text).strip()
    if not folded:
        return None
    if found := _EDGES.fullmatch(folded):
        what, value = edges(found[1], found[2])
        return f"size {what}", value
    if found := AMOUNT.fullmatch(folded):
        what, value = amount(found[1], found[2])
        return f"size {what}", value
    plain = _SIGNS.sub("", folded)
    if letter := letter_size(plain):
        return "size letter", letter
    return ("size number", plain.lstrip("0") or "0") if plain.isdigit() else ("size text", plain)


def letter_size(folded: str) -> str:
    """Return a size of clothes ("xl" for "xlarge", "2xl" for "xxl"); "" where it is none."""
    letter = _LETTERS.get(folded, folded)
    return letter if _LETTER.fullmatch(letter) else ""


def measures_in(folded: str) -> tuple[list[str], str]:
    """Return the measures that a folded name speaks of, and the name without them."""
    found: list[str] = []

    def several(match: re.Match[str]) -> str:
        found.append(":".join(edges(match[1], match[2])))
        return " "

    def one(match: re.Match[str]) -> str:
        found.append(":".join(amount(match[1], match[2])))
        return " "

    return found, AMOUNT.sub(one, _EDGES.sub(several, folded))
