"""A call as a command: a shell splits it into what was sent, with variables for secrets."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from workbench.core.calls import MASK, BodyText, CallRecord
from workbench.workspace.curl import curl_of, variable_of

CALL = CallRecord(
    datetime(2026, 11, 22, tzinfo=UTC), "shop", "one", "GET", "a.test", "/v1/{shop}/things/{id}",
    200, 12, 34, 1, base="https://a.test/api", values=(("id", "a/b c"),),
    query=(("lang", "en"), ("key", MASK)),
    sent=(
        ("Accept", "application/json"), ("Accept-Encoding", "gzip"),
        ("User-Agent", "workbench/0.1"),
        ("x-auth-token", MASK),
    ),
)  # fmt: skip

SECRETS = {
    "WORKBENCH_TOKEN": "t'o k\"e$n",
    "WORKBENCH_SHOP": "my-shop",
    "WORKBENCH_KEY": "k-1",
    "WORKBENCH_USERNAME": "me@a.test",
    "WORKBENCH_PASSWORD": "p w!",
    "WORKBENCH_USER_TOKEN": "u-1",
}


@pytest.fixture
def pasted(tmp_path):
    """Run a command in a shell in which `curl` writes down its arguments."""
    script = tmp_path / "curl"
    script.write_text('#!/bin/sh\nfor part in "$@"; do printf "%s\\0" "$part"; done\n')
    script.chmod(0o700)

    def run(command: str) -> list[str]:
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            env=SECRETS | {"PATH": f"{tmp_path}:{os.environ['PATH']}"},
            capture_output=True, check=True, cwd=Path(tmp_path),
        )  # fmt: skip
        return done.stdout.decode().split("\0")[:-1]

    return run


def test_a_read_with_its_secrets_as_variables(pasted):
    command = curl_of(CALL)
    assert "$WORKBENCH_TOKEN" in command
    assert MASK not in command
    assert pasted(command) == [
        "https://a.test/api/v1/my-shop/things/a%2Fb%20c?lang=en&key=k-1",
        "--compressed",
        "-H", "Accept: application/json",
        "-H", "x-auth-token: t'o k\"e$n",
    ]  # fmt: skip


def test_ways_to_sign_in(pasted):
    basic = replace(CALL, sent=(("Authorization", f"Basic {MASK}"),))
    assert pasted(curl_of(basic))[-2:] == ["-u", "me@a.test:p w!"]
    bearer = replace(CALL, sent=(("Authorization", f"Bearer {MASK}"),))
    assert pasted(curl_of(bearer))[-1] == "Authorization: Bearer t'o k\"e$n"
    other = replace(CALL, sent=(("user_token", MASK),))
    assert pasted(curl_of(other))[-1] == "user_token: u-1"


@pytest.mark.parametrize(
    "text", ['{"q":"l\'amp $HOME `id` !x \\n"}', "@/etc/passwd", "two\nlines", "日本 «x»"]
)
def test_a_body_reaches_the_service_to_the_letter(pasted, text):
    call = replace(CALL, method="POST", body=len(text.encode()))
    arguments = pasted(curl_of(call, BodyText(text, len(text.encode()))))
    assert arguments[-2:] == ["--data-raw", text]
    assert "-X" not in arguments


def test_hostile_values_stay_values(pasted):
    odd = "';id;#$(id)`id`\"\n"
    call = replace(CALL, query=(("q", odd), ("key", MASK)), values=(("id", odd),),
                   sent=(("x-own", odd), ("x-auth-token", MASK)))  # fmt: skip
    arguments = pasted(curl_of(call))
    assert len(arguments) == 5
    assert arguments[2] == f"x-own: {odd}"
    assert "uid=" not in "".join(arguments)


@pytest.mark.parametrize("body", [None, BodyText("{", 9, cut=True), BodyText("{}", 2, masked=True)])
def test_a_body_that_is_not_whole_comes_from_a_file(pasted, body):
    command = curl_of(replace(CALL, method="PUT", body=9), body)
    assert command.startswith("# The body is read from the file")
    arguments = pasted(command)
    assert arguments[:2] == ["-X", "PUT"]
    assert arguments[-2:] == ["--data-binary", "@body"]


def test_a_get_with_a_body_and_a_post_without_name_their_method(pasted):
    assert pasted(curl_of(replace(CALL, method="POST")))[:2] == ["-X", "POST"]
    text = BodyText("{}", 2)
    assert pasted(curl_of(replace(CALL, body=2), text))[:2] == ["-X", "GET"]


def test_names_of_variables():
    names = ("x-auth-token", "api_key", "user_token", "store", "Authorization", "---", "x-")
    assert [variable_of(name) for name in names] == [
        "WORKBENCH_TOKEN", "WORKBENCH_API_KEY", "WORKBENCH_USER_TOKEN", "WORKBENCH_STORE",
        "WORKBENCH_AUTHORIZATION", "WORKBENCH_SECRET", "WORKBENCH_X",
    ]  # fmt: skip
