"""Products of ETIM Mapper from typing to the service and back, against its sandbox."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from decimal import Decimal

import httpx
import pytest

from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.queries import Query
from workbench.core.secret import Secret
from workbench.core.values import Coded
from workbench.net.log import RequestLog
from workbench.sandbox.etim import catalogue
from workbench.sandbox.etim.service import application, build
from workbench.sandbox.server import build_app
from workbench.sources import ALL
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.bygone import Bygone
from workbench.workspace.workspace import Workspace

SOURCE = next(source for source in ALL if source.id == "etim")
ACCOUNT = Account("etim", "test", url="http://127.0.0.1/etim", session_only=True, bound="test")
PRODUCTS = 240


@asynccontextmanager
async def account(home, resource="products"):
    async with opened(home, resource) as (world, session, workspace):
        yield world, session, workspace.deliveries.of(SOURCE, ACCOUNT)


@asynccontextmanager
async def opened(home, resource="products"):
    app = application(catalogue.build(PRODUCTS), None)
    service = build(app)
    vault = MemoryVault()
    vault.hold(ACCOUNT, {name: Secret(value) for name, value in service.credentials.items()})
    folders = folders_in(home).make()
    workspace = Workspace(
        folders, Stores(folders), ALL, Jobs(), vault=vault, log=RequestLog(), demo=(ACCOUNT,),
        transport=httpx.ASGITransport(build_app([service])),
    )  # fmt: skip
    session = workspace.session(SOURCE, SOURCE.resource(resource), ACCOUNT)
    try:
        await session.ask(Query(), again=True)
        yield app.world, session, workspace
    finally:
        session.close()
        await workspace.close()


async def send_all(delivery):
    review = delivery.review()
    shipment = delivery.send(review.parcels(), review.name_of)
    done = asyncio.Event()
    shipment.ended.connect(done.set)
    if shipment.open:
        await asyncio.wait_for(done.wait(), 30)
    return shipment


async def test_many_products_go_in_one_call_and_keep_everything_else(tmp_path):
    async with account(tmp_path) as (world, session, delivery):
        keys = [session.table.key(row) for row in range(30)]
        before = {key: json.loads(json.dumps(world.products[key].document)) for key in keys}
        cells = [(key, "warranty_business", 36) for key in keys]
        cells += [(keys[0], "name_sv", "Namn"), (keys[1], "net_weight", Decimal("1.25"))]
        cells += [(keys[2], "status", Coded("OBSOLETE", "Obsolete"))]
        session.editing.set("x", cells)
        shipment = await send_all(delivery)
        assert shipment.report.sentence == "30 saved"
        assert delivery.book.edits == 0
        for key in keys:
            held = before[key]["overallInformation"]
            held["warrantyBusiness"] = "36"
        before[keys[0]]["overallInformation"]["productName"]["sv"] = "Namn"
        before[keys[1]]["overallInformation"]["netWeight"] = "1.25"
        before[keys[2]]["overallInformation"]["productStatus"] = "OBSOLETE"
        for key in keys:
            after = world.products[key].document
            assert {name: value for name, value in after.items() if value} == {
                name: value for name, value in before[key].items() if value
            }


async def test_a_list_and_a_cleared_text_arrive(tmp_path):
    async with account(tmp_path) as (world, session, delivery):
        key = session.table.key(0)
        labels = (Coded("Gold", "Gold"), Coded("Old", "Old"))
        session.editing.set("x", [(key, "labels", labels), (key, "brand", "")])
        shipment = await send_all(delivery)
        assert shipment.report.sentence == "1 saved", shipment.report
        document = world.products[key].document
        assert sorted(document["labels"]) == ["Gold", "Old"]
        assert "brandName" not in document["overallInformation"]


async def test_a_new_product_is_made_and_one_is_deleted(tmp_path):
    async with account(tmp_path) as (world, session, delivery):
        gone = session.table.key(3)
        session.editing.new({"product_id": "FRESH-1", "name_en": "Fresh"})
        session.editing.delete([gone])
        shipment = await send_all(delivery)
        assert {result.outcome.value for result in shipment.report.results} == {"done"}
        assert "FRESH-1" in world.products
        assert gone not in world.products


async def test_a_supplier_is_changed_whole(tmp_path):
    async with account(tmp_path, "suppliers") as (world, session, delivery):
        key = session.table.key(0)
        before = dict(world.lists["suppliers"][key])
        session.editing.set("x", [(key, "city", "Gdynia")])
        shipment = await send_all(delivery)
        assert shipment.report.sentence == "1 saved"
        assert world.lists["suppliers"][key] == before | {"city": "Gdynia"}


@pytest.mark.parametrize("new", [Coded("EC002706", ""), None])
async def test_a_class_that_was_sent_is_taken_back_with_its_features(tmp_path, new):
    async with opened(tmp_path) as (world, session, workspace):
        delivery = workspace.deliveries.of(SOURCE, ACCOUNT)
        key = next(
            key for key, held in world.products.items()
            if held.document["etimDescription"]["classId"] == "EC001179"
        )  # fmt: skip
        slots = world.release.slots("EC001179")
        before = dict(world.products[key].document["etimDescription"])
        wanted = {code: held for code, held in before["features"].items() if code in slots}
        session.editing.set("x", [(key, "etim_class", new)])
        assert (await send_all(delivery)).report.sentence == "1 saved"
        after = world.products[key].document.get("etimDescription", {})
        assert after.get("classId") == (new.code if new else None)
        bygone = Bygone(delivery.book, workspace.stores.journal)
        (held,) = await bygone.sets()
        bygone.take_back(held)
        shipment = await send_all(delivery)
        assert shipment.report.sentence == "1 saved", shipment.report
        after = world.products[key].document["etimDescription"]
        assert after["features"] == wanted
        assert {**after, "features": 0} == {**before, "features": 0}
