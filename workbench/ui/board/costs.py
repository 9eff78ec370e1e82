"""Costs by quantity of the current row: chart and table of the same numbers, and what to buy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.board.coststable import CostTable
from workbench.ui.board.working import begin
from workbench.ui.charts.costs import CostChart, CostLine, CrossRing
from workbench.ui.parts.buttons import Button, IconButton, Kind
from workbench.ui.parts.segmented import Segmented
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label, label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.answers import Curves
    from workbench.workspace.comparison.comparison import Comparison

FOLLOW_MS = 60
"""The costs follow when the current row has stood this long."""
CHART, TABLE = "chart", "table"
TALL = 286
"""Height with the chart, px at 100 %."""


class CostPanel(QWidget):
    """Title, chart or table, and the larger order that costs less; it folds to its title.

    Attributes:
        chart, table: twins.
    """

    def __init__(self, desk: Desk, comparison: Comparison, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._comparison = comparison
        self._turn = 0
        formats = desk.workspace.formats
        self.fold = IconButton("chevron-down", tr("Fold costs by quantity"), look, small=True)
        self.fold.clicked.connect(self._fold)
        self._title = elided_label("", look, Role.VIEW)
        self._about = elided_label("", look, Role.NOTE, "text2")
        self.nudge = Button("", look, Kind.LINK, icon="lightbulb")
        self.nudge.clicked.connect(self._take_nudge)
        self.form = Segmented(
            tr("Costs as"),
            [(CHART, tr("Chart")), (TABLE, tr("Table"))],
            look,
            icons={CHART: "chart-line", TABLE: "table-2"},
        )
        self.form.chosen.connect(self._show_form)
        self.chart = CostChart(look, formats)
        self.chart.asked.connect(lambda quantity: comparison.ask(quantity=quantity))
        self.table = CostTable(look, formats)
        self.nothing = label("", look, Role.NOTE, "text2", wrap=True)
        self._stack = QStackedWidget()
        for page in (self.chart, self.table, self.nothing):
            self._stack.addWidget(page)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.curves: Curves | None = None
        self._later = QTimer(self, interval=FOLLOW_MS, singleShot=True)
        self._later.timeout.connect(self._ask)
        self._lay_out()
        desk.selection.current_changed.connect(self._soon)
        desk.session_changed.connect(self._soon)
        comparison.repriced.connect(weak_slot(self, self._soon))
        comparison.changed.connect(weak_slot(self, self._soon))
        look.changed.connect(self._restyle)
        self._restyle()
        self._show(None)

    def _lay_out(self) -> None:
        look = self._look
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.nudge, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(look.px(4))
        self._column.addLayout(head)
        self._column.addWidget(self._stack, 1)

    # ---- following the row -------------------------------------------------------------------

    @never_raises(None)
    def _soon(self, *_: object) -> None:
        self._later.start()

    @never_raises(None)
    def _ask(self) -> None:
        key = self._desk.selection.current
        if self._desk.resource.id != "offers" or not key or self._stack.isHidden():
            self._show(None)
            return
        self._turn += 1
        turn, comparison = self._turn, self._comparison

        async def work() -> tuple[int, Curves | None]:
            return turn, await comparison.curve(key)

        begin(self, self._desk, "costs by quantity", work, self._arrived)

    def _arrived(self, answer: tuple[int, Curves | None]) -> None:
        turn, curves = answer
        if turn == self._turn:
            self._show(curves)

    def _show(self, curves: Curves | None) -> None:
        self.curves = curves
        name = curves.title if curves else ""
        title = tr("Cost per piece by quantity")
        if name:
            title = tr("{name} · cost per piece by quantity", name=name)
        self._title.say(title)
        self._about.say(self._said(curves) if curves else tr("Choose a row."))
        self.form.setVisible(bool(curves and curves.series))
        self._show_nudge(curves)
        if curves is None or not curves.series:
            reason = tr("Choose a row to see what it costs at other quantities.")
            self.nothing.say(tr("None of its offers has a cost.") if curves else reason)
            self._stack.setCurrentWidget(self.nothing)
            return
        lines = [
            CostLine(each.supplier, tuple((p.quantity, p.per_piece.amount) for p in each.points))
            for each in curves.series
        ]
        self.chart.show_costs(lines, self._rings(curves), (curves.first, curves.last),
                              curves.quantity)  # fmt: skip
        self.table.show_costs(curves)
        self._show_form(self.form.value())

    def _said(self, curves: Curves) -> str:
        out = len(curves.left_out)
        if not out:
            return curves.about
        left = trn("{count} supplier has no cost", "{count} suppliers have no cost", out)
        return f"{curves.about} · {left}"

    def _rings(self, curves: Curves) -> list[CrossRing]:
        """Return the cross-overs, those nearest to the quantity asked first."""
        by_name = {each.supplier: each for each in curves.series}
        rings = []
        for crossing in curves.crossings:
            series = by_name.get(crossing.at.cheaper)
            cost = next(
                (p for p in series.points if p.quantity >= crossing.at.quantity), None
            ) if series else None  # fmt: skip
            if cost is not None:
                rings.append(CrossRing(crossing.at.quantity, cost.per_piece.amount, *crossing.said))
        near = max(curves.quantity, 1)
        return sorted(rings, key=lambda ring: max(ring.quantity / near, near / ring.quantity))

    # ---- what to buy -------------------------------------------------------------------------

    def _show_nudge(self, curves: Curves | None) -> None:
        held = next((each.nudge for each in curves.series if each.nudge), None) if curves else None
        self.nudge.setVisible(held is not None and bool(curves and curves.nudges))
        if curves and curves.nudges:
            self.nudge.say(curves.nudges[0].title)
            self.nudge.setAccessibleDescription(curves.nudges[0].text)
            self.nudge.setToolTip(curves.nudges[0].text)

    def _take_nudge(self) -> None:
        """Ask for the larger order."""
        series = self.curves.series if self.curves else ()
        found = next((each.nudge for each in series if each.nudge), None)
        if found is not None:
            self._comparison.ask(quantity=found.instead)

    # ---- form --------------------------------------------------------------------------------

    def _show_form(self, form: str) -> None:
        if self.curves is not None and self.curves.series:
            self._stack.setCurrentWidget(self.table if form == TABLE else self.chart)

    def show_table(self, *, on: bool) -> None:
        """Show the table, or the chart."""
        self.form.set_value(TABLE if on else CHART)
        self._show_form(TABLE if on else CHART)

    def _fold(self) -> None:
        folded = not self._stack.isHidden()
        self._stack.setHidden(folded)
        self.fold.set_icon("chevron-right" if folded else "chevron-down")
        name = tr("Open costs by quantity") if folded else tr("Fold costs by quantity")
        self.fold.set_name(name, None)
        self._restyle()
        self._soon()

    @never_raises(None)
    def _restyle(self) -> None:
        look = self._look
        self._column.setContentsMargins(look.px(12), look.px(10), look.px(16), look.px(6))
        folded = self._stack.isHidden()
        self.setMaximumHeight(look.px(58) if folded else 16_777_215)
        self.setMinimumHeight(look.px(58) if folded else look.px(200))
        self.updateGeometry()

    @never_raises(QSize(400, 280))
    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(400), self._look.px(58 if self._stack.isHidden() else TALL))

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.colours.surface)
        painter.fillRect(0, 0, self.width(), 1, self._look.colours.line)
