"""Categories are parts of one document: several that are sent together do not undo each other."""

from __future__ import annotations

from pathlib import Path

import httpx

from tests.workspace.classes.kit import ACCOUNT, bench
from tests.workspace.classes.test_sending import CREDENTIALS, ended
from workbench.core.queries import Query
from workbench.sandbox.etim import catalogue
from workbench.sandbox.etim.service import application, build
from workbench.sandbox.server import build_app
from workbench.sources.etim import SOURCE


async def test_categories_of_one_tree_that_are_sent_together_all_arrive(tmp_path: Path):
    app = application(catalogue.build(30))
    transport = httpx.ASGITransport(build_app([build(app)]))
    async with bench(tmp_path, transport) as held:
        held.workspace.vault.hold(ACCOUNT, CREDENTIALS)  # type: ignore[attr-defined]
        resource = SOURCE.resource("categories")
        assert resource is not None
        session = held.workspace.session(SOURCE, resource, ACCOUNT)
        await session.ask(Query(language="en"))
        every = [session.table.key(row) for row in range(len(session.table))]
        tree = every[0].partition("/")[0]
        keys = [key for key in every if key.startswith(f"{tree}/")][:8]
        assert len(keys) == 8
        editing = session.editing
        assert editing is not None
        editing.set("Rename", [(key, "name_en", f"New {key}") for key in keys])
        delivery = held.workspace.deliveries.of(SOURCE, ACCOUNT)
        review = delivery.review()
        shipment = delivery.send(review.parcels(), review.name_of)
        await ended(shipment)
        assert delivery.book.edits == 0, shipment.report
        await session.ask(Query(language="en"))
        names = [session.table.text(session.table.row_of(key), "name_en") for key in keys]
        assert names == [f"New {key}" for key in keys]
