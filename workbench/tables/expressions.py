"""What is typed under a header, read: `>=10`, `5..9`, `=abc`, `!abc`, `empty`, `/regex/`.

Features "Header filter row per column type". A leading `!` turns any of them around.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

import msgspec

from workbench.core.amounts import read_decimal
from workbench.core.errors import WbError, bad_input
from workbench.core.fields import NUMERIC, Field, Kind
from workbench.core.flags import read_flag
from workbench.core.texts import mark, tr
from workbench.tables.folding import fold
from workbench.tables.numbers import Range, moment_micros

_COMPARE: Final = re.compile(r"(>=|<=|>|<|=)\s*(.*)", re.DOTALL)
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_ONE_DAY: Final = timedelta(days=1)

_Ends = Callable[[str], tuple[Decimal, Decimal]]


class How(StrEnum):
    """How a text is compared."""

    CONTAINS = "contains"
    EQUALS = "equals"
    REGEX = "regex"


class Empty(msgspec.Struct, frozen=True):
    """Whether there is no value."""


class Compared(msgspec.Struct, frozen=True):
    """A text, folded, and how it is compared; `pattern` for a regular expression."""

    how: How
    text: str
    pattern: re.Pattern[str] | None = None

    def holds(self, text: str) -> bool:
        """Whether a text, as the service wrote it, passes."""
        if self.pattern is not None:
            return self.pattern.search(text) is not None
        folded = fold(text)
        return folded == self.text if self.how is How.EQUALS else self.text in folded


class Expression(msgspec.Struct, frozen=True):
    """A test of one column, turned around where `negated`."""

    test: Empty | Compared | Range
    negated: bool = False


def parse_expression(field: Field, text: str) -> Expression:
    """Return what was typed under the header of a field.

    Raises:
        WbError: code INPUT, `field` is the field's id, the sentence is the one-line reason.
    """
    plain = text.strip()
    negated = plain.startswith("!")
    plain = plain[1:].strip() if negated else plain
    if not plain:
        raise bad_input(tr("There is nothing to compare with."), field=field.id)
    if plain.lower() in {"empty", tr("empty").lower()}:
        return Expression(Empty(), negated)
    try:
        return Expression(_test(field, plain), negated)
    except WbError as error:
        error.field = field.id
        raise


def _test(field: Field, text: str) -> Compared | Range:
    if field.kind in NUMERIC:
        return _ranged(text, _number)
    if field.kind is Kind.DATE:
        return _ranged(text, _day_ends)
    if field.kind is Kind.TIME:
        return _ranged(text, _time_ends)
    if field.kind is Kind.FLAG:
        return _flag(text)
    return _text(text)


def _text(text: str) -> Compared:
    if len(text) > 1 and text.startswith("/") and text.endswith("/"):
        return Compared(How.REGEX, "", _pattern(text[1:-1]))
    if text.startswith("="):
        return Compared(How.EQUALS, _needed(fold(text[1:].strip())))
    return Compared(How.CONTAINS, _needed(fold(text).replace("\0", "")))


def _needed(text: str) -> str:
    if not text:
        raise bad_input(tr("There is nothing to compare with."))
    return text


def _pattern(text: str) -> re.Pattern[str]:
    if not text:
        raise bad_input(tr("The regular expression is empty."))
    try:
        return re.compile(text, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise bad_input(tr("Not a regular expression: {reason}.", reason=error)) from error


def _flag(text: str) -> Range:
    value = read_flag(text.removeprefix("="))
    if value is None:
        raise bad_input(tr("Write yes, no or empty."))
    return Range(Decimal(value), Decimal(value))


def _ranged(text: str, ends: _Ends) -> Range:
    """Return a comparison, a range "5..9" or one value; `ends` reads what one value spans."""
    found = _COMPARE.fullmatch(text)
    if found:
        return _compared(found.group(1), *ends(found.group(2).strip()))
    if ".." not in text:
        return Range(*ends(text))
    first, _, last = text.partition("..")
    if not first.strip() and not last.strip():
        raise bad_input(tr("A range needs a beginning or an end, as 5..9."))
    low = ends(first.strip())[0] if first.strip() else None
    high = ends(last.strip())[1] if last.strip() else None
    if low is not None and high is not None and low > high:
        raise bad_input(tr("The range ends before it begins."))
    return Range(low, high)


def _compared(sign: str, low: Decimal, high: Decimal) -> Range:
    match sign:
        case ">=":
            return Range(low, None)
        case ">":
            return Range(high, None, above=True)
        case "<=":
            return Range(None, high)
        case "<":
            return Range(None, low, below=True)
        case _:
            return Range(low, high)


def _number(text: str) -> tuple[Decimal, Decimal]:
    number = read_decimal(text.replace("−", "-"))
    if not isinstance(number, Decimal):
        raise bad_input(tr(_number_reason(text), text=text))
    return number, number


def _number_reason(text: str) -> str:
    if not text:
        return mark("A number is missing.")
    if "," in text:
        return mark("“{text}” is not a number; decimals have a point, as 12.50.")
    return mark("“{text}” is not a number.")


def _span(text: str) -> tuple[date, date]:
    """Return the first and the last day that a year, month or day names."""
    found = _DAY.fullmatch(text)
    if not found:
        raise bad_input(tr("“{text}” is not a date; write 2026-03-14 or 2026-03.", text=text))
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if day:
            whole = date(year or 0, month or 1, day)
            return whole, whole
        last = month or 12
        days = calendar.monthrange(year or 0, last)[1]
        return date(year or 0, month or 1, 1), date(year or 0, last, days)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise bad_input(tr("There is no date “{text}”.", text=text)) from error


def _day_ends(text: str) -> tuple[Decimal, Decimal]:
    first, last = _span(text)
    return Decimal(first.toordinal()), Decimal(last.toordinal())


def _time_ends(text: str) -> tuple[Decimal, Decimal]:
    """Return the moments of the local zone that a year, month or day spans."""
    first, last = _span(text)
    try:
        begin = _midnight(first)
        end = _midnight(last + _ONE_DAY) - 1
    except (OverflowError, OSError, ValueError) as error:
        raise bad_input(tr("There is no date “{text}”.", text=text)) from error
    return Decimal(begin), Decimal(end)


def _midnight(day: date) -> int:
    moment = datetime(day.year, day.month, day.day, tzinfo=None).astimezone()
    return moment_micros(moment.astimezone(UTC))
