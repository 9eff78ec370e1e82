"""The sandbox in a process of its own: it announces itself, serves, and ends when it should."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

_ROOT = Path(__file__).parents[2]


@contextmanager
def _sandbox(*options: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    command = [sys.executable, "-m", "workbench.sandbox", *options]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def _client(about: dict[str, Any]) -> httpx.Client:
    source = about["europeansourcing"]
    headers = {"x-auth-token": source["credentials"]["token"]}
    return httpx.Client(base_url=source["url"], headers=headers, timeout=30)


def test_it_announces_where_it_answers(tmp_path: Path) -> None:
    file = tmp_path / "ready.json"
    with _sandbox("--ready-file", str(file)) as (process, about):
        assert json.loads(file.read_text(encoding="utf-8")) == about
        assert list(tmp_path.iterdir()) == [file]
        assert about["europeansourcing"]["url"].startswith("http://127.0.0.1:")
        with _client(about) as client:
            body = {"lang": "fr", "limit": 1, "include_total_variants": True}
            answer = client.post("/api/v1.1/search", json=body).json()
            assert answer["pagination"]["total_items"] == 20_000
            assert answer["pagination"]["total_variant"] > 100_000
            image = answer["products"][0]["variants"][0]["variant_images"][0]["url"]
            assert image.startswith(about["europeansourcing"]["url"])
            assert client.get(image).headers["content-type"] == "image/png"
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_an_interrupt_ends_it_at_once() -> None:
    with _sandbox() as (process, _about):
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130


def test_it_ends_when_its_parent_is_gone() -> None:
    waiting = [sys.executable, "-c", "input()"]
    with (
        subprocess.Popen(waiting, stdin=subprocess.PIPE) as parent,
        _sandbox("--parent-pid", str(parent.pid)) as (process, _about),
    ):
        assert process.poll() is None
        parent.communicate(b"\n")
        assert process.wait(10) == 0


@pytest.mark.parametrize("told", [True, False])
def test_an_answer_may_be_cut_off(told: bool) -> None:
    with _sandbox() as (_process, about), _client(about) as client:
        client.post("/_faults", json={"faults": [{"cut": 40, "told_length": told}]})
        with client.stream("GET", "/api/v1.1/brands") as answer:
            assert ("content-length" in answer.headers) is told
            with pytest.raises(httpx.RemoteProtocolError):
                answer.read()
        assert client.get("/api/v1.1/brands").status_code == 200


def test_a_taken_port_is_said_in_a_line() -> None:
    with _sandbox() as (_process, about):
        port = about["europeansourcing"]["url"].split(":")[2].split("/")[0]
        command = [sys.executable, "-m", "workbench.sandbox", "--port", port]
        second = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert port in second.stderr
    assert second.stderr.count("\n") == 1


@pytest.mark.parametrize("lost", ["before", "after"])
def test_an_answer_may_be_lost_with_its_connection(lost: str) -> None:
    with _sandbox() as (_process, about), _client(about) as client:
        client.post("/_faults", json={"faults": [{"lost": lost}]})
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            client.get("/api/v1.1/brands")
        assert client.get("/api/v1.1/brands").status_code == 200
