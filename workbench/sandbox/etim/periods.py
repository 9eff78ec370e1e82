"""The two ways in which a filter names a span of time: the last few units, or from and to."""

from __future__ import annotations

from datetime import datetime, timedelta

from workbench.sandbox.etim.world import ZONE, Document

UNITS = ("hour", "day", "week", "month", "year")
"""Units of `last`; the document shows `day` only."""

_FORM = "%Y-%m-%d %H:%M:%S"
_LAST = "9999-12-31 23:59:59"


def window(value: object, now: float) -> tuple[str, str] | None:
    """First and last moment of a span, or None when it cannot be read.

    `now` is in seconds since 1970. The last 2 days are today and yesterday with `includingCurrent`,
    and otherwise the two days before today.
    """
    if not isinstance(value, dict):
        return None
    if value.get("type") == "range":
        return _range(value)
    if value.get("type") == "last":
        return _last(value, datetime.fromtimestamp(now, ZONE))
    return None


def _range(value: Document) -> tuple[str, str] | None:
    low, high = value.get("from", ""), value.get("to", _LAST)
    if not all(row == "" or _is_moment(row) for row in (low, high)):
        return None
    return str(low), str(high) or _LAST


def _last(value: Document, now: datetime) -> tuple[str, str] | None:
    number, unit = str(value.get("number", "")), value.get("unit")
    current = value.get("includingCurrent", "false")
    if not (number.isascii() and number.isdigit() and 0 < int(number[:6]) < 10_000):
        return None
    if unit not in UNITS or current not in ("true", "false"):
        return None
    start = _start(now, str(unit))
    if current == "true":
        return _back(start, str(unit), int(number) - 1).strftime(_FORM), _LAST
    last = start - timedelta(seconds=1)
    return _back(start, str(unit), int(number)).strftime(_FORM), last.strftime(_FORM)


def _start(now: datetime, unit: str) -> datetime:
    hour = now.replace(minute=0, second=0, microsecond=0, tzinfo=None)
    day = hour.replace(hour=0)
    if unit == "hour":
        return hour
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _back(start: datetime, unit: str, number: int) -> datetime:
    if unit in {"month", "year"}:
        months = start.year * 12 + start.month - 1 - number * (12 if unit == "year" else 1)
        return start.replace(year=max(1, months // 12), month=months % 12 + 1)
    return start - number * timedelta(**{f"{unit}s": 1})


def _is_moment(value: object) -> bool:
    try:
        datetime.strptime(str(value), _FORM)  # noqa: DTZ007 -- local times of the service
    except ValueError:
        return False
    return isinstance(value, str)
