"""Freight and duty of a supplier, typed once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.compare.landed_terms import Freight, Terms, supplier_key
from workbench.core.texts import tr
from workbench.ui.board.words import number_of
from workbench.ui.board.working import begin
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.popover import PopOver
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.comparison import Comparison


class TermsForm(QWidget):
    """An order's freight, a piece's freight, from which value on it is free, and duty.

    Attributes:
        boxes: inputs by name.
        take, drop: its buttons.
    """

    def __init__(self, supplier: str, terms: Terms, look: Look) -> None:
        super().__init__()
        self._currency = terms.freight.currency
        freight = terms.freight
        unit = self._currency
        self.boxes: dict[str, LineEdit] = {}
        self._fields: dict[str, FieldBox] = {}
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8, (8, 8, 8, 8))
        column.addWidget(label(supplier, look, Role.RECORD))
        for name, title, sign, value in (
            ("per_order", tr("Freight of an order"), unit, freight.per_order),
            ("per_piece", tr("Freight of a piece"), unit, freight.per_piece),
            ("free_from", tr("Free from a value of"), unit, freight.free_from),
            ("duty", tr("Duty"), "%", terms.duty),
        ):
            box = LineEdit(title, look, numeric=True)
            box.setText("" if value is None or not value else f"{value:f}")
            field = FieldBox(title, box, look, unit=sign)
            self.boxes[name], self._fields[name] = box, field
            column.addWidget(field)
        self.drop = Button(tr("As for others"), look, Kind.QUIET)
        self.take = Button(tr("Keep"), look, Kind.PRIMARY)
        row = QHBoxLayout()
        row.addWidget(self.drop)
        row.addStretch(1)
        row.addWidget(self.take)
        column.addLayout(row)
        self.setMinimumWidth(look.px(260))

    def terms(self) -> Terms | None:
        """Return what is typed; None where one is no number, which is said beside it."""
        read: dict[str, Decimal | None] = {}
        good = True
        for name, box in self.boxes.items():
            text = box.text().strip()
            number = number_of(text) if text else None
            wrong = bool(text) and number is None
            self._fields[name].set_error(tr("Type a number.") if wrong else "")
            good = good and not wrong
            read[name] = number
        if not good:
            return None
        zero = Decimal(0)
        freight = Freight(
            read["per_order"] or zero, read["per_piece"] or zero, self._currency, read["free_from"]
        )
        return Terms(freight, read["duty"] or zero)


def open_terms(
    anchor: QWidget, supplier: str, desk: Desk, comparison: Comparison, look: Look
) -> PopOver:
    """Open the terms of a supplier under `anchor`."""
    agreements = comparison.agreements
    held = agreements.terms().get(supplier_key(supplier), agreements.standard)
    form = TermsForm(supplier, held, look)
    pop = PopOver(tr("Freight and duty"), form, look, anchor)

    def keep() -> None:
        terms = form.terms()
        if terms is not None:
            begin(desk, desk, "terms", lambda: agreements.put_terms(supplier, terms))
            pop.close()

    def drop() -> None:
        begin(desk, desk, "terms", lambda: agreements.remove_terms(supplier))
        pop.close()

    form.take.clicked.connect(keep)
    form.drop.clicked.connect(drop)
    pop.closed.connect(pop.deleteLater)
    pop.open_at(anchor)
    return pop
