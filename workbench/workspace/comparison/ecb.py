"""The reference rates of the European Central Bank: where they are, and how their file is read.

https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final
from xml.parsers import expat

from workbench.compare.rates import ECB, Rate
from workbench.core.amounts import read_decimal
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.texts import tr

HOST: Final = "www.ecb.europa.eu"
BASE: Final = f"https://{HOST}/stats/eurofxref"
DAILY: Final = "eurofxref-daily.xml"
HISTORY: Final = "eurofxref-hist-90d.xml"
"""The last ninety days."""
LARGEST: Final = 4_000_000
"""Bytes of a file; ninety days take about 0.2 MB."""
PUBLISHED: Final = 15
"""Hour (UTC) of a working day from which on its rates can be expected."""

_NAMESPACE: Final = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref"
_CUBE: Final = f"{_NAMESPACE} Cube"
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_MOST: Final = 20_000
"""Rates of a file."""


def read_rates(data: bytes) -> tuple[Rate, ...]:
    """Return the rates of one of the bank's files, in its order.

    A document type, and with it every entity, is refused. A rate that is no positive number is
    left out.

    Raises:
        WbError: DATA, where it is no such file or holds no rate.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.StartElementHandler = reader.start
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise _no_rates(type(error).__name__) from None
    if not reader.rates:
        raise _no_rates("no rate")
    return tuple(reader.rates)


class _Reader:
    """Takes the elements of a file as they come."""

    def __init__(self) -> None:
        self.rates: list[Rate] = []
        self._day: date | None = None

    def refuse(self, *_declaration: object) -> None:
        raise ValueError("a document type")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != _CUBE:
            return
        if "time" in attributes:
            self._day = date.fromisoformat(attributes["time"])
        rate = read_decimal(attributes.get("rate"))
        currency = attributes.get("currency", "")
        if self._day is None or not isinstance(rate, Decimal) or rate <= 0:
            return
        if _CURRENCY.fullmatch(currency):
            self.rates.append(Rate(currency, rate, self._day, ECB))
        if len(self.rates) > _MOST:
            raise ValueError("too many rates")


def last_published(at: datetime) -> date:
    """Return the newest day whose rates can be expected; the bank's holidays are not known."""
    moment = at.astimezone(UTC)
    day = moment.date() if moment.hour >= PUBLISHED else moment.date() - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day


def days_behind(day: date, at: datetime) -> int:
    """Return how many publications are missing after a day."""
    newest, missing = last_published(at), 0
    while newest > day and missing < 400:
        missing += newest.weekday() < 5
        newest -= timedelta(days=1)
    return missing


def _no_rates(detail: str) -> WbError:
    return WbError(
        ErrorCode.DATA,
        tr("What {host} sent are no exchange rates.", host=HOST),
        tr("Try again later, or type the rates."),
        sent=Sent.YES,
        detail=detail,
    )
