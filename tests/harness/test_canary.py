"""A planted leak is found in every form, and nothing is found where nothing is."""

from __future__ import annotations

import base64
import json
import sqlite3
import urllib.parse

import pytest

from tests.harness.canary import CANARIES, CanarySearch

PLANTED = {"password": "plänted/&secret=9+x", "token": "planted-token-long-5Zq"}
SEARCH = CanarySearch(tuple(PLANTED.items()))


def _base64_with(prefix):
    return lambda text: base64.b64encode(prefix + text.encode() + b"tail of other text")


WRITERS = {
    "text": str.encode,
    "JSON": lambda text: json.dumps({"key": text}).encode(),
    "base64": _base64_with(b""),
    "base64 after one": _base64_with(b"x"),
    "base64 after two": _base64_with(b"user"[:2]),
    "basic auth": _base64_with(b"somebody:"),
    "base64url": lambda text: base64.urlsafe_b64encode(b"user:" + text.encode()),
    "query": lambda text: urllib.parse.urlencode({"key": text}).encode(),
    "path": lambda text: urllib.parse.quote(text).encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "hexadecimal": lambda text: text.encode().hex().encode(),
}


@pytest.mark.parametrize("secret", PLANTED.values(), ids=PLANTED.keys())
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
def test_a_planted_leak_is_found(tmp_path, write, secret):
    file = tmp_path / "deep" / "er" / "file.log"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\0" * 100 + write(secret) + b"\n")
    leaks = SEARCH.in_folder(tmp_path)
    assert leaks
    assert str(file) in str(leaks[0])


def test_a_leak_across_two_pieces_of_a_large_file_is_found(tmp_path):
    file = tmp_path / "large"
    file.write_bytes(b"." * ((1 << 20) - 5) + PLANTED["token"].encode() + b"." * 100)
    assert SEARCH.in_file(file)


def test_a_leak_in_a_database_is_found(tmp_path):
    database = sqlite3.connect(tmp_path / "cache.db")
    database.execute("create table kept (value text)")
    database.execute("insert into kept values (?)", (PLANTED["token"],))
    database.commit()
    database.close()
    assert SEARCH.in_folder(tmp_path)


def test_nothing_is_found_where_nothing_is(tmp_path):
    (tmp_path / "clean").write_text("planted, but no token; canary")
    assert SEARCH.in_folder(tmp_path) == []


def test_the_secrets_of_tests_are_long_enough_to_be_no_accident():
    assert all(len(secret) >= 16 for secret in CANARIES.values())
