"""The rail of the comparison: baskets, its tables, what a cost includes, marking, suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from workbench.compare.landed_terms import Part
from workbench.core.texts import tr
from workbench.ui.board.basketacts import BasketActs
from workbench.ui.board.dropping import DropTarget, Spot, refusal
from workbench.ui.board.marking import MarkingForm
from workbench.ui.board.raillines import BASKETS, COST, MARKING, SUPPLIERS, board_lines
from workbench.ui.rail.lines import LineKind, RailLine
from workbench.ui.rail.model import RailModel
from workbench.ui.rail.view import RailView
from workbench.ui.safe import never_raises, weak_slot

if TYPE_CHECKING:
    from workbench.ui.board.place import BoardPlace

REFRESH_MS = 40
"""Changes within this time are shown together."""
FOLDED = 48
"""Width of the rail that shows icons only, px at 100 %."""


class BoardRail(QWidget):
    """Where one is, and what a cost is made of.

    F2 renames a basket, Delete takes it away; rows dropped on one are put into it.

    Attributes:
        model: its lines.
        view: the list that shows them.
        marking: how the pieces are marked.
        acts: what is done with baskets.
    """

    def __init__(self, place: BoardPlace) -> None:
        super().__init__()
        self._place = place
        self._look = look = place.look
        self._folds: dict[str, bool] = {}
        self._folded = False
        self._wide = look.size("rail")
        self.acts = BasketActs(place, self)
        self.model = RailModel()
        self.view = RailView(self.model, look, self)
        self.view.setAccessibleName(tr("Baskets, tables and what a cost includes"))
        self.marking = MarkingForm(place.desk, place.comparison, look)
        self.marking.setParent(self)
        self.marking.hide()
        self._placed = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.drops = DropTarget(
            self.view.viewport(),
            look,
            self._basket_at,
            lambda rows: refusal(place.desk.workspace, rows),
        )
        self.drops.dropped.connect(place.rows_dropped)
        self.setFocusProxy(self.view)
        self.setAccessibleName(tr("Baskets, tables and what a cost includes"))
        self._refresh = QTimer(self, interval=REFRESH_MS, singleShot=True)
        self._refresh.timeout.connect(self.show_now)
        self._connect()
        self._restyle()
        self.show_now()

    def _connect(self) -> None:
        place, later = self._place, weak_slot(self, self._later)
        comparison = place.comparison
        for signal in (comparison.changed, comparison.repriced, comparison.moved):
            signal.connect(later)
        comparison.baskets.listed.connect(later)
        comparison.baskets.changed.connect(later)
        comparison.rates.changed.connect(later)
        place.desk.session_changed.connect(self._later)
        place.sight.changed.connect(self._later)
        self._look.changed.connect(self._restyle)
        for keys, handler in (("F2", self._rename), ("Del", self._delete)):
            shortcut = QShortcut(QKeySequence(keys), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(handler)

    def _later(self, *_: object) -> None:
        if not self._refresh.isActive():
            self._refresh.start()

    @never_raises(None)
    def show_now(self) -> None:
        """Show what is asked and what there is."""
        place = self._place
        lines = board_lines(place.desk, place.comparison, self._folds, place.sight.counts)
        if self._folded:
            lines = [line for line in lines if line.kind is LineKind.RESOURCE]
        here = self.model.line(self.view.currentIndex().row())
        self.model.set_lines(lines)
        row = self.model.row_of(here.kind, here.key) if here else -1
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        if self._place_marking():
            self.marking.show_now()

    def _place_marking(self) -> bool:
        """Keep the form of the marking in its line; return whether there is one."""
        index = self.model.index(self.model.row_of(LineKind.RANGE, MARKING))
        if index.isValid() and self.view.indexWidget(index) is None:
            # The list deletes a widget with its line: a new one comes with the line.
            self.marking = MarkingForm(self._place.desk, self._place.comparison, self._look)
            self.marking.load_wanted.connect(self._place.unmarked.look)
            self.view.setIndexWidget(index, self.marking)
        return index.isValid()

    # ---- what lines do -----------------------------------------------------------------------

    def activate(self, line: RailLine, *, out: bool = False) -> None:  # noqa: ARG002 - as in Rail
        """Do what a click on a line does."""
        place = self._place
        match line.kind:
            case LineKind.HEADING if line.key == BASKETS:
                self.acts.create(self.view.anchor(line))
            case LineKind.RESOURCE if line.key.startswith("basket-"):
                place.show_basket(line.key.removeprefix("basket-"))
            case LineKind.RESOURCE if line.key == "offers":
                place.show_basket("")
            case LineKind.RESOURCE:
                place.open(line.key)
            case LineKind.FACET:
                self.fold(line, is_open=not line.fold)
            case LineKind.VALUE:
                self._tick(line)

    def _tick(self, line: RailLine) -> None:
        comparison = self._place.comparison
        kind, _, key = line.key.partition("/")
        asked = comparison.asked
        if kind == COST:
            comparison.ask(parts=asked.parts ^ {Part(key)})
        elif kind == SUPPLIERS:
            comparison.ask(off=asked.off ^ {key})

    def fold(self, line: RailLine, *, is_open: bool) -> None:
        """Open or fold a section."""
        self._folds[line.key] = is_open
        self.show_now()

    def open_menu(self, line: RailLine, anchor: QWidget) -> None:
        """Open the menu of a line under `anchor`."""
        menu = QMenu(self)
        if line.kind is LineKind.RESOURCE and line.key.startswith("basket-"):
            self.acts.fill_menu(menu, line.key.removeprefix("basket-"), anchor)
        elif line.kind is LineKind.FACET and line.key == SUPPLIERS:
            comparison = self._place.comparison
            every = menu.addAction(tr("Compare every supplier"))
            every.triggered.connect(lambda: comparison.ask(off=frozenset()))
            none = menu.addAction(tr("Leave all out"))
            none.triggered.connect(lambda: comparison.ask(off=frozenset(comparison.suppliers())))
        elif line.kind is LineKind.VALUE and line.key.startswith(f"{SUPPLIERS}/"):
            self._fill_supplier(menu, line)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))

    def _fill_supplier(self, menu: QMenu, line: RailLine) -> None:
        comparison = self._place.comparison
        key = line.key.removeprefix(f"{SUPPLIERS}/")
        others = frozenset(comparison.suppliers()) - {key}
        menu.addAction(tr("This supplier alone")).triggered.connect(
            lambda: comparison.ask(off=others)
        )
        menu.addAction(tr("Freight and duty…")).triggered.connect(
            lambda: self.acts.open_terms(line.title, self.view.anchor(line))
        )

    def _basket(self) -> tuple[str, QWidget] | None:
        line = self.model.line(self.view.currentIndex().row())
        if line is None or not line.key.startswith("basket-"):
            return None
        return line.key.removeprefix("basket-"), self.view.anchor(line)

    def _basket_at(self, place: QPoint) -> Spot | None:
        """Return the basket whose line stands at a place of the list."""
        index = self.view.indexAt(place)
        line = self.model.line(index.row()) if index.isValid() else None
        if line is None or not line.key.startswith("basket-"):
            return None
        box = self.view.visualRect(index).adjusted(self._look.px(8), 0, -self._look.px(8), 0)
        return line.key.removeprefix("basket-"), box

    def _rename(self) -> None:
        found = self._basket()
        if found is not None:
            self.acts.rename(*found)

    def _delete(self) -> None:
        found = self._basket()
        if found is not None:
            self.acts.delete(found[0])

    # ---- what the list may ask, and the comparison has nothing of ----------------------------

    def move_view(self, name: str, step: int) -> None:
        """Do nothing: baskets are put in order by their menu."""

    def rename_view(self, line: RailLine) -> None:
        """Do nothing: there are no saved views here."""

    def remove_view(self, name: str) -> None:
        """Do nothing: there are no saved views here."""

    def place_view(self, name: str, position: int) -> None:
        """Do nothing: there are no saved views here."""

    # ---- being a widget ----------------------------------------------------------------------

    def set_folded(self, folded: bool) -> None:
        """Show icons only, or all."""
        if folded == self._folded:
            return
        if folded:
            self._wide = self.width()
        self._folded = folded
        self.view.set_folded(folded=folded)
        self._restyle()
        splitter = self.parentWidget()
        if isinstance(splitter, QSplitter):
            sizes, at = splitter.sizes(), splitter.indexOf(self)
            width = self._look.px(FOLDED) if folded else self._wide
            sizes[at + 1] += sizes[at] - width
            sizes[at] = width
            splitter.setSizes(sizes)
        self.show_now()

    @never_raises(None)
    def _restyle(self) -> None:
        px, size = self._look.px, self._look.size
        if self._folded:
            self.setFixedWidth(px(FOLDED))
        else:
            self.setMinimumWidth(size("rail_least"))
            self.setMaximumWidth(size("rail_most"))
        self.updateGeometry()
        self.view.restyle()

    @never_raises(QSize(216, 400))
    def sizeHint(self) -> QSize:  # noqa: D102
        look = self._look
        return QSize(look.px(FOLDED) if self._folded else look.size("rail"), look.px(400))

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.window)
