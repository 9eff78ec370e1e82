"""The top of the review: where it goes, in the account's colour, and how much is in each state."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.accounts import Account
from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.edits.drafts import State
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.review.words import COUNTED, MARKS, STATE_ORDER
from workbench.ui.safe import never_raises
from workbench.ui.text import TextLabel, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

HEIGHT = 72
"""px at 100 %."""


class Count(QWidget):
    """How many records are in one state: mark, number, word."""

    def __init__(self, state: State, look: Look) -> None:
        super().__init__()
        word = tr(COUNTED[state])
        self.number = label("0", look, Role.RECORD)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 6)
        row.addWidget(MarkSign(MARKS[state], word, look, 13))
        row.addWidget(self.number)
        row.addWidget(label(word, look, Role.CELL, "text2"))

    def say(self, count: int) -> None:
        """Show another number; nothing where it is 0."""
        self.number.say(f"{count:,}")
        self.setVisible(bool(count))


class ReviewHead(QWidget):
    """Title, service, account, and the counts."""

    def __init__(self, source: Source, account: Account, look: Look) -> None:
        super().__init__()
        self._look = look
        self._colour = QColor(account.colour) if account.colour else look.accent.ink
        self.title = label(tr("Review and send"), look, Role.TITLE)
        self.counts = {state: Count(state, look) for state in STATE_ORDER}
        allowed = tr("read-only") if account.read_only else tr("writes allowed")
        self.place = where_to(source, account, look)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 18, (24, 3, 24, 0))
        column = QVBoxLayout()
        keep_spacing(column, look, 2)
        column.addStretch(1)
        column.addWidget(self.title)
        line = QHBoxLayout()
        keep_spacing(line, look, 6)
        line.addWidget(label(tr("To"), look, Role.CELL, "text2"))
        line.addWidget(self.place)
        line.addWidget(label(allowed, look, Role.CELL, "text2"))
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        row.addLayout(column, 1)
        for count in self.counts.values():
            row.addWidget(count, 0, Qt.AlignmentFlag.AlignVCenter)
        look.changed.connect(self._restyle)
        self._restyle()

    def say(self, counts: Mapping[State, int]) -> None:
        """Show how many records are in each state."""
        for state, count in self.counts.items():
            count.say(counts.get(state, 0))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colours.surface)
        painter.fillRect(0, 0, self.width(), self._look.px(3), self._colour)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colours.line)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(HEIGHT))
        self.update()


def where_to(source: Source, account: Account, look: Look) -> TextLabel:
    """Return service and account as a label that stands out."""
    return label(f"{source.title} · {account.name}", look, Role.TOTAL)
