"""Small painted widgets without a will of their own: badge, count bubble, mark, hairline, card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from workbench.ui.parts.paint import CENTRED, badge_width, frame, hatch, paint_badge
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.theme.look import Look


class Badge(QWidget):
    """A word on a tint, 18 high; grey, or in the colours of a state with its mark before it."""

    def __init__(self, text: str, look: Look, mark: Mark | None = None) -> None:
        super().__init__()
        self._look = look
        self._mark = mark
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, mark)
        look.changed.connect(self._restyle)

    def say(self, text: str, mark: Mark | None = None) -> None:
        """Shows another word and state."""
        self._text, self._mark = visible(text), mark
        self.setAccessibleName(self._text)
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: D102
        room = self._look.px(14) if self._mark else 0
        return QSize(badge_width(self._text, self._look) + room, self._look.size("badge"))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look = self._look
        if self._mark is None:
            colours = look.colours
            paint_badge(painter, self.rect(), self._text, look, colours.text2, colours.sunken)
            return
        state = look.colours_of(self._mark)
        frame(painter, self.rect(), look.radius("radius_badge"), state.tint)
        side = look.px(10)
        look.marks.paint(painter, QRect(look.px(5), 0, side, self.height()), self._mark)
        painter.setFont(look.font(Role.BADGE))
        painter.setPen(state.ink)
        painter.drawText(self.rect().adjusted(side + look.px(4), 0, 0, 0), CENTRED, self._text)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class MarkSign(QWidget):
    """A state's mark as a widget; `name` says it to screen readers."""

    def __init__(self, mark: Mark, name: str, look: Look, size: int = 14) -> None:
        super().__init__()
        self._look = look
        self._mark = mark
        self._size = size
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def set_mark(self, mark: Mark, name: str) -> None:
        """Shows another state."""
        self._mark = mark
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(self._size), self._look.px(self._size))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        self._look.marks.paint(QPainter(self), self.rect(), self._mark)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class IconSign(QWidget):
    """An icon as a widget; on a disc of tint with `disc` (52 across: first run, empty states)."""

    def __init__(self, icon: str, look: Look, size: int = 16, disc: int = 0) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._size = size
        self._disc = disc
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:  # noqa: D102
        side = self._look.px(self._disc or self._size)
        return QSize(side, side)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        if self._disc:
            frame(painter, self.rect(), self.width() / 2, self._look.colours.sunken)
        side = self._look.px(self._size)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(self.rect().center())
        self._look.paint_icon(painter, spot, self._icon)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Hairline(QWidget):
    """A line of one logical pixel between areas."""

    def __init__(self, look: Look, *, upright: bool = False) -> None:
        super().__init__()
        self._look = look
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        look.changed.connect(self.update)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(self.rect(), self._look.colours.line)


class Card(QFrame):
    """A box with a hairline edge and radius 8; put a layout on it.

    `mark` tints it in a state's colours; `dashed` is the edge of an outcome that is not known.
    """

    def __init__(self, look: Look, mark: Mark | None = None, *, dashed: bool = False) -> None:
        super().__init__()
        self._look = look
        self._mark = mark
        self._dashed = dashed
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=False)
        look.changed.connect(self.update)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look = self._look
        fill, edge, width = look.colours.surface, look.colours.line2, 1.0
        if self._mark:
            state = look.colours_of(self._mark)
            fill, edge = state.tint, state.mark
            width = 2.0 if self._dashed else 1.0
        radius = look.radius("radius_card")
        frame(painter, self.rect(), radius, fill, edge, width, dashed=self._dashed)
        if self._mark is Mark.UNKNOWN and not self._dashed:
            hatch(painter, self.rect().adjusted(2, 2, -2, -2), look.colours.line2, look.px(6))
