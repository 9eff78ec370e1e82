"""Numbers and days in texts: one reading for finding out how a file writes them, and for values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from workbench.core.amounts import read_decimal
from workbench.export.reading.sheet import Writing

_BLANKS: Final = re.compile(r"[\s\u00a0\u202f\u2007\u2009]+")
_SIGNS: Final = str.maketrans("−–﹣－", "----")
_COMMA: Final = re.compile(
    r"\d{1,3}(?:[.'’]\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d+(?:\.\d{3}){2,}"
)
_POINT: Final = re.compile(
    r"\d{1,3}(?:[,'’]\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d+(?:,\d{3}){2,}"
)
_DAY: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")


def squeezed(text: str) -> str:
    """Return a number's text without blanks, with every minus as "-", and in front."""
    text = _BLANKS.sub("", text).translate(_SIGNS)
    if text.startswith("(") and text.endswith(")"):
        return f"-{text[1:-1]}"
    return f"-{text[:-1]}" if text.endswith("-") and len(text) > 1 else text


def find_writing(texts: Iterable[str], delimiter: str = "") -> Writing:
    """Return how most texts write numbers and days.

    A text parted by semicolons has decimal commas where nothing else tells, as spreadsheets do.
    """
    commas = points = 0
    first: set[bool] = set()
    for text in texts:
        day = _DAY.fullmatch(text.strip())
        if day:
            first |= _day_first(day)
            continue
        number = squeezed(text).lstrip("+-")
        commas += bool(_COMMA.fullmatch(number))
        points += bool(_POINT.fullmatch(number))
    decimal = "," if commas > points else "." if points else ""
    order = first.pop() if len(first) == 1 else None
    return Writing(decimal or ("," if delimiter == ";" else ""), order)


def _day_first(found: re.Match[str]) -> set[bool]:
    one, sign, two = int(found.group(1)), found.group(2), int(found.group(3))
    if sign == ".":
        return set()
    return ({True} if one > 12 else set()) | ({False} if two > 12 else set())


def read_number(text: str, decimal: str = "") -> Decimal | None:
    """Return the number that a text without currency or percent stands for; None where it is none.

    Args:
        text: blanks and apostrophes between thousands are taken out.
        decimal: sign before decimals in this file. Without it, a comma that could also stand
            between thousands makes the text ambiguous: None.
    """
    plain = squeezed(text)
    sign, digits = ("-", plain[1:]) if plain.startswith("-") else ("", plain.removeprefix("+"))
    written = _plain(digits, decimal)
    number = read_decimal(f"{sign}{written}") if written else None
    return number if isinstance(number, Decimal) else None


def _plain(digits: str, decimal: str) -> str:
    """Return digits with a point at most, "" where they cannot be read."""
    if re.fullmatch(r"\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?", digits):
        digits = digits.replace("'", "").replace("’", "")
    if re.fullmatch(r"\d+", digits):
        return digits
    group = "." if decimal == "," else ","
    sign = decimal or "."
    if _grouped(digits, group, sign):
        if not decimal and "." not in digits and digits.count(",") == 1:
            return ""
        return digits.replace(group, "").replace(sign, ".")
    other = re.fullmatch(rf"\d*{re.escape(group)}(?:\d{{1,2}}|\d{{4,}})", digits)
    if other or _grouped(digits, sign, group):
        return digits.replace(sign, "").replace(group, ".")
    return digits if re.fullmatch(r"\d+(?:\.\d+)?[eE][+-]?\d+", digits) else ""


def _grouped(digits: str, group: str, sign: str) -> bool:
    pattern = rf"(?:\d+|\d{{1,3}}(?:{re.escape(group)}\d{{3}})+)?(?:{re.escape(sign)}\d*)?"
    return bool(re.fullmatch(pattern, digits)) and any(each.isdigit() for each in digits)


def read_day(text: str, day_first: bool | None = None) -> date | None:
    """Return the day a text names beyond ISO: 14.3.2026, 14/03/2026, 2026/3/14; None otherwise.

    Args:
        text: the day alone.
        day_first: which of two numbers up to 12 is the day; None refuses those.
    """
    text = text.strip()
    turned = _YEAR_FIRST.fullmatch(text)
    if turned:
        return _date(*map(int, turned.groups()))
    found = _DAY.fullmatch(text)
    if not found:
        return None
    one, two, year = int(found.group(1)), int(found.group(3)), int(found.group(4))
    if found.group(2) == "." or one > 12 or one == two:
        return _date(year, two, one)
    if two > 12:
        return _date(year, one, two)
    if day_first is None:
        return None
    return _date(year, two, one) if day_first else _date(year, one, two)


def is_ambiguous_day(text: str) -> bool:
    """Return whether a text names a day or another, depending on which number is the month."""
    return read_day(text, day_first=True) != read_day(text, day_first=False)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
