"""One attempt: a request out, its redirects looked at, its answer read whole and within limits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.operations import Answer
from workbench.core.secret import Secret
from workbench.core.texts import tr
from workbench.net.addresses import origin_of
from workbench.net.bodies import IN_THREAD, LARGEST, too_big, unpacked, whole_body
from workbench.net.connections import USER_AGENT, is_pool_trouble
from workbench.net.errors import About, from_status, from_transport, redirected, slow
from workbench.net.log import SecretFilter
from workbench.net.requests import Reply, Request
from workbench.net.service_errors import read_service_error

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 3
LEAST_RATE = 1000.0
"""Bytes a second, over `RATE_WINDOW` seconds."""
RATE_WINDOW = 30.0
LARGEST_ERROR = 64 * 1024
"""Bytes of a refusal's body that are read."""
LONGEST_WAIT = 400 * 86_400.0
"""Seconds; a service that asks for more is mistaken."""

Sign = Callable[[str], Awaitable[Mapping[str, str]]]
"""Gives the credentials' headers for a host."""


class Facts(msgspec.Struct):
    """What an attempt saw, whether it succeeded or not.

    Attributes:
        status: of the last answer, 0 without one.
        size: bytes of the decoded body.
        date: the service's clock.
        pool_dry: no connection came free, so the client is not to be used again.
        sent: headers of the request, with what signs it.
        answered: headers of the last answer.
        refusal: beginning of a refusal's body, without what the request was signed with.
    """

    status: int = 0
    size: int = 0
    date: datetime | None = None
    pool_dry: bool = False
    sent: tuple[tuple[str, str], ...] = ()
    answered: tuple[tuple[str, str], ...] = ()
    refusal: bytes = b""


class RateWatch:
    """Tells an answer that trickles from one that flows."""

    def __init__(self, clock: Callable[[], float], window: float = RATE_WINDOW) -> None:
        self._clock = clock
        self._window = window
        self._since = clock()
        self._bytes = 0

    def too_slow(self, size: int) -> bool:
        """Count a piece; return whether the last window brought too little."""
        self._bytes += size
        passed = self._clock() - self._since
        if passed < self._window:
            return False
        slow_now = self._bytes < LEAST_RATE * passed
        self._since, self._bytes = self._clock(), 0
        return slow_now


class Exchange:
    """Sends one request on a client and reads its answer.

    Attributes:
        facts: what was seen; complete when the exchange ended, however it ended.
    """

    def __init__(
        self, request: Request, url: str, sign: Sign, about: About, *, plain: bool, deadline: float
    ) -> None:
        self.facts = Facts()
        self._request = request
        self._url = url
        self._sign = sign
        self._about = about
        self._plain = plain
        self._end = time.monotonic() + deadline

    async def run(self, client: httpx.AsyncClient) -> Reply:
        """Return the whole answer.

        Raises:
            WbError: every failure.
        """
        failure: WbError
        try:
            return await self._followed(client)
        except WbError as error:
            failure = error
        except Exception as error:  # noqa: BLE001 - every failure of the library gets a name
            failure = from_transport(error, self._about)
            self.facts.pool_dry = is_pool_trouble(error)
        # Raised here, so that the library's exception, which holds the headers, is let go.
        raise failure

    async def _followed(self, client: httpx.AsyncClient) -> Reply:
        url = self._url
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._once(client, url)
            if isinstance(answer, Reply):
                return answer
            url = self._next(url, answer)
        raise redirected(self._about, origin_of(url).host, self.facts.status)

    def _next(self, url: str, location: str) -> str:
        """Return where to go on: only a read, and only on the same host in the same way."""
        target, host = _target(url, location)
        origin = origin_of(url)
        safe = origin.scheme == "https" or self._plain
        if self._request.method != "GET" or not target or not safe or origin_of(target) != origin:
            raise redirected(self._about, host, self.facts.status)
        return target

    async def _once(self, client: httpx.AsyncClient, url: str) -> Reply | str:
        import httpx  # noqa: PLC0415 - heavy

        host = urlsplit(url).hostname or ""
        signed = dict(await self._sign(host))
        headers = _base_headers(self._request) | signed
        self.facts.sent = tuple(headers.items())
        request = httpx.Request(
            self._request.method,
            url,
            headers=[(_header(name), _header(value)) for name, value in headers.items()],
            content=self._request.body,
            extensions={"timeout": client.timeout.as_dict()},
        )
        response = await client.send(request, stream=True)
        try:
            return await self._read(response, signed)
        finally:
            await response.aclose()

    async def _read(self, response: httpx.Response, signed: Mapping[str, str]) -> Reply | str:
        facts, headers = self.facts, response.headers
        facts.status = status = response.status_code
        facts.answered = tuple(headers.multi_items())
        facts.date = read_http_date(headers.get("date", ""))
        if status in {301, 302, 303, 307, 308}:
            return headers.get("location", "")
        if not 200 <= status < 300:
            facts.refusal = _without(signed, await self._error_body(response))
            said = read_service_error(facts.refusal)
            wait = read_wait(headers.get("retry-after"), facts.date)
            raise from_status(status, said, wait, self._about)
        raw = await self._bytes(response, LARGEST)
        encoding = headers.get("content-encoding", "").strip().lower()
        bounded = "content-length" in headers or "chunked" in headers.get("transfer-encoding", "")
        check = (raw, encoding, self._request.answer, bounded, self._about)
        packed = len(raw) > IN_THREAD or (encoding and len(raw) > IN_THREAD // 10)
        body = await asyncio.to_thread(whole_body, *check) if packed else whole_body(*check)
        facts.size = len(body)
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        return Reply(status, body, kind, datetime.now(UTC), facts.date)

    async def _error_body(self, response: httpx.Response) -> bytes:
        """Read the beginning of a refusal; one that cannot be read says nothing."""
        import httpx  # noqa: PLC0415 - heavy

        raw = b""
        try:
            async for piece in response.aiter_raw():
                raw += piece
                if len(raw) > LARGEST_ERROR or time.monotonic() > self._end:
                    break
            encoding = response.headers.get("content-encoding", "").strip().lower()
            return unpacked(raw, encoding, self._about)
        except (httpx.HTTPError, WbError):
            return b""

    async def _bytes(self, response: httpx.Response, most: int) -> bytes:
        """Read the body as it comes; a slow or endless one is closed at its next piece."""
        if int(_digits(response.headers.get("content-length", ""))) > most:
            raise too_big(self._about)
        watch = RateWatch(time.monotonic)
        pieces: list[bytes] = []
        size = 0
        async for piece in response.aiter_raw():
            pieces.append(piece)
            size += len(piece)
            if size > most:
                raise too_big(self._about)
            if time.monotonic() > self._end or watch.too_slow(len(piece)):
                raise slow(self._about)
        return b"".join(pieces)


def _without(signed: Mapping[str, str], body: bytes) -> bytes:
    """Take what a request was signed with out of a refusal: some services repeat the key."""
    parts = (Secret(part) for value in signed.values() for part in value.split())
    return SecretFilter(parts).clean(body.decode("utf-8", "replace")).encode()


def _base_headers(request: Request) -> dict[str, str]:
    files = request.answer is Answer.BYTES
    headers = {
        "Accept": "*/*" if files else "application/json",
        "Accept-Encoding": "identity" if files else "gzip",
        "User-Agent": USER_AGENT,
    }
    if request.body is not None:
        headers["Content-Type"] = "application/json"
    return headers | dict(request.headers)


def _header(text: str) -> bytes:
    """Return a header's name or value as bytes.

    Raises:
        WbError: code INPUT, where it holds a sign that could forge another header.
    """
    if any(ord(char) < 32 or ord(char) == 127 for char in text):
        raise WbError(
            ErrorCode.INPUT,
            tr("A key or header holds a line break or control character."),
            tr("Enter the key again."),
            sent=Sent.NO,
        )
    return text.encode("utf-8", "replace")


def read_http_date(text: str) -> datetime | None:
    """Return an HTTP date in UTC, None where it is none."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_wait(text: str | None, date: datetime | None) -> float | None:
    """Return the seconds that a `Retry-After` asks for; None where it says nothing readable.

    A date counts from the service's own clock where it told it, so that a wrong clock here does
    not matter. A time gone by is 0.
    """
    if text is None:
        return None
    clean = text.strip()
    try:
        seconds = float(clean)
    except ValueError:
        moment = read_http_date(clean)
        if moment is None:
            return None
        seconds = (moment - (date or datetime.now(UTC))).total_seconds()
    if seconds != seconds:  # noqa: PLR0124 - not a number
        return None
    return min(max(0.0, seconds), LONGEST_WAIT)


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 16 else "0"


def _target(url: str, location: str) -> tuple[str, str]:
    """Return where a redirect leads and the host it names; no address where it is none."""
    try:
        target = urljoin(url, location)
        parts = urlsplit(target)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "", ""
    fit = location and host and parts.scheme in {"http", "https"} and "@" not in parts.netloc
    return (target.partition("#")[0] if fit else ""), host
