"""States of the comparison about prices over time, rows that are dragged, and a narrow window."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from decimal import Decimal

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent
from PySide6.QtWidgets import QScrollArea
from stage import Stage
from states import State, pick
from states_compare import basket, offers, settled
from states_lagerkoll import front

from workbench.core.offers import Item, Offer
from workbench.core.pricepoints import HISTORY
from workbench.core.times import now
from workbench.core.views import ColumnState
from workbench.ui.board.baskethands import ACCEPT, REQUOTED
from workbench.ui.grid.dragging import carried_by, mime_of
from workbench.ui.parts.strip import Strip
from workbench.ui.rail.lines import LineKind
from workbench.workspace.comparison.adding import rows_of_session
from workbench.workspace.comparison.pool import Held


async def moved(stage: Stage) -> None:
    """Let the best prices of the first rows rise and fall over some weeks."""
    comparison, session = stage.workspace.comparison, stage.tab.desk.session
    assert session is not None
    keys = [session.table.key(session.rows.row(at)) for at in range(12)]
    for at, key in enumerate(keys):
        best = next((each for each in comparison.offers(key) if each.rank == 0), None)
        if best is not None:
            await move(stage, at, best.item, best.offer)
    await stage.settle()


async def move(stage: Stage, at: int, item: Item, offer: Offer) -> None:
    """Let a price rise or fall over three weeks, each fourth not at all."""
    for week in range(1, 4) if at % 4 != 3 else ():
        part = Decimal(1) + Decimal((at % 5) * 4 - 7) * week / 100
        steps = tuple(
            step._replace(amount=(step.amount * part).quantize(Decimal("0.01")))
            for step in offer.ladder.steps
        )
        ladder = msgspec.structs.replace(offer.ladder, steps=steps)
        then = msgspec.structs.replace(offer, ladder=ladder)
        others = [each for each in item.offers if each.id != offer.id]
        read = now() + timedelta(days=7 * week)
        made = msgspec.structs.replace(item, read=read, offers=(then, *others))
        await stage.workspace.comparison.history.noted_now([made])


async def course(stage: Stage) -> None:
    """The column of prices so far, and the same for each supplier of the row."""
    await offers(stage)
    await moved(stage)
    desk = stage.tab.desk
    shown = list(desk.view.columns)
    at = next(at for at, each in enumerate(shown) if each.field == "offer")
    desk.set_columns((*shown[: at + 1], ColumnState("course"), *shown[at + 1 :]))
    assert stage.tab.board is not None
    stage.tab.board.dock.show_page(1)
    await pick(stage, 2)
    await asyncio.sleep(1.2)
    area = stage.tab.board.dock.offer.findChild(QScrollArea)
    assert area is not None
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    await asyncio.sleep(0.3)


async def catalogue(stage: Stage) -> None:
    """The price history in the catalogue itself."""
    await front(stage, "europeansourcing")
    desk = stage.tab.desk
    session = desk.session
    assert session is not None
    keys = [session.table.key(session.rows.row(at)) for at in range(14)]
    found = await rows_of_session(session, keys, session.table.quantity, "")
    for at, row in enumerate(found.rows):
        offer = row.item.offer(row.offer)
        if offer is not None:
            await move(stage, at, row.item, offer)
    shown = list(desk.view.columns)
    at = next(at for at, each in enumerate(shown) if each.field == "supplier")
    desk.set_columns((*shown[: at + 1], ColumnState(HISTORY), *shown[at + 1 :]))
    await pick(stage, 2)
    await stage.settle()
    await asyncio.sleep(1.2)


async def changed(stage: Stage) -> None:
    """What moved, without first readings."""
    await offers(stage)
    await moved(stage)
    assert stage.tab.board is not None
    stage.tab.board.open("price_history")
    await stage.settle()
    await asyncio.sleep(0.8)


async def first_reads(stage: Stage) -> None:
    """With what was read for the first time."""
    await changed(stage)
    stage.workspace.comparison.ask(first_reads=True)
    await settled(stage)
    await asyncio.sleep(0.8)


async def old(stage: Stage) -> None:
    """Some prices were read long ago: they are counted in the status line."""
    await offers(stage)
    comparison, session = stage.workspace.comparison, stage.tab.desk.session
    assert session is not None
    pool = comparison._engine.pool  # noqa: SLF001 - no reading is old in a sandbox
    keys = [session.table.key(session.rows.row(at)) for at in range(6)]
    groups = [group for key in keys if (group := comparison.group(key)) is not None]
    items = [
        msgspec.structs.replace(item, read=now() - timedelta(hours=31))
        for group in groups[::2]
        for item in group.items
    ]
    for item in items:
        pool._records.pop(item.ref[:4], None)  # noqa: SLF001
    comparison.take([Held(item, pool.place(item.ref)) for item in items])
    await asyncio.sleep(1.5)
    await settled(stage)


async def old_listed(stage: Stage) -> None:
    """Pressed: the rows with an old price alone."""
    await old(stage)
    stage.window.status.warning.click()
    await stage.settle()
    await asyncio.sleep(0.5)


async def dropping(stage: Stage) -> None:
    """Rows over a basket, about to be dropped."""
    await basket(stage)
    board, desk = stage.tab.board, stage.tab.desk
    assert board is not None
    rows = carried_by(desk, desk.selection.keys or (desk.selection.current,))
    assert rows is not None
    row = board.rail.model.row_of(LineKind.RESOURCE, f"basket-{board.dock.basket.basket}")
    spot = board.rail.view.visualRect(board.rail.model.index(row + 1)).center()
    view, mime = board.rail.view.viewport(), mime_of(rows)
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    stage.app.sendEvent(view, QDragEnterEvent(spot, action, mime, button, none))
    stage.app.sendEvent(view, QDragMoveEvent(spot, action, mime, button, none))
    assert board.rail.drops.ring.isVisible()


async def stands(stage: Stage) -> None:
    """New prices stand, and the sheet of changes can still be written."""
    await basket(stage)
    comparison, board = stage.workspace.comparison, stage.tab.board
    assert board is not None
    page = board.dock.basket
    lines = []
    for line in comparison.baskets.lines(page.basket)[:3]:
        held = line.quoted
        assert held is not None
        assert held.total is not None
        total = held.total._replace(amount=held.total.amount - 20)
        lines.append(
            msgspec.structs.replace(line, quoted=msgspec.structs.replace(held, total=total))
        )
    await comparison.baskets.change_lines(page.basket, lines)
    page.hands.requote_now(page.basket)
    await stage.until(lambda: REQUOTED in stage.tab.strips.shown)
    strip = next(each for each in stage.tab.strips.findChildren(Strip) if each.isVisible())
    strip.acted.emit(ACCEPT)
    await stage.until(lambda: any("still" in text for text in stage.tab.strips.texts()))
    await stage.settle()


async def bar_menu(stage: Stage) -> None:
    """What found no room on the bar."""
    await basket(stage)
    assert stage.tab.board is not None
    stage.tab.board.bar.more.click()
    await asyncio.sleep(0.3)


STATES = (
    State("cmp-course", course),
    State("price-history", catalogue),
    State("cmp-moved", changed),
    State("cmp-first-reads", first_reads),
    State("cmp-old", old),
    State("cmp-old-listed", old_listed),
    State("cmp-dropping", dropping),
    State("cmp-stands", stands),
    State("cmp-bar-menu", bar_menu),
)
