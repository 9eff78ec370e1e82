"""The review of a small shop's drafts, and the whole window over it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.harness.waiting import until
from tests.workspace.shop import ACCOUNT, Shelf, Shop, shop
from workbench.app.main import dress_window
from workbench.core.accounts import Account
from workbench.core.formats import Formats
from workbench.core.values import Money
from workbench.ui.review.lines import Kind, Place
from workbench.ui.review.page import ReviewPage
from workbench.ui.window.main import MainWindow
from workbench.workspace.delivering import Delivery
from workbench.workspace.session import Session

KEY, OTHER, THIRD, FOURTH = "10-0003", "10-0004", "10-0005", "10-0006"


def sek(amount: str) -> Money:
    return Money(Decimal(amount), "SEK")


@dataclass
class Reviewed:
    """A review page over a session with drafts."""

    shop: Shop
    session: Session
    delivery: Delivery
    page: ReviewPage

    def lines(self) -> list[tuple[str, str]]:
        """What the list shows: kind and title of every line."""
        model = self.page.pane.model
        found = (model.shown(row) for row in range(model.rowCount()))
        return [(str(shown.kind), shown.title) for shown in found]

    def shown(self, kind: Kind, key: str, field: str = ""):
        model = self.page.pane.model
        return model.shown(model.row_of(Place(kind, "articles", key, field)))

    def go_to(self, kind: Kind, key: str, field: str = "") -> None:
        self.page.pane.list.go_to(Place(kind, "articles", key, field))

    def press(self, key, modifier=None) -> None:
        args = (self.page.pane.list, key) if modifier is None else (
            self.page.pane.list, key, modifier)  # fmt: skip
        QTest.keyClick(*args)

    async def settled(self) -> None:
        """Wait until a send or rehearsal has ended and is shown."""
        await until(lambda: self.page.shipment is not None and not self.page.shipment.open)
        self.page.refresh()


@pytest.fixture
def reviewing(qapp, look, tmp_path):
    """Open a review: `async with reviewing(stage) as held`; `stage` gets the editing."""

    @asynccontextmanager
    async def opened(
        stage, *, shelf: Shelf | None = None, account: Account = ACCOUNT, home: Path = tmp_path
    ) -> AsyncIterator[Reviewed]:
        async with shop(home, shelf) as held:
            session = await held.session()
            stage(session.editing)
            delivery = held.workspace.deliveries.of(held.source, account)
            await delivery.ready()
            tinted = look.tinted("lagerkoll")
            page = ReviewPage(delivery, held.workspace.jobs, tinted, Formats())
            host = QWidget()
            page.setParent(host)
            host.resize(1300, 800)
            page.resize(1300, 800)
            host.show()
            host.activateWindow()
            page.pane.list.setFocus()
            await until(page.pane.list.hasFocus)
            try:
                yield Reviewed(held, session, delivery, page)
            finally:
                if page.shipment is not None and page.shipment.open:
                    await until(lambda: not page.shipment.open)
                host.hide()
                host.deleteLater()

    return opened


@pytest.fixture
def windowed(qapp, tmp_path):
    """Open the whole window over the shop: `async with windowed() as (shop, window)`."""

    @asynccontextmanager
    async def opened(
        shelf: Shelf | None = None, home: Path = tmp_path
    ) -> AsyncIterator[tuple[Shop, MainWindow]]:
        async with shop(home, shelf) as held:
            window = dress_window(qapp, held.workspace)
            made: list[int] = []
            window.complete.connect(lambda: made.append(1))
            window.show()
            window.activateWindow()
            await until(lambda: bool(made))
            tab = window.front
            await until(lambda: tab.desk.session is not None and len(tab.desk.session.table) > 0)
            try:
                yield held, window
            finally:
                for page in window.seen_tabs:
                    page.close_desk()
                window.hide()
                window.deleteLater()

    return opened
