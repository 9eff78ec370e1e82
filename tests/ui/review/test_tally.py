"""What the service will count in the review, the question before a loss, and the numbers after."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from tests.harness.waiting import until
from tests.workspace.test_foreseeing import OTHER, Lacking, classed, code_of
from tests.workspace.test_sending_etim import ACCOUNT, SOURCE, opened
from workbench.core.formats import Formats
from workbench.core.values import Coded
from workbench.ui.parts.buttons import Button
from workbench.ui.review.asking import SendDialog
from workbench.ui.review.events import EventModel
from workbench.ui.review.history import HistoryDialog
from workbench.ui.review.lines import Kind, Place
from workbench.ui.review.page import ReviewPage
from workbench.ui.theme.marks import Mark
from workbench.ui.window.results import news_of


@dataclass
class Held:
    """A review page over products of the sandbox."""

    world: Any
    session: Any
    workspace: Any
    page: ReviewPage
    keys: list[str]

    def note(self, key: str) -> tuple[str, Mark | None]:
        model = self.page.pane.model
        shown = model.shown(model.row_of(Place(Kind.RECORD, "products", key, "")))
        return shown.note, shown.note_mark

    def stage(self, *cells: tuple[str, str, object]) -> None:
        self.session.editing.set("x", list(cells))
        self.page.refresh()

    async def ended(self) -> None:
        shipment = self.page.shipment
        assert shipment is not None
        await until(lambda: not shipment.open, 30)
        self.page.refresh()


@pytest.fixture
def products(qapp, look, tmp_path):
    """Open the review of products: `async with products() as held`."""

    @asynccontextmanager
    async def opening() -> AsyncIterator[Held]:
        async with opened(tmp_path) as (world, session, workspace):
            delivery = workspace.deliveries.of(SOURCE, ACCOUNT)
            await delivery.ready()
            page = ReviewPage(delivery, workspace.jobs, look.tinted("etim"), Formats())
            host = QWidget()
            page.setParent(host)
            host.resize(1300, 800)
            page.resize(1300, 800)
            host.show()
            try:
                yield Held(world, session, workspace, page, classed(world, session))
            finally:
                host.hide()
                host.deleteLater()

    return opening


async def test_the_strip_says_what_is_counted_and_a_loss_stands_out_and_at_its_row(products):
    async with products() as held:
        first, second, third = held.keys[:3]
        held.stage((first, "brand", "Nordel X"), (second, "etim_class", OTHER))
        page = held.page
        assert page.tally.plain.text() == "2 modified · 1 reclassified"
        assert page.tally.warnings == ()
        held.stage((third, "etim_class", None))
        assert page.tally.warnings == ("1 classification deleted",)
        assert page.tally.plain.text() == "3 modified · 1 reclassified"
        assert "1 classification deleted" in page.tally.accessibleName()
        assert page.side.tally.table.rows == (
            ("Modified", "3"), ("Reclassified", "1"), ("Classifications deleted", "1"),
        )  # fmt: skip
        assert "cannot be foreseen" in page.side.tally.why.text()
        assert page.side.tally.own.text() == f"Of {first}: Modified 1"
        note, mark = held.note(third)
        assert note.startswith("loses its classification · ")
        assert mark is Mark.INVALID
        page.review.tick("products", third, on=False)
        page.refresh()
        assert page.tally.warnings == ()
        assert "classification" not in held.note(third)[0]


async def test_what_cannot_be_known_is_said_and_not_guessed(products):
    async with products() as held:
        held.stage((held.keys[0], "etim_class", Coded("EC999999", "")))
        text = held.page.tally.plain.text()
        assert text.startswith("not foreseeable: 0–1 modified")
        assert "0–1 classifications deleted" in text
        assert "EC999999 is not in ETIM 10" in held.page.side.tally.why.text()


async def test_nothing_goes_before_somebody_said_yes_to_a_loss(products):
    async with products() as held:
        gone = held.keys[0]
        held.stage((gone, "etim_class", None))
        held.page.deeds.send()
        dialog = held.page.deeds.dialog
        assert isinstance(dialog, SendDialog)
        assert held.page.shipment is None
        texts = [each.text() for each in dialog.findChildren(QWidget) if hasattr(each, "text")]
        assert "The classification of 1 product is deleted, with all its features." in texts
        dialog.reject()
        assert "etimDescription" in held.world.products[gone].document
        held.page.deeds.send()
        again = held.page.deeds.dialog
        assert isinstance(again, SendDialog)
        assert isinstance(again.send, Button)
        again.send.click()
        await held.ended()
        assert "etimDescription" not in held.world.products[gone].document
        assert [each.sentence for each in held.page.balance.told] == []
        assert held.page.balance.table.rows == (
            ("Counter", "Foreseen", "Counted"), ("Modified", "1", "1"),
            ("Classifications deleted", "1", "1"),
        )  # fmt: skip
        assert held.page.balance.isVisible()
        assert not held.page.tally.isVisible()
        held.page.back_to_review()
        assert not held.page.balance.isVisible()


async def test_foreseen_and_counted_stand_side_by_side_with_the_difference_in_words(products):
    async with products() as held:
        first, second = held.keys[:2]
        held.stage((first, "brand", "Nordel X"), (second, "brand", "Nordel X"))
        held.world.release = Lacking(held.world.release, code_of(held.world, first))
        held.page.deeds.send()
        await held.ended()
        rows = held.page.balance.table.rows
        assert ("Classifications deleted", "0", "≠ 2") in rows
        (told, *_others) = held.page.balance.told
        assert told.warns
        assert told.sentence.startswith("Classifications deleted: 2 more than foreseen")
        assert first in told.names
        assert second in told.names


async def test_the_strip_over_the_rows_says_what_was_counted_otherwise(products):
    async with products() as held:
        first, second = held.keys[:2]
        held.stage((first, "etim_class", None), (first, "brand", "X"), (second, "brand", "X"))
        held.world.products[first].document["etimDescription"] = {}
        held.page.deeds.send()
        held.page.deeds.dialog.accept()
        await held.ended()
        assert held.page.shipment.report.sentence == "2 saved"
        news = news_of(held.page.shipment, "test")
        assert news.mark is Mark.REFUSED
        assert news.what == "2 records sent to test"
        assert news.meaning.startswith("Classifications deleted: 1 fewer than foreseen;")
        assert first in news.meaning


async def test_a_rehearsal_shows_what_would_be_counted(products):
    async with products() as held:
        held.stage((held.keys[0], "brand", "Nordel X"))
        held.page.deeds.rehearse()
        await held.ended()
        assert held.page.balance.rehearsed.table.rows == (("Modified", "1"),)
        assert held.page.balance.rehearsed.isVisible()
        assert not held.page.balance.table.isVisible()


async def test_the_history_tells_of_the_difference(products, look):
    async with products() as held:
        first, second = held.keys[:2]
        held.stage((first, "brand", "Nordel X"), (second, "brand", "Nordel X"))
        held.world.release = Lacking(held.world.release, code_of(held.world, first))
        held.page.deeds.send()
        await held.ended()
        dialog = HistoryDialog(held.page.delivery, held.workspace, look)
        dialog.show_page("sent")
        await until(lambda: "≠" in dialog.details.toPlainText())
        assert isinstance(dialog.model, EventModel)
        text = dialog.details.toPlainText()
        assert "≠ Classifications deleted: 0 foreseen, 2 counted" in text
        assert "⚠ Classifications deleted: 2 more than foreseen" in text
        assert f"({first})" in text
        dialog.deleteLater()


async def test_services_that_count_nothing_have_no_strip(reviewing):
    async with reviewing(lambda editing: editing.set("x", [("10-0003", "note", "n")])) as held:
        assert not held.page.tally.isVisible()
        assert not held.page.side.tally.isVisible()
        held.page.deeds.send()
        await held.settled()
        assert not held.page.balance.isVisible()
