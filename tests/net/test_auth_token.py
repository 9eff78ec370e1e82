"""Signing with a token that ends: had once, renewed in time, never asked for with a refused key."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from tests.net.kit import FakeClock, bench, json_answer, replace
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.operations import Effect
from workbench.core.secret import Secret
from workbench.net.auth import NoAuth
from workbench.net.auth_token import Token, TokenAuth
from workbench.net.requests import Request

READ = Request("list_things", "GET", "/v1/things")
WRITE = replace(READ, method="POST", effect=Effect.WRITE, body=b"{}")
HOST = "api.example.test"


class Identity:
    """Gives tokens from a script and notes what it was asked with."""

    def __init__(self, *script: Token | WbError) -> None:
        self.script: Sequence[Token | WbError] = script
        self.asked: list[str] = []

    async def __call__(self, refresh: Secret | None) -> Token:
        self.asked.append(refresh.reveal() if refresh else "password")
        await asyncio.sleep(0)
        answer = self.script[min(len(self.asked), len(self.script)) - 1]
        if isinstance(answer, WbError):
            raise answer
        return answer


def token(name: str, lifetime: float | None = 600, refresh: str = "") -> Token:
    return Token(Secret(name), Secret(refresh) if refresh else None, lifetime)


async def header(auth: TokenAuth) -> str:
    return (await auth.headers(HOST))["Authorization"]


async def test_one_sign_in_serves_many_at_once():
    identity = Identity(token("a"))
    auth = TokenAuth(identity, clock=FakeClock())
    assert set(await asyncio.gather(*(header(auth) for _ in range(8)))) == {"Bearer a"}
    assert identity.asked == ["password"]


async def test_a_token_is_renewed_before_it_ends_by_its_refresh_token():
    clock = FakeClock()
    identity = Identity(token("a", refresh="r1"), token("b", refresh="r2"), token("c"))
    auth = TokenAuth(identity, clock=clock)
    assert await header(auth) == "Bearer a"
    clock.now += 569
    assert await header(auth) == "Bearer a"
    clock.now += 2
    assert await header(auth) == "Bearer b"
    clock.now += 600
    assert await header(auth) == "Bearer c"
    assert identity.asked == ["password", "r1", "r2"]


async def test_a_short_life_is_used_too():
    clock = FakeClock()
    auth = TokenAuth(Identity(token("a", 5), token("b", 5)), clock=clock)
    assert await header(auth) == "Bearer a"
    clock.now += 3.9
    assert await header(auth) == "Bearer a"
    clock.now += 0.2
    assert await header(auth) == "Bearer b"


async def test_a_refresh_token_that_ended_falls_back_to_the_password():
    refused = WbError(ErrorCode.AUTH, "ended")
    identity = Identity(token("a", refresh="r1"), refused, token("b"))
    auth = TokenAuth(identity, clock=FakeClock())
    await header(auth)
    assert await auth.renew()
    assert await header(auth) == "Bearer b"
    assert identity.asked == ["password", "r1", "password"]


async def test_refused_credentials_are_not_sent_again():
    identity = Identity(WbError(ErrorCode.AUTH, "wrong", sent=Sent.YES))
    auth = TokenAuth(identity, clock=FakeClock())
    for _ in range(3):
        with pytest.raises(WbError) as caught:
            await auth.headers(HOST)
        assert (caught.value.code, caught.value.sent) == (ErrorCode.AUTH, Sent.NO)
    assert identity.asked == ["password"]
    assert not await auth.renew()


async def test_trouble_on_the_way_to_the_identity_host_is_tried_again():
    lost = WbError(ErrorCode.CUT, "cut", retryable=True, sent=Sent.MAYBE)
    identity = Identity(token("a", refresh="r1"), lost, token("b"))
    auth = TokenAuth(identity, clock=FakeClock())
    await header(auth)
    await auth.renew()
    with pytest.raises(WbError) as caught:
        await header(auth)
    assert caught.value.sent is Sent.NO
    assert await header(auth) == "Bearer b"
    assert identity.asked == ["password", "r1", "r1"]


async def test_every_token_is_told_to_the_log():
    told: list[Secret] = []
    auth = TokenAuth(Identity(token("a", refresh="r1")), clock=FakeClock(), watch=told.append)
    await header(auth)
    assert [secret.reveal() for secret in told] == ["a", "r1"]
    assert "secret" not in repr(token("secret", refresh="secret"))


def wants(name: str):
    def answer(request):
        good = request.headers["authorization"] == f"Bearer {name}"
        return json_answer() if good else json_answer(401, b"{}")

    return answer


async def test_a_read_goes_on_in_the_middle_of_polling():
    identity = Identity(token("old"), token("new"))
    made = bench(wants("new"), auth=TokenAuth(identity, clock=FakeClock()))
    replies = await asyncio.gather(*(made.gateway.send(READ) for _ in range(4)))
    assert {reply.status for reply in replies} == {200}
    assert len(identity.asked) == 2


async def test_a_write_is_not_repeated_but_the_next_one_goes_through():
    identity = Identity(token("old"), token("new"))
    made = bench(wants("new"), auth=TokenAuth(identity, clock=FakeClock()))
    with pytest.raises(WbError) as caught:
        await made.gateway.send(WRITE)
    assert caught.value.code is ErrorCode.AUTH
    assert "again" in caught.value.hint
    assert len(made.service.requests) == 1
    assert (await made.gateway.send(WRITE)).status == 200
    assert not made.gateway.state().refused


async def test_a_sign_in_that_is_refused_stops_the_account():
    identity = Identity(WbError(ErrorCode.AUTH, "wrong"))
    made = bench(json_answer(), auth=TokenAuth(identity, clock=FakeClock()))
    for _ in range(3):
        with pytest.raises(WbError) as caught:
            await made.gateway.send(READ)
        assert caught.value.code is ErrorCode.AUTH
    assert made.service.requests == []
    assert made.gateway.state().refused


async def test_no_credentials_are_no_headers():
    assert await NoAuth().headers(HOST) == {}
    assert not await NoAuth().renew()
