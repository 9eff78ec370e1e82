"""The two files of reference rates, on the bank's own paths and in its own form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from workbench.sandbox.faults import Faults
from workbench.sandbox.rates.figures import rates_of, working_days
from workbench.sandbox.service import Service

NAME: Final = "rates"
FOLDER: Final = "/stats/eurofxref"
HISTORY: Final = 90
"""Working days of the longer file."""

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
    ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">'
    "<gesmes:subject>Reference rates</gesmes:subject>"
    "<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>"
)


def build(
    faults: Faults | None = None, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Service:
    """The service; it asks for no credentials. What is published follows the clock."""

    async def daily(_request: Request) -> Response:
        return _xml(working_days(clock(), 1))

    async def history(_request: Request) -> Response:
        return _xml(working_days(clock(), HISTORY))

    routes = [
        Route(f"{FOLDER}/eurofxref-daily.xml", daily),
        Route(f"{FOLDER}/eurofxref-hist-90d.xml", history),
    ]
    return Service(NAME, Starlette(routes=routes), {}, faults or Faults())


def _xml(days: Iterable[date]) -> Response:
    body = "".join(map(_day, days))
    return Response(f"{_HEAD}<Cube>{body}</Cube></gesmes:Envelope>", media_type="text/xml")


def _day(day: date) -> str:
    cubes = "".join(
        f'<Cube currency="{code}" rate="{rate}"/>' for code, rate in rates_of(day).items()
    )
    return f'<Cube time="{day.isoformat()}">{cubes}</Cube>'
