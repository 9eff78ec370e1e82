"""The command line at ETIM Mapper: what a success did not do is listed, a wrong name is named."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from tests.cli.conftest import Ended
from workbench.cli.main import main
from workbench.core.folders import folders_in
from workbench.core.runs import RunState
from workbench.sandbox.etim.service import build
from workbench.sandbox.server import build_app
from workbench.store.runs import RunStore
from workbench.store.stores import Stores

LONG = "N" * 33


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = uvicorn.Server(
        uvicorn.Config(build_app([build()]), port=0, log_level="critical", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/etim"
    server.should_exit = True
    thread.join(10)


@dataclass
class Lines:
    """The command line with credentials for one run."""

    url: str
    folder: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str, **credentials: str) -> Ended:
        place = self.folder / "credentials.json"
        place.write_text(json.dumps(dict(build().credentials) | credentials))
        self.capsys.readouterr()
        status = main((*words, "--credentials", str(place), "--url", self.url))
        printed = self.capsys.readouterr()
        return Ended(status, printed.out, printed.err)

    def put(self, *ids: str, more: tuple[str, ...] = ()) -> Ended:
        body = self.folder / "body.json"
        body.write_text(json.dumps([{"productId": each} for each in ids]))
        words = ("call", "etim", "put_products", "--yes", "--set", "new=add", "--body", str(body))
        return self.run(*words, *more)


@pytest.fixture
def lines(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Lines:
    return Lines(address, tmp_path, capsys)


def test_products_that_were_not_taken_are_listed_beside_the_report(lines: Lines) -> None:
    ended = lines.put("NEW-1", LONG, more=("--json",))
    assert ended.status == 1
    assert isinstance(ended.json, dict)
    assert (ended.json["all"], ended.json["new"]) == ("2", "1")
    told = json.loads(ended.err)
    assert told["error"] == "WB-SRV-REFUSED"
    assert LONG in told["message"]
    assert "32 characters" in told["message"]
    assert lines.put("NEW-2", "NEW-3").status == 0
    assert lines.put(LONG).status == 5


def test_an_identifier_that_the_service_does_not_know_is_named(lines: Lines) -> None:
    assert lines.run("accounts", "test", "etim", "any").status == 0
    ended = lines.run("accounts", "test", "etim", "any", identifier="other")
    assert ended.status == 5
    assert "API identifier" in ended.err
    assert lines.run("accounts", "test", "etim", "any", password="wrong").status == 3


def test_features_are_columns_of_a_file(lines: Lines) -> None:
    out = lines.folder / "rows.json"
    ended = lines.run(
        *("export", "etim/products", "--where", "productId=REAL-001", "--out", str(out)),
        *("--columns", "product_id,EF002169,attributes.M1.en,product_id"),
    )
    assert ended.status == 0
    (row,) = json.loads(out.read_text())
    assert list(row) == ["product_id", "EF002169", "attributes.M1.en"]
    assert row["product_id"] == "REAL-001"
    assert row["EF002169"]
    assert row["attributes.M1.en"]


def test_a_synchronization_that_is_called_is_in_the_history_and_the_answer_alone_is_printed(
    lines: Lines, home: Path
) -> None:
    words = ("call", "etim", "run_synchronization", "--set", "trigger-identifier=tr1")
    assert lines.run(*words).status == 2
    ended = lines.run(*words, "--yes", "--account", "night")
    assert ended.status == 0
    assert ended.err == ""
    assert isinstance(ended.json, dict)
    assert ended.json["status"] in {"in progress", "done"}
    again = lines.run(*words[:-1], "trigger-identifier=nobody", "--yes", "--account", "night")
    assert again.status == 5
    assert again.out == ""
    stores = Stores(folders_in(home))
    try:
        kept = RunStore(stores.workspace.database).of("etim", lines.url, "night")
    finally:
        stores.close()
    assert [(run.subject, run.by != "", run.command) for run in kept] == [
        ("nobody", True, True), ("tr1", True, True),
    ]  # fmt: skip
    assert kept[0].state is RunState.FAILED
    assert kept[1].last == ended.json
