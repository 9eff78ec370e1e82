"""A margin rule as it is typed: name, kind, number and rounding; sale prices follow it."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from workbench.compare.margins import (
    MARGIN_KINDS,
    MarginKind,
    MarginRule,
    Rounding,
    checked,
    rounding_text,
)
from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.board.words import number_of
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.theme.look import Look

_ROUNDINGS = (
    Rounding(),
    Rounding(Decimal("0.05")),
    Rounding(Decimal(1), Decimal("0.90"), up=True),
    Rounding(Decimal(1), up=True),
)
"""How prices are rounded, as far as it is offered; a rule may have another one."""
_FIRST = MarginRule("", value=Decimal(35))
"""What a new rule begins as."""


class MarginForm(QWidget):
    """Types a new rule, or another state of one that is there.

    Attributes:
        title: which of both.
        name, kind, value, rounding: its inputs.
        take: keeps it.
        leave: goes back to a new rule; seen where one is changed.
    """

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        self._roundings: list[Rounding] = []
        self.title = label("", look, Role.RECORD)
        self.name = LineEdit(tr("Name"), look)
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("Kind"))
        for kind, title in MARGIN_KINDS.items():
            self.kind.addItem(tr(title), kind.value)
        self.value = LineEdit(tr("Number"), look, numeric=True)
        self.rounding = QComboBox()
        self.rounding.setAccessibleName(tr("Rounding"))
        self._fields = {
            "name": FieldBox(tr("Name"), self.name, look),
            "kind": FieldBox(tr("Kind"), self.kind, look),
            "value": FieldBox(tr("Number"), self.value, look),
            "rounding": FieldBox(tr("Rounding"), self.rounding, look),
        }
        self.leave = Button(tr("Cancel"), look, Kind.QUIET)
        self.take = Button("", look, Kind.PRIMARY)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8, (8, 8, 8, 8))
        column.addWidget(self.title)
        for part in self._fields.values():
            column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        column.addLayout(row)
        self.setMinimumWidth(look.px(260))
        self.show_rule(None)

    def show_rule(self, rule: MarginRule | None) -> None:
        """Show a rule to change it; None begins a new one."""
        held = rule or _FIRST
        self.title.say(tr("Change “{name}”", name=rule.name) if rule else tr("New rule"))
        self.take.setText(tr("Keep changes") if rule else tr("Use this rule"))
        self.leave.setVisible(rule is not None)
        self.name.setText(held.name)
        self.kind.setCurrentIndex(self.kind.findData(held.kind.value))
        self.value.setText(f"{held.value:f}")
        self._offer(held.rounding)
        for part in self._fields.values():
            part.set_error("")

    def _offer(self, chosen: Rounding) -> None:
        """Offer the usual roundings, and the chosen one where it is another."""
        self._roundings = list(dict.fromkeys((*_ROUNDINGS, chosen)))
        self.rounding.clear()
        for each in self._roundings:
            text = rounding_text(each, self._formats)
            self.rounding.addItem(text[:1].upper() + text[1:])
        self.rounding.setCurrentIndex(self._roundings.index(chosen))

    def rule(self, taken: Collection[str] = ()) -> MarginRule | None:
        """Return what is typed; None where it cannot be kept, which is said beside it.

        Args:
            taken: names of the other rules.
        """
        for part in self._fields.values():
            part.set_error("")
        number = number_of(self.value.text().strip())
        if number is None:
            self._fields["value"].set_error(tr("Type a number."))
            return None
        kind = MarginKind(str(self.kind.currentData()))
        rounding = self._roundings[self.rounding.currentIndex()]
        unit = "" if kind is MarginKind.FIXED else " %"
        name = self.name.text().strip() or f"{number:f}{unit}"
        if name in taken:
            self._fields["name"].set_error(tr("There is already a rule named “{name}”.", name=name))
            return None
        try:
            return checked(MarginRule(name, kind, number, rounding))
        except WbError as error:
            self._fields[error.field or "value"].set_error(error.full_text)
            return None
