"""A sentence under an input that says why what was typed cannot be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.ui.parts.paint import frame
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.strip import announce
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.theme.look import Look


class Reason(QWidget):
    """A small box over the table: mark and sentence."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._label = label("", look, Role.NOTE, Mark.REFUSED)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(8), look.px(5), look.px(10), look.px(5))
        row.setSpacing(look.px(6))
        row.addWidget(MarkSign(Mark.REFUSED, "", look))
        row.addWidget(self._label)
        self.hide()

    def say(self, sentence: str, under: QRect) -> None:
        """Show a sentence under a box of the parent."""
        self._label.say(sentence)
        self.adjustSize()
        home = self.parentWidget()
        # Clear of the scroll bar, which lies over what is under it.
        edge = self._look.size("scroll_bar") + self._look.px(4)
        most = (home.width() if home else under.right()) - self.width() - edge
        self.move(max(0, min(under.left(), most)), under.bottom() + self._look.px(4))
        self.show()
        self.raise_()
        announce(self, sentence)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        colours = self._look.colours_of(Mark.REFUSED)
        painter = QPainter(self)
        frame(painter, self.rect(), self._look.radius(), colours.tint, colours.mark)
