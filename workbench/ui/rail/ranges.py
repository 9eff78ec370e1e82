"""The facet of a range: how the loaded rows are spread, two handles, and the same as two inputs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.amounts import read_decimal
from workbench.core.conditions import parse_value
from workbench.core.errors import WbError
from workbench.core.queries import Condition, Filter, PartKind
from workbench.core.texts import tr
from workbench.ui.charts.histogram import BARS, Histogram
from workbench.ui.desk.desk import Desk
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.rail.facets import range_values, set_range
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look

if TYPE_CHECKING:
    from workbench.tables.summaries import Histogram as Spread


class RangeFacet(QWidget):
    """Sets the smallest and the largest number of a filter, together."""

    def __init__(self, desk: Desk, look: Look, owner: Filter) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._owner = owner
        self._ends: tuple[Decimal, Decimal] | None = None
        self.histogram = Histogram(look, tr(owner.title))
        self.histogram.set_formats(desk.workspace.formats)
        self.edits = {
            "min": LineEdit(tr("{title} from", title=tr(owner.title)), look, numeric=True),
            "max": LineEdit(tr("{title} to", title=tr(owner.title)), look, numeric=True),
        }
        self.edits["min"].setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.edits["min"].setPlaceholderText(tr("from"))
        self.edits["max"].setPlaceholderText(tr("to"))
        self._lay_out()
        self.histogram.range_changed.connect(self._drawn)
        self.histogram.range_moved.connect(self._moving)
        for edit in self.edits.values():
            edit.editingFinished.connect(self._entered)
            edit.textEdited.connect(self._typed)
        look.changed.connect(self._restyle)
        self._restyle()
        self.show_range()

    def show_spread(self, spread: Spread | None) -> None:
        """Show how the rows are spread; what was there before the range was set stays."""
        in_force = any(range_values(self._desk, self._owner))
        if spread is None or (in_force and self._ends is not None):
            return
        self._ends = (spread.lowest, spread.highest)
        self.histogram.set_data(spread.counts, spread.lowest, spread.highest)
        formats = self._desk.workspace.formats
        for name, end in (("min", spread.lowest), ("max", spread.highest)):
            self.edits[name].setPlaceholderText(formats.number(end, 2))
        self.show_range()

    def show_range(self) -> None:
        """Show what is asked for now."""
        values = range_values(self._desk, self._owner)
        for name, value in zip(("min", "max"), values, strict=True):
            if not self.edits[name].hasFocus():
                self.edits[name].setText(value)
                self.edits[name].set_bad()
        numbers = [read_decimal(value) for value in values]
        low, high = (number if isinstance(number, Decimal) else None for number in numbers)
        self.histogram.set_range(low, high)

    def _drawn(self, low: Decimal, high: Decimal) -> None:
        self._moving(low, high)
        self._entered()

    def _moving(self, low: Decimal, high: Decimal) -> None:
        """Follow the handles; one that stands at its end asks for nothing."""
        if self._ends is None:
            return
        self.edits["min"].setText("" if low <= self._ends[0] else self._fitting("min", low))
        self.edits["max"].setText("" if high >= self._ends[1] else self._fitting("max", high))

    def _fitting(self, name: str, number: Decimal) -> str:
        """Return a number with no more decimals than the filter takes."""
        part = self._owner.part(name)
        decimals = 0 if part is None or part.kind is PartKind.INTEGER else part.decimals
        exponent = number.as_tuple().exponent
        if decimals is not None and isinstance(exponent, int) and -exponent > decimals:
            number = number.quantize(Decimal(1).scaleb(-decimals))
        return f"{number:f}"

    def _typed(self) -> None:
        self._conditions()

    def _entered(self) -> None:
        conditions = self._conditions()
        if conditions is not None:
            set_range(self._desk, self._owner, conditions)

    def _conditions(self) -> list[Condition] | None:
        """Return what is asked; None where an input cannot be sent, which then says why."""
        found: list[Condition] = []
        good = True
        for name, edit in self.edits.items():
            part = self._owner.part(name)
            text = edit.text().strip()
            edit.set_bad()
            if part is None or not text:
                continue
            try:
                value = parse_value(self._owner, part, text)
            except WbError as error:
                edit.set_bad(error.full_text)
                good = False
                continue
            found.append(Condition(self._owner.name, name, value))
        return found if good else None

    def _lay_out(self) -> None:
        inputs = QHBoxLayout()
        keep_spacing(inputs, self._look, 8, (2, 0, 2, 0))
        for edit in self.edits.values():
            inputs.addWidget(edit)
        column = QVBoxLayout(self)
        keep_spacing(column, self._look, 2, (16, 4, 14, 4))
        column.addWidget(self.histogram)
        column.addLayout(inputs)
        self.setFocusProxy(self.edits["min"])

    @never_raises(None)
    def _restyle(self) -> None:
        # The inputs below say both ends, so the histogram's own line of text is left out.
        self.histogram.setFixedHeight(self._look.px(BARS + 10))
