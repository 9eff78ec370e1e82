"""The note under a cell that says what is wrong with it, and offers what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from workbench.core.edits import Finding
from workbench.core.texts import tr
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.paint import frame
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.theme.look import Look

WIDE = 320
"""Pixels at 100 %."""


class Note(QFrame):
    """Floats below a cell; it takes no focus.

    Signals:
        fix_wanted: the suggestion is to be used.
    """

    fix_wanted = Signal()

    def __init__(self, viewport: QWidget, look: Look) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._look = look
        # On the ground of a table labels would be written in the ink of its texts.
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.sentence = label("", look, Role.NOTE, Mark.REFUSED, wrap=True)
        self.button = Button(tr("Use suggestion"), look, Kind.LINK, small=True)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.fix_wanted)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 6, (8, 5, 8, 5))
        row.addWidget(MarkSign(Mark.INVALID, tr("Problem"), look, 12))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.button)
        self.setAccessibleName(tr("Problem"))
        self.hide()

    def say(self, finding: Finding | None, cell: QRect) -> None:
        """Show a finding under a cell, or nothing."""
        if finding is None or cell.isNull():
            self.hide()
            return
        self.sentence.say(finding.sentence)
        self.setAccessibleDescription(finding.sentence)
        self.button.setVisible(finding.fix is not None)
        room = self._viewport.rect()
        width = min(self._look.px(WIDE), room.width())
        self.setFixedWidth(width)
        self.adjustSize()
        left = max(min(cell.left(), room.right() - width), 0)
        under = cell.bottom() + self._look.px(3)
        above = cell.top() - self.height() - self._look.px(3)
        self.move(left, above if under + self.height() > room.bottom() and above >= 0 else under)
        self.show()
        self.raise_()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        look = self._look
        with QPainter(self) as painter:
            edge = look.colours_of(Mark.REFUSED).mark
            frame(painter, self.rect(), look.radius("radius"), look.colours.raised, edge)
