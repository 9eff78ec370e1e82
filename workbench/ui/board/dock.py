"""The dock of the comparison: a basket, the row's offers, its prices so far, its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.board.basketpage import BasketPage
from workbench.ui.board.goldenpage import GoldenPage
from workbench.ui.board.offerpage import OfferPage
from workbench.ui.board.pastpage import PastPage
from workbench.ui.parts.tabs import InnerTabs
from workbench.ui.safe import never_raises, weak_slot

if TYPE_CHECKING:
    from workbench.ui.board.place import BoardPlace
    from workbench.workspace.comparison.answers import Confirmed

FOLLOW_MS: Final = 60
"""The dock follows when the current row has stood this long."""
BASKET, OFFER, HISTORY, GOLDEN = range(4)


class BoardDock(QWidget):
    """Four pages; the one that is seen follows the row.

    Attributes:
        tabs: their titles.
        basket, offer, past, golden: the pages.
    """

    def __init__(self, place: BoardPlace) -> None:
        super().__init__()
        self._place = place
        self._look = look = place.look
        self.setAccessibleName(tr("Basket and offers"))
        self.tabs = InnerTabs(tr("Basket and offers"), look)
        for title in (tr("Basket"), tr("Offer"), tr("History"), tr("Golden row")):
            self.tabs.add(title)
        self.basket = BasketPage(place)
        self.offer = OfferPage(place)
        self.past = PastPage(place)
        self.golden = GoldenPage(place)
        self._stack = QStackedWidget()
        for page in (self.basket, self.offer, self.past, self.golden):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.tabs)
        self._later = QTimer(self, interval=FOLLOW_MS, singleShot=True)
        self._later.timeout.connect(self._follow)
        self.tabs.currentChanged.connect(self._turn)
        self.basket.counted.connect(lambda count: self.tabs.set_count(BASKET, count or None))
        desk, comparison = place.desk, place.comparison
        desk.selection.current_changed.connect(self._soon)
        desk.session_changed.connect(self._soon)
        place.supplier_changed.connect(self._soon)
        for signal in (comparison.changed, comparison.repriced, comparison.history.moved):
            signal.connect(weak_slot(self, self._soon))
        look.changed.connect(self._restyle)
        self._restyle()
        self._chosen = False
        self.tabs.tabBarClicked.connect(self._choose)
        self._soon()

    def _choose(self, _page: int) -> None:
        self._chosen = True

    def show_basket(self, basket: str) -> None:
        """Show a basket."""
        self._chosen = True
        self.basket.show_basket(basket)
        self.tabs.setCurrentIndex(BASKET)

    def show_confirmed(self, answers: tuple[Confirmed, ...]) -> None:
        """Show what the services came to, beside what was reckoned here."""
        self.offer.take_confirmed(answers)
        self.basket.take_confirmed(answers)
        if self.tabs.currentIndex() != BASKET or not self.basket.basket:
            self.tabs.setCurrentIndex(OFFER)

    def show_page(self, page: int) -> None:
        """Show one of the pages."""
        self._chosen = True
        self.tabs.setCurrentIndex(page)

    @never_raises(None)
    def _turn(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        self._soon()

    @never_raises(None)
    def _soon(self, *_: object) -> None:
        self._later.start()

    @never_raises(None)
    def _follow(self) -> None:
        place = self._place
        key = place.row_of_current()
        if key and not self._chosen and not place.comparison.baskets.all():
            # Without a basket the row's prices say more than an empty page.
            self._chosen = True
            self.tabs.setCurrentIndex(OFFER)
        page = self._stack.currentIndex()
        if page == OFFER:
            self.offer.show_row(key)
        elif page == HISTORY:
            self.past.show_row(key)
        elif page == GOLDEN:
            self.golden.show_row(key)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setMinimumWidth(self._look.size("dock_least"))
        self.setMaximumWidth(self._look.size("dock_most"))
        self.updateGeometry()

    @never_raises(QSize(352, 400))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.size("dock"), self._look.px(400))

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)
