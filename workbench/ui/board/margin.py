"""A margin rule, typed once and named: sale prices follow it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from workbench.compare.margins import MARGIN_KINDS, MarginKind, MarginRule, Rounding
from workbench.core.texts import tr
from workbench.ui.board.words import number_of
from workbench.ui.board.working import begin
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.popover import PopOver
from workbench.ui.parts.spacing import keep_spacing

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.comparison import Comparison

ROUNDINGS = (
    ("cent", Rounding()),
    ("five", Rounding(Decimal("0.05"))),
    ("ninety", Rounding(Decimal(1), Decimal("0.90"), up=True)),
    ("whole", Rounding(Decimal(1), up=True)),
)
"""How prices are rounded, by a key."""


class MarginForm(QWidget):
    """Name, kind, number and rounding.

    Attributes:
        name, kind, value, rounding: its inputs.
        take: the button.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.name = LineEdit(tr("Name"), look)
        self.kind = QComboBox()
        for kind, title in MARGIN_KINDS.items():
            self.kind.addItem(tr(title), kind.value)
        self.value = LineEdit(tr("Number"), look, numeric=True)
        self.value.setText("35")
        self.rounding = QComboBox()
        words = {
            "cent": tr("To the cent"),
            "five": tr("To 0.05"),
            "ninety": tr("Up to .90"),
            "whole": tr("Up to whole amounts"),
        }
        for key, _rounding in ROUNDINGS:
            self.rounding.addItem(words[key], key)
        self._value = FieldBox(tr("Number"), self.value, look)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8, (8, 8, 8, 8))
        for title, part in ((tr("Name"), self.name), (tr("Kind"), self.kind)):
            column.addWidget(FieldBox(title, part, look))
        column.addWidget(self._value)
        column.addWidget(FieldBox(tr("Rounding"), self.rounding, look))
        self.take = Button(tr("Use this rule"), look, Kind.PRIMARY)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.take)
        column.addLayout(row)
        self.setMinimumWidth(look.px(260))

    def rule(self) -> MarginRule | None:
        """Return what is typed; None where its number is none, which is said beside it."""
        number = number_of(self.value.text().strip())
        self._value.set_error(tr("Type a number.") if number is None else "")
        if number is None:
            return None
        kind = MarginKind(str(self.kind.currentData()))
        rounding = dict(ROUNDINGS)[str(self.rounding.currentData())]
        name = self.name.text().strip() or f"{number:f} {'%' if kind != 'fixed' else ''}".strip()
        return MarginRule(name, kind, number, rounding)


def open_margin(anchor: QWidget, desk: Desk, comparison: Comparison, look: Look) -> PopOver:
    """Open the form of a new rule under `anchor`; a kept rule is used at once."""
    form = MarginForm(look)
    pop = PopOver(tr("Margin rule"), form, look, anchor)

    def keep() -> None:
        rule = form.rule()
        if rule is None:
            return

        async def work() -> None:
            made = await comparison.agreements.put_rule(rule)
            comparison.ask(margin=made.name)

        begin(desk, desk, "margin rule", work)
        pop.close()

    form.take.clicked.connect(keep)
    pop.closed.connect(pop.deleteLater)
    pop.open_at(anchor)
    return pop
