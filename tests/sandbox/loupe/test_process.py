"""Loupe in the sandbox's own process: the files answer on another port, cuts cut the line."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.sandbox.loupe.kit import body, unpacked

_ROOT = Path(__file__).parents[3]


@contextmanager
def _signed_in() -> Iterator[tuple[httpx.Client, dict[str, Any]]]:
    command = [sys.executable, "-m", "workbench.sandbox"]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            about = json.loads(process.stdout.readline())["loupe"]
            form = {"grant_type": "password", "resource": "api://enterprise"}
            form |= about["credentials"]
            with httpx.Client(base_url=about["url"], timeout=30) as client:
                token = client.post("/connect/token", data=form).json()["access_token"]
                client.headers["Authorization"] = f"Bearer {token}"
                yield client, about
        finally:
            process.kill()


def _file(client: httpx.Client) -> str:
    client.post("/_settings", json={"pending_seconds": 0.05})
    link = client.post("/api/exports", json=body()).json()["_links"]["self"]["href"]
    while True:
        value = client.get(f"/{link}").json()["value"]
        if value["status"] != "Pending":
            return value["fileUrl"]
        time.sleep(0.02)


def test_the_files_answer_on_another_port() -> None:
    with _signed_in() as (client, about):
        link = _file(client)
        assert urlsplit(link).hostname == urlsplit(about["url"]).hostname
        assert urlsplit(link).port != urlsplit(about["url"]).port
        rows = unpacked(httpx.get(link).content)["Product.csv"]
        assert len(rows) == 2_000
        assert httpx.get(rows[0]["Image_1_URL"]).headers["content-type"] == "image/png"
        names = {name for row in client.get("/_seen").json() for name, _value in row["headers"]}
        assert "host" in names
        assert "authorization" not in names
        # Each host knows its own paths alone.
        path = urlsplit(link).path.removeprefix("/loupe")
        assert client.get(path).status_code == 404
        assert httpx.get(link.replace(path, "/api/exports")).status_code == 404


@pytest.mark.parametrize(("lost", "made"), [("before", 0), ("after", 1)])
def test_a_line_is_cut_before_or_after_the_work(lost: str, made: int) -> None:
    with _signed_in() as (client, _about):
        before = len(client.get("/api/exports").json())
        fault = {"path": "/api/exports", "method": "POST", "lost": lost}
        client.post("/_faults", json={"faults": [fault]})
        assert client.get("/api/exports").status_code == 200
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            client.post("/api/exports", json=body())
        assert len(client.get("/api/exports").json()) == before + made


def test_a_file_is_cut_in_the_middle() -> None:
    with _signed_in() as (client, _about):
        link = _file(client)
        client.post("/_faults", json={"faults": [{"path": "/files/", "cut": 5000}]})
        with httpx.stream("GET", link) as answer, pytest.raises(httpx.RemoteProtocolError):
            answer.read()
        part = httpx.get(link, headers={"Range": "bytes=5000-"})
        assert part.status_code == 206
