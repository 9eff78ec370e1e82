"""What is kept of a call: what is needed to read it and ask again, and no secret."""

from __future__ import annotations

import base64
import contextlib
import json
from urllib.parse import urlencode

import pytest
from msgspec.structs import replace

from tests.harness.canary import CANARIES, CanarySearch
from tests.net.kit import GOLDEN, READ, Bench, bench, json_answer, raw
from workbench.core.calls import MASK, CallBodies, CallRecord
from workbench.core.errors import WbError
from workbench.core.operations import Answer, Effect
from workbench.core.secret import Secret
from workbench.net.auth import HeaderAuth, PathAuth
from workbench.net.masking import LONGEST_BODY, RawBodies
from workbench.net.requests import Request
from workbench.store.calls import CallStore

PASSWORD, TOKEN, KEY = CANARIES["password"], CANARIES["token"], CANARIES["api_key"]


def basic() -> HeaderAuth:
    word = base64.b64encode(f"buyer:{PASSWORD}".encode()).decode()
    return HeaderAuth({"Authorization": Secret(f"Basic {word}")})


async def sent(made: Bench, request: Request, *, bodies: bool = True) -> CallRecord:
    made.log.keeps_bodies = bodies
    for secret in CANARIES.values():
        made.log.watch(Secret(secret))
    with contextlib.suppress(WbError):
        await made.gateway.send(request)
    return made.log.calls[-1]


def keep(made: Bench, store: CallStore) -> None:
    """Keep calls as the workspace does."""

    def put(call: CallRecord, found: RawBodies | None) -> None:
        store.put(call, None if found is None else lambda: found.shown(made.log.clean))

    made.log.added.connect(put)


async def test_a_call_is_kept_as_it_was_asked():
    made = bench(json_answer(x_left="7"))
    request = Request(
        "one", "GET", "/v1/things/{id}", {"id": "a/b"}, (("lang", "en"), ("page", "2")),
        (("Accept-Language", "en"),),
    )  # fmt: skip
    call = await sent(made, request)
    assert (call.base, call.path, call.values) == (
        "https://api.example.test", "/v1/things/{id}", (("id", "a/b"),),
    )  # fmt: skip
    assert call.query == (("lang", "en"), ("page", "2"))
    assert ("Accept-Language", "en") in call.sent
    assert ("x-left", "7") in call.answered
    assert (call.account, call.writes, call.body, call.failed) == ("main", False, 0, False)
    assert len(call.id) > 20


async def test_what_signs_stands_by_its_name_alone():
    call = await sent(bench(json_answer()), READ)
    assert dict(call.sent)["x-auth-token"] == MASK
    call = await sent(bench(json_answer(), auth=basic()), READ)
    assert dict(call.sent)["Authorization"] == f"Basic {MASK}"
    auth = HeaderAuth({"Authorization": Secret(f"Bearer {TOKEN}")})
    call = await sent(bench(json_answer(), auth=auth), READ)
    assert dict(call.sent)["Authorization"] == f"Bearer {MASK}"


async def test_a_short_credential_is_masked_by_its_place():
    made = bench(json_answer(), auth=PathAuth({"store": Secret("ab")}, {"shop": Secret("xy")}))
    call = await sent(made, Request("one", "GET", "/{shop}/things"))
    assert dict(call.sent)["store"] == MASK
    assert (call.path, call.values) == ("/{shop}/things", ())
    assert made.service.requests[-1].url.path == "/xy/things"


async def test_cookies_of_an_answer_are_masked():
    call = await sent(bench(json_answer(set_cookie="id=harmless-looking; Path=/")), READ)
    assert dict(call.answered)["set-cookie"] == MASK


async def test_a_parameter_named_like_a_secret_is_one():
    query = (("user_token", "unknown-1"), ("key", "unknown-2"), ("keyword", "lamp"))
    call = await sent(bench(json_answer()), replace(READ, query=query))
    assert call.query == (("user_token", MASK), ("key", MASK), ("keyword", "lamp"))


async def kept(made: Bench, request: Request) -> CallBodies | None:
    found: list[RawBodies | None] = []

    def take(_call: CallRecord, bodies: RawBodies | None) -> None:
        found.append(bodies)

    made.log.added.connect(take)
    await sent(made, request)
    return None if found[-1] is None else found[-1].shown(made.log.clean)


async def test_bodies_are_kept_where_that_was_asked_for_alone():
    made = bench(json_answer())
    call = await sent(made, READ, bodies=False)
    assert not call.kept
    request = replace(READ, method="POST", body=b'{"text":"lamp"}')
    found = await kept(made, request)
    assert found is not None
    assert found.request is not None
    assert (found.request.text, found.request.whole) == ('{"text":"lamp"}', True)
    assert found.answer is not None
    assert found.answer.text == GOLDEN.decode()
    assert made.log.calls[-1].kept


async def test_a_refusal_is_kept_in_the_services_words():
    found = await kept(bench(json_answer(422, b'{"message":"no such filter"}')), READ)
    assert found is not None
    assert found.answer is not None
    assert found.answer.text == '{"message":"no such filter"}'


async def test_signing_in_keeps_no_body():
    request = replace(READ, method="POST", body=b"x=1", private=True)
    made = bench(json_answer(body=b'{"access_token":"abc"}'))
    assert await kept(made, request) is None
    call = made.log.calls[-1]
    assert (call.private, call.kept) == (True, False)


async def test_files_are_no_bodies_to_read():
    made = bench(raw(200, b"\x89PNG...", content_type="image/png", content_length="7"))
    found = await kept(made, replace(READ, answer=Answer.BYTES))
    assert found == CallBodies()
    upload = (("Content-Type", "multipart/form-data; boundary=x"),)
    found = await kept(
        bench(json_answer()),
        replace(READ, method="POST", effect=Effect.WRITE, headers=upload, body=b"--x"),
    )
    assert found is not None
    assert found.request is None


async def test_a_long_body_is_cut_and_a_secret_at_the_cut_goes_whole():
    for shift in range(0, len(TOKEN) + 2, 3):
        room = LONGEST_BODY + 4096 - len(TOKEN) + shift
        long = json.dumps({"rows": "y" * room + TOKEN + "z" * 9000}).encode()
        found = await kept(bench(json_answer(body=long)), READ)
        assert found is not None
        assert found.answer is not None
        assert found.answer.cut
        assert found.answer.size == len(long)
        assert len(found.answer.text) <= LONGEST_BODY
        assert "canary" not in found.answer.text


def shown(text: str) -> str:
    found = RawBodies(answer=(text.encode(), len(text.encode()))).shown(str).answer
    assert found is not None
    return found.text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{"api_key": "a\\"b", "n": 1}', f'{{"api_key": "{MASK}", "n": 1}}'),
        ('{"userToken":123456,"x":"y"}', f'{{"userToken":"{MASK}","x":"y"}}'),
        ('{"password":"cut off', f'{{"password":"{MASK}"'),
        ('{"tokens": [1, 2], "token": null}', '{"tokens": [1, 2], "token": null}'),
        ('{"keyword": "lamp", "monkey": "a"}', '{"keyword": "lamp", "monkey": "a"}'),
        (
            '{"url": "https://a.test/f.csv?sv=1&sig=abc%2F&se=2"}',
            f'{{"url": "https://a.test/f.csv?sv=1&sig={MASK}&se=2"}}',
        ),
        ("grant_type=password&password=x%20y&n=1", f"grant_type=password&password={MASK}&n=1"),
    ],
)
def test_members_named_like_secrets_go(text, wanted):
    assert shown(text) == wanted


KINDS = {
    "header": (HeaderAuth({"x-auth-token": Secret(TOKEN)}), READ),
    "basic": (basic(), READ),
    "bearer": (HeaderAuth({"Authorization": Secret(f"Bearer {TOKEN}")}), READ),
    "path": (
        PathAuth({"x": Secret(KEY)}, {"identifier": Secret(TOKEN)}),
        replace(READ, path="/{identifier}/things"),
    ),
    "named in the path": (
        HeaderAuth({}),
        replace(READ, path="/{identifier}/things", values={"identifier": TOKEN}),
    ),
    "query": (HeaderAuth({}), replace(READ, query=(("key", KEY), ("odd", TOKEN)))),
    "body": (
        HeaderAuth({}),
        replace(READ, method="POST", body=json.dumps({"password": PASSWORD, "q": KEY}).encode()),
    ),
    "signing in": (
        HeaderAuth({}),
        replace(
            READ,
            method="POST",
            headers=(("Content-Type", "application/x-www-form-urlencoded"),),
            body=urlencode({"password": PASSWORD, "refresh_token": TOKEN}).encode(),
            private=True,
        ),
    ),
}


@pytest.mark.fault(67)
@pytest.mark.parametrize("status", [200, 401, 422])
@pytest.mark.parametrize("kind", KINDS)
async def test_no_way_to_sign_in_leaves_a_secret_in_the_file(kind, status, tmp_path):
    auth, request = KINDS[kind]
    said = {"echo": list(CANARIES.values()), "access_token": TOKEN, "message": f"bad {PASSWORD}"}
    body = json.dumps(said).encode()
    made = bench(json_answer(status, body, x_echo=KEY, set_cookie=f"s={KEY}"), auth=auth)
    path = tmp_path / "calls.db"
    store = CallStore(path)
    keep(made, store)
    call = await sent(made, request)
    assert call.status == status
    held = store.read()
    assert held == (call,)
    found = store.bodies(call.id)
    assert (found is None) is request.private
    assert CanarySearch().in_text(repr((call, found)), "record") == []
    store.close()
    assert b"shop" in path.read_bytes()
    assert CanarySearch().in_folder(tmp_path) == []
