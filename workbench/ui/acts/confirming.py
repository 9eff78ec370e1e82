"""The confirmation of an action that cannot be taken back: why, and the number to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


class Confirming(QWidget):
    """Says what may go wrong; `given` once the number is typed, where one is asked for.

    Attributes:
        changed: something was typed.
        edit: where the number is typed, None where none is asked for.
    """

    changed = Signal()

    def __init__(self, danger: str, number: int, look: Look) -> None:
        super().__init__()
        self._number = number
        self.edit: LineEdit | None = None
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8)
        line = QHBoxLayout()
        keep_spacing(line, look, 8)
        line.addWidget(MarkSign(Mark.REFUSED, tr("Danger"), look))
        line.addWidget(label(danger, look, Role.CELL, Mark.REFUSED, wrap=True), 1)
        column.addLayout(line)
        if number:
            self.edit = LineEdit(tr("Number"), look, numeric=True)
            self.edit.textChanged.connect(lambda _text: self.changed.emit())
            title = tr("Type {number} to go on", number=f"{number:,}")
            column.addWidget(FieldBox(title, self.edit, look))

    @property
    def given(self) -> bool:
        """Whether it may be done."""
        if self.edit is None:
            return True
        plain = "".join(char for char in self.edit.text() if char.isdigit())
        return plain == str(self._number)
