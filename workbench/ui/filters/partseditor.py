"""The editor of a filter's plain parts: one input for each, days with presets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.edits import Entry
from workbench.core.errors import WbError
from workbench.core.queries import Condition, Filter, Input, PartKind
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.parts import NUMBERS, PartInput, typed
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.theme.look import Look

PRESETS = (7, 30, 90)
"""Days that the date filters offer with one click."""


class PartsEditor(QWidget):
    """One input for each part; two short ones stand side by side.

    Attributes:
        rows: how many lines of inputs there are.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk, look: Look, owner: Filter) -> None:
        super().__init__()
        quantity = str(desk.view.query.quantity)
        found = desk.choices(Entry(owner.name, completes=owner.completes))
        self.inputs = [
            PartInput(owner, part, look, quantity if part.name == "quantity" else "", found)
            for part in owner.parts
        ]
        column = QVBoxLayout(self)
        keep_spacing(column, look, 12)
        if owner.input is Input.DATES:
            column.addLayout(self._presets(look))
        grid = QGridLayout()
        keep_spacing(grid, look, 12)
        alone = len(owner.parts) == 1
        for place, (row, left) in enumerate(_places(owner)):
            wide = alone or owner.parts[place].kind not in {*NUMBERS, PartKind.TIME}
            span = 2 if wide else 1
            grid.addWidget(self.inputs[place], row, left, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        for held in self.inputs:
            held.changed.connect(self.changed)
            held.entered.connect(self.entered)
        presets = owner.input is Input.DATES
        self.rows = max((row for row, _ in _places(owner)), default=0) + 1 + presets
        if self.inputs:
            self.setFocusProxy(self.inputs[0])

    def conditions(self) -> tuple[Condition, ...]:
        """Return what is asked.

        Raises:
            WbError: INPUT, for the first value that cannot be sent; all wrong ones are marked.
        """
        first: WbError | None = None
        found: list[Condition] = []
        for held in self.inputs:
            try:
                condition = held.condition()
            except WbError as error:
                first = first or error
                continue
            if condition:
                found.append(condition)
        if first:
            raise first
        return tuple(found)

    def load(self, conditions: Sequence[Condition]) -> None:
        """Show what is asked now."""
        values = {condition.part: typed(condition.value) for condition in conditions}
        for held in self.inputs:
            held.set_text(values.get(held.part.name, ""))

    def _presets(self, look: Look) -> QHBoxLayout:
        row = QHBoxLayout()
        keep_spacing(row, look, 6)
        for days in PRESETS:
            button = Button(tr("Last {count} days", count=days), look, small=True)
            button.clicked.connect(lambda _on=False, days=days: self._take_preset(days))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _take_preset(self, days: int) -> None:
        day = (now().astimezone() - timedelta(days=days)).date().isoformat()
        for place, held in enumerate(self.inputs):
            held.set_text("" if place else day)
            held.check()
        self.changed.emit()


def _places(owner: Filter) -> list[tuple[int, int]]:
    """Return row and column of each part: numbers and days in pairs, others alone."""
    places: list[tuple[int, int]] = []
    row, column = 0, 0
    for part in owner.parts:
        pairs = part.kind in {*NUMBERS, PartKind.TIME}
        if not pairs and column:
            row, column = row + 1, 0
        places.append((row, column))
        if pairs and not column:
            column = 1
        else:
            row, column = row + 1, 0
    return places
