"""What will happen: requests by their purpose, and how long they take at the service's pace."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workbench.core.formats import Formats
from workbench.core.texts import tr, trn
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.workspace.outlook import Outlook


class HappeningBox(QWidget):
    """Four lines: read again, write, read back, and the time."""

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._formats = formats
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8)
        column.addWidget(label(tr("What will happen"), look, Role.NOTE_STRONG))
        grid = QGridLayout()
        keep_spacing(grid, look, 5)
        self._values = []
        self._pace = label("", look, Role.TOTAL)
        titles = (tr("Read again before sending"), tr("Write"), tr("Read back to verify"))
        for row, title in enumerate((*titles, "")):
            last = row == len(titles)
            value = label("", look, Role.TOTAL if last else Role.CELL)
            grid.addWidget(self._pace if last else label(title, look, Role.CELL, "text2"), row, 0)
            grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)
            self._values.append(value)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)

    def say(self, outlook: Outlook) -> None:
        """Show what a send takes."""
        for value, count in zip(
            self._values, (outlook.reads, outlook.writes, outlook.verifies), strict=False
        ):
            value.say(trn("{count} request", "{count} requests", count))
        pace = self._formats.integer(outlook.pace)
        self._pace.say(tr("At {count} per minute", count=pace) if outlook.pace else tr("Time"))
        self._values[-1].say(f"≈ {self._formats.duration(outlook.seconds)}")
