"""The diagnosis tells apart what can be wrong with an account."""

from __future__ import annotations

import asyncio
import hashlib
import socket
import ssl

import pytest

from tests.net.kit import raw_server, source
from tests.net.tls import authority, server_context
from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.settings import ProxyMode
from workbench.net.diagnosis import Step, StepState, diagnose
from workbench.net.network import Network

NONE = Network(ProxyMode.NONE)
OK, BAD, SKIPPED = StepState.OK, StepState.BAD, StepState.SKIPPED


async def steps(url, probe=None, network=None, resolver=None) -> list[Step]:
    given = {"resolver": resolver} if resolver else {}
    account = Account("shop", "a", url=url)
    return [step async for step in diagnose(source(), account, network or NONE, probe, **given)]


async def waits(reader, _writer):
    await reader.read()


async def sees() -> str:
    return "120 products"


def fails(code: ErrorCode, status: int = 0):
    async def probe() -> str:
        raise WbError(code, "It failed.", "Do this.", status=status)

    return probe


async def test_all_is_well():
    async with raw_server(waits) as port:
        found = await steps(f"http://127.0.0.1:{port}", sees)
        await asyncio.sleep(0)
    assert [step.state for step in found] == [SKIPPED, OK, OK, OK, OK]
    assert found[-1].note == "120 products"


@pytest.mark.parametrize(
    ("code", "status", "states"),
    [
        (ErrorCode.AUTH, 401, [BAD, SKIPPED]),
        (ErrorCode.FORBIDDEN, 403, [BAD, SKIPPED]),
        (ErrorCode.BODY_WEB_PAGE, 200, [BAD, SKIPPED]),
        (ErrorCode.NOT_FOUND, 404, [OK, BAD]),
        (ErrorCode.RATE, 429, [OK, BAD]),
    ],
)
async def test_sign_in_and_sight_are_told_apart(code, status, states):
    async with raw_server(waits) as port:
        found = await steps(f"http://127.0.0.1:{port}", fails(code, status))
        await asyncio.sleep(0)
    assert [step.state for step in found[-2:]] == states
    assert all(step.hint and step.code == code for step in found if step.state is BAD)


@pytest.mark.fault(1)
@pytest.mark.parametrize(
    ("number", "code"),
    [(socket.EAI_NONAME, ErrorCode.NAME), (socket.EAI_AGAIN, ErrorCode.OFFLINE)],
)
async def test_a_name_that_is_not_found(number, code):
    async def resolver(_host, _port):
        raise socket.gaierror(number, "x")

    found = await steps("https://shop.example.test", sees, resolver=resolver)
    assert [step.state for step in found] == [SKIPPED, BAD, SKIPPED, SKIPPED, SKIPPED]
    assert found[1].code == code


@pytest.mark.fault(1)
async def test_a_closed_port():
    async with raw_server(waits) as port:
        pass
    found = await steps(f"http://127.0.0.1:{port}", sees)
    assert [step.state for step in found] == [SKIPPED, OK, BAD, SKIPPED, SKIPPED]
    assert found[2].code == ErrorCode.CONNECT


@pytest.mark.fault(22)
async def test_a_refused_certificate_is_shown_by_its_fingerprint(tmp_path):
    made = authority(tmp_path, "localhost")
    raw = ssl.PEM_cert_to_DER_cert(made.certificate.read_text())
    digest = hashlib.sha256(raw).hexdigest().upper()
    async with raw_server(waits, server_context(made)) as port:
        url = f"https://localhost:{port}"
        refused = await steps(url, sees)
        trusted = await steps(url, sees, Network(ProxyMode.NONE, ca_file=str(made.ca)))
        await asyncio.sleep(0.02)
    assert refused[2].code == ErrorCode.TLS
    assert digest in refused[2].note.replace(":", "")
    assert [step.state for step in trusted] == [SKIPPED, OK, OK, OK, OK]
    assert "TLSv1" in trusted[2].note


@pytest.mark.fault(21)
async def test_a_proxy_that_does_not_answer():
    async with raw_server(waits) as port:
        pass
    network = Network(ProxyMode.MANUAL, f"http://127.0.0.1:{port}")
    found = await steps("https://shop.example.test", sees, network)
    assert [step.state for step in found] == [BAD, SKIPPED, SKIPPED, SKIPPED, SKIPPED]
    assert found[0].code == ErrorCode.PROXY


async def test_without_credentials_the_sign_in_is_left_out():
    async with raw_server(waits) as port:
        found = await steps(f"http://127.0.0.1:{port}")
        await asyncio.sleep(0)
    assert [step.state for step in found[-2:]] == [SKIPPED, SKIPPED]
