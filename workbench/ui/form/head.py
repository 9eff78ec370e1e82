"""The head of the form: whose fields these are, how old, and the way to the next record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.dock.twolines import TwoLines
from workbench.ui.form.news import News
from workbench.ui.form.newslines import NewsLines
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.shapes import Badge
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import elided_label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


class FormHead(QWidget):
    """Name, number and age; what is to be said of the whole record below.

    Attributes:
        step_wanted: another record is wanted: -1 the one above, 1 the one below.
        close_wanted: the dock is to be put away.
    """

    step_wanted = Signal(int)
    close_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.name = TwoLines(look, Role.RECORD)
        self.note = elided_label("", look, Role.NOTE, "text2")
        self.badge = Badge("", look)
        self.up = IconButton("chevron-up", tr("Previous record (Alt+PgUp)"), look)
        self.down = IconButton("chevron-down", tr("Next record (Alt+PgDown)"), look)
        self.close_button = IconButton("x", tr("Close"), look)
        self.up.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.down.clicked.connect(lambda: self.step_wanted.emit(1))
        self.close_button.clicked.connect(self.close_wanted)
        self.news = NewsLines(look)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self._look
        texts = QVBoxLayout()
        keep_spacing(texts, look, 0)
        texts.addWidget(self.name)
        below = QHBoxLayout()
        keep_spacing(below, look, 8)
        below.addWidget(self.badge)
        below.addWidget(self.note, 1)
        texts.addLayout(below)
        buttons = QHBoxLayout()
        keep_spacing(buttons, look, 0)
        for button in (self.up, self.down, self.close_button):
            buttons.addWidget(button)
        line = QHBoxLayout()
        keep_spacing(line, look, 8)
        line.addLayout(texts, 1)
        side = QVBoxLayout()
        side.addLayout(buttons)
        side.addStretch(1)
        line.addLayout(side)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8, (16, 10, 8, 4))
        column.addLayout(line)
        column.addWidget(self.news)

    def say(self, name: str, note: str, badge: str, mark: Mark | None) -> None:
        """Say whose fields these are; `badge` names a state, "" for none."""
        if self.name.text() != name:
            self.name.say(name)
        self.note.say(note)
        self.badge.setVisible(bool(badge))
        if badge:
            self.badge.say(badge, mark)

    def say_news(self, news: Sequence[News]) -> None:
        """Say what concerns the whole record."""
        self.news.say(news)
