"""A small sandbox on loopback in a thread, and the command line beside it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from workbench.cli.main import main
from workbench.sandbox.europeansourcing.catalogue import Catalogue
from workbench.sandbox.europeansourcing.service import TOKEN, build
from workbench.sandbox.faults import Faults
from workbench.sandbox.server import build_app

PRODUCTS = 260


@dataclass
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)


@dataclass
class Line:
    """The command line, with credentials for one run in a file."""

    url: str
    faults: Faults
    credentials: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str) -> Ended:
        self.capsys.readouterr()
        status = main(words)
        printed = self.capsys.readouterr()
        return Ended(status, printed.out, printed.err)

    def reach(self) -> tuple[str, ...]:
        return ("--credentials", str(self.credentials), "--url", self.url)


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[str, Faults]]:
    faults = Faults()
    app = build_app([build(Catalogue.build(products=PRODUCTS), faults)])
    config = uvicorn.Config(app, port=0, log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/europeansourcing", faults
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def line(service: tuple[str, Faults], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    url, faults = service
    faults.clear()
    credentials = tmp_path / "credentials.json"
    credentials.write_text(json.dumps({"token": TOKEN}))
    return Line(url, faults, credentials, capsys)
