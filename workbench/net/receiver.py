"""A small receiver of messages that services send by themselves: JSON by POST or PUT, nothing else.

It listens where its owner says, knows one secret path and takes what is documented as a message.
Everything has a limit: bytes, seconds, senders at a time. It keeps nothing and follows nothing.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, NamedTuple

import msgspec

from workbench.core.errors import ErrorCode, WbError, from_os_error
from workbench.core.secret import Secret

LARGEST: Final = 4_000_000
"""Bytes of one message; a quarter of a million identifiers."""
HEAD: Final = 16_384
SECONDS: Final = 20.0
"""For one message from its first byte to its answer."""
SENDERS: Final = 16
_PATIENCE: Final = 1.0
"""Seconds for a sender to read its answer."""
_METHODS: Final = frozenset({"POST", "PUT"})
_REASONS: Final = {
    200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
    408: "Request Timeout", 411: "Length Required", 413: "Content Too Large",
    500: "Internal Server Error", 503: "Service Unavailable",
}  # fmt: skip

Take = Callable[[str, object], Awaitable[None]]
"""Takes a message: gets the name behind the secret part of the path, and the decoded JSON.

What it raises with code INPUT is answered with 400, any other failure with 500.
"""


class _Refused(Exception):  # noqa: N818 - it carries the status that is answered
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _Request(NamedTuple):
    """The first lines of a request; header names are lower case."""

    method: str
    path: str
    headers: Mapping[str, str]


class Receiver:
    """Listens for messages.

    Args:
        token: the secret part of the path: `/TOKEN/NAME`.
        take: what is done with a message.
    """

    def __init__(self, token: Secret, take: Take) -> None:
        self._token = token
        self._take = take
        self._server: asyncio.Server | None = None
        self._lines: set[asyncio.StreamWriter] = set()
        self._free = asyncio.Event()
        self._free.set()

    async def listen(self, host: str, port: int) -> int:
        """Begin to listen; return the port, which was chosen where it was 0.

        Raises:
            WbError: DISK, where the address cannot be used.
        """
        try:
            self._server = await asyncio.start_server(self._meet, host, port, limit=HEAD)
        except (OSError, OverflowError) as error:
            raise _taken(host, port, error) from error
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Stop listening, and let go of senders that are not through."""
        if self._server is None:
            return
        self._server.close()
        for line in self._lines:
            line.transport.abort()
        await self._free.wait()
        await self._server.wait_closed()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        self._free.clear()
        try:
            status = 503
            if len(self._lines) <= SENDERS:
                async with asyncio.timeout(SECONDS):
                    status = await self._answer(reader, writer)
        except TimeoutError:
            status = 408
        except (OSError, EOFError, ValueError):
            status = 400
        try:
            await _say(reader, writer, status)
        finally:
            self._lines.discard(writer)
            if not self._lines:
                self._free.set()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        try:
            request = _parsed(await reader.readuntil(b"\r\n\r\n"))
            name = self._name(request)
            body = await _body(request, reader, writer)
        except _Refused as refused:
            return refused.status
        except (asyncio.LimitOverrunError, UnicodeDecodeError):
            return 400
        return await self._delivered(name, body)

    async def _delivered(self, name: str, body: bytes) -> int:
        try:
            message = msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return 400
        try:
            await self._take(name, message)
        except WbError as error:
            return 400 if error.code is ErrorCode.INPUT else 500
        except Exception:  # noqa: BLE001 - whatever it is, the sender must learn to send it again
            return 500
        return 200

    def _name(self, request: _Request) -> str:
        """Return what stands behind the secret part; whoever does not know that learns nothing."""
        token, _sign, name = request.path.partition("?")[0].lstrip("/").partition("/")
        if not hmac.compare_digest(token.encode(), self._token.reveal().encode()):
            raise _Refused(404)
        if request.method not in _METHODS:
            raise _Refused(405)
        return name.strip("/")


def _parsed(head: bytes) -> _Request:
    lines = head.decode("latin-1").split("\r\n")
    method, path, version = lines[0].split(" ")
    if not version.startswith("HTTP/1."):
        raise _Refused(400)
    headers: dict[str, str] = {}
    for line in filter(None, lines[1:]):
        name, sign, value = line.partition(":")
        if not sign or (name.lower() == "content-length" and name.lower() in headers):
            raise _Refused(400)
        headers[name.lower()] = value.strip()
    return _Request(method, path, headers)


async def _body(
    request: _Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> bytes:
    length = request.headers.get("content-length", "")
    if "transfer-encoding" in request.headers or not (length.isascii() and length.isdigit()):
        raise _Refused(411)
    if int(length) > LARGEST:
        raise _Refused(413)
    if request.headers.get("expect", "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    return await reader.readexactly(int(length))


async def _say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, status: int) -> None:
    """Answer, and close the line; nobody waits long for a sender that does not read.

    What it still sends is read and dropped: a line closed over it would lose the answer.
    """
    body = b"{}" if status == 200 else b""
    head = (
        f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    try:
        writer.write(head.encode() + body)
        async with asyncio.timeout(_PATIENCE):
            await writer.drain()
            writer.write_eof()
            while await reader.read(HEAD):
                pass
        writer.close()
        await writer.wait_closed()
    except (OSError, TimeoutError):
        writer.transport.abort()


def _taken(host: str, port: int, error: OSError | OverflowError) -> WbError:
    if isinstance(error, OSError):
        return from_os_error(error, f"{host}:{port}")
    return WbError(ErrorCode.INPUT, f"{port} is no port.", "Type a number from 0 to 65535.")
