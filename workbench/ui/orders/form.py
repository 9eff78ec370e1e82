"""The fields of an order in their groups: those that all lines share, or those of one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.acts.form import ActionForm
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.edits import Entry, Finding, Values
    from workbench.core.fields import Field
    from workbench.core.orders import Ordering
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look


class OrderForm(QWidget):
    """Inputs under headings.

    Attributes:
        typed: fields were typed: their values by id.
    """

    typed = Signal(object)

    def __init__(
        self, title: str, inputs: Sequence[tuple[Field, Entry]], desk: Desk, look: Look
    ) -> None:
        super().__init__()
        self._shown: dict[str, object] = {}
        self.forms: list[ActionForm] = []
        column = QVBoxLayout(self)
        keep_spacing(column, look, 10)
        if title:
            column.addWidget(label(title, look, Role.TOTAL))
        groups: dict[str, list[tuple[Field, Entry]]] = {}
        for field, entry in inputs:
            groups.setdefault(field.group, []).append((field, entry))
        for group, members in groups.items():
            if group and len(groups) > 1:
                column.addWidget(label(tr(group), look, Role.HEADING, "text2"))
            form = ActionForm(members, desk, look)
            form.changed.connect(self._changed)
            self.forms.append(form)
            column.addWidget(form)
        column.addStretch(1)

    def values(self) -> dict[str, object]:
        """Return what is typed, by field."""
        return {name: value for form in self.forms for name, value in form.values().items()}

    def show_values(self, values: Values) -> None:
        """Show values; inputs that hold them already are left alone."""
        for form in self.forms:
            for name, held in form.values().items():
                if held != values.get(name):
                    form.editor(name).set_value(values.get(name))
        self._shown = self.values()

    def show_findings(self, findings: Sequence[Finding], *, all_inputs: bool) -> None:
        """Say at the inputs what is wrong."""
        for form in self.forms:
            form.show_findings(findings, all_inputs=all_inputs)

    def go_to(self, name: str) -> None:
        """Put the focus into a field."""
        for form in self.forms:
            form.go_to(name)

    def _changed(self) -> None:
        now = self.values()
        moved = {name: held for name, held in now.items() if held != self._shown.get(name)}
        self._shown = now
        if moved:
            self.typed.emit(moved)


def line_inputs(ordering: Ordering) -> list[tuple[Field, Entry]]:
    """Return what belongs to one line: what is ordered, and how much of it."""
    group = next(held.group for held in ordering.fields if held.id == ordering.quantity)
    return [
        pair
        for pair in _inputs(ordering)
        if pair[0].group == group and pair[0].id != ordering.reference
    ]


def shared_inputs(ordering: Ordering) -> list[tuple[Field, Entry]]:
    """Return what all lines of an order share: reference, dates, addresses."""
    own = {field.id for field, _entry in line_inputs(ordering)}
    return [pair for pair in _inputs(ordering) if pair[0].id not in own]


def _inputs(ordering: Ordering) -> list[tuple[Field, Entry]]:
    found = ((field, ordering.entry(field.id)) for field in ordering.fields)
    return [(field, entry) for field, entry in found if entry is not None]
