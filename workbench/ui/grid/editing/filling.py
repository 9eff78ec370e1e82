"""Values that go on from others: the same again, or a series of numbers, days, numbered texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from workbench.core.values import Money

_NUMBER = re.compile(r"(\d+)(?=\D*\Z)")
"""The last number of a text."""


def repeated(seeds: Sequence[object], count: int) -> list[object]:
    """Return the next `count` values, the seeds over and over."""
    return [seeds[at % len(seeds)] for at in range(count)] if seeds else []


def series(seeds: Sequence[object], count: int) -> list[object]:
    """Return the next `count` values after the seeds.

    One seed goes on by one: a number, a day, the last number of a text. Two or more say the step.
    What can go on by no step is repeated.
    """
    if not seeds:
        return []
    made: list[object] = []
    last = seeds[-1]
    step = _step(seeds)
    for at in range(1, count + 1):
        following = _plus(last, step, at)
        if following is None:
            return repeated(seeds, count)
        made.append(following)
    return made


def begun(values: Sequence[object]) -> int:
    """Return how many of the values are seeds: those before blank ones, else the first alone."""
    filled = next((at for at, value in enumerate(values) if value is None), len(values))
    rest = any(value is not None for value in values[filled:])
    return filled if 0 < filled < len(values) and not rest else 1


def _step(seeds: Sequence[object]) -> object:
    """Return the step between the last two seeds, one where there is a single seed."""
    if len(seeds) < 2:
        return None
    before, last = seeds[-2], seeds[-1]
    match before, last:
        case Money(), Money():
            return last.amount - before.amount
        case date(), date():
            return _between(before, last)
        case str(), str():
            low, high = _NUMBER.search(before), _NUMBER.search(last)
            return int(high[1]) - int(low[1]) if low and high else None
        case (int() | Decimal(), int() | Decimal()):
            return last - before
    return None


class _Months(int):
    """A step of whole months."""


def _between(before: date, last: date) -> object:
    months = (last.year - before.year) * 12 + last.month - before.month
    if before.day == last.day and months:
        return _Months(months)
    return (last - before).days


def _plus(value: object, step: object, times: int) -> object:
    """Return a value so many steps on, None where it has no steps."""
    by = step if isinstance(step, (int, Decimal)) and not isinstance(step, bool) else 1
    match value:
        case bool():
            return None
        case int() if isinstance(by, int):
            return value + by * times
        case int() | Decimal():
            return value + Decimal(by) * times
        case Money():
            return Money(value.amount + by * times, value.currency)
        case date():
            return _later(value, by, times)
        case str():
            return _numbered(value, int(by) * times)
    return None


def _later(day: date, step: int | Decimal, times: int) -> date:
    if not isinstance(step, _Months):
        return day + timedelta(days=int(step) * times)
    months = day.year * 12 + day.month - 1 + step * times
    first = day.replace(year=months // 12, month=months % 12 + 1, day=1)
    return first.replace(day=min(day.day, _days_in(first)))


def _days_in(first: date) -> int:
    following = (first + timedelta(days=32)).replace(day=1)
    return (following - first).days


def _numbered(text: str, by: int) -> str | None:
    """Return a text whose last number is so much higher; its zeros stay."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    number = max(int(found[1]) + by, 0)
    return f"{text[: found.start()]}{number:0{len(found[1])}}{text[found.end() :]}"
