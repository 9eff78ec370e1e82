"""Where in a dialog of several steps one is: the steps in order, the present one strong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.shapes import IconSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import TextLabel, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role


class Trail(QWidget):
    """The names of the steps in a line."""

    def __init__(self, titles: Sequence[str], look: Look) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self._labels: list[TextLabel] = []
        row = QHBoxLayout(self)
        keep_spacing(row, look, 6)
        for number, title in enumerate(titles, 1):
            if number > 1:
                row.addWidget(IconSign("chevron-right", look, 14))
            step = label(f"{number}  {title}", look, Role.CELL, "text3")
            self._labels.append(step)
            row.addWidget(step)
        row.addStretch(1)
        self.go_to(0)

    def go_to(self, step: int) -> None:
        """Show a step, from 0, as the present one."""
        for at, held in enumerate(self._labels):
            held.set_role(Role.TOTAL if at == step else Role.CELL)
            held.set_ink("accent" if at == step else "text2" if at < step else "text3")
        count = len(self._titles)
        told = tr("Step {step} of {count}: {title}", step=step + 1, count=count,
                  title=self._titles[step])  # fmt: skip
        self.setAccessibleName(told)
