"""Screens and states of what ETIM Mapper counts: foreseen, and held against its answer."""

from __future__ import annotations

import asyncio

from stage import Stage
from states import State
from states_lagerkoll import editing_of, fault, front
from states_review import _go_to as go_to
from states_review import _page as page_of

from workbench.core.edits import Patch
from workbench.core.values import Coded
from workbench.sources.etim.saving.bodies import update_call
from workbench.ui.review.lines import Kind
from workbench.workspace.delivering import Delivery

SOURCE = "etim"
OTHER = "EC002706"


async def typed(stage: Stage) -> list[str]:
    """Products with other brands, another class, no class, and one with less around it."""
    await front(stage, SOURCE)
    session = stage.tab.desk.session
    assert session is not None
    keys = [session.table.key(row) for row in range(16)]
    classed = [key for key in keys if class_of(stage, key) not in {"", OTHER}]
    editing = editing_of(stage)
    editing.set("Set Brand", [(key, "brand", "Nordel") for key in keys[:9]])
    editing.set("Set Class", [(classed[0], "etim_class", Coded(OTHER, "")),
                              (classed[2], "etim_class", None), (classed[4], "etim_class", None),
                              (classed[5], "etim_class", Coded("EC999999", ""))])  # fmt: skip
    await asyncio.sleep(0.4)
    return classed


def class_of(stage: Stage, key: str) -> str:
    """The class of a product, as its row shows it."""
    session = stage.tab.desk.session
    assert session is not None
    value = session.table.value(session.table.row_of(key) or 0, "etim_class")
    return value.code if isinstance(value, Coded) else ""


def delivery_of(stage: Stage) -> Delivery:
    """The way to the service of the tab in front."""
    account = stage.tab.desk.account
    assert account is not None
    return stage.workspace.deliveries.of(stage.tab.desk.source, account)


async def foreseen(stage: Stage) -> None:
    """What the service will count, with two classifications that go."""
    classed = await typed(stage)
    stage.window.registry["review"].trigger()
    await asyncio.sleep(1.0)
    go_to(page_of(stage), Kind.RECORD, classed[2])
    await asyncio.sleep(0.4)


async def asked(stage: Stage) -> None:
    """Asked before classifications go."""
    await foreseen(stage)
    page_of(stage).deeds.send()
    await stage.until(stage.floating)
    await asyncio.sleep(0.4)


async def rehearsed(stage: Stage) -> None:
    """A rehearsal with what the service would count."""
    await foreseen(stage)
    page = page_of(stage)
    page.deeds.rehearse()
    await stage.until(lambda: page.shipment is not None and page.shipment.report is not None)
    await asyncio.sleep(0.4)


async def counted(stage: Stage) -> None:
    """Sent while somebody else took one of the classes away, and a label that nobody has."""
    classed = await typed(stage)
    editing_of(stage).set("Set Labels", [(classed[-1], "labels", (Coded("Nowhere", ""),))])
    stage.window.registry["review"].trigger()
    await asyncio.sleep(1.0)
    page = page_of(stage)
    fault(stage, {"path": "products", "method": "PUT", "delay": 2.5})
    page.deeds._send_now()  # noqa: SLF001 - the question has a picture of its own
    await asyncio.sleep(1.6)
    await taken_away(stage, classed[2])
    await stage.until(lambda: page.shipment is not None and page.shipment.report is not None)
    await asyncio.sleep(0.5)


async def taken_away(stage: Stage, key: str) -> None:
    """Take the class of a product away behind the window's back."""
    delivery = delivery_of(stage)
    resource = stage.tab.desk.source.resource("products")
    assert resource is not None
    port = delivery.lane(resource).port
    theirs = await port.read(key)
    await port.call("put_products", update_call([Patch(key, {"etim_class": None}, theirs or b"")]))


async def history(stage: Stage) -> None:
    """What was sent, with what was foreseen and counted."""
    await counted(stage)
    page_of(stage).deeds.do("close")
    stage.window.registry["history"].trigger()
    await stage.until(stage.floating)
    stage.floating()[0].show_page("sent")  # type: ignore[attr-defined]
    await asyncio.sleep(0.8)


STATES: tuple[State, ...] = (
    State("etim-foreseen", foreseen),
    State("etim-asked", asked),
    State("etim-rehearsed", rehearsed),
    State("etim-counted", counted),
    State("etim-counted-past", history),
)
