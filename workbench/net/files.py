"""Files and pictures from wherever a service links to, without any credential of any account."""

from __future__ import annotations

import asyncio
import itertools
import random as random_module
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin, urlsplit, urlunsplit

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.jobs import Job, Jobs
from workbench.core.operations import Repeat
from workbench.core.pacing import Patience
from workbench.core.texts import tr
from workbench.net.clock import Clock, SystemClock
from workbench.net.connections import USER_AGENT, Connections, is_pool_trouble
from workbench.net.downloads import Download
from workbench.net.errors import About, from_status, from_transport, redirected, slow
from workbench.net.network import Network
from workbench.net.pacing import Places
from workbench.net.parts import PartFile, checked_name
from workbench.net.pictures import LARGEST_PICTURE, Picture, picture_type
from workbench.net.retry import Bucket, backoff, decide
from workbench.net.service_errors import ServiceError
from workbench.net.targets import (
    Resolver,
    addresses_for,
    check_literal,
    checked_url,
    refused_host,
    resolve,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

T = TypeVar("T")

MOST_HOSTS = 8
"""Clients kept; each serves one host name, so that no line is used under another name."""
AT_ONCE = 6
DOWNLOADS_AT_ONCE = 3
MOST_REDIRECTS = 3
PICTURE_PATIENCE = Patience(attempts=3, attempt=60.0)
DOWNLOAD_PATIENCE = Patience(attempts=6, attempt=3600.0, call=24 * 3600.0)
"""Attempts count only while nothing more arrives."""

Progress = Callable[[int, int | None], None]
"""Told bytes so far and in all, None where unknown."""


class Files:
    """The client without credentials.

    `allow_loopback` is for accounts whose own address is this machine: their files may come from it
    over plain http. Everything else comes over https from public addresses.
    """

    def __init__(
        self,
        network: Network,
        *,
        jobs: Jobs,
        allow_loopback: bool,
        transport: httpx.AsyncBaseTransport | None = None,
        resolver: Resolver | None = None,
        clock: Clock | None = None,
        random: Callable[[], float] = random_module.random,
    ) -> None:
        self._network = network
        self._jobs = jobs
        self._allow_loopback = allow_loopback
        self._given = transport
        self._resolver = resolver or resolve
        self._clock = clock or SystemClock()
        self._random = random
        self._pictures = Places(AT_ONCE)
        self._downloads = Places(DOWNLOADS_AT_ONCE)
        self._turns = itertools.count()
        self._clients: OrderedDict[str, Connections] = OrderedDict()

    async def picture(self, url: str) -> Picture:
        """Return a picture: at most 10 MB of PNG, JPEG, WebP or GIF.

        Raises:
            WbError: by name; "404 at supplier." where the link leads nowhere.
        """
        bucket, attempt = Bucket(), 0
        while True:
            attempt += 1
            try:
                return await self._one_picture(url)
            except WbError as error:
                wait = decide(
                    error, attempt, 0.0, self._random, PICTURE_PATIENCE, Repeat.SAFE, bucket
                )
                if wait is None:
                    raise
            await self._clock.sleep(wait)

    async def download(
        self, url: str, folder: Path, name: str, progress: Progress, job: Job
    ) -> Path:
        """Bring a file into a folder and return its path; resumes what was begun earlier.

        Args:
            url: the link; never written anywhere.
            folder: made where it is missing.
            name: our own name for it.
            progress: told how far it is.
            job: may hold or stop it; a stopped part stays for later.

        Raises:
            WbError: by name.
        """
        work = Download(url, PartFile(folder, checked_name(name)), progress, job)
        idle = 0
        while True:
            begun_with = work.done
            try:
                return await self._one_download(work)
            except WbError as error:
                idle = 0 if work.done > begun_with else idle + 1
                if not error.retryable or idle >= DOWNLOAD_PATIENCE.attempts:
                    raise
            await self._clock.sleep(backoff(max(1, idle), self._random, DOWNLOAD_PATIENCE))
            await job.checkpoint()

    async def reach(self, url: str) -> None:
        """Ask whether a link leads to anything; what is there is not read.

        Raises:
            WbError: by name; "404 at supplier." where it leads nowhere.
        """

        async def work(hop: Hop) -> bool | str:
            async with hop.open({"Range": "bytes=0-0"}) as response:
                if (target := hop.redirect(response)) is not None:
                    return target
                if response.status_code not in {200, 206, 416}:
                    raise _at_supplier(response.status_code)
                return True

        await self._followed(url, work, PICTURE_PATIENCE.attempt)

    async def close(self) -> None:
        """Close every connection."""
        for connections in self._clients.values():
            await connections.close()
        self._clients.clear()

    async def _one_picture(self, url: str) -> Picture:
        async def work(hop: Hop) -> Picture | str:
            async with hop.open({}) as response:
                if (target := hop.redirect(response)) is not None:
                    return target
                if response.status_code != 200:
                    raise _at_supplier(response.status_code)
                return await _read_picture(response, hop.about)

        return await self._followed(url, work, PICTURE_PATIENCE.attempt)

    async def _one_download(self, work: Download) -> Path:
        async def attempt(hop: Hop) -> Path | str:
            headers = await asyncio.to_thread(work.headers)
            async with hop.open(headers) as response:
                if (target := hop.redirect(response)) is not None:
                    return target
                if response.status_code not in {200, 206, 416}:
                    raise from_status(response.status_code, ServiceError(), None, hop.about)
                return await work.receive(response, hop.about)

        try:
            return await self._followed(work.url, attempt, None)
        except asyncio.CancelledError:
            work.abandon()
            raise

    async def _followed(
        self, url: str, work: Callable[[Hop], Awaitable[T | str]], deadline: float | None
    ) -> T:
        """Do a piece of work at a link, or where it is sent on to, each place checked anew."""
        url = checked_url(url, self._allow_loopback)
        for _ in range(MOST_REDIRECTS + 1):
            addresses = await self._addresses(url)
            outcome = await self._at(url, addresses, work, deadline)
            if not isinstance(outcome, str):
                return outcome
            url = checked_url(outcome, self._allow_loopback)
        raise redirected(_about(url), urlsplit(url).hostname or "", 0)

    async def _addresses(self, url: str) -> Sequence[str]:
        """Return what to connect to; behind a proxy its own resolving counts, the name is used."""
        if self._network.proxy_of(url):
            check_literal(urlsplit(url).hostname or "")
            return ("",)
        return await addresses_for(url, self._allow_loopback, self._resolver)

    async def _at(
        self,
        url: str,
        addresses: Sequence[str],
        work: Callable[[Hop], Awaitable[T | str]],
        deadline: float | None,
    ) -> T | str:
        failure: WbError | None = None
        for address in addresses[:2]:
            places = self._downloads if deadline is None else self._pictures
            await places.take(True, next(self._turns))
            task = self._jobs.spawn(
                "file", self._supervised(url, address, work, deadline, places), awaited=True
            )
            outcome = await asyncio.shield(task)
            if not isinstance(outcome, WbError):
                return outcome
            failure = outcome
            if outcome.code is not ErrorCode.CONNECT:
                break
        raise failure or refused_host("")

    async def _supervised(
        self,
        url: str,
        address: str,
        work: Callable[[Hop], Awaitable[T | str]],
        deadline: float | None,
        places: Places,
    ) -> T | str | WbError:
        """Do the work in a task that may be abandoned; the place is given back here."""
        about = _about(url)
        connections = self._connections(url)

        async def run(client: httpx.AsyncClient) -> T | str | WbError:
            try:
                return await work(Hop(client, url, address, about))
            except WbError as error:
                return error
            except Exception as error:  # noqa: BLE001 - every failure of the library gets a name
                if is_pool_trouble(error):
                    connections.retire()
                return from_transport(error, about)

        try:
            return await connections.run("file", run, deadline)
        except TimeoutError:
            return slow(about)
        finally:
            places.give()

    def _connections(self, url: str) -> Connections:
        """Return the client of a host name; the one longest unused makes room."""
        parts = urlsplit(url)
        key = f"{parts.scheme}://{parts.netloc}"
        if key not in self._clients:
            self._clients[key] = Connections(
                self._jobs, PICTURE_PATIENCE, lambda: self._given or self._network.transport(url)
            )
        self._clients.move_to_end(key)
        if len(self._clients) > MOST_HOSTS:
            _, old = self._clients.popitem(last=False)
            old.retire()
        return self._clients[key]


class Hop:
    """One request for a file at one checked address."""

    def __init__(self, client: httpx.AsyncClient, url: str, address: str, about: About) -> None:
        self.about = about
        self._client = client
        self._url = url
        self._address = address

    @asynccontextmanager
    async def open(self, headers: Mapping[str, str]) -> AsyncIterator[httpx.Response]:
        """Ask for the file; the answer is closed at the end."""
        import httpx  # noqa: PLC0415 - heavy

        parts = urlsplit(self._url)
        base = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": USER_AGENT}
        request = httpx.Request(
            "GET",
            _at_address(self._url, self._address),
            headers={"Host": parts.netloc} | base | dict(headers),
            extensions={
                "timeout": self._client.timeout.as_dict(),
                "sni_hostname": parts.hostname or "",
            },
        )
        response = await self._client.send(request, stream=True)
        try:
            yield response
        finally:
            await response.aclose()

    def redirect(self, response: httpx.Response) -> str | None:
        """Return where the answer sends on to, None where it does not."""
        if response.status_code not in {301, 302, 303, 307, 308}:
            return None
        try:
            return urljoin(self._url, response.headers.get("location", ""))
        except ValueError:
            raise refused_host("") from None


async def _read_picture(response: httpx.Response, about: About) -> Picture:
    end = time.monotonic() + PICTURE_PATIENCE.attempt
    data = bytearray()
    async for piece in response.aiter_raw():
        data += piece
        if len(data) > LARGEST_PICTURE:
            raise WbError(
                ErrorCode.BODY_BIG, tr("The picture is larger than 10 MB."), sent=Sent.YES
            )
        if len(data) >= 12 and not picture_type(bytes(data[:16])):
            break
        if time.monotonic() > end:
            raise slow(about)
    kind = picture_type(bytes(data[:16]))
    if not kind:
        raise WbError(
            ErrorCode.DATA,
            tr("What the supplier sent is no picture that can be shown."),
            sent=Sent.YES,
        )
    return Picture(bytes(data), kind, response.headers.get("etag", "")[:200])


def _at_supplier(status: int) -> WbError:
    code = ErrorCode.NOT_FOUND if status in {404, 410} else ErrorCode.REFUSED
    if status >= 500:
        code = ErrorCode.SERVER
    return WbError(
        code,
        tr("{status} at supplier.", status=status),
        status=status,
        sent=Sent.YES,
        retryable=status in {408, 429, 500, 502, 503, 504},
    )


def _about(url: str) -> About:
    return About("", urlsplit(url).hostname or "", "file")


def _at_address(url: str, address: str) -> str:
    """Return the URL with the checked address in place of the name; "" keeps the name."""
    parts = urlsplit(url)
    if not address:
        return url
    host = f"[{address}]" if ":" in address else address
    netloc = f"{host}:{parts.port}" if parts.port else host
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))
