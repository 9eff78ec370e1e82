"""Two ways to sign in, and no more requests than the limit."""

from __future__ import annotations

import pytest

from tests.sandbox.lagerkoll.warehouse import KEY, Warehouse, opened
from workbench.sandbox.lagerkoll.gatekeeping import USER


async def _status(house: Warehouse, headers: dict[str, str]) -> int:
    house.client.headers = headers
    return (await house.client.get("units")).status_code


@pytest.mark.parametrize(
    "headers",
    [KEY, KEY | {"store": "186009"}, {"store": "186008", **USER}],
)
async def test_both_ways_are_let_in(house: Warehouse, headers: dict[str, str]) -> None:
    assert await _status(house, headers) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"api_key": KEY["api_key"]},
        {"store": "186008"},
        KEY | {"api_key": "wrong"},
        KEY | {"store": "1"},
        KEY | {"store": "Malm"},
        KEY | {"store": "9" * 5000},
        {"store": "186008", "user_id": USER["user_id"]},
        {"store": "186008", **USER, "user_token": "wrong"},
        USER,
    ],
)
async def test_others_are_refused(house: Warehouse, headers: dict[str, str]) -> None:
    house.client.headers = headers
    answer = await house.client.get("articles/")
    assert answer.status_code == 401
    assert answer.json() == {
        "errorCode": 900001,
        "errorMessage": "Credentials don't match",
        "errorField": None,
        "errorData": None,
    }


async def test_a_request_too_many_is_told_how_long_to_wait() -> None:
    house = opened(per_minute=3)
    for _ in range(3):
        assert (await house.client.get("units")).status_code == 200
        house.clock.now += 10
    answer = await house.client.get("units")
    assert (answer.status_code, answer.json()["errorCode"]) == (429, 900429)
    assert answer.headers["retry-after"] == "30"
    house.clock.now += 30
    assert (await house.client.get("units")).status_code == 200
    assert (await house.client.get("units")).status_code == 429
    assert house.app.limit.refused == 2


async def test_each_key_has_its_own_limit() -> None:
    house = opened(per_minute=1)
    assert await _status(house, KEY) == 200
    assert await _status(house, KEY) == 429
    assert await _status(house, {"store": "186008", **USER}) == 200


async def test_refused_sign_ins_do_not_count() -> None:
    house = opened(per_minute=1)
    for _ in range(3):
        assert await _status(house, KEY | {"store": "1"}) == 401
    assert await _status(house, KEY) == 200


async def test_the_limit_is_set_over_http() -> None:
    house = opened(per_minute=200)
    control = "http://sandbox.test/lagerkoll/_settings"
    answer = await house.client.put(control, json={"per_minute": 1, "omitted": "cleared"})
    assert answer.json() == {"per_minute": 1, "omitted": "cleared", "export_seconds": 2.0}
    assert [await _status(house, KEY) for _ in range(2)] == [200, 429]
    await house.client.put(control, json={"per_minute": None})
    assert await _status(house, KEY) == 200
    assert (await house.client.put(control, json={"omitted": "lost"})).status_code == 400
