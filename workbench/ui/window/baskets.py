"""Baskets from any tab: chosen rows go in by a key, and what was put in can be taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from workbench.core.texts import tr
from workbench.ui.board.chosen import OFFERS
from workbench.ui.board.dropping import refusal, why_not
from workbench.ui.board.putting import Putting
from workbench.ui.board.turning import TabTurning
from workbench.ui.board.working import begin
from workbench.ui.desk.ticked import chosen
from workbench.ui.text import no_mnemonic
from workbench.ui.theme.marks import Mark
from workbench.ui.window.compared import COMPARE

if TYPE_CHECKING:
    from workbench.compare.baskets import Basket
    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.dragging import Dragged
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab
    from workbench.workspace.session import Session


class BasketCommands(QObject):
    """Adding to baskets, opening them, and the client-safe view."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last = ""
        self._watched: set[int] = set()
        registry = window.registry
        registry.on("basket.add", self.add)
        registry.on("basket.choose", self.choose)
        registry.on("basket.open", self.open)
        registry.on("board.safe", self.turn_safe)
        registry.on("board.export", self.export_board)
        self.turning = TabTurning(window.tabs.bar, window.look, self._refuse, self._dropped_on)
        window.front_changed.connect(self._follow)
        self._follow()

    def context(self) -> tuple[str, ...]:
        """Return the actions for a context menu over the rows in front."""
        tab = self._window.front
        return ("basket.add", "basket.choose", "") if tab and _can_add(tab.desk) else ()

    # ---- rows that are dragged ---------------------------------------------------------------

    def _refuse(self, rows: Dragged) -> str:
        return refusal(self._window.workspace, rows)

    def _dropped_on(self, index: int, rows: Dragged) -> None:
        """Rows were dropped on a tab: that of the comparison puts them into the last basket."""
        if self._window.source_at(index) == COMPARE:
            self.put_dropped(rows)

    # ---- adding ------------------------------------------------------------------------------

    def add(self) -> None:
        """Put the chosen rows into the basket used last; the first one is made for them."""
        tab = self._window.front
        if tab is None or not _can_add(tab.desk):
            return
        begin(self, tab.desk, "baskets", self._ready, self._add_to_last)

    async def _ready(self) -> tuple[Basket, ...]:
        """Return the baskets, one of them at least."""
        workspace = self._window.workspace
        baskets = workspace.comparison.baskets
        await baskets.ready()
        if not baskets.all():
            await baskets.create(tr("Basket 1"), workspace.settings.currency or "EUR")
        return baskets.all()

    def _add_to_last(self, baskets: tuple[Basket, ...]) -> None:
        self.add_to(self._wanted(baskets))

    def _wanted(self, baskets: tuple[Basket, ...]) -> str:
        """Return the basket used last, else the one shown, else the first."""
        shown = self._board_basket()
        names = [basket.id for basket in baskets]
        return next((each for each in (self._last, shown) if each in names), names[0])

    def add_rows(self, session: Session, keys: tuple[str, ...], of: Desk | None = None) -> None:
        """Put rows of a session that no tab need show into the basket used last."""
        tab = self._window.front
        if tab is not None:
            begin(
                self,
                tab.desk,
                "baskets",
                self._ready,
                lambda baskets: self._put(tab, session, keys, self._wanted(baskets), of),
            )

    def _board_basket(self) -> str:
        """Return the basket that an open comparison shows, "" for none."""
        for tab in self._window.seen_tabs:
            if tab.board is not None and "dock" in vars(tab.board):
                return tab.board.dock.basket.basket
        return ""

    def add_to(self, basket: str) -> None:
        """Put the chosen rows into a basket."""
        tab = self._window.front
        session = tab.desk.session if tab is not None else None
        if tab is not None and session is not None:
            self._put(tab, session, chosen(tab.desk), basket, tab.desk)

    def put_dropped(self, rows: Dragged, basket: str = "") -> None:
        """Put rows that were dropped into a basket, at their table's quantity; "" for the last."""
        named = rows.source, rows.account, rows.resource
        front = self._window.front
        for tab in self._window.seen_tabs:
            session = tab.desk.session
            if session is None or front is None:
                continue
            if (session.source.id, session.account.name, session.resource.id) == named:
                if basket:
                    self._put(front, session, rows.keys, basket, tab.desk)
                else:
                    self.add_rows(session, rows.keys, tab.desk)
                return
        if front is not None:
            what = tr("Nothing was put in.")
            meaning = tr("The rows are of a tab that is not open any more.")
            front.strips.say("dropped", Mark.REFUSED, what, meaning)

    def _put(
        self,
        tab: SourceTab,
        session: Session,
        keys: tuple[str, ...],
        basket: str,
        of: Desk | None = None,
    ) -> None:
        """Put rows in; `of` a tab's desk, its ticks that are not in sight are said."""
        self._last = basket
        Putting(tab, self._window.workspace.comparison, session, basket).put(keys, of=of)

    def choose(self) -> None:
        """Offer the baskets, and a new one, for the chosen rows."""
        tab = self._window.front
        if tab is not None and _can_add(tab.desk):
            begin(self, tab.desk, "baskets", self._ready, self._offer)

    def _offer(self, baskets: tuple[Basket, ...]) -> None:
        tab = self._window.front
        if tab is None:
            return
        menu = QMenu(self._window)
        for basket in baskets:
            action = menu.addAction(no_mnemonic(basket.name))
            action.triggered.connect(lambda _on=False, basket=basket: self.add_to(basket.id))
        menu.addSeparator()
        menu.addAction(tr("New basket…")).triggered.connect(lambda: self._name_new(tab))
        menu.aboutToHide.connect(menu.deleteLater)
        place = tab.grid.view.viewport()
        menu.popup(place.mapToGlobal(place.rect().center()))

    def _name_new(self, tab: SourceTab) -> None:
        from workbench.ui.filters.naming import ask_name  # noqa: PLC0415 - on use

        baskets = self._window.workspace.comparison.baskets
        currency = self._window.workspace.settings.currency or "EUR"

        def make(name: str) -> None:
            begin(self, tab.desk, "new basket", lambda: baskets.create(name, currency), self._made)

        ask_name(tab.tools, tab.desk_look, tr("Name of the basket"), tr("Make and add"), "", make)

    def _made(self, basket: Basket) -> None:
        self.add_to(basket.id)

    # ---- opening -----------------------------------------------------------------------------

    def board(self) -> SourceTab:
        """Bring a tab on the comparison forward, opened where there is none."""
        window = self._window
        for index in range(window.tabs.bar.count()):
            if window.source_at(index) == COMPARE:
                window.tabs.bar.setCurrentIndex(index)
                break
        else:
            window.open_tab(window.workspace.comparison.source)
        tab = window.front
        assert tab is not None
        return tab

    def open(self) -> None:
        """Show the basket used last."""
        tab = self.board()
        if tab.board is not None:
            tab.show_dock(on=True)
            tab.board.dock.show_basket(self._last or tab.board.dock.basket.basket)

    def turn_safe(self) -> None:
        """Show sale prices alone in the comparison, or everything again."""
        tab = self._window.front
        if tab is not None and tab.board is not None:
            tab.board.bar.turn_safe()

    def export_board(self) -> None:
        """Write the rows of the comparison as a workbook with live formulas."""
        tab = self._window.front
        if tab is not None and tab.board is not None:
            tab.board.sheets.export()

    # ---- following ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Say what can be put into a basket now, and why nothing can."""
        tab, registry = self._window.front, self._window.registry
        reason = _why_not(tab.desk) if tab is not None else tr("No tab is open.")
        for name in ("basket.add", "basket.choose"):
            registry.enable(name, on=not reason, reason=reason)
        here = tab is not None and tab.board is not None
        registry.enable("board.safe", on=here, reason=tr("In the tab Compare."))
        offers = here and tab is not None and tab.desk.resource.id == OFFERS
        registry.enable("board.export", on=offers, reason=tr("In the table Offers of Compare."))

    def _follow(self) -> None:
        tab = self._window.front
        if tab is not None and id(tab) not in self._watched:
            held = id(tab)
            self._watched.add(held)
            tab.destroyed.connect(lambda: self._watched.discard(held))
            unique = Qt.ConnectionType.UniqueConnection
            for signal in (
                tab.desk.session_changed,
                tab.desk.selection.changed,
                tab.desk.selection.current_changed,
            ):
                signal.connect(self.refresh, unique)
            if tab.board is not None:
                tab.board.handed.connect(self._show_source)
                tab.board.rows_dropped.connect(self.put_dropped)
        self.refresh()

    def _show_source(self, source: str) -> None:
        """Bring the tab of a source forward, where something was staged."""
        window = self._window
        for index in range(window.tabs.bar.count()):
            if window.source_at(index) == source:
                window.tabs.bar.setCurrentIndex(index)
                return


def _can_add(desk: Desk) -> bool:
    return not _why_not(desk)


def _why_not(desk: Desk) -> str:
    """Return why nothing can be put into a basket, "" where it can."""
    reason = why_not(desk.resource, local=desk.local is not None)
    if reason:
        return reason
    if desk.session is None or not chosen(desk):
        return tr("Choose the rows to put in.")
    return ""
