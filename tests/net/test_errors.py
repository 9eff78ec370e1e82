"""Every failure of the way has its name, its `sent`, and a sentence with what to do."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl

import httpx
import pytest

from tests.net.kit import READ, WRITE, bench, json_answer
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.pacing import Patience
from workbench.net.errors import About, from_transport

ABOUT = About("shop", "Shop", "list_things")


def connect_error(cause: BaseException) -> httpx.ConnectError:
    error = httpx.ConnectError("failed")
    error.__cause__ = ExceptionGroup("tries", [cause]) if isinstance(cause, OSError) else cause
    return error


def certificate_error(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    return error


NO, MAYBE = Sent.NO, Sent.MAYBE


@pytest.mark.parametrize(
    ("error", "code", "sent", "retryable"),
    [
        pytest.param(connect_error(socket.gaierror(socket.EAI_AGAIN, "x")), ErrorCode.OFFLINE, NO,
                     True, marks=pytest.mark.fault(1)),
        pytest.param(connect_error(socket.gaierror(socket.EAI_NONAME, "x")), ErrorCode.NAME, NO,
                     True, marks=pytest.mark.fault(1)),
        pytest.param(connect_error(OSError(errno.ENETUNREACH, "x")), ErrorCode.OFFLINE, NO, True,
                     marks=pytest.mark.fault(1)),
        pytest.param(connect_error(OSError(errno.ECONNREFUSED, "x")), ErrorCode.CONNECT, NO, True,
                     marks=pytest.mark.fault(1)),
        pytest.param(httpx.ConnectTimeout("x"), ErrorCode.CONNECT, NO, True,
                     marks=pytest.mark.fault(23)),
        pytest.param(connect_error(certificate_error(10)), ErrorCode.TLS, NO, False,
                     marks=pytest.mark.fault(22)),
        pytest.param(connect_error(certificate_error(62)), ErrorCode.TLS, NO, False,
                     marks=pytest.mark.fault(22)),
        pytest.param(connect_error(certificate_error(20)), ErrorCode.TLS, NO, False,
                     marks=pytest.mark.fault(22)),
        pytest.param(httpx.ProxyError("407 Proxy Authentication Required"), ErrorCode.PROXY_AUTH,
                     NO, False, marks=pytest.mark.fault(21)),
        pytest.param(httpx.ProxyError("503 no"), ErrorCode.PROXY, NO, False,
                     marks=pytest.mark.fault(21)),
        (httpx.PoolTimeout("x"), ErrorCode.CONNECT, NO, True),
        (httpx.ReadTimeout("x"), ErrorCode.SLOW, MAYBE, True),
        (httpx.WriteTimeout("x"), ErrorCode.SLOW, MAYBE, True),
        pytest.param(httpx.ReadError("x"), ErrorCode.CUT, MAYBE, True, marks=pytest.mark.fault(3)),
        (httpx.RemoteProtocolError("x"), ErrorCode.CUT, MAYBE, True),
        (httpx.LocalProtocolError("x"), ErrorCode.INPUT, NO, False),
        (httpx.UnsupportedProtocol("x"), ErrorCode.INPUT, NO, False),
        (ZeroDivisionError("x"), ErrorCode.INTERNAL, MAYBE, False),
    ],
)  # fmt: skip
def test_failures_on_the_way(error, code, sent, retryable):
    named = from_transport(error, ABOUT)
    assert (named.code, named.sent, named.retryable) == (code, sent, retryable)
    assert named.source == "shop"
    assert named.hint
    assert named.sentence.endswith(".")


@pytest.mark.fault(22)
@pytest.mark.parametrize(
    ("code", "word"),
    [(10, "expired"), (62, "another host"), (20, "unknown authority"), (1, "secure")],
)
def test_each_certificate_trouble_has_its_sentence(code, word):
    assert word in from_transport(connect_error(certificate_error(code)), ABOUT).sentence


@pytest.mark.parametrize(
    ("status", "code"),
    [
        pytest.param(400, ErrorCode.REFUSED, marks=pytest.mark.fault(9)),
        pytest.param(422, ErrorCode.REFUSED, marks=pytest.mark.fault(9)),
        pytest.param(403, ErrorCode.FORBIDDEN, marks=pytest.mark.fault(11)),
        pytest.param(404, ErrorCode.NOT_FOUND, marks=pytest.mark.fault(12)),
        pytest.param(409, ErrorCode.CONFLICT, marks=pytest.mark.fault(13)),
        pytest.param(413, ErrorCode.TOO_LARGE, marks=pytest.mark.fault(14)),
        pytest.param(407, ErrorCode.PROXY_AUTH, marks=pytest.mark.fault(21)),
    ],
)
async def test_each_refusal_has_its_name(status, code):
    made = bench(json_answer(status, b'{"message":"because <b>"}'))
    with pytest.raises(WbError) as caught:
        await made.gateway.send(WRITE)
    assert (caught.value.code, caught.value.status) == (code, status)


@pytest.mark.fault(9)
@pytest.mark.parametrize(
    ("body", "text", "code", "field"),
    [
        (b'{"errorCode":900101,"message":"Bad price","errorField":"price"}', "Bad price", "900101",
         "price"),
        (b'{"error":"invalid_grant","error_description":"Wrong password"}', "Wrong password",
         "", ""),
        (b'{"error":{"code":"E7","message":"No such brand"}}', "No such brand", "E7", ""),
        (b'{"errors":[{"message":"too long","field":"name"}]}', "too long", "", "name"),
        (b'{"title":"Bad","errors":{"qty":["must be > 0"]}}', "qty: must be > 0", "", ""),
        (b'{"errors":{"qty":["must be > 0"]}}', "qty: must be > 0", "", ""),
        (b'["one","two"]', "one, two", "", ""),
        (b'"plain"', "plain", "", ""),
        (b"no json\nat all", "no json at all", "", ""),
        (b"<html><b>no</b>", "", "", ""),
        (b"", "", "", ""),
        (b"[" * 5000, "", "", ""),
    ],
)  # fmt: skip
async def test_a_services_own_words_stand_as_plain_text(body, text, code, field):
    made = bench(json_answer(400, body))
    with pytest.raises(WbError) as caught:
        await made.gateway.send(READ)
    error = caught.value
    assert (error.service_code, error.field) == (code, field)
    if text:
        assert f"“{text}”" in error.sentence
    assert len(error.sentence) < 300


async def test_a_services_words_are_shortened_and_harmless():
    made = bench(json_answer(400, b'{"message":"a\\u202e\\u0000\\n<b>' + b"x" * 9000 + b'"}'))
    with pytest.raises(WbError) as caught:
        await made.gateway.send(READ)
    assert len(caught.value.sentence) < 260
    assert all(char.isprintable() for char in caught.value.sentence)


@pytest.mark.fault(1)
async def test_no_network_shows_and_goes():
    trouble = connect_error(socket.gaierror(socket.EAI_AGAIN, "x"))
    made = bench(trouble, json_answer(), patience=Patience(attempts=1))
    with pytest.raises(WbError):
        await made.gateway.send(READ)
    assert made.gateway.state().offline
    await made.gateway.send(READ)
    assert not made.gateway.state().offline
    await asyncio.sleep(0)
