"""Sentences about a record or a list, each with the mark of its state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.form.news import News
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.marks import SAME_COLOURS
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

MOST = 6
"""Sentences shown; more are counted."""


class NewsLines(QWidget):
    """As many lines as there is to say; gone where there is nothing."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._said: list[News] = []
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        keep_spacing(self._column, look, 4)
        self.hide()

    def said(self) -> list[str]:
        """Return the sentences."""
        return [held.sentence for held in self._said]

    def say(self, news: Sequence[News]) -> None:
        """Say this and nothing else."""
        if list(news) == self._said:
            return
        self._said = list(news)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(held) for held in news[:MOST]]
        if len(news) > MOST:
            rest = tr("and {count} more", count=len(news) - MOST)
            self._lines.append(label(rest, self._look, Role.NOTE, "text2"))
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(news))

    def _line(self, news: News) -> QWidget:
        look = self._look
        ink = SAME_COLOURS.get(news.mark, news.mark)
        text = label(news.sentence, look, Role.LABEL, ink, wrap=True, selectable=True)
        line = QWidget()
        row = QHBoxLayout(line)
        keep_spacing(row, look, 6, (0, 0, 8, 0))
        row.addWidget(MarkSign(news.mark, tr("Note"), look, 12))
        row.addWidget(text, 1)
        return line
