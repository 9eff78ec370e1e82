"""The gateway's rules: refuse, pace, sign, retry, stop; each failure named, `sent` right."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest

from tests.harness.canary import CANARIES
from tests.harness.ledger import MemoryLedger
from tests.net.kit import (
    GOLDEN,
    HOST,
    READ,
    TOKEN_HEADER,
    WRITE,
    bench,
    json_answer,
)
from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.operations import Repeat
from workbench.core.pacing import Pace, Patience
from workbench.core.secret import Secret
from workbench.net.auth import HeaderAuth
from workbench.net.gateway import Gateway
from workbench.net.requests import Request


async def failure_of(gateway, request=READ) -> WbError:
    with pytest.raises(WbError) as caught:
        await gateway.send(request)
    return caught.value


async def test_a_reply_is_whole_and_signed():
    made = bench(json_answer(date="Tue, 14 Nov 2023 22:13:20 GMT"))
    reply = await made.gateway.send(READ)
    assert (reply.status, reply.body, reply.content_type) == (200, GOLDEN, "application/json")
    sent = made.service.requests[0]
    assert sent.headers[TOKEN_HEADER] == CANARIES["token"]
    assert sent.headers["accept-encoding"] == "gzip"
    assert "cookie" not in sent.headers
    assert made.gateway.state().skew == pytest.approx(0.0)
    assert made.jobs.pending == 0


@pytest.mark.fault(39)
async def test_the_services_clock_is_compared_with_ours():
    made = bench(json_answer(date="Wed, 15 Nov 2023 22:13:20 GMT"))
    reply = await made.gateway.send(READ)
    assert made.gateway.state().skew == pytest.approx(86_400.0)
    assert reply.date is not None
    assert reply.date.isoformat() == "2023-11-15T22:13:20+00:00"


async def test_path_values_are_one_segment_and_queries_keep_their_order():
    made = bench(json_answer())
    await made.gateway.send(
        Request(
            "x",
            "GET",
            "/v1/a/{id}/b",
            {"id": "1/2 ä%?#"},
            query=(("q", "a&b=c"), ("q", "ü"), ("z", "1")),
        )
    )
    assert made.service.requests[0].url.raw_path == (
        b"/v1/a/1%2F2%20%C3%A4%25%3F%23/b?q=a%26b%3Dc&q=%C3%BC&z=1"
    )


@pytest.mark.parametrize("value", ["", ".", ".."])
async def test_a_value_that_would_change_the_path_is_refused(value):
    made = bench(json_answer())
    error = await failure_of(made.gateway, Request("x", "GET", "/v1/a/{id}", {"id": value}))
    assert (error.code, error.field, error.sent) == (ErrorCode.INPUT, "id", Sent.NO)
    assert made.service.requests == []


async def test_the_accounts_address_replaces_scheme_host_and_prefix():
    made = bench(json_answer(), account=Account("shop", "a", url="http://127.0.0.1:9001/x/"))
    await made.gateway.send(READ)
    assert str(made.service.requests[0].url) == "http://127.0.0.1:9001/x/v1/things"


@pytest.mark.parametrize(
    "url",
    ["http://shop.test", "http://127.0.0.1.evil.test", "ftp://127.0.0.1", "https://u:p@shop.test"],
)
async def test_an_address_that_is_not_secure_gets_no_credentials(url):
    made = bench(json_answer(), account=Account("shop", "a", url=url))
    error = await failure_of(made.gateway)
    assert error.code is ErrorCode.HOST
    assert made.service.requests == []


async def test_a_read_only_account_writes_nothing():
    made = bench(json_answer(), account=Account("shop", "a", read_only=True))
    error = await failure_of(made.gateway, WRITE)
    assert (error.code, error.sent, error.exit_status) == (ErrorCode.READ_ONLY, Sent.NO, 2)
    assert made.service.requests == []
    await made.gateway.send(READ)


# Retries


@pytest.mark.fault(16)
@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
async def test_a_read_is_tried_four_times_with_growing_waits(status):
    made = bench(httpx.Response(status, html="<html>down</html>"), rng=lambda: 1.0)
    error = await failure_of(made.gateway)
    assert (error.code, error.status, error.sent) == (ErrorCode.SERVER, status, Sent.MAYBE)
    assert "<" not in error.sentence
    assert len(made.service.requests) == 4
    assert made.clock.slept == [0.5, 1.0, 2.0]


@pytest.mark.fault(16)
async def test_a_read_recovers():
    made = bench(json_answer(503), httpx.ConnectError("x"), json_answer())
    told = []
    made.gateway.changed.connect(lambda state: told.append(state.retrying))
    assert (await made.gateway.send(READ)).body == GOLDEN
    assert made.log.calls[-1].attempts == 3
    assert [wait for wait in told if wait] == [0.25, 0.5]
    assert made.gateway.state().retrying == 0.0


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 422])
async def test_a_refusal_is_not_tried_again(status):
    made = bench(json_answer(status, b"{}"))
    error = await failure_of(made.gateway)
    assert (error.status, error.sent, len(made.service.requests)) == (status, Sent.YES, 1)


@pytest.mark.fault(20)
@pytest.mark.parametrize("repeat", [Repeat.NEVER, Repeat.SAME])
@pytest.mark.parametrize(
    "trouble", [httpx.ReadError("x"), httpx.ReadTimeout("x"), json_answer(503)]
)
async def test_a_write_that_may_have_arrived_is_sent_once(repeat, trouble):
    made = bench(trouble)
    request = Request("w", "POST", "/w", body=b"{}", effect=WRITE.effect, repeat=repeat)
    error = await failure_of(made.gateway, request)
    assert (error.sent, len(made.service.requests)) == (Sent.MAYBE, 1)


async def test_a_write_that_never_left_is_sent_once_more():
    made = bench(httpx.ConnectError("x"))
    error = await failure_of(made.gateway, WRITE)
    assert (error.sent, len(made.service.requests), made.clock.slept) == (Sent.NO, 2, [2.0])


async def test_the_call_has_a_deadline_with_its_waits():
    patience = Patience(attempts=50, base=16.0, cap=16.0)
    made = bench(httpx.Response(500), patience=patience, rng=lambda: 1.0)
    for _ in range(10):
        made.gateway._bucket.earn(60)
    await failure_of(made.gateway)
    assert sum(made.clock.slept) <= patience.call


async def test_an_empty_bucket_shows_the_failure_at_once():
    made = bench(httpx.Response(500))
    for _ in range(5):
        made.clock.now += 100
        await failure_of(made.gateway)
    made.clock.now += 100
    before = len(made.service.requests)
    await failure_of(made.gateway)
    assert len(made.service.requests) == before + 1


# Waits that the service asks for


@pytest.mark.fault(15)
@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("37", 37.0),
        ("Tue, 14 Nov 2023 22:13:57 GMT", 37.0),
        ("-5", 0.5),
        ("soon", 0.5),
        (None, 0.5),
    ],
)
async def test_a_wait_is_slept_and_nothing_sent_in_it(header, wait):
    headers = {"date": "Tue, 14 Nov 2023 22:13:20 GMT"} | (
        {"retry_after": header} if header else {}
    )
    made = bench(json_answer(429, b"{}", **headers), json_answer(), rng=lambda: 1.0)
    assert (await made.gateway.send(READ)).status == 200
    assert sum(made.clock.slept) == pytest.approx(wait)
    assert len(made.service.requests) == 2


@pytest.mark.fault(15)
async def test_a_wait_holds_every_request_of_the_key():
    made = bench(json_answer(429, b"{}", retry_after="100"), json_answer())
    first = asyncio.gather(*(made.gateway.send(READ) for _ in range(1)))
    await first
    times = made.clock.now
    await made.gateway.send(READ)
    assert times >= 1100.0
    assert made.clock.now == times


@pytest.mark.fault(15)
async def test_a_long_wait_is_shown_and_not_slept():
    made = bench(json_answer(429, b"{}", retry_after=str(10 * 86_400)))
    error = await failure_of(made.gateway)
    assert (error.code, error.wait, error.sent) == (ErrorCode.RATE, 864_000.0, Sent.YES)
    error = await failure_of(made.gateway)
    assert (error.code, error.sent, made.clock.slept) == (ErrorCode.RATE, Sent.NO, [])
    assert len(made.service.requests) == 1
    assert made.gateway.state().waiting == pytest.approx(864_000.0)


# Refused keys


@pytest.mark.fault(10)
async def test_after_a_refused_key_nothing_is_sent_until_it_changes():
    made = bench(json_answer(), json_answer(401, b'{"message":"bad key"}'), json_answer())
    await made.gateway.send(READ)
    outcomes = await asyncio.gather(
        *(made.gateway.send(READ) for _ in range(1)), return_exceptions=True
    )
    outcomes += [await failure_of(made.gateway) for _ in range(5)]
    assert [error.code for error in outcomes] == [ErrorCode.AUTH] * 6
    assert [error.sent for error in outcomes] == [Sent.YES] + [Sent.NO] * 5
    assert len(made.service.requests) == 2
    assert made.gateway.state().refused
    made.gateway.with_auth(HeaderAuth({TOKEN_HEADER: Secret("new-key")}))
    assert (await made.gateway.send(READ)).status == 200
    assert made.service.requests[-1].headers[TOKEN_HEADER] == "new-key"


@pytest.mark.fault(10)
async def test_what_waits_behind_a_refused_key_is_not_sent():
    made = bench(json_answer(401, b"{}"), pace=Pace(concurrent=1))
    outcomes = await asyncio.gather(
        *(made.gateway.send(READ) for _ in range(8)), return_exceptions=True
    )
    assert {error.code for error in outcomes} == {ErrorCode.AUTH}
    assert len(made.service.requests) == 1


class Tokens:
    """Credentials that can be renewed a number of times."""

    def __init__(self, renewals: int) -> None:
        self.number, self.renewals = 0, renewals

    async def headers(self, host):
        return {"authorization": f"Bearer {self.number}"}

    async def renew(self):
        await asyncio.sleep(0)
        if self.number >= self.renewals:
            return False
        self.number += 1
        return True


def wants_token(number: int):
    def answer(request):
        good = request.headers["authorization"] == f"Bearer {number}"
        return json_answer() if good else json_answer(401, b"{}")

    return answer


async def test_a_token_is_renewed_once_for_many():
    tokens = Tokens(5)
    made = bench(wants_token(1), auth=tokens)
    replies = await asyncio.gather(*(made.gateway.send(READ) for _ in range(6)))
    assert {reply.status for reply in replies} == {200}
    assert tokens.number == 1


async def test_a_renewed_token_that_is_refused_too_stops_all():
    tokens = Tokens(5)
    made = bench(wants_token(99), auth=tokens)
    error = await failure_of(made.gateway)
    assert (error.code, tokens.number, len(made.service.requests)) == (ErrorCode.AUTH, 1, 2)
    await failure_of(made.gateway)
    assert len(made.service.requests) == 2


@pytest.mark.fault(11)
async def test_a_forbidden_answer_hints_at_the_address():
    made = bench(json_answer(403, b'{"error":"1 user = 1 IP"}'))
    error = await failure_of(made.gateway)
    assert error.code is ErrorCode.FORBIDDEN
    assert "VPN" in error.hint
    assert "1 user = 1 IP" in error.sentence


# Rest after failures


async def test_a_service_that_failed_five_times_rests_and_is_probed():
    made = bench(httpx.ConnectError("x"), patience=Patience(attempts=1))
    for _ in range(5):
        assert (await failure_of(made.gateway)).code is ErrorCode.CONNECT
    error = await failure_of(made.gateway)
    assert (error.code, error.sent) == (ErrorCode.RESTING, Sent.NO)
    assert made.gateway.state().resting == pytest.approx(30.0)
    assert len(made.service.requests) == 5
    made.clock.now += 31
    outcomes = await asyncio.gather(
        *(made.gateway.send(READ) for _ in range(4)), return_exceptions=True
    )
    assert sorted(error.code for error in outcomes) == sorted(
        [ErrorCode.CONNECT] + [ErrorCode.RESTING] * 3
    )
    made.clock.now += 31
    made.service.script = (json_answer(),)
    assert (await made.gateway.send(READ)).status == 200
    assert made.gateway.state().resting == 0.0


# Pace


async def warm(made, seen: list) -> None:
    """Have the client made, which takes real time, and forget that."""
    await made.gateway.send(Request("x", "GET", "/x", query=(("n", "0"),)))
    seen.clear()
    made.clock.now += 1000


async def test_the_window_is_never_exceeded_and_order_is_kept():
    pace = Pace(per_window=10, window=60.0, concurrent=3)
    times: list[tuple[float, str]] = []

    def answer(request):
        times.append((made.clock.now, request.url.params["n"]))
        return json_answer()

    made = bench(answer, pace=pace)
    await warm(made, times)
    requests = [Request("x", "GET", "/x", query=(("n", str(n)),)) for n in range(35)]
    await asyncio.gather(*(made.gateway.send(request) for request in requests))
    for begin, _ in times:
        assert sum(1 for time, _ in times if begin <= time < begin + 60.0) <= 10
    assert [int(n) for _, n in times] == list(range(35))


async def test_urgent_requests_go_first_and_have_places_of_their_own():
    pace = Pace(per_window=10, window=60.0, concurrent=1, reserved=3)
    order: list[str] = []

    def answer(request):
        order.append(request.url.params["n"])
        return json_answer()

    made = bench(answer, pace=pace)
    await warm(made, order)
    behind = [Request("x", "GET", "/x", query=(("n", "behind"),), urgent=False) for _ in range(10)]
    front = [Request("x", "GET", "/x", query=(("n", "front"),)) for _ in range(3)]
    await asyncio.gather(*(made.gateway.send(request) for request in [*behind, *front]))
    assert order[:4].count("front") == 3
    assert order.index("front") == 1
    used_in_first_window = 7 - 3
    assert order[4 : 4 + used_in_first_window - 1] == ["behind"] * 3


async def test_no_more_under_way_than_the_source_allows():
    running = most = 0

    async def answer(request):
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.001)
        running -= 1
        return json_answer()

    made = bench(answer, pace=Pace(concurrent=6))
    await asyncio.gather(*(made.gateway.send(READ) for _ in range(40)))
    assert most == 6


async def test_a_daily_quota_is_counted():
    made = bench(httpx.Response(500), json_answer(), pace=Pace(per_day=100))
    await made.gateway.send(READ)
    state = made.gateway.state()
    assert (state.day_used, state.per_day) == (2, 100)


# Redirects


@pytest.mark.fault(8)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_read_follows_on_the_same_host(status):
    made = bench(httpx.Response(status, headers={"location": "/v2/things"}), json_answer())
    assert (await made.gateway.send(READ)).status == 200
    assert str(made.service.requests[1].url) == f"{HOST}/v2/things"


@pytest.mark.fault(8)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "location",
    [
        "https://evil.test/v1",
        "http://api.example.test/v1",
        "//evil.test/",
        "https://api.example.test:444/",
        "https://api.example.test@evil.test/",
        "https://api.example.test.evil.test/",
        "file:///etc/passwd",
        "https://[bad",
        "",
    ],
)
async def test_no_credential_follows_elsewhere(status, location):
    made = bench(httpx.Response(status, headers={"location": location}))
    error = await failure_of(made.gateway)
    assert error.code is ErrorCode.REDIRECT
    hosts = {request.url.host for request in made.service.requests}
    assert hosts == {"api.example.test"}
    if "evil" in location:
        assert "evil.test" in error.sentence


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_read_keeps_its_body_where_it_is_sent_on_to(status):
    made = bench(httpx.Response(status, headers={"location": "/v2/things"}), json_answer())
    request = Request("some_things", "GET", "/v1/things", body=b'["A","B"]')
    assert (await made.gateway.send(request)).body == GOLDEN
    first, second = made.service.requests
    assert (first.url.path, second.url.path) == ("/v1/things", "/v2/things")
    for each in (first, second):
        assert (each.method, await each.aread()) == ("GET", b'["A","B"]')
        assert each.headers["content-length"] == "9"


@pytest.mark.fault(8)
async def test_a_write_is_never_redirected():
    made = bench(httpx.Response(307, headers={"location": "/v2"}))
    error = await failure_of(made.gateway, WRITE)
    assert (error.code, len(made.service.requests)) == (ErrorCode.REDIRECT, 1)


@pytest.mark.fault(8)
async def test_redirects_end():
    made = bench(httpx.Response(302, headers={"location": "/again"}))
    assert (await failure_of(made.gateway)).code is ErrorCode.REDIRECT
    assert len(made.service.requests) == 4


# What is written down


@pytest.mark.fault(67)
async def test_the_log_holds_facts_and_no_secret(caplog):
    caplog.set_level("DEBUG")
    made = bench(json_answer(404, b'{"message":"no such thing"}'))
    secret = CANARIES["api_key"]
    made.log.watch(Secret(secret))
    request = Request("one", "GET", "/v1/{id}", {"id": secret}, query=(("key", secret),))
    error = await failure_of(made.gateway, request)
    call = made.log.calls[-1]
    assert (call.path, call.status, call.code, call.attempts) == ("/v1/{id}", 404, "WB-SRV-404", 1)
    written = f"{caplog.text} {error!r} {error.report()} {call} {made.gateway.__dict__}"
    assert not any(canary in written for canary in CANARIES.values())
    assert re.search(r"call source=shop operation=one method=GET", caplog.text)


@pytest.mark.fault(67)
async def test_a_failure_keeps_nothing_of_the_request():
    made = bench(httpx.ReadError("broken"))
    error = await failure_of(made.gateway)
    assert error.__cause__ is None
    assert error.__context__ is None


class Busy(MemoryLedger):
    """Another process always takes eight of ten places for what is looked at."""

    def reserve(
        self, key: str, limit: int, window: float, now: float, urgent: bool, reserved: int
    ) -> float:
        while self.used(key, window, now) < 8:
            super().reserve(key, limit, window, now, True, reserved)
        return super().reserve(key, limit, window, now, urgent, reserved)


async def test_what_nobody_waits_for_is_not_held_for_ever():
    pace = Pace(per_window=10, window=60.0, concurrent=1, reserved=3)
    made = bench(lambda _request: json_answer(), pace=pace, ledger=Busy())
    start = made.clock.now
    await made.gateway.send(Request("x", "GET", "/x", urgent=False))
    assert 60.0 < made.clock.now - start <= 180.0


class SignedElsewhere:
    """Signs with what another service answers, as a token is had from an identity host."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway

    async def headers(self, host: str) -> dict[str, str]:
        await self.gateway.send(READ)
        return {}

    async def renew(self) -> bool:
        return False


async def test_a_host_that_cannot_be_signed_in_at_is_told_by_its_reason():
    identity = bench(httpx.ConnectError("refused"))
    made = bench(json_answer(), auth=SignedElsewhere(identity.gateway))
    error = await failure_of(made.gateway)
    assert identity.gateway.state().resting > 0
    assert error.code is ErrorCode.CONNECT
