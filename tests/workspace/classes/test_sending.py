"""What is staged by class goes to the service as it documents it, and comes back the same."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx

from tests.workspace.classes.kit import ACCOUNT, bench
from workbench.core.etim import FeatureType
from workbench.core.queries import Query
from workbench.core.secret import Secret
from workbench.sandbox.etim import catalogue
from workbench.sandbox.etim.gatekeeping import IDENTIFIER, PASSWORD, USERNAME
from workbench.sandbox.etim.service import application, build
from workbench.sandbox.server import build_app
from workbench.sources.etim import SOURCE
from workbench.workspace.shipment import Shipment

CREDENTIALS = {
    "identifier": Secret(IDENTIFIER), "username": Secret(USERNAME), "password": Secret(PASSWORD),
}  # fmt: skip


async def ended(shipment: Shipment) -> None:
    done = asyncio.Event()

    def end() -> None:
        done.set()

    shipment.ended.connect(end)
    if shipment.open:
        await asyncio.wait_for(done.wait(), 60)


async def test_filled_features_and_a_new_class_reach_the_service(tmp_path: Path):
    app = application(catalogue.build(60))
    transport = httpx.ASGITransport(build_app([build(app)]))
    async with bench(tmp_path, transport) as held:
        held.workspace.vault.hold(ACCOUNT, CREDENTIALS)  # type: ignore[attr-defined]
        resource = SOURCE.resource("products")
        assert resource is not None
        session = held.workspace.session(SOURCE, resource, ACCOUNT)
        await session.ask(Query(language="en"))
        classes = held.classes
        counts = [own for own in classes.in_use(session) if own.code and own.known]
        chosen = max(counts, key=lambda own: own.count).code
        flag = held.feature(FeatureType.LOGICAL, chosen)
        plan = classes.bulk_fill(session, chosen, flag.code, "NA", only_missing=False)
        assert plan.keys
        classes.stage(session, plan)
        other = next(own.code for own in counts if own.code != chosen)
        moved = next(
            key for key in (session.table.key(row) for row in range(len(session.table)))
            if key not in plan.keys and (sheet := classes.of(session, key)) and sheet.code == other
        )  # fmt: skip
        loss = classes.change_class(session, [moved], chosen, "10")
        classes.stage_class(session, loss)
        delivery = held.workspace.deliveries.of(SOURCE, ACCOUNT)
        review = delivery.review()
        shipment = delivery.send(review.parcels(), review.name_of)
        await ended(shipment)
        assert delivery.book.edits == 0, shipment.report
        for key in plan.keys:
            features = app.world.products[key].part("etimDescription")["features"]
            assert isinstance(features, dict)
            assert features[flag.code] == "NA"
        described = app.world.products[moved].part("etimDescription")
        assert (described["classId"], described["version"]) == (chosen, "10")
        sheet = classes.of(session, plan.keys[0])
        assert sheet is not None
        row = sheet.row(flag.code)
        assert row is not None
        assert (row.theirs.text, row.mine) == ("NA", None)
