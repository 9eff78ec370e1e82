"""Proxy and certificates come from the settings; what the environment says is asked on purpose."""

from __future__ import annotations

import asyncio
import base64

import httpx
import pytest

from tests.harness.canary import CANARIES
from tests.harness.ledger import MemoryLedger
from tests.net.kit import ONCE, READ, raw_server, read_request, source
from tests.net.tls import authority, server_context
from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.core.settings import ProxyMode, Settings
from workbench.net.auth import HeaderAuth
from workbench.net.gateway import Gateway
from workbench.net.network import Network

URL = "https://api.example.test"


async def outcome(network: Network, url: str):
    jobs = Jobs()
    gateway = Gateway(
        source(patience=ONCE, hosts={"": url}), Account("shop", "a"),
        HeaderAuth({"x-auth-token": Secret(CANARIES["token"])}),
        jobs=jobs, ledger=MemoryLedger(), network=network,
    )  # fmt: skip
    try:
        return await gateway.send(READ)
    except WbError as error:
        return error
    finally:
        await gateway.close()
        await jobs.close()


@pytest.mark.fault(21)
def test_where_the_proxy_comes_from(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://system.test:3128")
    monkeypatch.setenv("NO_PROXY", "direct.test")
    assert Network().proxy_of(URL) == "http://system.test:3128"
    assert Network().proxy_of("https://direct.test/x") == ""
    assert Network(ProxyMode.NONE).proxy_of(URL) == ""
    manual = Network.of(Settings(proxy_mode=ProxyMode.MANUAL, proxy_url="http://own.test:1"))
    assert manual.proxy_of(URL) == "http://own.test:1"
    assert manual.proxy_of("http://127.0.0.1:9000") == ""


@pytest.mark.fault(21)
@pytest.mark.parametrize(("status", "code"), [(407, ErrorCode.PROXY_AUTH), (502, ErrorCode.PROXY)])
async def test_a_proxy_that_refuses_is_named_and_sees_no_key(status, code):
    heads: list[bytes] = []

    async def proxy(reader, writer):
        heads.append(await read_request(reader))
        writer.write(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % status)
        await writer.drain()

    async with raw_server(proxy) as port:
        network = Network(
            ProxyMode.MANUAL, f"http://127.0.0.1:{port}", Secret("me"), Secret(CANARIES["api_key"])
        )
        error = await outcome(network, URL)
    assert isinstance(error, WbError)
    assert error.code is code
    assert heads[0].startswith(b"CONNECT api.example.test:443")
    signed = base64.b64encode(b"me:" + CANARIES["api_key"].encode())
    assert signed in heads[0]
    assert CANARIES["token"].encode() not in heads[0]
    assert CANARIES["api_key"] not in f"{network!r} {error.report()}"


def test_an_odd_proxy_is_named():
    with pytest.raises(WbError) as caught:
        Network(ProxyMode.MANUAL, "nonsense://x").transport(URL)
    assert caught.value.code is ErrorCode.PROXY


@pytest.mark.fault(22)
async def test_a_companys_authority_is_trusted_where_it_is_named(tmp_path):
    made = authority(tmp_path, "localhost")

    async def answer(reader, writer):
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")
        await writer.drain()

    async with raw_server(answer, server_context(made)) as port:
        url = f"https://localhost:{port}"
        refused = await outcome(Network(ProxyMode.NONE), url)
        reply = await outcome(Network(ProxyMode.NONE, ca_file=str(made.ca)), url)
    assert isinstance(refused, WbError)
    assert (refused.code, refused.sent) == (ErrorCode.TLS, "no")
    assert "authority" in refused.sentence
    assert not isinstance(reply, WbError)
    assert reply.body == b"[]"


@pytest.mark.fault(22)
@pytest.mark.parametrize(
    ("name", "days", "word"), [("other.test", 9, "another"), ("localhost", -1, "expired")]
)
async def test_a_wrong_or_old_certificate_is_named(tmp_path, name, days, word):
    made = authority(tmp_path, name, days)

    async def answer(reader, writer):
        await reader.read()

    async with raw_server(answer, server_context(made)) as port:
        network = Network(ProxyMode.NONE, ca_file=str(made.ca))
        error = await outcome(network, f"https://localhost:{port}")
        await asyncio.sleep(0)
    assert isinstance(error, WbError)
    assert error.code is ErrorCode.TLS
    assert word in error.sentence


def test_an_authority_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(WbError) as caught:
        Network(ca_file=str(tmp_path / "none.pem")).ssl_context()
    assert caught.value.code is ErrorCode.TLS


def test_transports_are_made_per_url():
    assert isinstance(Network(ProxyMode.NONE).transport(URL), httpx.AsyncBaseTransport)
