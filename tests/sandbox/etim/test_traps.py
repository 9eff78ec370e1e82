"""What makes this service unlike others: each of its odd ways behaves as the document has it."""

from __future__ import annotations

import asyncio
import http.server
import json
import threading

import httpx
import pytest

from tests.sandbox.etim.company import ROOT, Company, opened
from workbench.sandbox.etim.gatekeeping import IDENTIFIER, PASSWORD, USERNAME
from workbench.sandbox.etim.service import build
from workbench.sandbox.faults import Cut, Fault

LEDGER = f"{ROOT}_ledger"
SETTINGS = f"{ROOT}_settings"


async def test_json_that_calls_itself_html(company: Company) -> None:
    answer = await company.ask("GET", "labels")
    assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert answer.json()["labelIdentifiers"][0] == "Public"


async def test_parameters_are_a_list_when_there_are_none(company: Company) -> None:
    assert (await company.done("GET", "buyers"))["parameters"] == []
    answer = await company.done("GET", "products", query={"limit": "1"})
    assert answer["parameters"] == {"limit": "1"}


async def test_what_does_not_exist_has_no_body(company: Company) -> None:
    for path in ("nothing", "products/other", "synchronizations/run/none"):
        answer = await company.ask("GET", path)
        assert (answer.status_code, answer.content) == (404, b"")
    other = await company.client.get(f"{ROOT}api/another/labels")
    assert (other.status_code, other.content) == (404, b"")
    assert (await company.ask("PUT", "products/lca", [])).status_code == 405
    assert (await company.client.post("labels", json=[])).status_code == 405


async def test_sign_in(company: Company) -> None:
    for auth in (("x", PASSWORD), (USERNAME, "x")):
        answer = await company.client.get("labels", auth=auth)
        assert (answer.status_code, answer.content) == (401, b"")
        assert answer.headers["www-authenticate"].startswith("Basic")
    company.client.auth = None
    for odd in ("Basic ***", "Bearer x", ""):
        answer = await company.client.get("labels", headers={"Authorization": odd})
        assert answer.status_code == 401


async def test_another_address(company: Company) -> None:
    await company.client.put(SETTINGS, json={"address": "10.1.2.3"})
    answer = await company.ask("GET", "labels")
    assert (answer.status_code, answer.content) == (403, b"")
    await company.client.put(SETTINGS, json={"address": ""})
    await company.done("GET", "labels")


async def test_the_daily_limit() -> None:
    company = opened(1, per_day=2)
    await company.done("GET", "labels")
    await company.done("GET", "buyers")
    answer = await company.ask("GET", "labels")
    assert answer.status_code == 429
    assert answer.json() == {"errors": ["The daily limit of API requests has been exceeded"]}
    assert (await company.client.get(SETTINGS)).json()["used"] == 2
    company.clock.now += 7 * 3600
    await company.done("GET", "labels")
    assert company.app.quota.used == 1


async def test_bodies_that_are_no_lists(company: Company) -> None:
    for method in ("GET", "DELETE", "PUT"):
        assert await company.errors(method, "products", {"a": "b"})
        answer = await company.client.request(method, "products", content=b"{,")
        assert answer.json()["errors"] == ["The data are not a valid JSON in UTF-8"]
    assert await company.errors("GET", "labels", [1])


async def test_settings_are_checked(company: Company) -> None:
    answer = await company.client.put(SETTINGS, json={"omitted": "sometimes"})
    assert answer.status_code == 400
    told = (await company.client.put(SETTINGS, json={"omitted": "kept", "per_day": 5})).json()
    assert (told["omitted"], told["per_day"]) == ("kept", 5)
    assert (await company.client.get(f"{ROOT}_nothing")).status_code == 404


@pytest.mark.parametrize(("lost", "applied"), [("before", 0), ("after", 1)])
async def test_a_lost_answer(company: Company, lost: str, applied: int) -> None:
    company.faults.add(Fault(method="PUT", path="/products", lost=lost))
    with pytest.raises(Cut):
        await company.put({"productId": "FRESH"})
    assert ("FRESH" in company.app.world.products) is bool(applied)
    assert len(company.app.ledger.of("PUT", "/products", effective=True)) == applied


async def test_the_ledger_tells_what_was_done(company: Company) -> None:
    row = company.some()
    given = await company.whole(row.id)
    given["labels"] = ["Gold"]
    for _ in range(2):
        await company.put(given, existing="replace")
    await company.errors("PUT", "products", {})
    told = (await company.client.get(LEDGER)).json()
    first, second, third = told["entries"]
    assert first["path"] == f"/api/{IDENTIFIER}/products"
    assert first["query"] == "existing=replace"
    assert first["effects"] == [{"kind": "product.changed", "subject": row.id, "parts": ["labels"]}]
    assert (second["effects"], second["bodyHash"]) == ([], first["bodyHash"])
    assert third["status"] == 400
    assert (await company.client.delete(LEDGER)).json()["entries"] == []


async def test_synchronizations(company: Company) -> None:
    done = await company.done("GET", "synchronizations/run/tr1")
    assert set(done) == {"status", "trigger-identifier", "starting-time", "info"}
    assert done["status"] == "done"
    assert "Selected products: 25" in done["info"]
    assert "Modified products: 25" in done["info"]
    slow = await company.done("GET", "synchronizations/run/tr2")
    assert (slow["status"], slow["info"]) == ("in progress", "0.00%")
    again = await company.done("GET", "synchronizations/run/tr2")
    assert again["status"] == "error"
    assert "already in progress" in again["info"]
    company.clock.now += 8
    check = f"synchronizations/check/{slow['progress-id']}"
    assert (await company.done("GET", check))["info"] == "50.00%"
    before = company.some().changed
    company.clock.now += 10
    ended = await company.done("GET", check)
    assert ended["status"] == "done"
    assert f"Modified products: {len(company.products) - 25}" in ended["info"]
    assert company.some().changed.date > before.date
    assert (await company.done("GET", check)) == ended


async def test_a_synchronization_that_fails(company: Company) -> None:
    started = await company.done("GET", "synchronizations/run/tr3")
    assert started["status"] == "in progress"
    company.clock.now += 5
    path = f"synchronizations/check/{started['progress-id']}"
    told = await company.done("GET", path)
    assert told["status"] == "error"
    assert told["info"].startswith("Attributes conflicted: T7")


async def test_a_notification_is_sent(company: Company) -> None:
    heard: list[tuple[str, str, object]] = []

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((self.path, self.headers["Authorization"], json.loads(body)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    gone, changed = company.some(0).id, company.some(1)
    await company.done("DELETE", "products", [gone])
    given = await company.whole(changed.id)
    await company.put({"productId": "FRESH"}, given | {"labels": ["Gold", "Old"]})
    with http.server.HTTPServer(("127.0.0.1", 0), Receiver) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        order = {"url": f"http://127.0.0.1:{server.server_port}/hook", "username": "u",
                 "password": "p"}  # fmt: skip
        answer = await company.client.post(f"{ROOT}_notify", json=order)
        await asyncio.to_thread(thread.join)
    body = {"new": ["FRESH"], "modified": [changed.id], "deleted": [gone]}
    assert answer.json() == {"status": 200, "sent": body}
    assert heard == [("/hook", "Basic dTpw", body)]
    nobody = {"url": "file:///etc/passwd", "new": ["A"]}
    assert (await company.client.post(f"{ROOT}_notify", json=nobody)).json()["status"] == 0


def test_the_service_names_its_credentials() -> None:
    service = build()
    assert service.name == "etim"
    assert set(service.credentials) == {"identifier", "username", "password"}


async def test_the_control_paths_are_for_this_machine_only(company: Company) -> None:
    transport = httpx.ASGITransport(build(company.app).app, client=("10.0.0.9", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        assert (await client.get("/_ledger")).status_code == 403


@pytest.mark.parametrize("odd", [{}, [], [[]], "", 4, None, {"a": [{}]}, [{"identifier": []}]])
async def test_odd_bodies_are_answered(company: Company, odd: object) -> None:
    members = ("productId", "identifier", "categoryTreeIdentifier", "overallInformation",
               "etimDescription", "attributes", "categories", "relatedProducts", "labels", "lca",
               "name", "values", "type", "importance", "letter", "gtin", "lastModifiedDate",
               "totalDescriptionCompleteness", "productName")  # fmt: skip
    bodies: list[object] = [odd, [odd], dict.fromkeys(members, odd), [dict.fromkeys(members, odd)]]
    keyed = {"productId": "A", "identifier": "A", "categoryTreeIdentifier": "A"}
    bodies += [[dict.fromkeys(members, odd) | keyed], [{"categories": [odd]} | keyed]]
    paths = ("products", "products/filter", "products/lca", "labels", "attributes", "categories",
             "attribute-groups", "relations-by-attribute", "suppliers", "buyers")  # fmt: skip
    for path in paths:
        for method in ("GET", "PUT", "DELETE"):
            for body in bodies:
                answer = await company.ask(method, path, body)
                assert answer.status_code in {200, 400, 405}, (method, path, body)
