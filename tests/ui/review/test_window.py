"""From a typed cell to the service and back, through the whole window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.harness.waiting import until
from tests.ui.review.conftest import KEY, OTHER, THIRD, sek
from tests.workspace.shop import Shelf
from workbench.ui.parts.strip import Strip
from workbench.ui.rail.facets import STAGED
from workbench.ui.rail.lines import LineKind
from workbench.ui.review.history import HistoryDialog
from workbench.ui.review.page import ReviewPage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def stage(window, *keys, price="52.00"):
    editing = window.front.desk.session.editing
    return editing.set("Set Price", [(key, "price", sek(price)) for key in keys or (KEY, OTHER)])


def strips(window) -> list[str]:
    found = window.front.findChildren(Strip)
    return [strip.accessibleName() for strip in found if strip.isVisible()]


def status(window) -> str:
    parts = window.status.findChildren(QWidget)
    texts = [part.text() for part in parts if part.isVisible() and hasattr(part, "text")]
    return " | ".join(texts)


def page_of(window) -> ReviewPage | None:
    found = [page for page in window.findChildren(ReviewPage) if page.isVisible()]
    return found[0] if found else None


async def test_tab_tool_bar_status_and_rail_say_what_is_staged(windowed):
    async with windowed() as (_shop, window):
        tools = window.front.tools.edits
        assert tools.isVisible()
        assert not tools.review.isEnabled()
        assert not tools.undo.isEnabled()
        stage(window)
        window.front.desk.session.editing.delete([THIRD])
        await until(lambda: tools.review.text() == "Review 3 edits")
        assert tools.undo.accessibleName() == "Undo: Delete 1 record"
        await until(lambda: window.tabs.bar.accessibleTabName(0) == "Shop, 3 staged edits")
        await until(lambda: "3 staged in 3 rows" in status(window))
        rail = window.front.rail
        await until(lambda: rail.facet(STAGED) is not None)
        rail.show_now()
        values = [line.row for line in rail.model.lines() if line.key.startswith(f"{STAGED}/")]
        assert [(row.label, row.count, row.mark) for row in values] == [
            ("Changed", "2", "changed"),
            ("Deleted", "1", "deleted"),
        ]


async def test_a_state_in_the_rail_narrows_the_rows_and_a_refresh_keeps_it(windowed):
    async with windowed() as (_shop, window):
        stage(window)
        rail, desk = window.front.rail, window.front.desk
        await until(lambda: rail.facet(STAGED) is not None)
        rail.show_now()
        line = rail.model.line(rail.model.row_of(LineKind.VALUE, f"{STAGED}/changed"))
        rail.activate(line)
        assert len(desk.session.rows) == 2
        assert desk.staged == ("changed",)
        await desk.session.ask(desk.session.query, again=True)
        assert len(desk.session.rows) == 2
        desk.clear_filters()
        await until(lambda: len(desk.session.rows) == 40)


async def test_undo_and_redo_stand_in_the_tool_bar(windowed):
    async with windowed() as (_shop, window):
        stage(window)
        tools, book = window.front.tools.edits, window.front.desk.session.editing.book
        await until(tools.undo.isEnabled)
        tools.undo.click()
        assert book.edits == 0
        await until(tools.redo.isEnabled)
        tools.redo.click()
        assert book.edits == 2


async def test_ctrl_s_reviews_and_escape_comes_back_to_the_rows(windowed):
    async with windowed() as (shop, window):
        await until(window.registry["review"].isEnabled)
        window.registry["review"].trigger()
        assert page_of(window) is None
        assert "Nothing is staged." in status(window)
        stage(window)
        assert window.registry["review"].shortcut().toString() == "Ctrl+S"
        window.registry["review"].trigger()
        page = page_of(window)
        assert page is not None
        assert not window.front.isVisible()
        assert shop.shelf.writes == []
        await until(page.pane.list.hasFocus)
        QTest.keyClick(page.pane.list, Key.Key_Escape)
        await until(lambda: page_of(window) is None)
        assert window.front.isVisible()


async def test_a_refused_row_is_told_shown_and_sent_again(windowed):
    shelf = Shelf.of()
    shelf.refuse[OTHER] = "Cost may not exceed 55 % of price."
    async with windowed(shelf) as (_shop, window):
        stage(window, KEY, OTHER)
        await until(window.registry["review"].isEnabled)
        window.registry["review"].trigger()
        page = page_of(window)
        page.deeds.send()
        await until(lambda: page.shipment is not None and not page.shipment.open)
        page.left.emit()
        await until(lambda: page_of(window) is None)
        said = [text for text in strips(window) if "refused" in text]
        [text] = said
        assert text.startswith("1 of 2 sent rows was refused. Enamel mug 4: Cost may not exceed")
        assert text.endswith("(900203).")
        window.front.strips.acted.emit("sent", "show")
        assert window.front.desk.selection.current == OTHER
        shelf.refuse.clear()
        shelf.writes.clear()
        window.front.strips.acted.emit("sent", "retry")
        await until(lambda: shelf.writes == [("update", OTHER)])
        await until(lambda: any("1 record sent to test" in text for text in strips(window)))
        row = window.front.desk.session.table.row_of(OTHER)
        assert window.front.desk.session.table.value(row, "price") == sek("52.00")


async def test_what_was_typed_before_the_program_ended_is_told_at_the_next_start(windowed):
    shelf = Shelf.of()
    async with windowed(shelf) as (_shop, window):
        stage(window)
    async with windowed(shelf) as (_shop, window):
        await until(lambda: any("2 unsaved changes restored" in text for text in strips(window)))
        await until(lambda: "2 staged in 2 rows" in status(window))
        window.front.strips.acted.emit("restored", "discard")
        changes = window.front.desk.session.editing.book
        dialog = next(d for d in window.children() if hasattr(d, "verb"))
        assert changes.edits == 2
        dialog.accept()
        await until(lambda: changes.edits == 0)
        await until(lambda: not any("restored" in text for text in strips(window)))


async def test_an_unknown_outcome_is_told_and_checked(windowed):
    shelf = Shelf.of()
    shelf.lose = 99
    async with windowed(shelf) as (shop, window):
        session = window.front.desk.session
        key = session.editing.new({"number": "10-5000", "name": "Tumbler"})
        shelf.fail_reads = True
        delivery = shop.workspace.deliveries.of(shop.source, session.account)
        review = delivery.review()
        shipment = delivery.send(review.parcels(), review.name_of)
        await until(lambda: not shipment.open)
        await until(lambda: any("Outcome of 1 change unknown" in text for text in strips(window)))
        assert window.registry["unknown.check"].isEnabled()
        shelf.fail_reads, shelf.lose = False, 0
        window.front.strips.acted.emit("unknown", "check")
        await until(lambda: delivery.unknown == 0)
        assert session.editing.record(key) is None
        await until(lambda: not any("unknown" in text for text in strips(window)))


async def history(window, page="steps") -> HistoryDialog:
    window.registry["history"].trigger()
    dialog = next(held for held in window.findChildren(HistoryDialog) if held.isVisible())
    dialog.show_page(page)
    return dialog


async def test_what_became_of_an_unknown_outcome_can_be_said(windowed):
    shelf = Shelf.of()
    shelf.lose = 99
    async with windowed(shelf) as (shop, window):
        session = window.front.desk.session
        key = session.editing.new({"number": "10-5000", "name": "Tumbler"})
        shelf.fail_reads = True
        delivery = shop.workspace.deliveries.of(shop.source, session.account)
        review = delivery.review()
        shipment = delivery.send(review.parcels(), review.name_of)
        await until(lambda: not shipment.open)
        await until(lambda: any("Outcome of 1 change unknown" in text for text in strips(window)))
        window.front.strips.acted.emit("unknown", "show")
        dialog = next(held for held in window.findChildren(HistoryDialog) if held.isVisible())
        await until(lambda: dialog.model.rowCount() == 1)
        assert "Tumbler" in dialog.details.toPlainText()
        assert dialog.undone.isVisible()
        dialog.undone.click()
        await until(lambda: delivery.unknown == 0)
        assert session.editing.record(key).trouble is None
        await until(lambda: dialog.model.rowCount() == 0)
        dialog.reject()


async def test_history_lists_steps_and_goes_back_to_one(windowed):
    async with windowed() as (_shop, window):
        stage(window, KEY)
        stage(window, OTHER, price="61.00")
        await until(window.registry["history"].isEnabled)
        dialog = await history(window)
        titles = [dialog.model.index(row).data() for row in range(dialog.model.rowCount())]
        assert titles == ["Set Price", "Set Price", "Before the first step"]
        assert dialog.details.toPlainText() == "Enamel mug 4 · Price: 44.00 → 61.00"
        assert not dialog.act.isEnabled()
        dialog.list.setCurrentIndex(dialog.model.index(2))
        dialog.act.click()
        book = window.front.desk.session.editing.book
        assert book.edits == 0
        assert dialog.model.rowCount() == 3
        dialog.list.setCurrentIndex(dialog.model.index(0))
        dialog.act.click()
        assert book.edits == 2
        dialog.reject()


async def test_a_past_change_set_is_taken_back_through_the_review(windowed):
    async with windowed() as (shop, window):
        stage(window, KEY)
        session = window.front.desk.session
        delivery = shop.workspace.deliveries.of(shop.source, session.account)
        review = delivery.review()
        shipment = delivery.send(review.parcels(), review.name_of)
        await until(lambda: not shipment.open)
        dialog = await history(window, "sent")
        await until(lambda: dialog.model.rowCount() == 1)
        assert dialog.model.index(0).data() == "1 changed"
        assert dialog.details.toPlainText() == "Enamel mug 3 · Price: 43.00 → 52.00"
        dialog.act.click()
        await until(lambda: page_of(window) is not None)
        page = page_of(window)
        page.deeds.send()
        await until(lambda: page.shipment is not None and not page.shipment.open)
        assert shop.shelf.articles[KEY]["price"] == "43.00"


async def test_discarded_edits_come_back_from_the_bin(windowed):
    async with windowed() as (_shop, window):
        stage(window, KEY)
        editing = window.front.desk.session.editing
        editing.discard()
        await until(window.registry["edits.bin"].isEnabled)
        dialog = await history(window, "bin")
        await until(lambda: dialog.model.rowCount() == 1)
        assert dialog.details.toPlainText() == "Price: 43.00 → 52.00"
        dialog.act.click()
        assert editing.value(KEY, "price") == sek("52.00")
        await until(lambda: dialog.model.rowCount() == 0)
        dialog.reject()
