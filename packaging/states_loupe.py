"""Screens and states of Loupe: exports, samples, orders, two downloads compared."""

from __future__ import annotations

import asyncio
from datetime import date

from stage import Stage
from states import State, fault, pick
from states_lagerkoll import front

from workbench.core.queries import Condition
from workbench.core.views import Layout
from workbench.ui.differences.metals import WhatIfDialog
from workbench.ui.window.commands import Commands

SOURCE = "loupe"


async def exports(stage: Stage) -> None:
    """Exports under the form of a new one."""
    await front(stage, SOURCE)
    await pick(stage, 1)


async def question(stage: Stage) -> None:
    """A question half put together, with what will be asked beside it."""
    await exports(stage)
    panel = stage.tab.request.panel
    assert panel is not None
    for held in (
        Condition("Query", "", "spring"),
        Condition("ItemStatus", "", "Confirmed"),
        Condition("MinCaratWeight", "", "0.50"),
        Condition("MaxCaratWeight", "", "1.20"),
    ):
        panel.pages.fill(held)
    panel.show_json.click()
    panel.commit()
    await stage.settle()


async def pending(stage: Stage) -> None:
    """An export that is being made."""
    await question(stage)
    panel, waiting = stage.tab.request.panel, stage.tab.request.pending
    assert panel is not None
    assert waiting is not None
    panel.show_json.click()
    panel.ask()
    await stage.until(lambda: waiting.lines)
    await asyncio.sleep(1)


async def samples(stage: Stage) -> None:
    """The samples of an export."""
    await exports(stage)
    desk = stage.tab.desk
    session = desk.session
    assert session is not None
    ready = next(
        session.table.key(row)
        for row in range(len(session.table))
        if getattr(session.table.value(row, "status"), "code", "") == "ReadyForDownload"
    )
    held = stage.tab.request.question
    assert held is not None
    held.open_identity(ready)
    await stage.settle()
    await stage.until(lambda: desk.session is not session and len(desk.session.table) > 3)  # type: ignore[union-attr]
    await stage.settle()
    await pick(stage, 2)


async def unasked(stage: Stage) -> None:
    """Samples before anything was asked."""
    await exports(stage)
    stage.tab.desk.open(stage.tab.desk.source.resource("samples"))
    await stage.settle()
    await asyncio.sleep(0.4)


async def gallery(stage: Stage) -> None:
    """The samples as cards."""
    await samples(stage)
    stage.tab.desk.set_layout(Layout.GALLERY)
    await stage.settle()
    await asyncio.sleep(1)


def commands(stage: Stage) -> Commands:
    """Return what the window's actions do."""
    found = stage.window.findChild(Commands)
    assert found is not None
    return found


async def order(stage: Stage) -> None:
    """Three samples to be ordered, one line wrong."""
    await samples(stage)
    await pick(stage, 2, 3)
    stage.window.registry["order"].trigger()
    await stage.until(lambda: commands(stage).orders.page)
    page = commands(stage).orders.page
    assert page is not None
    await stage.until(lambda: len(page.model.lines) == 3)
    ids = [held.line.id for held in page.model.lines]
    dates = {"from_date": date(2027, 1, 11), "to_date": date(2027, 1, 29)}
    page.orders.change(ids, {**dates, "reference": "Spring 2027"})
    page.orders.change(ids[1:2], {"quantity": 4})
    page.shared.show_values(page.orders.lines[0].values)
    await asyncio.sleep(0.6)


async def wrong(stage: Stage) -> None:
    """Order lines with halves of an address, a bad quantity and dates the wrong way round."""
    await order(stage)
    page = commands(stage).orders.page
    assert page is not None
    ids = [held.line.id for held in page.model.lines]
    page.orders.change(ids, {"delivery_name": "Atelier Nord", "to_date": date(2027, 1, 4)})
    page.orders.change(ids[:1], {"quantity": 0})
    await asyncio.sleep(0.6)


async def confirm(stage: Stage) -> None:
    """The last question before orders go out."""
    await order(stage)
    page = commands(stage).orders.page
    assert page is not None
    page.send()
    await asyncio.sleep(0.3)


async def sent(stage: Stage) -> None:
    """Three orders sent, the first without an answer."""
    await order(stage)
    page = commands(stage).orders.page
    assert page is not None
    fault(stage, {"path": "/purchaseorders", "lost": "after"})
    page.send_now()
    await stage.until(lambda: page.report is not None, 40)
    await asyncio.sleep(0.3)


async def unknown(stage: Stage) -> None:
    """An order that nobody answered, among the orders that were sent."""
    await order(stage)
    page = commands(stage).orders.page
    assert page is not None
    fault(stage, {"path": "/purchaseorders", "lost": "after"})
    page.send_now()
    await stage.until(lambda: page.report is not None, 40)
    page.orders_wanted.emit()
    await stage.settle()
    await stage.until(lambda: stage.tab.orders.cards)
    await pick(stage, 0)


async def course(stage: Stage) -> None:
    """How an order went, in the dock: sent, unknown, found by hand."""
    await unknown(stage)
    card = stage.tab.orders.cards[0]
    held = stage.tab.orders.orders
    assert held is not None
    await held.placed(card.order.id, "LP50001")
    await stage.settle()
    await pick(stage, 2)
    stage.tab.dock.tabs.choose("course")
    await asyncio.sleep(0.6)


async def differences(stage: Stage) -> None:
    """What differs between two downloads."""
    await exports(stage)
    session = stage.tab.desk.session
    assert session is not None
    ready = [
        session.table.key(row)
        for row in range(len(session.table))
        if getattr(session.table.value(row, "status"), "code", "") == "ReadyForDownload"
    ]
    commands(stage).differences.compare(ready[1], ready[0])
    await stage.until(lambda: stage.tab.desk.resource.id.endswith("differences"))
    await stage.settle()
    await pick(stage, 1)


async def metals(stage: Stage) -> None:
    """Samples reckoned with another price of gold."""
    await samples(stage)
    stage.window.registry["metals"].trigger()
    dialog = commands(stage).differences.dialog
    assert isinstance(dialog, WhatIfDialog)
    await stage.until(lambda: dialog.prices)
    edit = next(iter(dialog.prices.values()))[0]
    edit.setText("71.50")
    dialog.reckon()
    await asyncio.sleep(0.4)


async def none_found(stage: Stage) -> None:
    """No export is called what is searched for."""
    await exports(stage)
    stage.tab.desk.set_text("nothing is called this")
    await stage.settle()
    await asyncio.sleep(0.5)


async def no_orders(stage: Stage) -> None:
    """Before anything was ordered."""
    await front(stage, SOURCE)
    desk = stage.tab.desk
    desk.open(desk.source.resource("orders"))
    await stage.settle()
    await asyncio.sleep(0.8)


async def failed(stage: Stage) -> None:
    """The service refuses to list; rows of before stay."""
    await exports(stage)
    fault(stage, {"times": 20, "status": 500, "body": "Maintenance until 14:00"})
    stage.tab.desk.refresh()
    await stage.settle(60)
    await asyncio.sleep(0.5)


async def long_texts(stage: Stage) -> None:
    """A preset with a very long name, and a question with long words."""
    await exports(stage)
    panel = stage.tab.request.panel
    assert panel is not None
    text = "Everything of the spring line that was approved and not yet ordered, in all metals "
    panel.pages.fill(Condition("Query", "", text * 4))
    panel.commit()
    panel.question.save(text * 3)
    await stage.settle()


STATES: tuple[State, ...] = (
    State("loupe-exports", exports),
    State("loupe-question", question),
    State("loupe-pending", pending),
    State("loupe-samples", samples),
    State("loupe-unasked", unasked),
    State("loupe-gallery", gallery),
    State("loupe-order", order),
    State("loupe-order-wrong", wrong),
    State("loupe-order-confirm", confirm),
    State("loupe-order-sent", sent),
    State("loupe-unknown", unknown),
    State("loupe-course", course),
    State("loupe-differences", differences),
    State("loupe-metals", metals),
    State("loupe-none-found", none_found),
    State("loupe-no-orders", no_orders),
    State("loupe-failed", failed),
    State("loupe-long-texts", long_texts),
)
