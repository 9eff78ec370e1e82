"""Abandoned, cut, slow and secure lines against real servers of this machine."""

from __future__ import annotations

import asyncio
import gzip
import random
import socket

import httpx
import pytest
from msgspec.structs import replace

from tests.harness.waiting import until
from tests.net.kit import (
    GOLDEN,
    ONCE,
    READ,
    bench,
    json_answer,
    loopback_gateway,
    raw_server,
    read_request,
)
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.jobs import Jobs
from workbench.core.pacing import Pace, Patience

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def whole(body: bytes = GOLDEN) -> bytes:
    return HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body


async def outcome_of(url: str, patience: Patience = ONCE):
    jobs = Jobs()
    gateway = loopback_gateway(url, patience, jobs)
    try:
        return (await gateway.send(READ)).body
    except WbError as error:
        return error
    finally:
        await gateway.close()
        await jobs.close()


@pytest.mark.fault(3)
@pytest.mark.fault(5)
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("length", [False, True])
async def test_an_answer_cut_at_any_byte_is_whole_or_named(packed, length):
    body = gzip.compress(GOLDEN, mtime=0) if packed else GOLDEN
    head = HEAD + (b"Content-Encoding: gzip\r\n" if packed else b"")
    head += b"Content-Length: %d\r\n\r\n" % len(body) if length else b"Connection: close\r\n\r\n"
    answer = head + body
    cut_at = 0

    async def handler(reader, writer):
        await read_request(reader)
        writer.write(answer[:cut_at])
        await writer.drain()

    jobs = Jobs()
    async with raw_server(handler) as port:
        # Each cut is a call of its own; the brakes are put back so that every one is sent.
        gateway = loopback_gateway(f"http://127.0.0.1:{port}", ONCE, jobs)
        for cut_at in range(len(answer)):  # noqa: B007 - the server reads it
            gateway._circuit.succeeded()
            with pytest.raises(WbError) as caught:
                await gateway.send(READ)
            assert caught.value.code in {ErrorCode.CUT, ErrorCode.BODY_CUT, ErrorCode.BODY_EMPTY}
            assert caught.value.sent is not Sent.NO
        cut_at = len(answer)
        gateway._circuit.succeeded()
        assert (await gateway.send(READ)).body == GOLDEN
        await gateway.close()
    await jobs.close()


@pytest.mark.fault(3)
async def test_a_cut_read_is_tried_again():
    calls = 0

    async def handler(reader, writer):
        nonlocal calls
        await read_request(reader)
        calls += 1
        writer.write(whole() if calls > 2 else whole()[:-9])
        await writer.drain()

    async with raw_server(handler) as port:
        patience = Patience(base=0.001)
        assert await outcome_of(f"http://127.0.0.1:{port}", patience) == GOLDEN
    assert calls == 3


@pytest.mark.fault(4)
@pytest.mark.parametrize("in_head", [False, True])
async def test_an_answer_that_trickles_is_given_up_and_its_line_closed(in_head):
    closed = asyncio.Event()

    async def handler(reader, writer):
        await read_request(reader)
        writer.write(b"" if in_head else HEAD + b"Content-Length: 10000\r\n\r\n")
        try:
            for byte in HEAD * 50:
                writer.write(bytes([byte]) if in_head else b" ")
                await writer.drain()
                await asyncio.sleep(0.02)
        finally:
            closed.set()

    jobs = Jobs()
    async with raw_server(handler) as port:
        patience = replace(ONCE, attempt=0.15)
        gateway = loopback_gateway(f"http://127.0.0.1:{port}", patience, jobs)
        with pytest.raises(WbError) as caught:
            await gateway.send(READ)
        assert (caught.value.code, caught.value.sent) == (ErrorCode.SLOW, Sent.MAYBE)
        await asyncio.wait_for(closed.wait(), 5)
        await until(lambda: jobs.pending == 0)
        await gateway.close()
    await jobs.close()


@pytest.mark.fault(2)
async def test_no_connection_in_time_never_left():
    made = bench(httpx.ConnectTimeout("x"), patience=ONCE)
    with pytest.raises(WbError) as caught:
        await made.gateway.send(READ)
    assert (caught.value.code, caught.value.sent) == (ErrorCode.CONNECT, Sent.NO)


@pytest.mark.fault(2)
async def test_a_server_that_takes_no_more_lines_is_given_up_in_time():
    listener = socket.create_server(("127.0.0.1", 0), backlog=0)
    others = []
    for _ in range(4):
        other = socket.socket()
        other.setblocking(False)
        other.connect_ex(listener.getsockname())
        others.append(other)
    patience = replace(ONCE, connect=0.2, attempt=5.0)
    error = await outcome_of(f"http://127.0.0.1:{listener.getsockname()[1]}", patience)
    for each in (*others, listener):
        each.close()
    assert (error.code, error.sent) == (ErrorCode.CONNECT, Sent.NO)
    assert error.detail == "ConnectTimeout"


@pytest.mark.fault(1)
async def test_a_closed_port_never_left():
    async with raw_server(lambda reader, writer: read_request(reader)) as port:
        pass
    error = await outcome_of(f"http://127.0.0.1:{port}")
    assert (error.code, error.sent, error.exit_status) == (ErrorCode.CONNECT, Sent.NO, 4)


@pytest.mark.fault(25)
async def test_ten_thousand_abandoned_requests_leave_the_next_twenty_working():
    rng = random.Random(7)
    sent = 0

    async def handler(reader, writer):
        nonlocal sent
        while True:
            await read_request(reader)
            sent += 1
            await asyncio.sleep(0.001)
            writer.write(whole())
            await writer.drain()

    jobs = Jobs()
    async with raw_server(handler) as port:
        pace = Pace(concurrent=6)
        gateway = loopback_gateway(f"http://127.0.0.1:{port}", Patience(), jobs, pace)
        abandoned = 0
        while abandoned < 10_000:
            tasks = [jobs.spawn("type", gateway.send(READ), awaited=True) for _ in range(8)]
            await asyncio.sleep(rng.random() * 0.003)
            for task in tasks:
                abandoned += task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        replies = await asyncio.gather(*(gateway.send(READ) for _ in range(20)))
        assert {reply.body for reply in replies} == {GOLDEN}
        assert sent > 2_000
        assert gateway.state().under_way == 0
        await gateway.close()
        await until(lambda: jobs.pending == 0)
    await jobs.close()


@pytest.mark.fault(25)
async def test_a_dry_pool_is_replaced():
    made = bench(httpx.PoolTimeout("x"), json_answer())
    await made.gateway.send(READ)
    first = made.gateway._connections._current
    made.service.script = (httpx.PoolTimeout("x"), json_answer())
    made.service.requests.clear()
    assert (await made.gateway.send(READ)).body == GOLDEN
    assert made.gateway._connections._current is not first
    await until(lambda: made.jobs.pending == 0)


@pytest.mark.fault(24)
async def test_a_stale_line_is_taken_for_a_cut_and_read_again():
    calls = 0

    async def handler(reader, writer):
        nonlocal calls
        calls += 1
        await read_request(reader)
        writer.write(whole())
        await writer.drain()
        if calls > 1:
            return
        await read_request(reader)  # the second request on the first line gets no answer

    jobs = Jobs()
    async with raw_server(handler) as port:
        gateway = loopback_gateway(f"http://127.0.0.1:{port}", Patience(base=0.001), jobs)
        assert [(await gateway.send(READ)).body for _ in range(2)] == [GOLDEN] * 2
        await gateway.close()
    assert calls == 2
    await jobs.close()


async def test_a_caller_that_goes_away_leaves_its_request_to_end():
    answered = asyncio.Event()

    async def answer(_request):
        await asyncio.sleep(0.02)
        answered.set()
        return json_answer()

    made = bench(answer)
    task = made.jobs.spawn("search", made.gateway.send(READ), awaited=True)
    await until(lambda: made.gateway.state().under_way == 1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert made.gateway.state().under_way == 1
    await asyncio.wait_for(answered.wait(), 5)
    await until(lambda: made.gateway.state().under_way == 0)
