"""The receiver: messages on the secret path, and nothing that is too long or too slow."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import pytest

from workbench.core.errors import ErrorCode, WbError, bad_input
from workbench.core.secret import Secret
from workbench.net import receiver
from workbench.net.receiver import Receiver

TOKEN = "s" * 24
Told = list[tuple[str, object]]


@asynccontextmanager
async def listening(told: Told, fail: Exception | None = None) -> AsyncIterator[int]:
    async def take(name: str, message: object) -> None:
        if fail is not None:
            raise fail
        told.append((name, message))

    held = Receiver(Secret(TOKEN), take)
    port = await held.listen("127.0.0.1", 0)
    try:
        yield port
    finally:
        await held.close()


async def shut(writer: asyncio.StreamWriter) -> None:
    writer.close()
    await writer.wait_closed()


async def send(port: int, data: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(data)
    answer = await reader.read()
    await shut(writer)
    return answer


def request(
    body: bytes, path: str = f"/{TOKEN}/etim", method: str = "PUT", more: str = ""
) -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: here\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


@pytest.mark.parametrize("method", ["PUT", "POST"])
async def test_a_message_on_the_secret_path_is_taken(method: str):
    told: Told = []
    async with listening(told) as port:
        answer = await send(port, request(b'{"new":["A"]}', method=method))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"{}")
    assert told == [("etim", {"new": ["A"]})]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (request(b"{}", path="/wrong/etim"), 404),
        (request(b"{}", path="/"), 404),
        (request(b"{}", path=f"/{TOKEN}x/etim"), 404),
        (request(b"", method="GET"), 405),
        (request(b"no json"), 400),
        (request(b"\xff\xfe"), 400),
        (b"nonsense\r\n\r\n", 400),
        (b"PUT /x HTTP/2\r\n\r\n", 400),
        (f"PUT /{TOKEN}/etim HTTP/1.1\r\n\r\n".encode(), 411),
        (f"PUT /{TOKEN}/etim HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n".encode(), 411),
        (f"PUT /{TOKEN}/etim HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n".encode(), 413),
        (b"PUT /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", 400),
        (request(b"{}", more="Content-Length: 5\r\n"), 400),
    ],
)
async def test_anything_else_is_refused_and_tells_nothing(data: bytes, status: int):
    told: Told = []
    async with listening(told) as port:
        answer = await send(port, data)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert answer.endswith(b"\r\n\r\n")
    assert told == []


async def test_a_sender_that_waits_to_be_asked_is_asked():
    told: Told = []
    async with listening(told) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        body = msgspec.json.encode({"new": ["A" * 2000]})
        writer.write(request(body, more="Expect: 100-continue\r\n")[: -len(body)])
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 100 ")
        writer.write(body)
        assert (await reader.read()).startswith(b"HTTP/1.1 200 ")
        await shut(writer)
    assert len(told) == 1


async def test_a_body_that_ends_early_is_refused():
    told: Told = []
    async with listening(told) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request(b'{"new":["A"]}')[:-4])
        writer.write_eof()
        assert (await reader.read()).startswith(b"HTTP/1.1 400 ")
        await shut(writer)
    assert told == []


@pytest.mark.parametrize(
    ("error", "status"),
    [(bad_input("No."), 400), (WbError(ErrorCode.DISK_FULL, "Full."), 500)],
)
async def test_what_could_not_be_kept_is_not_confirmed(error: WbError, status: int):
    async with listening([], error) as port:
        answer = await send(port, request(b"{}"))
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())


async def test_brackets_without_end_are_refused_and_hold_no_place():
    told: Told = []
    async with listening(told) as port:
        for _time in range(receiver.SENDERS + 1):
            answer = await send(port, request(b"[" * 100_000))
            assert answer.startswith(b"HTTP/1.1 400 ")
        assert (await send(port, request(b"{}"))).startswith(b"HTTP/1.1 200 ")
    assert told == [("etim", {})]


async def test_a_failure_without_a_name_is_answered_and_holds_no_place():
    async with listening([], RuntimeError("not foreseen")) as port:
        for _time in range(receiver.SENDERS + 1):
            answer = await send(port, request(b"{}"))
            assert answer.startswith(b"HTTP/1.1 500 ")


async def test_many_senders_at_a_time_are_sent_away():
    told: Told = []
    async with listening(told) as port:
        idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(receiver.SENDERS)]
        for _reader, writer in idle:
            writer.write(b"PUT ")
        await asyncio.sleep(0.05)
        assert (await send(port, request(b"{}"))).startswith(b"HTTP/1.1 503 ")
        for _reader, writer in idle:
            await shut(writer)


async def test_an_address_that_is_taken_is_named():
    async with listening([]) as port:
        held = Receiver(Secret(TOKEN), lambda _name, _message: asyncio.sleep(0))
        with pytest.raises(WbError) as caught:
            await held.listen("127.0.0.1", port)
    assert caught.value.code is ErrorCode.DISK
