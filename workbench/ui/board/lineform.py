"""A basket's line in a form: how many, what a piece may cost, and a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.core.values import Money
from workbench.ui.board.words import number_of
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.popover import PopOver
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.stepper import Stepper
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.compare.baskets import Line
    from workbench.ui.theme.look import Look


class LineForm(QWidget):
    """Quantity, target and note.

    Attributes:
        quantity, target, note: its inputs.
        take: the button.
    """

    def __init__(self, line: Line, currency: str, look: Look) -> None:
        super().__init__()
        held = line.standing
        unit = held.unit.currency if held and held.unit else currency
        self._unit = line.target.currency if line.target else unit
        self.quantity = Stepper(tr("Quantity"), look, line.quantity)
        self.target = LineEdit(tr("Target price"), look, numeric=True)
        self.target.setText(f"{line.target.amount:f}" if line.target else "")
        self.note = LineEdit(tr("Note"), look)
        self.note.setText(line.note)
        self._target = FieldBox(tr("Target price of a piece"), self.target, look, unit=self._unit)
        self.take = Button(tr("Keep"), look, Kind.PRIMARY)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8, (8, 8, 8, 8))
        column.addWidget(label(line.name, look, Role.RECORD, wrap=True))
        column.addWidget(FieldBox(tr("Quantity"), self.quantity, look))
        column.addWidget(self._target)
        column.addWidget(FieldBox(tr("Note"), self.note, look))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.take)
        column.addLayout(row)
        self.setMinimumWidth(look.px(260))

    def values(self) -> dict[str, object] | None:
        """Return what is typed; None where the target is no number, which is said beside it."""
        text = self.target.text().strip()
        number = number_of(text) if text else None
        wrong = bool(text) and (number is None or number < 0)
        self._target.set_error(tr("Type an amount from 0 on.") if wrong else "")
        if wrong:
            return None
        target = Money(number, self._unit) if number is not None else None
        return {
            "quantity": self.quantity.value(),
            "target": target,
            "note": self.note.text().strip(),
        }


def open_line(
    anchor: QWidget,
    line: Line,
    currency: str,
    look: Look,
    keep: Callable[..., object],
) -> PopOver:
    """Open a line's form under `anchor`; `keep(line, **values)` gets what was typed."""
    form = LineForm(line, currency, look)
    pop = PopOver(tr("Line of the basket"), form, look, anchor)

    def take() -> None:
        values = form.values()
        if values is not None:
            keep(line, **values)
            pop.close()

    form.take.clicked.connect(take)
    form.note.returnPressed.connect(take)
    pop.closed.connect(pop.deleteLater)
    pop.open_at(anchor)
    return pop
