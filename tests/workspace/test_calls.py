"""The history of requests of a workspace: kept over a restart, only reads asked again."""

from __future__ import annotations

import contextlib
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace

from tests.harness.canary import CANARIES, CanarySearch
from tests.net.kit import FakeService
from tests.workspace.kit import Bench, bench, english
from workbench.core.accounts import Account
from workbench.core.calls import MASK, CallRecord
from workbench.core.errors import ErrorCode, WbError
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.core.sources import Source
from workbench.net.log import RequestLog
from workbench.sources import ALL
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.connections import Connection
from workbench.workspace.workspace import Workspace


async def search(made: Bench, text: str = "") -> CallRecord:
    """Search products; return the call that this was."""
    session = made.session()
    await session.ask(english(text))
    return next(call for call in made.workspace.log.calls if call.operation == "search")


async def test_calls_survive_a_restart_and_bodies_are_off_at_first(tmp_path):
    async with bench(tmp_path) as made:
        call = await search(made)
        assert not made.workspace.calls.keeps_bodies
        assert await made.workspace.calls.bodies(call) is None
        made.workspace.calls.keeps_bodies = True
    async with bench(tmp_path) as again:
        held = await again.workspace.calls.read()
        assert call in held
        assert not again.workspace.calls.keeps_bodies


async def test_a_search_is_sent_again_with_its_body(tmp_path):
    async with bench(tmp_path) as made:
        calls = made.workspace.calls
        calls.keeps_bodies = True
        call = await search(made, "lamp")
        bodies = await calls.bodies(call)
        assert bodies is not None
        assert calls.refusal(call, bodies) == ""
        seen: list[CallRecord] = []
        calls.added.connect(seen.append)
        done = await calls.again(call, bodies)
        assert done.status == 200
        assert len(seen) == 1
        second = await calls.bodies(seen[0])
        assert second is not None
        assert (seen[0].path, seen[0].query, seen[0].sent) == (call.path, call.query, call.sent)
        assert second.request == bodies.request


async def test_what_is_not_sent_again_says_why(tmp_path):
    async with bench(tmp_path) as made:
        calls = made.workspace.calls
        call = await search(made)
        read = replace(call, body=0)
        assert calls.refusal(read, None) == ""
        for odd, word in (
            (replace(read, writes=True), "review"),
            (replace(read, private=True), "Signing in"),
            (replace(read, account="gone"), "no longer"),
            (replace(read, base="http://127.0.0.1/other"), "another address"),
            (replace(read, query=(("key", MASK),)), "secret"),
            (replace(read, body=5), "body"),
        ):
            assert word in calls.refusal(odd, None)
            before = len(made.workspace.log.calls)
            with pytest.raises(WbError) as caught:
                await calls.again(odd, None)
            assert caught.value.code is ErrorCode.INPUT
            assert len(made.workspace.log.calls) == before


async def test_the_history_can_be_forgotten(tmp_path):
    async with bench(tmp_path) as made:
        await search(made)
        assert await made.workspace.calls.read()
        await made.workspace.calls.clear()
        assert await made.workspace.calls.read() == ()


async def test_a_failure_stands_with_its_code(tmp_path):
    async with bench(tmp_path) as made:
        made.workspace.calls.keeps_bodies = True
        made.fail(times=9, status=403)
        with pytest.raises(WbError):
            await made.session().ask(english())
        call = next(call for call in made.workspace.log.calls if call.failed)
        bodies = await made.workspace.calls.bodies(call)
        assert bodies is not None
        assert bodies.request is not None
        assert (call.status, call.code) == (403, "WB-AUTH-FORBIDDEN")


async def echoed(home: Path, source: Source, given: dict[str, str]) -> tuple[Workspace, Connection]:
    """A workspace that keeps bodies, and its connection to a service that repeats all."""
    account = Account(source.id, "main", session_only=True)
    vault = MemoryVault()
    vault.hold(account, {name: Secret(text) for name, text in given.items()})
    workspace = Workspace(
        folders_in(home).make(), Stores(folders_in(home)), ALL, Jobs(), vault=vault,
        log=RequestLog(), demo=(account,), transport=FakeService(echo),
    )  # fmt: skip
    workspace.calls.keeps_bodies = True
    return workspace, await workspace.connections.open(source, account)


async def test_names_that_are_no_secrets_leave_other_words_alone(tmp_path):
    etim = next(held for held in ALL if held.id == "etim")
    given = {"identifier": "company41", "username": "workbench", "password": CANARIES["password"]}
    workspace, connection = await echoed(tmp_path, etim, given)
    operation = next(held for held in etim.operations() if held.name == "filter_products")
    with contextlib.suppress(WbError):
        await operation.call(connection.client, {"limit": 1, "page": 1}, {"q": "workbench 1001"})
    (call,) = await workspace.calls.read()
    assert dict(call.sent)["User-Agent"].startswith("workbench/")
    assert dict(call.sent)["Authorization"] == "Basic •••"
    bodies = await workspace.calls.bodies(call)
    assert bodies is not None
    assert bodies.request is not None
    assert "workbench 1001" in bodies.request.text
    assert bodies.answer is not None
    assert "company41" not in bodies.answer.text
    await workspace.close()


CREDENTIALS = {
    "europeansourcing": {"token": CANARIES["token"]},
    "lagerkoll": {
        "store": "ab",
        "user_id": "u",
        "user_token": CANARIES["user_token"],
    },
    "loupe": {"username": "buyer@example.test", "password": CANARIES["password"]},
    "etim": {
        "identifier": CANARIES["api_key"],
        "username": "buyer",
        "password": CANARIES["password"],
    },
}


def echo(request: httpx.Request) -> httpx.Response:
    """A service that repeats all it was told, and gives tokens."""
    body = {
        "access_token": CANARIES["token"], "refresh_token": CANARIES["user_token"],
        "expires_in": 3600, "you": str(request.url), "sent": request.content.decode(),
        "headers": dict(request.headers),
    }  # fmt: skip
    return httpx.Response(200, json=body)


@pytest.mark.fault(67)
@pytest.mark.parametrize("source", ALL, ids=lambda source: source.id)
async def test_no_secret_of_any_source_reaches_the_home(source, tmp_path):
    workspace, connection = await echoed(tmp_path, source, CREDENTIALS[source.id])
    operations = [each for each in source.operations() if each.effect.value == "read"]
    for operation in operations[:6]:
        arguments = {held.name: "1" for held in operation.parameters if held.required}
        try:
            await operation.call(connection.client, arguments, {} if operation.body else None)
        except WbError:
            continue
    held = await workspace.calls.read()
    assert any(call.status == 200 for call in held)
    bodies = [await workspace.calls.bodies(call) for call in held]
    assert any(found and found.answer for found in bodies)
    assert all(call.kept is not call.private for call in held)
    assert CanarySearch().in_text(repr((held, bodies)), "history") == []
    await workspace.close()
    assert CanarySearch().in_folder(tmp_path) == []
