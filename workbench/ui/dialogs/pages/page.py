"""What every page of the settings is laid out with: groups of named rows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.ui.dialogs.lists import clear_ground
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

LABEL_WIDTH = 110
"""Px at 100 %."""


class Rows(QWidget):
    """A column of headings and rows; each row a label, its inputs and perhaps a note below."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.column = QVBoxLayout(self)
        keep_spacing(self.column, look, 10, (4, 0, 8, 8))

    def heading(self, text: str) -> None:
        """Begin a group."""
        if self.column.count():
            self.column.addSpacing(self.look.px(8))
        self.column.addWidget(label(text, self.look, Role.RECORD))

    def row(self, title: str, *inputs: QWidget, note: str = "", wide: bool = False) -> QWidget:
        """Add a row; the first input is named after it; `wide` ones take all the room.

        Inputs without a title carry their own above them.
        """
        line = QWidget()
        across = QHBoxLayout(line)
        keep_spacing(across, self.look, 8)
        if title:
            name = label(title, self.look, Role.CELL, "text2")
            name.setMinimumWidth(self.look.px(LABEL_WIDTH))
            name.setBuddy(inputs[0])
            across.addWidget(name)
            inputs[0].setAccessibleName(title)
        for place, part in enumerate(inputs):
            if place and not title:
                across.addLayout(beside(part, self.look))
            else:
                across.addWidget(part, 1 if wide and place == 0 else 0)
        if not wide:
            across.addStretch(1)
        self.column.addWidget(line)
        if note:
            self.note(note)
        return line

    def note(self, text: str, *, indent: bool = True) -> None:
        """Add a sentence under the row before it, under its inputs or at the edge."""
        line = QHBoxLayout()
        keep_spacing(line, self.look, 8)
        if indent:
            line.addSpacing(self.look.px(LABEL_WIDTH + 8))
        line.addWidget(label(text, self.look, Role.NOTE, "text2", wrap=True), 1)
        self.column.addLayout(line)

    def end(self) -> None:
        """Put the rows at the top."""
        self.column.addStretch(1)


def beside(part: QWidget, look: Look) -> QVBoxLayout:
    """Return a column that puts a button level with an input that has its label above."""
    column = QVBoxLayout()
    keep_spacing(column, look, 4)
    column.addWidget(label("", look, Role.LABEL))
    column.addWidget(part)
    column.addStretch(1)
    return column


def scrolled(page: QWidget) -> QScrollArea:
    """Return a page that scrolls where the dialog is too low for it."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return clear_ground(area)
