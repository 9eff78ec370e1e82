"""`receive`: messages of ETIM Mapper and Lagerkoll become marks in the home that a window shows."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Line
from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.store.stores import Stores
from workbench.workspace.classes.marks import KIND


def keep(home: Path, *accounts: Account) -> None:
    stores = Stores(folders_in(home))
    for account in accounts:
        stores.workspace.add_account(account)
    stores.close()


@contextmanager
def receiving(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    ready = folder / "ready.json"
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench", "receive", "--ready-file", str(ready), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for _ in range(600):
            if ready.exists() and ready.read_text().endswith("\n"):
                break
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        told = json.loads(ready.read_text())
        yield process, {name: held["url"] for name, held in told.items()}
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def send(url: str, message: object, method: str = "POST") -> int:
    request = urllib.request.Request(
        url, json.dumps(message).encode(), {"Content-Type": "application/json"}, method=method
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_messages_are_kept_for_the_window_and_printed(home: Path, tmp_path: Path) -> None:
    keep(home, Account("etim", "shop"), Account("lagerkoll", "store"))
    with receiving(tmp_path, "--json") as (process, urls):
        assert set(urls) == {"etim", "lagerkoll"}
        note = {"new": ["X1"], "modified": ["X2", "X3"], "deleted": []}
        assert send(urls["etim"], note, "PUT") == 200
        callback = {"type": "article", "action": "updated", "articleId": "192005-6"}
        assert send(urls["lagerkoll"], callback) == 200
        assert send(urls["etim"], {"anything": "else"}) == 400
        assert send(urls["etim"] + "x", note) == 400
        assert send(urls["etim"].replace("/etim", "x/etim"), note) == 404
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    lines = [json.loads(text) for text in out.splitlines()]
    assert lines[1:] == [
        {"source": "etim", "account": "shop", "resource": "products", "new": ["X1"],
         "changed": ["X2", "X3"], "deleted": []},
        {"source": "lagerkoll", "account": "store", "resource": "articles", "new": [],
         "changed": ["192005-6"], "deleted": []},
    ]  # fmt: skip
    stores = Stores(folders_in(home))
    assert len(stores.workspace.items(KIND)) == 2
    stores.close()


def test_the_secret_path_can_stay_the_same(home: Path, tmp_path: Path) -> None:
    keep(home, Account("etim", "shop"), Account("etim", "other"))
    token = tmp_path / "token"
    token.write_text("abcdefghijklmnop1234\n")
    words = ("--source", "etim", "--account", "other", "--token-file", str(token))
    with receiving(tmp_path, *words) as (process, urls):
        assert urls["etim"].endswith("/abcdefghijklmnop1234/etim")
        assert urls["etim"].startswith("http://127.0.0.1:")
        assert send(urls["etim"], {"deleted": ["X9"]}) == 200
        process.send_signal(signal.SIGTERM)
        out, _err = process.communicate(timeout=30)
    assert "etim other products: 0 new, 0 changed, 1 deleted" in out
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"abcdefghijklmnop1234" not in kept


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "No account is kept"),
        (("--source", "etim"), 3, "no account at ETIM Mapper"),
        (("--source", "loupe"), 2, "sends no messages"),
        (("--source", "nobody"), 2, "no source"),
        (("--account", "shop"), 2, "--source"),
        (("--token-file", "short"), 2, "at least 16"),
        (("--token-file", "missing"), 2, "missing"),
    ],
)
def test_what_cannot_be_received_is_named(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...], status: int, said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "short").write_text("abc")
    ended = line.run("receive", *words)
    assert ended.status == status, ended.err
    assert said in ended.err


def test_a_source_with_several_accounts_wants_a_name(home: Path, line: Line) -> None:
    keep(home, Account("etim", "shop"), Account("etim", "other"))
    ended = line.run("receive", "--source", "etim")
    assert ended.status == 2
    assert "--account" in ended.err
