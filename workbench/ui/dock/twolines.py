"""A name on at most two lines, cut with "…" in the second; whole in tool tip and voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.parts.paint import ONE_LINE
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from workbench.ui.theme.look import Look
    from workbench.ui.theme.tokens import Role


def fold_text(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return a text on one or two lines of `width` pixels, broken between words."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    words = text.split(" ")
    first = ""
    while words:
        longer = f"{first} {words[0]}".lstrip()
        if first and metrics.horizontalAdvance(longer) > width:
            break
        first = longer
        words.pop(0)
    lines = [first, " ".join(words)] if words else [first]
    return [_cut(line, metrics, width) for line in lines]


def _cut(line: str, metrics: QFontMetrics, width: int) -> str:
    if metrics.horizontalAdvance(line) <= width:
        return line
    return metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)


class TwoLines(QWidget):
    """As high as its text needs, two lines at most."""

    def __init__(self, look: Look, role: Role) -> None:
        super().__init__()
        self._look = look
        self._role = role
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._restyle)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def say(self, text: str) -> None:
        """Show another text."""
        self._text = visible(text)
        self.setAccessibleName(self._text)
        self._restyle()

    def _lines(self, width: int) -> list[str]:
        return fold_text(self._text, self._look.metrics(self._role), max(width, 1))

    @never_raises(0)
    def heightForWidth(self, width: int) -> int:  # noqa: D102
        return len(self._lines(width)) * self._look.line(self._role)

    def sizeHint(self) -> QSize:  # noqa: D102
        width = self.width() or self._look.px(160)
        return QSize(self._look.px(120), self.heightForWidth(width) or 0)

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setFont(self._look.font(self._role))
        painter.setPen(self._look.colours.text)
        high = self._look.line(self._role)
        for at, line in enumerate(self._lines(self.width())):
            painter.drawText(0, at * high, self.width(), high, ONE_LINE, line)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setToolTip(tip_text(self._text))
        self.updateGeometry()
        self.update()
