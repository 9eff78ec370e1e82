"""Orders in a tab: those without an answer stand above its rows until a person settles them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.orders.unknown import UnknownCard
    from workbench.ui.theme.look import Look
    from workbench.workspace.ordering import Orders

TALLEST = 300
"""Of the cards together before they scroll, px at 100 %."""


class OrdersPlace(QWidget):
    """The cards of unknown outcomes, on the table of orders.

    Attributes:
        moved: orders of the account came, moved or were settled.
        cards: what is shown.
    """

    moved = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._orders: Orders | None = None
        self._shown: tuple[str, ...] = ()
        self.cards: list[UnknownCard] = []
        self._area: QScrollArea | None = None
        self._inner = QWidget(self)
        self._inner.hide()
        self.hide()
        desk.session_changed.connect(self._follow)
        self._follow()

    @property
    def orders(self) -> Orders | None:
        """The orders of the account, None where its source takes none."""
        return self._orders

    @property
    def unknown(self) -> int:
        """How many orders have an unknown outcome."""
        return len(self._orders.unknown) if self._orders is not None else 0

    @never_raises(None)
    def _follow(self) -> None:
        desk = self._desk
        orders = (
            desk.workspace.orders(desk.source, desk.account)
            if desk.account is not None and desk.session is not None and desk.source.ordering
            else None
        )
        if orders is not self._orders:
            self._orders = orders
            if orders is not None:
                orders.changed.connect(weak_slot(self, self._show))
                self._read(orders)
        self._show()

    def _read(self, orders: Orders) -> None:
        """Bring lines and orders of earlier runs here."""
        desk = self._desk
        fail = weak_slot(desk, desk.trouble.emit)

        async def work() -> None:
            try:
                await orders.ready()
            except WbError as error:
                fail(error)

        desk.workspace.jobs.spawn("orders of an account", work())

    @never_raises(None)
    def _show(self, *_: object) -> None:
        orders, ordering = self._orders, self._desk.source.ordering
        here = ordering is not None and self._desk.resource.id == ordering.orders
        found = orders.unknown if orders is not None and here else ()
        shown = tuple(f"{held.id} {held.attempts} {held.changed}" for held in found)
        if shown != self._shown:
            self._shown = shown
            self._build()
        self.moved.emit()

    def _make_room(self) -> QVBoxLayout:
        """Return the column of the cards, made with the first: most tabs never show one."""
        column = self._inner.layout()
        if isinstance(column, QVBoxLayout):
            return column
        column = QVBoxLayout(self._inner)
        keep_spacing(column, self._look, 8, (16, 8, 16, 8))
        area = self._area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self._inner)
        self._inner.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        return column

    def _build(self) -> None:
        from workbench.ui.orders.unknown import UnknownCard  # noqa: PLC0415 - seldom seen

        column = self._make_room() if self.cards or self._shown else None
        for card in self.cards:
            assert column is not None
            column.removeWidget(card)
            card.hide()
            card.deleteLater()
        orders, workspace = self._orders, self._desk.workspace
        self.cards = []
        found = orders.unknown if orders is not None and self._shown else ()
        for order in found:
            assert orders is not None
            assert column is not None
            card = UnknownCard(order, orders, workspace.jobs, self._look, workspace.formats)
            column.addWidget(card)
            self.cards.append(card)
        self.setVisible(bool(self.cards))
        self.updateGeometry()

    @never_raises(QSize(200, 120))
    def sizeHint(self) -> QSize:  # noqa: D102
        high = min(self._inner.sizeHint().height() + 2, self._look.px(TALLEST))
        return QSize(self._look.px(300), high)

    @never_raises(QSize(100, 60))
    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(100), self.sizeHint().height() if self.cards else 0)
