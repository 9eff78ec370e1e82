"""Figures that could be true: every day and currency has its own, the same at every start."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

PUBLISHED: Final = 15
"""Hour (UTC) of a working day from which on its rates are there."""

_LEVELS: Final[Mapping[str, str]] = {
    "USD": "1.0873", "JPY": "163.42", "CZK": "25.214", "DKK": "7.4593", "GBP": "0.84655",
    "HUF": "402.13", "PLN": "4.3128", "RON": "4.9761", "SEK": "11.4285", "CHF": "0.93720",
    "ISK": "149.30", "NOK": "11.7835", "TRY": "37.1094", "AUD": "1.6542", "BRL": "6.0217",
    "CAD": "1.4986", "CNY": "7.8412", "HKD": "8.4655", "IDR": "17254.81", "ILS": "4.0321",
    "INR": "91.3350", "KRW": "1489.23", "MXN": "20.1844", "MYR": "4.7918", "NZD": "1.8073",
    "PHP": "62.518", "SGD": "1.4421", "THB": "37.248", "ZAR": "19.7325",
}  # fmt: skip
"""Units for one euro, with the digits that the bank writes, in its order."""

_PEGGED: Final = frozenset({"DKK"})
_HOLIDAYS: Final = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})


def is_working_day(day: date) -> bool:
    """Whether rates are published on a day; moving feasts are not known here."""
    return day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS


def working_days(now: datetime, count: int) -> Iterator[date]:
    """The last `count` days with rates, newest first."""
    moment = now.astimezone(UTC)
    day = moment.date() if moment.hour >= PUBLISHED else moment.date() - timedelta(days=1)
    while count:
        if is_working_day(day):
            yield day
            count -= 1
        day -= timedelta(days=1)


def rates_of(day: date) -> dict[str, str]:
    """Units for one euro on a day, by currency, as the bank writes them."""
    return {code: _rate(place, code, day) for place, code in enumerate(_LEVELS)}


def _rate(place: int, code: str, day: date) -> str:
    level = Decimal(_LEVELS[code])
    width = 0.0004 if code in _PEGGED else 0.025
    turn = day.toordinal()
    slow = math.sin(turn / (29 + place % 7) + place)
    quick = math.sin(turn * (1.7 + place / 40)) * 0.2
    moved = level * Decimal(round(10**9 * (1 + width * (slow + quick)))) / 10**9
    return f"{moved.quantize(Decimal(1).scaleb(level.as_tuple().exponent)):f}"  # type: ignore[arg-type]
