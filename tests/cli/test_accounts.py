"""`accounts`: kept in the keyring or not at all."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Line
from workbench.sandbox.europeansourcing.service import TOKEN


def give(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


@pytest.mark.fault(65)
def test_without_a_keyring_nothing_secret_is_kept(
    line: Line, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, json.dumps({"token": TOKEN}))
    ended = line.run("accounts", "add", "europeansourcing", "demo", "--url", line.url)
    assert ended.status == 3
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert TOKEN.encode() not in kept


@pytest.mark.usefixtures("secret_service")
def test_an_account_is_added_tested_listed_and_removed(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, json.dumps({"token": TOKEN}))
    added = line.run("accounts", "add", "europeansourcing", "demo", "--url", line.url)
    assert added.status == 0, added.err
    listed = line.run("accounts", "list", "--json").json
    assert isinstance(listed, list)
    assert [(row["source"], row["name"]) for row in listed] == [("europeansourcing", "demo")]
    assert TOKEN not in json.dumps(listed)
    tested = line.run("accounts", "test", "europeansourcing", "demo")
    assert tested.status == 0, tested.err
    again = line.run("accounts", "add", "europeansourcing", "demo", "--url", line.url)
    assert again.status == 2
    assert line.run("accounts", "remove", "europeansourcing", "demo").status == 0
    assert line.run("accounts", "list", "--json").json == []


@pytest.mark.parametrize(
    "text", ["", "not json", '["token"]', '{"tokn": "x"}', '{"token": "a\\nb"}', "{}"]
)
def test_credentials_that_cannot_be_meant_are_refused_without_being_quoted(
    line: Line, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    give(monkeypatch, text)
    ended = line.run("accounts", "add", "europeansourcing", "demo", "--url", line.url)
    assert ended.status in {2, 3}
    assert "not json" not in ended.err


def test_plain_http_to_another_machine_is_refused(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, json.dumps({"token": TOKEN}))
    ended = line.run("accounts", "add", "europeansourcing", "demo", "--url", "http://example.org")
    assert ended.status == 2
    assert "https" in ended.err


@pytest.mark.parametrize("value", [None, True, ["x"], {"x": 1}])
def test_a_credential_that_is_no_text_is_refused(
    line: Line, monkeypatch: pytest.MonkeyPatch, value: object
) -> None:
    give(monkeypatch, json.dumps({"token": value}))
    ended = line.run("accounts", "add", "europeansourcing", "demo", "--url", line.url)
    assert ended.status == 2
    assert line.run("accounts", "list", "--json").json == []


@pytest.mark.fault(65)
def test_without_a_keyring_an_account_is_used_with_credentials_for_one_run_and_removed(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(monkeypatch, json.dumps({"token": TOKEN}))
    added = line.run("accounts", "add", "europeansourcing", "demo", "--url", line.url, "--json")
    assert added.status == 3
    assert "--credentials" in json.loads(added.err)["hint"]
    give(monkeypatch, json.dumps({"token": TOKEN}))
    tested = line.run("accounts", "test", "europeansourcing", "demo", "--credentials", "-")
    assert tested.status == 0, tested.err
    called = line.run("call", "europeansourcing", "brands", "--credentials", str(line.credentials))
    assert called.status == 0, called.err
    assert line.run("call", "europeansourcing", "brands").status == 3
    assert line.run("accounts", "remove", "europeansourcing", "demo").status == 0
    assert line.run("accounts", "list", "--json").json == []


@pytest.mark.usefixtures("secret_service")
def test_one_of_several_accounts_must_be_named(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("first", "second"):
        give(monkeypatch, json.dumps({"token": TOKEN}))
        line.run("accounts", "add", "europeansourcing", name, "--url", line.url)
    out = str(tmp_path / "rows.csv")
    for words in (("call", "europeansourcing", "brands"), ("export", "europeansourcing/brands")):
        more = ("--out", out) if words[0] == "export" else ()
        ended = line.run(*words, *more)
        assert ended.status == 2
        assert "first, second" in ended.err
        assert line.run(*words, *more, "--account", "second").status == 0
        assert line.run(*words, *more, *line.reach()).status == 0


def test_a_port_that_is_none_is_refused(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, json.dumps({"token": TOKEN}))
    words = ("accounts", "add", "europeansourcing", "demo", "--url", "http://127.0.0.1:99999/x")
    ended = line.run(*words)
    assert ended.status == 2
    assert "port" in ended.err


def test_credentials_that_are_no_text_at_all_are_refused(line: Line, tmp_path: Path) -> None:
    odd = tmp_path / "odd.json"
    odd.write_bytes(b'{"token": "\xff"}')
    words = ("accounts", "test", "europeansourcing", "demo", "--url", line.url)
    assert line.run(*words, "--credentials", str(odd)).status == 2
