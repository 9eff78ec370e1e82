"""Faults happen when they are asked for, and only then."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from workbench.sandbox.faults import Cut, Fault, Faults
from workbench.sandbox.server import build_app
from workbench.sandbox.service import Service


async def _hello(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello world")


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def client(faults: Faults) -> httpx.AsyncClient:
    app = Starlette(routes=[Route("/one", _hello), Route("/two", _hello)])
    served = build_app([Service("greeter", app, {}, faults)])
    transport = httpx.ASGITransport(served)
    return httpx.AsyncClient(transport=transport, base_url="http://sandbox.test/greeter")


async def test_a_fault_happens_as_often_as_said(client: httpx.AsyncClient, faults: Faults) -> None:
    faults.add(Fault(times=2, status=429, headers={"Retry-After": "7"}, body='{"error":"slow"}'))
    for _ in range(2):
        answer = await client.get("/one")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
        assert answer.json() == {"error": "slow"}
    assert (await client.get("/one")).text == "hello world"
    assert faults.injected == 2


async def test_a_fault_waits_for_its_path(client: httpx.AsyncClient, faults: Faults) -> None:
    faults.add(Fault(path="/two", html=True, status=502))
    assert (await client.get("/one")).status_code == 200
    answer = await client.get("/two")
    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")
    assert (await client.get("/two")).status_code == 200


async def test_html_may_come_with_a_good_status(client: httpx.AsyncClient, faults: Faults) -> None:
    faults.add(Fault(html=True))
    answer = await client.get("/one")
    assert answer.status_code == 200
    assert answer.text.startswith("<html>")


async def test_a_delay_passes_on(client: httpx.AsyncClient, faults: Faults) -> None:
    faults.add(Fault(delay=0.01))
    assert (await client.get("/one")).text == "hello world"
    assert faults.injected == 1


async def test_the_clock_may_go_wrong(client: httpx.AsyncClient, faults: Faults) -> None:
    def skew(answer: httpx.Response) -> float:
        sent = parsedate_to_datetime(answer.headers["date"])
        return abs((sent - datetime.now(UTC)).total_seconds())

    assert skew(await client.get("/one")) < 60
    faults.skew = -7200
    assert 7100 < skew(await client.get("/one")) < 7300


async def test_faults_are_set_over_http(client: httpx.AsyncClient, faults: Faults) -> None:
    order = {"faults": [{"status": 503, "times": 3}], "skew": 60, "expire": True}
    answer = await client.post("/_faults", json=order)
    assert answer.json() == {"waiting": 1, "injected": 0}
    assert (faults.skew, faults.epoch) == (60, 1)
    assert (await client.get("/one")).status_code == 503
    await client.post("/_faults", json={"clear": True})
    assert (await client.get("/one")).status_code == 200
    assert (await client.get("/_faults")).json() == {"waiting": 0, "injected": 1}
    assert faults.skew == 0


@pytest.mark.parametrize("content", [b"", b"[]", b'{"fault": []}', b'{"faults": [{"times": "x"}]}'])
async def test_a_bad_order_changes_nothing(
    client: httpx.AsyncClient, faults: Faults, content: bytes
) -> None:
    assert (await client.post("/_faults", content=content)).status_code == 400
    assert faults == Faults()


async def test_other_machines_may_not_set_faults(faults: Faults) -> None:
    served = build_app([Service("greeter", Starlette(), {}, faults)])
    transport = httpx.ASGITransport(served, client=("192.0.2.7", 1234))
    async with httpx.AsyncClient(transport=transport, base_url="http://sandbox.test") as client:
        answer = await client.post("/greeter/_faults", json={"expire": True})
    assert answer.status_code == 403
    assert faults.epoch == 0


@pytest.mark.parametrize(("lost", "done"), [("before", 0), ("after", 1)])
async def test_an_answer_may_be_lost_before_or_after_the_work(
    faults: Faults, lost: Literal["before", "after"], done: int
) -> None:
    worked: list[str] = []

    async def work(request: Request) -> PlainTextResponse:
        worked.append(request.method)
        return PlainTextResponse("done")

    app = Starlette(routes=[Route("/one", work, methods=["GET", "POST"])])
    served = build_app([Service("greeter", app, {}, faults)])
    transport = httpx.ASGITransport(served)
    faults.add(Fault(path="/one", method="POST", lost=lost))
    async with httpx.AsyncClient(transport=transport, base_url="http://sandbox.test") as client:
        assert (await client.get("/greeter/one")).text == "done"
        with pytest.raises(Cut):
            await client.post("/greeter/one")
        assert worked == ["GET"] + ["POST"] * done
        assert (await client.post("/greeter/one")).text == "done"
