"""The parts that make a tab the comparison: its bar, rail, dock, costs, and what stands above rows.

They follow the comparison: where suppliers come and go the desk gets a table with other columns.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.offers import Ref
from workbench.core.pricepoints import drawn_of
from workbench.core.texts import tr, trn
from workbench.ui.board import empty
from workbench.ui.board.bar import BoardBar
from workbench.ui.board.chosen import OFFERS, rows_hidden, rows_ticked
from workbench.ui.board.costs import CostPanel
from workbench.ui.board.sheets import BoardSheets
from workbench.ui.board.sight import Sight
from workbench.ui.board.told import BoardTold
from workbench.ui.board.unmarked import Unmarked
from workbench.ui.board.working import begin
from workbench.ui.desk.sessions import shape_of
from workbench.ui.desk.ticked import chosen
from workbench.ui.grid.dragging import carried_by
from workbench.ui.parts.splitter import Splitter
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.theme.marks import Mark
from workbench.ui.window.hidden import HIDDEN, say_hidden
from workbench.workspace.comparison.asked import BASKET

if TYPE_CHECKING:
    from workbench.ui.board.dock import BoardDock
    from workbench.ui.board.rail import BoardRail
    from workbench.ui.desk.desk import Desk
    from workbench.ui.grid.view import GridView
    from workbench.ui.pictures import PictureShelf
    from workbench.ui.theme.look import Look
    from workbench.ui.window.strips import Strips
    from workbench.workspace.comparison.answers import Confirmed, Gathered

SUPPLIER = "supplier-"
"""Begins the ids of the suppliers' columns; the supplier's key follows."""
NOTE = "comparison"
CONFIRMED = "confirmed"
"""Keys of strips."""


class BoardPlace(QObject):
    """What a tab on the comparison has beside its rows.

    Attributes:
        dock_wanted: a page of the dock is to be seen.
        rows_dropped: rows (`grid.dragging.Dragged`) are to go into a basket, by id.
        handed: something was staged elsewhere: its source, for whoever opens that tab.
        supplier_changed: the current cell is another supplier's.
        supplier: key of the supplier of the current cell, "" where it is in no such column.
        bar: what is asked.
        costs: costs by quantity, below the rows.
        sheets: writes the rows as a workbook.
        unmarked: offers to ask how items can be marked.
        told: what the status line says of the offers.
        sight: lets columns and the current row follow the rows in sight.
    """

    dock_wanted = Signal()
    rows_dropped = Signal(object, str)
    handed = Signal(str)
    supplier_changed = Signal()

    def __init__(self, desk: Desk, look: Look, shelf: PictureShelf, strips: Strips) -> None:
        super().__init__(desk)
        self.desk = desk
        self.look = look
        self.shelf = shelf
        self.strips = strips
        self.comparison = comparison = desk.workspace.comparison
        self._begun = False
        self.supplier = ""
        self.told = BoardTold(desk, comparison)
        if desk.local is not None:
            desk.local.told = self.told
        self.bar = BoardBar(desk, comparison, look)
        self.costs = CostPanel(desk, comparison, look)
        self._above = QWidget()
        self._column = QVBoxLayout(self._above)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._panel: QWidget | None = None
        self._panel_of = ""
        self.bar.rates_wanted.connect(lambda: self.open("rates"))
        self.sheets = BoardSheets(self, self.bar)
        self.sight = Sight(self)
        self.sight.changed.connect(self.bar.show_now)
        self.unmarked = Unmarked(self)
        self.bar.confirm_wanted.connect(self.confirm)
        self.bar.export_wanted.connect(self.sheets.export)
        comparison.changed.connect(weak_slot(self, self._refit))
        comparison.baskets.listed.connect(weak_slot(self, self._refit))
        comparison.moved.connect(weak_slot(self, self._moved))
        comparison.repriced.connect(weak_slot(self, self._moved))
        desk.session_changed.connect(self._follow)

    # ---- the tab's panes ---------------------------------------------------------------------

    @cached_property
    def rail(self) -> BoardRail:
        """Baskets, tables, what a cost includes, marking, suppliers."""
        from workbench.ui.board.rail import BoardRail  # noqa: PLC0415 - after the first rows

        return BoardRail(self)

    @cached_property
    def dock(self) -> BoardDock:
        """Basket, offer, history and golden row."""
        from workbench.ui.board.dock import BoardDock  # noqa: PLC0415 - after the first rows

        return BoardDock(self)

    def take_place(self, asking: QWidget, column: QVBoxLayout, rows: QWidget) -> None:
        """Stand around the rows: the bar above them, the costs below."""
        lines = asking.layout()
        assert lines is not None
        lines.addWidget(self.bar)
        column.addWidget(self._above)
        self._above.hide()
        split = Splitter(Qt.Orientation.Vertical, self.look)
        split.addWidget(rows)
        split.addWidget(self.costs)
        split.setStretchFactor(0, 1)
        split.setCollapsible(0, False)
        split.setCollapsible(1, False)
        column.addWidget(split, 1)

    def follow_cells(self, view: GridView) -> None:
        """Unfold the offer of the supplier whose cell is current; a course opens the history."""
        self.sight.typed_in = view.header
        view.act_wanted.connect(self._open_course)
        view.selectionModel().currentChanged.connect(
            lambda now, _before: (
                self._turn_to(view.columns.field_of(now.column()).id) if now.isValid() else None
            )
        )

    @never_raises(None)
    def _open_course(self, key: str, code: str) -> None:
        if drawn_of(code) is not None:
            self.desk.selection.set_current(key)
            self.show_past()

    def show_past(self) -> None:
        """Show the current row's prices so far."""
        from workbench.ui.board.dock import HISTORY  # noqa: PLC0415 - with the dock

        self.dock.show_page(HISTORY)
        self.dock_wanted.emit()

    @never_raises(None)
    def _turn_to(self, field: str) -> None:
        supplier = field.removeprefix(SUPPLIER) if field.startswith(SUPPLIER) else ""
        if supplier != self.supplier:
            self.supplier = supplier
            self.supplier_changed.emit()

    # ---- what is shown -----------------------------------------------------------------------

    def begin(self) -> None:
        """Read what is on this machine, at first sight."""
        if self._begun:
            return
        self._begun = True
        begin(self, self.desk, "baskets", self.comparison.baskets.ready)
        self.gather()

    def gather(self) -> None:
        """Read everything again."""
        begin(self, self.desk, "gather", self.comparison.gather, self._gathered)

    def _gathered(self, found: Gathered) -> None:
        for sentence in found.troubles:
            self.strips.say(NOTE, Mark.UNKNOWN, tr("Not everything could be read."), sentence)

    def open(self, table: str) -> None:
        """Show one of the comparison's tables."""
        resource = self.desk.source.resource(table)
        if resource is not None and resource is not self.desk.resource:
            self.desk.open(resource)

    def show_basket(self, basket: str) -> None:
        """Compare the items of a basket, or everything for ""; its lines stand in the dock."""
        self.open("offers")
        self.comparison.show_basket(basket)
        if basket:
            self.dock.show_basket(basket)
            self.dock_wanted.emit()

    def act(self, action: str) -> None:
        """Do what the empty page offers."""
        if action == empty.GATHER:
            self.gather()
        elif action == empty.EVERYTHING:
            self.comparison.ask(scope="", refs=(), text="", off=frozenset())
        elif action == empty.FIRSTS:
            self.comparison.ask(first_reads=True)
        elif action == empty.RATES_ON:
            from workbench.ui.board.rates import switch_on  # noqa: PLC0415 - on use

            switch_on(self.desk, self.comparison)

    @never_raises(None)
    def _refit(self) -> None:
        """Give the desk tables as they are now: suppliers and baskets come and go."""
        desk, source = self.desk, self.comparison.source
        before = [(each.id, each.title, shape_of(each)) for each in desk.source.resources]
        after = [(each.id, each.title, shape_of(each)) for each in source.resources]
        if before != after:
            desk.refit(source)
        self.unmarked.follow()

    @never_raises(None)
    def _moved(self) -> None:
        self.desk.status_changed.emit()

    @never_raises(None)
    def _follow(self) -> None:
        """Put above the rows what belongs to their table, and costs below offers alone."""
        table = self.desk.resource.id
        self.costs.setVisible(table == "offers" and not self.comparison.asked.client_safe)
        if table == self._panel_of:
            return
        self._panel_of = table
        if self._panel is not None:
            self._column.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
        self._panel = self._made(table)
        if self._panel is not None:
            self._column.addWidget(self._panel)
        self._above.setVisible(self._panel is not None)

    def _made(self, table: str) -> QWidget | None:
        # Imported on use: most of the time offers are looked at.
        if table == "matches":
            from workbench.ui.board.matching import MatchPanel  # noqa: PLC0415

            panel = MatchPanel(self)
            # It shows and hides itself: without a place it would be a window of its own.
            panel.setParent(self._above)
            panel.show_now()
            return panel
        if table == "rates":
            from workbench.ui.board.rates import RatesPanel  # noqa: PLC0415

            return RatesPanel(self)
        if table == "price_history":
            from workbench.ui.board.watching import WatchPanel  # noqa: PLC0415

            return WatchPanel(self)
        return None

    # ---- the services' own calculation -------------------------------------------------------

    def chosen(self) -> tuple[str, ...]:
        """Return the keys of the ticked rows in sight, of the current one where none is."""
        return chosen(self.desk)

    def put_chosen(self, basket: str) -> None:
        """Put the ticked rows, or the current one, into a basket."""
        rows = carried_by(self.desk, self.chosen())
        if rows is not None:
            self.rows_dropped.emit(rows, basket)

    def row_of_current(self) -> str:
        """Return the key of the row of offers that the current row is about, "" for none."""
        table, key = self.desk.resource.id, self.desk.selection.current
        if table == OFFERS or not key:
            return key
        comparison, parts = self.comparison, key.split("\x1f")
        if table == "price_history" and len(parts) == len(Ref._fields) + 1:
            return comparison.key_of(Ref(*parts[:-1]))
        lines = comparison.baskets.lines(table.removeprefix(BASKET))
        ref = next((line.ref for line in lines if line.id == key), None)
        return comparison.key_of(ref) if ref is not None else ""

    def confirm(self) -> None:
        """Ask the services for their own calculation; how many requests it takes is said before."""
        if self.desk.resource.id != OFFERS:
            return
        ticked, hidden = rows_ticked(self.desk), rows_hidden(self.desk, self.comparison)
        basket = self.comparison.asked.basket
        of = ticked or basket or self.chosen()
        if of:
            self._ask_to_confirm(of)
        instead = tr("Only ticked rows in sight are asked about.") if ticked else ""
        if of and not ticked:
            one = tr("The current row is asked about.")
            instead = tr("The whole basket is asked about.") if basket else one
        more = (*ticked, *hidden)
        say_hidden(self.strips, hidden, instead, lambda: self._ask_to_confirm(more))

    def _ask_to_confirm(self, of: tuple[str, ...] | str) -> None:
        count = self.comparison.confirms(of)
        if not count:
            reasons = self.comparison.why_none(of)
            meaning = " ".join(reasons) or tr("None of these offers has a price to be asked about.")
            self.strips.say(CONFIRMED, Mark.UNKNOWN, tr("Nothing to confirm."), meaning)
            return
        what = trn(
            "{count} request asks for the service's own calculation.",
            "{count} requests ask for the services' own calculations.",
            count,
        )
        text = trn("Send {count} request", "Send {count} requests", count)
        meaning = tr("Nothing is ordered or changed by it.")
        strip = self.strips.say(CONFIRMED, Mark.UNKNOWN, what, meaning, [("go", text)])
        strip.acted.connect(lambda _key: self.confirm_now(of))

    def confirm_now(self, of: tuple[str, ...] | str) -> None:
        """Ask the services, as a job."""
        from workbench.ui.board.working import begin_job  # noqa: PLC0415 - on use

        self.strips.drop(CONFIRMED)
        self.strips.drop(HIDDEN)
        comparison = self.comparison
        title = tr("Confirm prices")
        begin_job(
            self,
            self.desk,
            title,
            "confirm",
            lambda job: comparison.confirm(of, job),
            self._confirmed,
        )

    def _confirmed(self, answers: tuple[Confirmed, ...]) -> None:
        same = sum(each.agrees for each in answers)
        formats = self.desk.workspace.formats
        mark = Mark.DONE if same == len(answers) else Mark.CHANGED
        what = tr(
            "{same} of {count} prices confirmed.",
            same=formats.integer(same),
            count=formats.integer(len(answers)),
        )
        differing = [each.sentence for each in answers if not each.agrees and each.sentence]
        meaning = differing[0] if differing else tr("The services come to the same to the cent.")
        self.strips.say(CONFIRMED, mark, what, meaning)
        self.told.take_confirmed(answers)
        self.dock.show_confirmed(answers)
        self.dock_wanted.emit()

    def tell(self, error: WbError) -> None:
        """Say in the tab what failed."""
        self.desk.trouble.emit(error)
