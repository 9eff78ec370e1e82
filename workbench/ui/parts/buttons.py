"""Buttons: primary, plain, quiet, link, danger, and the square one with an icon.

They are painted here, since a sheet can neither follow a tab's accent nor set the gap between icon
and text. Texts are shown literally: "&" makes no shortcut.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from workbench.ui.parts.paint import CENTRED, ONE_LINE, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip, visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QKeySequence, QPaintEvent

    from workbench.ui.theme.look import Look


class Kind(StrEnum):
    """How loud a button is (look, Parts): at most one primary a region."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    LINK = "link"
    DANGER = "danger"
    DELETE = "delete"
    """The red fill, only in the last step of a deletion."""


_FILLED = {Kind.PRIMARY, Kind.DELETE}
_EDGED = {Kind.PLAIN, Kind.DANGER}


class Button(QPushButton):
    """A button with a text, and perhaps an icon before it or a caret after it."""

    def __init__(
        self,
        text: str,
        look: Look,
        kind: Kind = Kind.PLAIN,
        *,
        icon: str = "",
        small: bool = False,
        caret: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._kind = kind
        self._icon = icon
        self._small = small
        self._caret = caret
        self._shown = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text)
        look.changed.connect(self._restyle)

    def say(self, text: str) -> None:
        """Shows another text and tells it as the accessible name."""
        self._shown = visible(text)
        super().setText(self._shown.replace("&", "&&"))
        self.setAccessibleName(self._shown)
        self._restyle()

    def setText(self, text: str) -> None:  # noqa: D102
        self.say(text)

    def text(self) -> str:  # noqa: D102
        return self._shown

    def set_kind(self, kind: Kind) -> None:
        """Makes the button louder or quieter."""
        self._kind = kind
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: D102
        pad = self._look.px({Kind.LINK: 2, Kind.QUIET: 8}.get(self._kind, 12))
        width = self._look.metrics(self._role()).horizontalAdvance(self._shown) + 2 * pad + 1
        step = self._look.px(16) + self._look.px(6)
        width += (step if self._icon else 0) + (step if self._caret else 0)
        return QSize(width, self._look.size("control_small" if self._small else "control"))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return self.sizeHint()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        self._paint_ground(painter)
        ink = self._ink()
        gap, side = self._look.px(6), self._look.px(16)
        text_wide = self._look.metrics(self._role()).horizontalAdvance(self._shown)
        extra = (side + gap if self._icon else 0) + (side + gap if self._caret else 0)
        left = max(0, (self.width() - text_wide - extra) // 2)
        if self._icon:
            self._look.paint_icon(painter, QRect(left, 0, side, self.height()), self._icon, ink)
            left += side + gap
        painter.setFont(self._look.font(self._role()))
        painter.setPen(ink)
        painter.drawText(QRect(left, 0, text_wide + gap, self.height()), ONE_LINE, self._shown)
        if self._caret:
            spot = QRect(left + text_wide + gap, 0, self._look.px(14), self.height())
            self._look.paint_icon(painter, spot, "chevron-down", ink)

    def _paint_ground(self, painter: QPainter) -> None:
        fill, edge = self._ground(), None
        width = 1.0
        if self._kind in _EDGED:
            edge = self._look.colours.line2
        if self.hasFocus():
            width = 2.0
            edge = self._look.colours.text if self._kind in _FILLED else self._look.accent.ink
        frame(painter, self.rect(), self._look.radius(), fill, edge, width)

    def _ground(self) -> QColor | None:
        colours = self._look.colours
        if self._kind in _FILLED:
            return self._filled()
        if self.isDown() or self.isChecked():
            return colours.press
        if self.underMouse() and self.isEnabled():
            return None if self._kind is Kind.LINK else colours.hover
        return colours.surface if self._kind in _EDGED else None

    def _filled(self) -> QColor:
        if not self.isEnabled():
            return self._look.colours.press
        fill = self._look.accent.fill if self._kind is Kind.PRIMARY else self._look.danger
        if self.isDown():
            return fill.darker(118)
        return fill.darker(108) if self.underMouse() else fill

    def _ink(self) -> QColor:
        colours = self._look.colours
        if not self.isEnabled():
            return colours.text3
        return {
            Kind.PRIMARY: QColor("#FFFFFF"),
            Kind.DELETE: QColor("#FFFFFF"),
            Kind.QUIET: colours.text2,
            Kind.LINK: self._look.accent.ink,
            Kind.DANGER: self._look.colours_of(Mark.REFUSED).ink,
        }.get(self._kind, colours.text)

    def _role(self) -> Role:
        strong = self._kind in _FILLED or self._kind is Kind.LINK
        if self._small:
            return Role.NOTE_STRONG if strong else Role.LABEL
        return Role.TOTAL if strong else Role.CELL_STRONG

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFont(self._look.font(self._role()))
        self.updateGeometry()
        self.update()


class IconButton(QAbstractButton):
    """A square button with an icon; `name` is its tool tip and accessible name.

    With `count` it wears a small number at its upper right corner.
    """

    def __init__(
        self,
        icon: str,
        name: str,
        look: Look,
        *,
        checkable: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._small = small
        self._name = ""
        self._count = 0
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)
        look.changed.connect(self._restyle)

    def set_name(self, name: str, shortcut: QKeySequence | None = None) -> None:
        """Says what the button does, with its key in the tool tip."""
        self._name = name
        keys = shortcut.toString(shortcut.SequenceFormat.NativeText) if shortcut else ""
        set_tip(self, f"{name} ({keys})" if keys else name)
        self._tell()

    def set_icon(self, icon: str) -> None:
        """Shows another icon."""
        self._icon = icon
        self.update()

    def set_count(self, count: int) -> None:
        """Wears a number; 0 takes it off."""
        self._count = count
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        side = self._look.size("control_small" if self._small else "icon_button")
        return QSize(side, side)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        colours = self._look.colours
        on = self.isChecked()
        ground = colours.press if self.isDown() or on else None
        if ground is None and self.underMouse() and self.isEnabled():
            ground = colours.hover
        edge = self._look.accent.ink if self.hasFocus() else None
        frame(painter, self.rect(), self._look.radius(), ground, edge, 2.0)
        ink = self._look.accent.ink if on else colours.text2
        side = self._look.size("icon_dense" if self._small else "icon")
        spot = QRect(0, 0, side, side)
        spot.moveCenter(self.rect().center())
        self._look.paint_icon(painter, spot, self._icon, ink if self.isEnabled() else colours.text3)
        if self._count:
            self._paint_count(painter)

    def _paint_count(self, painter: QPainter) -> None:
        text = str(self._count) if self._count < 100 else "99+"
        font = self._look.font(Role.HEADING)
        width = self._look.metrics(Role.HEADING).horizontalAdvance(text) + self._look.px(6)
        high = self._look.px(14)
        width = max(width, high)
        box = QRect(self.width() - width, 0, width, high)
        frame(painter, box, high / 2, self._look.colours.text2)
        painter.setFont(font)
        painter.setPen(self._look.colours.window)
        painter.drawText(box, CENTRED, text)

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._name}, {self._count}" if self._count else self._name)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
