"""Signing in: grants, their errors, and tokens that end."""

from __future__ import annotations

import httpx
import pytest

from tests.sandbox.loupe.kit import Loupe, body
from workbench.sandbox.loupe.identity import ACCESS_TOKEN, PASSWORD, USERNAME

_GRANT = {
    "grant_type": "password",
    "resource": "api://enterprise",
    "username": USERNAME,
    "password": PASSWORD,
    "scope": "offline_access",
}


async def _renewed(account: Loupe, token: str) -> httpx.Response:
    form = {"grant_type": "refresh_token", "resource": "api://enterprise", "refresh_token": token}
    return await account.client.post("connect/token", data=form)


async def _opens(account: Loupe, header: str | None) -> int:
    account.client.headers.pop("authorization", None)
    headers = {} if header is None else {"Authorization": header}
    return (await account.client.get("api/exports", headers=headers)).status_code


async def test_a_password_gives_a_token_that_ends(account: Loupe) -> None:
    answer = await account.client.post("connect/token", data=_GRANT)
    given = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert (given["token_type"], given["expires_in"]) == ("Bearer", 600)
    for scheme in ("Bearer", "bearer"):
        assert await _opens(account, f"{scheme} {given['access_token']}") == 200
    account.clock.now += 600
    assert await _opens(account, f"Bearer {given['access_token']}") == 401


async def test_a_token_is_renewed_in_the_middle_of_polling(account: Loupe) -> None:
    account.settings.token_seconds, account.settings.pending_seconds = 10, 60
    first = (await account.client.post("connect/token", data=_GRANT)).json()
    made = (await account.client.post("api/exports", json=body())).json()["value"]["id"]
    account.clock.now += 30
    assert await _opens(account, f"Bearer {first['access_token']}") == 401
    second = (await _renewed(account, first["refresh_token"])).json()
    assert second["access_token"] != first["access_token"]
    assert await _opens(account, f"Bearer {second['access_token']}") == 200
    headers = {"Authorization": f"Bearer {second['access_token']}"}
    seen = (await account.client.get(f"api/exports/{made}", headers=headers)).json()
    assert seen["value"]["status"] == "Pending"
    assert await account.control("_grants") == ["password", "refresh_token"]


async def test_without_the_scope_there_is_nothing_to_renew_with(account: Loupe) -> None:
    form = {name: value for name, value in _GRANT.items() if name != "scope"}
    assert "refresh_token" not in (await account.client.post("connect/token", data=form)).json()


async def test_refresh_tokens_may_be_good_for_one_use(account: Loupe) -> None:
    account.settings.rotate = True
    first = (await account.client.post("connect/token", data=_GRANT)).json()["refresh_token"]
    second = (await _renewed(account, first)).json()["refresh_token"]
    assert second != first
    assert (await _renewed(account, first)).json()["error"] == "invalid_grant"
    assert (await _renewed(account, second)).status_code == 200


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"password": "wrong"}, "invalid_grant"),
        ({"username": "nobody@retailer.example"}, "invalid_grant"),
        ({"username": ""}, "invalid_request"),
        ({"grant_type": ""}, "invalid_request"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_grant"),
        ({"resource": "api://other"}, "invalid_target"),
        ({"scope": "offline_access everything"}, "invalid_scope"),
    ],
)
async def test_a_refused_grant_names_its_error(
    account: Loupe, changes: dict[str, str], error: str
) -> None:
    answer = await account.client.post("connect/token", data={**_GRANT, **changes})
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert PASSWORD not in answer.text


async def test_the_form_is_no_json(account: Loupe) -> None:
    answer = await account.client.post("connect/token", json=_GRANT)
    assert answer.json()["error"] == "invalid_request"
    twice = b"grant_type=password&grant_type=password"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await account.client.post("connect/token", content=twice, headers=form)
    assert answer.json()["error"] == "invalid_request"


async def test_a_pasted_token_works_until_it_is_taken_back(account: Loupe) -> None:
    assert await _opens(account, f"Bearer {ACCESS_TOKEN}") == 200
    account.settings.pasted = False
    assert await _opens(account, f"Bearer {ACCESS_TOKEN}") == 401


@pytest.mark.parametrize("header", [None, "", "Bearer", f"Bearer{ACCESS_TOKEN}", "Basic eDp5"])
async def test_other_headers_open_nothing(account: Loupe, header: str | None) -> None:
    assert await _opens(account, header) == 401


async def test_all_tokens_may_end_at_once(account: Loupe) -> None:
    given = (await account.client.post("connect/token", data=_GRANT)).json()
    await account.client.post("_faults", json={"expire": True})
    assert await _opens(account, f"Bearer {given['access_token']}") == 401
    newer = (await _renewed(account, given["refresh_token"])).json()
    assert await _opens(account, f"Bearer {newer['access_token']}") == 200
