"""Ordering from the window: chosen records become lines, their page, and what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from workbench.core.errors import WbError
from workbench.core.texts import tr, trn
from workbench.ui.safe import weak_slot
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.orders.page import OrderPage
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab
    from workbench.workspace.ordering import Orders

KEY = "orders unknown"
"""Of the strip that says that an outcome is unknown."""


class OrderCommands(QObject):
    """The ordering of the tab in front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._watched: set[int] = set()
        self.page: OrderPage | None = None
        window.registry.on("order", self.order)
        window.registry.on("order.lines", self.open)
        window.front_changed.connect(self._follow)
        self._follow()

    def context(self) -> tuple[str, ...]:
        """Return the actions for a context menu over the rows in front."""
        tab = self._window.front
        return ("order", "") if tab is not None and _orderable(tab.desk) else ()

    def refresh(self) -> None:
        """Say what can be ordered now, and why nothing can."""
        tab = self._window.front
        reason = why_not(tab.desk) if tab is not None else tr("No tab is open.")
        self._window.registry.enable("order", on=not reason, reason=reason)
        orders = tab.orders.orders if tab is not None else None
        self._window.registry.enable(
            "order.lines", on=orders is not None, reason=tr("Nothing can be ordered here.")
        )

    def order(self) -> None:
        """Make a line of each chosen record and show the lines."""
        tab = self._window.front
        session = tab.desk.session if tab is not None else None
        if tab is None or session is None or tab.orders.orders is None or why_not(tab.desk):
            return
        orders, keys = tab.orders.orders, _chosen(tab.desk)
        found = (session.documents.of_row(key) for key in keys)
        documents = [document for document in found if document]
        fail, show = weak_slot(tab, tab.desk.trouble.emit), weak_slot(self, self._show)

        async def work() -> None:
            try:
                held = orders.lines
                same = _shared(orders, dict(held[-1].values)) if held else {}
                await orders.add(documents, same)
            except WbError as error:
                fail(error)
            else:
                show(tab, orders)

        tab.desk.workspace.jobs.spawn("begin orders", work())

    def open(self) -> None:
        """Show the lines that were not sent."""
        tab = self._window.front
        if tab is not None and tab.orders.orders is not None:
            self._show(tab, tab.orders.orders)

    def _show(self, tab: SourceTab, orders: Orders) -> None:
        if self.page is not None:
            return
        from workbench.ui.orders.page import OrderPage  # noqa: PLC0415 - on use

        page = self.page = OrderPage(tab.desk, orders, tab.desk_look)
        page.left.connect(self._leave)
        page.failed.connect(self._window.tell)
        page.orders_wanted.connect(lambda: self._show_orders(tab))
        self._window.put_over(page)

    def _leave(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            self._window.take_off(page)

    def _show_orders(self, tab: SourceTab) -> None:
        self._leave()
        ordering = tab.desk.source.ordering
        resource = tab.desk.source.resource(ordering.orders) if ordering is not None else None
        if resource is not None:
            tab.desk.open(resource)

    def _follow(self) -> None:
        tab = self._window.front
        if tab is not None and id(tab) not in self._watched:
            held = id(tab)
            self._watched.add(held)
            tab.destroyed.connect(lambda: self._watched.discard(held))
            unique = Qt.ConnectionType.UniqueConnection
            for signal in (
                tab.desk.session_changed,
                tab.desk.status_changed,
                tab.desk.selection.changed,
                tab.desk.selection.current_changed,
            ):
                signal.connect(self.refresh, unique)
            tab.orders.moved.connect(lambda: self._tell(tab))
            self._tell(tab)
        self.refresh()

    def _tell(self, tab: SourceTab) -> None:
        """Say on every table of the source that an outcome is unknown; its cards are elsewhere."""
        count = tab.orders.unknown
        if not count or tab.orders.cards:
            tab.strips.drop(KEY)
            return
        if KEY in tab.strips.shown:
            return
        what = trn(
            "The outcome of {count} order is unknown.",
            "The outcome of {count} orders is unknown.",
            count,
        )
        meaning = tr("It is not sent again by itself.")
        strip = tab.strips.say(KEY, Mark.UNKNOWN, what, meaning, [("orders", tr("Show orders"))])
        strip.acted.connect(lambda _key: self._show_orders(tab))


def _shared(orders: Orders, values: dict[str, object]) -> dict[str, object]:
    """Return what a new line takes over from the lines before it: reference, dates, addresses."""
    from workbench.ui.orders.form import shared_inputs  # noqa: PLC0415 - on use

    names = {field.id for field, _entry in shared_inputs(orders.ordering)}
    return {name: held for name, held in values.items() if name in names}


def _orderable(desk: Desk) -> bool:
    ordering = desk.source.ordering
    return ordering is not None and desk.resource.id == ordering.resource


def _chosen(desk: Desk) -> tuple[str, ...]:
    """Return the keys of the ticked rows, of the current one where none is ticked."""
    session, held = desk.session, desk.selection
    keys = held.keys or ((held.current,) if held.current else ())
    return tuple(key for key in keys if session and session.table.row_of(key) is not None)


def why_not(desk: Desk) -> str:
    """Return why nothing can be ordered from a desk's rows, "" where something can."""
    if not _orderable(desk):
        return tr("Nothing can be ordered here.")
    if desk.session is None or desk.account is None:
        return tr("No account is connected.")
    if desk.account.read_only:
        return tr("This account is read-only.")
    return "" if _chosen(desk) else tr("Tick the rows to order.")
