"""Bodies are whole or named: cut, empty, web page, no JSON, too big, too deep."""

from __future__ import annotations

import gzip
import json
import zlib

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.net.kit import GOLDEN, READ, Pieces, bench, json_answer, raw
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.operations import Answer
from workbench.net.bodies import LARGEST, too_deep, unpacked, whole_body
from workbench.net.errors import About
from workbench.net.requests import Request

ABOUT = About("shop", "Shop", "list_things")


def code_of(body: bytes, encoding: str = "", answer: Answer = Answer.JSON, bounded: bool = True):
    try:
        return whole_body(body, encoding, answer, bounded, ABOUT)
    except WbError as error:
        return error.code


@pytest.mark.fault(6)
@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><title>Sign in</title>",
        b"  \n<html>",
        b"\xef\xbb\xbf<html>",
        b"<?xml version='1.0'?><a/>",
        b"<script>alert(1)</script><b>Hotel &amp; Wi-Fi</b>",
    ],
)
async def test_a_web_page_is_not_data(body):
    made = bench(json_answer(body=body, content_type="text/html"))
    with pytest.raises(WbError) as caught:
        await made.gateway.send(READ)
    assert caught.value.code is ErrorCode.BODY_WEB_PAGE
    assert "<" not in caught.value.sentence
    assert "alert" not in caught.value.sentence
    assert len(made.service.requests) == 1


def test_the_first_words_of_a_web_page_are_shown():
    page = b"<html><style>b{}</style><h1>Welcome to the airport</h1>" + b"x" * 500
    with pytest.raises(WbError) as caught:
        whole_body(page, "", Answer.NOTHING, True, ABOUT)
    assert "Welcome to the airport" in caught.value.sentence
    assert len(caught.value.sentence) < 140


@pytest.mark.fault(6)
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{]", ErrorCode.BODY_JSON),
        (b"[1,]", ErrorCode.BODY_JSON),
        (b"NaN", ErrorCode.BODY_JSON),
        (b"[1] x", ErrorCode.BODY_JSON),
        (b"OK", ErrorCode.BODY_JSON),
        (b'{"a":', ErrorCode.BODY_CUT),
        (b'["a', ErrorCode.BODY_CUT),
    ],
)
def test_what_is_no_json_is_named(body, code):
    assert code_of(body) is code


def test_without_a_marked_end_what_is_no_json_was_cut():
    assert code_of(b"[1,]", bounded=False) is ErrorCode.BODY_CUT


@pytest.mark.fault(7)
@pytest.mark.parametrize(
    "kind",
    ["application/json", "text/html", "text/html; charset=utf-8", "text/plain", "", "image/png",
     "application/problem+json", "nonsense"],
)  # fmt: skip
async def test_the_content_type_does_not_matter(kind):
    made = bench(json_answer(content_type=kind))
    assert (await made.gateway.send(READ)).body == GOLDEN
    made = bench(json_answer(content_type=kind, body=b"{]"))
    with pytest.raises(WbError):
        await made.gateway.send(READ)


@pytest.mark.fault(17)
@pytest.mark.parametrize(("status", "body"), [(204, b""), (200, b""), (200, b" \r\n")])
async def test_an_empty_answer_is_named_where_data_was_expected(status, body):
    made = bench(json_answer(status, body))
    with pytest.raises(WbError) as caught:
        await made.gateway.send(READ)
    assert (caught.value.code, caught.value.sent) == (ErrorCode.BODY_EMPTY, Sent.YES)
    nothing = Request("w", "DELETE", "/w", answer=Answer.NOTHING)
    assert (await made.gateway.send(nothing)).status == status


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate"])
async def test_packed_answers_are_unpacked(encoding):
    body = zlib.compress(GOLDEN) if encoding == "deflate" else gzip.compress(GOLDEN)
    made = bench(raw(body=body, content_encoding=encoding))
    assert (await made.gateway.send(READ)).body == GOLDEN


def test_members_of_gzip_are_joined():
    assert unpacked(gzip.compress(b"[1,") + gzip.compress(b"2]"), "gzip", ABOUT) == b"[1,2]"


@pytest.mark.fault(5)
@pytest.mark.parametrize("more", [b"", b"\x1f\x8b"], ids=["one", "begun another"])
def test_packed_answers_cut_at_any_byte_are_named(more):
    packed = gzip.compress(GOLDEN, mtime=0) + more
    for length in range(1, len(packed)):
        found = code_of(packed[:length], "gzip")
        assert found in {ErrorCode.BODY_CUT, GOLDEN}
        assert length >= len(gzip.compress(GOLDEN)) or found is ErrorCode.BODY_CUT


async def test_an_encoding_that_was_not_asked_for_is_named():
    made = bench(raw(body=b"\x0b\x02", content_encoding="br"))
    with pytest.raises(WbError) as caught:
        await made.gateway.send(READ)
    assert caught.value.code is ErrorCode.BODY_JSON


@pytest.mark.fault(35)
def test_a_bomb_is_refused_before_it_unfolds():
    bomb = gzip.compress(b" " * (100 * 1024 * 1024), 9)
    assert code_of(bomb, "gzip") is ErrorCode.BODY_BIG


@pytest.mark.fault(34)
async def test_an_endless_answer_is_stopped():
    sent = 0

    class Endless(Pieces):
        async def __aiter__(self):
            nonlocal sent
            while True:
                sent += 4 * 1024 * 1024
                yield b" " * (4 * 1024 * 1024)

    made = bench(httpx.Response(200, stream=Endless([])))
    with pytest.raises(WbError) as caught:
        await made.gateway.send(READ)
    assert caught.value.code is ErrorCode.BODY_BIG
    assert sent <= LARGEST + 8 * 1024 * 1024


@pytest.mark.fault(34)
async def test_a_length_beyond_the_limit_is_not_read():
    made = bench(raw(content_length=str(LARGEST + 1)))
    with pytest.raises(WbError) as caught:
        await made.gateway.send(READ)
    assert caught.value.code is ErrorCode.BODY_BIG


@pytest.mark.fault(36)
@pytest.mark.parametrize("depth", [201, 1_000, 100_000])
@pytest.mark.parametrize("sign", [b"[", b'{"a":'])
def test_deep_answers_are_named(depth, sign):
    closing = b"]" if sign == b"[" else b"}"
    assert code_of(sign * depth + b"1" + closing * depth) is ErrorCode.BODY_DEEP


def test_bearable_depth_and_brackets_in_texts_pass():
    body = b"[" * 200 + b"]" * 200
    assert code_of(body) == body
    nasty = json.dumps(["[" * 5000, '\\"{[' * 2000, {"k\\": "]" * 300}]).encode()
    assert code_of(nasty) == nasty


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='[]{}"\\a,'),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text('[]{}"\\'), inner, max_size=3)
    ),
    max_leaves=40,
)


def depth_of(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 0


@given(JSON)
def test_depth_is_counted_as_it_is(value):
    depth = depth_of(value)
    body = json.dumps(value).encode()
    assert not too_deep(body, depth)
    if depth and body.count(b"[") + body.count(b"{") > depth - 1:
        assert too_deep(body, depth - 1)


async def test_a_large_answer_is_checked_off_the_loop():
    body = json.dumps([{"name": "x" * 50, "n": n} for n in range(20_000)]).encode()
    made = bench(raw(body=gzip.compress(body), content_encoding="gzip"))
    assert (await made.gateway.send(READ)).body == body
