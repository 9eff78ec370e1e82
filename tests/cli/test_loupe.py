"""From a filter to a workbook at Loupe: signed in, asked for, waited for, read without a key."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
import uvicorn
from openpyxl import load_workbook

from tests.cli.conftest import Ended
from workbench.cli.main import main
from workbench.sandbox.loupe import catalogue
from workbench.sandbox.loupe.service import build
from workbench.sandbox.loupe.settings import Settings
from workbench.sandbox.server import build_hosts, listening

ROWS = catalogue.samples(80)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    settings = Settings(token_seconds=1, pending_seconds=1)
    with listening() as listener, listening() as files:
        service = build(ROWS, settings=settings)
        app = build_hosts([service], files.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener, files]}, daemon=True
        )
        thread.start()
        while not server.started:
            thread.join(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/loupe"
        server.should_exit = True
        thread.join(10)


def told(address: str, name: str) -> Any:
    with urlopen(f"{address}/{name}") as answer:
        return json.load(answer)


@pytest.fixture
def credentials(tmp_path: Path) -> Path:
    place = tmp_path / "credentials.json"
    service = build(ROWS[:1])
    place.write_text(json.dumps(service.credentials))
    return place


def run(capsys: pytest.CaptureFixture[str], address: str, credentials: Path, *words: str) -> Ended:
    capsys.readouterr()
    status = main((*words, "--credentials", str(credentials), "--url", address))
    printed = capsys.readouterr()
    return Ended(status, printed.out, printed.err)


def test_approved_samples_become_a_workbook(
    address: str, credentials: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "bom.xlsx"
    ended = run(
        capsys, address, credentials, "export", "loupe/samples", "--where",
        "SourcingApprovalStatus=3", "--columns", "code,supplier_code,description", "--out",
        str(out),
    )  # fmt: skip
    assert ended.status == 0, ended.err
    assert "Loupe is making the export." in ended.err
    cells = [row[:3] for row in load_workbook(out).worksheets[0].iter_rows(values_only=True)]
    wanted = [
        (row.code, row.supplier_code, row.description)
        for row in ROWS
        if row.approvals.sourcing == 3
    ]
    start = next(at for at, row in enumerate(cells) if row[0] == wanted[0][0])
    assert [row[0] for row in cells[start:]] == [row[0] for row in wanted]
    assert [row[1] for row in cells[start:]] == [row[1] for row in wanted]
    assert {"password", "refresh_token"} <= set(told(address, "_grants"))
    seen = told(address, "_seen")
    names = {name.lower() for request in seen for name, _value in request["headers"]}
    assert seen
    assert "authorization" not in names
    assert "cookie" not in names


def test_a_wrong_password_ends_with_3_and_is_not_shown(
    address: str, credentials: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    credentials.write_text('{"username": "x@y.test", "password": "wr0ng-canary"}')
    out = str(tmp_path / "e.csv")
    ended = run(capsys, address, credentials, "export", "loupe/exports", "--out", out)
    assert ended.status == 3
    assert "wr0ng-canary" not in ended.err + ended.out


def test_a_filter_that_loupe_does_not_know_ends_with_5(
    address: str, credentials: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "e.csv"
    ended = run(
        capsys, address, credentials, "export", "loupe/samples", "--where",
        "ConvertedByCustomerId=x", "--out", str(out), "--json",
    )  # fmt: skip
    assert ended.status == 5
    error = json.loads(ended.err.strip().splitlines()[-1])
    assert (error["error"], error["service_code"]) == ("WB-SRV-REFUSED", "Failed")
    assert not out.exists()


def test_an_order_that_is_answered_with_nothing_is_placed(
    address: str, credentials: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    body = tmp_path / "order.json"
    body.write_text(json.dumps({
        "customerReference": "PO-7 WB-1", "quantity": 2, "atelierCode": ROWS[0].code,
        "deliveryDates": {"fromDate": "2026-05-01T12:00:00Z", "toDate": "2026-05-02T12:00:00Z"},
    }))  # fmt: skip
    words = ("call", "loupe", "submit_purchase_order", "--body", str(body))
    ended = run(capsys, address, credentials, *words)
    assert ended.status == 2
    ended = run(capsys, address, credentials, *words, "--yes")
    assert ended.status == 0, ended.err
    assert json.loads(ended.out) is None
    assert told(address, "_orders")["orders"][-1]["body"]["customerReference"] == "PO-7 WB-1"


def order_file(tmp_path: Path, reference: str, **more: object) -> Path:
    body = tmp_path / "order.json"
    body.write_text(json.dumps({
        "customerReference": reference, "quantity": 2, "atelierCode": ROWS[0].code,
        "deliveryDates": {"fromDate": "2026-05-01T12:00:00Z", "toDate": "2026-05-02T12:00:00Z"},
        **more,
    }))  # fmt: skip
    return body


def placed(address: str, reference: str) -> int:
    orders = told(address, "_orders")["orders"]
    return sum(row["body"]["customerReference"] == reference for row in orders)


def test_an_order_of_a_command_stands_among_the_orders_and_goes_out_once(
    address: str, credentials: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    words = ("call", "loupe", "submit_purchase_order", "--yes", "--body")
    body = str(order_file(tmp_path, "PO-11"))
    assert run(capsys, address, credentials, *words, body).status == 0
    again = run(capsys, address, credentials, *words, body)
    assert again.status == 2
    assert "PO-11" in again.err
    assert placed(address, "PO-11") == 1
    out = tmp_path / "orders.json"
    run(capsys, address, credentials, "export", "loupe/orders", "--out", str(out))
    (row,) = json.loads(out.read_text())
    assert (row["reference"], row["quantity"]) == ("PO-11", 2)


def test_an_order_of_a_command_without_an_answer_is_unknown_and_not_sent_again(
    address: str, credentials: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    words = ("call", "loupe", "submit_purchase_order", "--yes", "--body")
    body = str(order_file(tmp_path, "PO-12"))
    fault = {"faults": [{"times": 1, "path": "/purchaseorders", "lost": "after"}]}
    headers = {"Content-Type": "application/json"}
    urlopen(Request(f"{address}/_faults", json.dumps(fault).encode(), headers)).close()
    lost = run(capsys, address, credentials, *words, body)
    assert lost.status == 4
    assert "outcome of the order “PO-12” is unknown" in lost.err
    again = run(capsys, address, credentials, *words, body)
    assert again.status == 2
    assert "outcome is unknown" in again.err
    assert placed(address, "PO-12") == 1
    out = tmp_path / "orders.json"
    run(capsys, address, credentials, "export", "loupe/orders", "--out", str(out))
    assert "unknown" in out.read_text()


def test_an_order_that_was_refused_may_be_mended_under_its_reference(
    address: str, credentials: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    words = ("call", "loupe", "submit_purchase_order", "--yes", "--body")
    wrong = str(order_file(tmp_path, "PO-13", atelierCode="NOSUCH1"))
    assert run(capsys, address, credentials, *words, wrong).status == 5
    right = str(order_file(tmp_path, "PO-13"))
    assert run(capsys, address, credentials, *words, right).status == 0
    assert placed(address, "PO-13") == 1


def test_orders_of_this_machine_are_written_without_asking_loupe(
    address: str, credentials: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "orders.csv"
    granted = len(told(address, "_grants"))
    ended = run(capsys, address, credentials, "export", "loupe/orders", "--out", str(out))
    assert ended.status == 0, ended.err
    assert "reference" in out.read_text("utf-8").casefold()
    assert len(told(address, "_grants")) == granted
