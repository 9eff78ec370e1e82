"""The network guard refuses other machines and lets loopback pass."""

from __future__ import annotations

import asyncio
import socket

import pytest

from tests.conftest import _GUARD
from tests.harness.network import ForeignConnectionError, is_local


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "", None, b"::1"])
def test_this_machine_is_local(host):
    assert is_local(host)


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "192.0.2.1", "169.254.169.254", "2001:db8::1", "a.example"]
)
def test_other_machines_are_not(host):
    assert not is_local(host)


def test_a_connection_to_another_machine_is_refused_and_remembered():
    with socket.socket() as foreign, pytest.raises(ForeignConnectionError):
        foreign.connect(("192.0.2.1", 80))
    with pytest.raises(ForeignConnectionError):
        socket.getaddrinfo("service.example", 443)
    assert len(_GUARD.take()) == 2


async def test_loopback_is_free():
    async def greet(reader, writer):
        writer.write(b"hello")
        writer.close()

    async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("localhost", port)
        assert await reader.read() == b"hello"
        writer.close()
        await writer.wait_closed()
