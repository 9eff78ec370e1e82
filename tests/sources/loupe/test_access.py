"""Signing in at the identity host: the forms that go out, and what is said when it is refused."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import msgspec
import pytest

from tests.sources import kit
from tests.sources.loupe.bench import bench
from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.operations import Effect, Repeat
from workbench.core.secret import Secret
from workbench.net.addresses import url_of
from workbench.net.auth_token import TokenAuth
from workbench.sources.loupe import SOURCE
from workbench.sources.loupe.access import SignIn, authenticate

USER, WORD = Secret("ann@shop.test"), Secret("pa ss&w=rd")
GRANTED = b'{"token_type":"Bearer","access_token":"t1","expires_in":600,"refresh_token":"r1"}'


def form(sender: kit.CannedSender) -> dict[str, list[str]]:
    return parse_qs((sender.seen[-1].body or b"").decode(), strict_parsing=True)


async def test_the_password_grant_and_its_refresh():
    sender = kit.CannedSender(lambda _request: GRANTED)
    sign_in = SignIn(sender, USER, WORD)
    token = await sign_in(None)
    assert (token.access.reveal(), token.lifetime) == ("t1", 600)
    assert form(sender) == {
        "grant_type": ["password"],
        "resource": ["api://enterprise"],
        "scope": ["offline_access"],
        "username": ["ann@shop.test"],
        "password": ["pa ss&w=rd"],
    }
    await sign_in(token.refresh)
    assert form(sender) == {
        "grant_type": ["refresh_token"],
        "resource": ["api://enterprise"],
        "refresh_token": ["r1"],
    }


async def test_the_sign_in_has_its_own_host_and_form():
    sender = kit.CannedSender(lambda _request: GRANTED)
    await SignIn(sender, USER, WORD)(None)
    (request,) = sender.seen
    url = url_of(SOURCE, Account("loupe", "main"), request)
    assert url == "https://id.atelier.technology/connect/token"
    own = url_of(SOURCE, Account("loupe", "main", url="http://127.0.0.1:9/x"), request)
    assert own == "http://127.0.0.1:9/x/connect/token"
    assert dict(request.headers) == {"Content-Type": "application/x-www-form-urlencoded"}
    assert (request.effect, request.repeat) == (Effect.READ, Repeat.SAFE)


async def test_a_renewal_without_a_new_refresh_token_keeps_the_old_one():
    sender = kit.CannedSender(lambda _request: b'{"access_token":"t2","expires_in":"600"}')
    token = await SignIn(sender, USER, WORD)(Secret("r1"))
    assert token.refresh == Secret("r1")
    assert token.lifetime == 600


REFUSED = WbError(
    ErrorCode.REFUSED, "pa ss&w=rd is wrong", service_code="invalid_grant", status=400
)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (REFUSED, ErrorCode.AUTH),
        (WbError(ErrorCode.AUTH, "x", status=401), ErrorCode.AUTH),
        (WbError(ErrorCode.CUT, "x"), ErrorCode.CUT),
        (WbError(ErrorCode.SERVER, "x"), ErrorCode.SERVER),
        (b'{"error":"invalid_grant","error_description":"pa ss&w=rd"}', ErrorCode.AUTH),
        (b'{"access_token":""}', ErrorCode.DATA),
        (b'{"access_token":["pa ss&w=rd"]}', ErrorCode.DATA),
        (b"<html>", ErrorCode.DATA),
    ],
)
async def test_failures_are_named_and_hold_no_secret(answer: bytes | WbError, code: ErrorCode):
    def tell(_request: object) -> bytes:
        if isinstance(answer, WbError):
            raise answer
        return answer

    with pytest.raises(WbError) as caught:
        await SignIn(kit.CannedSender(tell), USER, WORD)(None)
    error = caught.value
    assert error.code is code
    assert "pa ss" not in error.report()
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None


async def test_a_pasted_token_is_sent_as_it_is(tmp_path: Path):
    outside = bench(tmp_path, b"").client.outside
    auth = authenticate({"access_token": Secret("abc")}, outside)
    assert await auth.headers("x") == {"Authorization": "Bearer abc"}
    assert not await auth.renew()


async def test_a_password_goes_before_a_pasted_token(tmp_path: Path):
    sender = kit.CannedSender(lambda _request: GRANTED)
    outside = msgspec.structs.replace(bench(tmp_path, b"").client.outside, plain=sender)
    both = {"username": USER, "password": WORD, "access_token": Secret("abc")}
    auth = authenticate(both, outside)
    assert isinstance(auth, TokenAuth)
    assert await auth.headers("x") == {"Authorization": "Bearer t1"}
