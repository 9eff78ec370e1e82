"""Price by quantity: the chart, and the table of steps beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.charts.curves import Curve, tiers
from workbench.ui.charts.steps import StepChart
from workbench.ui.dock.record import best_curve
from workbench.ui.dock.tiers import TierModel, TierTable
from workbench.ui.parts.spacing import keep_spacing

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.theme.look import Look


class PriceSteps(QWidget):
    """Chart and table of the cheapest line's steps; without steps it is to be hidden."""

    def __init__(self, look: Look, *, table: bool = True) -> None:
        super().__init__()
        self.chart = StepChart(look, tr("Price by quantity"))
        self.model = TierModel(self)
        self.tiers = TierTable(tr("Price steps"), self.model, look, whole=True)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 4)
        column.addWidget(self.chart)
        column.addWidget(self.tiers)
        # Shown before it has a place, it would be a window of its own for a moment.
        self.tiers.setVisible(table)

    def set_data(self, curves: Sequence[Curve], quantity: int, formats: Formats) -> str:
        """Show lines at a quantity; return the note: currency, and whose steps the table shows."""
        best = best_curve(curves, quantity)
        self.chart.set_data(curves, quantity, formats)
        self.model.set_tiers(tiers(best.ladder, quantity) if best else (), formats)
        if best is None:
            return ""
        note = tr("{currency} per piece", currency=best.ladder.currency).strip()
        return f"{note} · {best.name}" if len(curves) > 1 and best.name else note
