"""The box in the tab row: looks like an input, opens the search over all sources."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from workbench.core.texts import tr
from workbench.ui.parts.paint import ONE_LINE, frame, paint_key_cap
from workbench.ui.safe import never_raises
from workbench.ui.text import visible
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

WIDEST = 268
NARROWEST = 132
"""Px at 100 %: where tabs need the room, the box gives it."""


class SearchAllBox(QAbstractButton):
    """Click, Enter or Space opens; `say_keys` names the key that does so from everywhere."""

    def __init__(self, look: Look, keys: str = "") -> None:
        super().__init__()
        self._look = look
        self._keys = keys
        self.setAccessibleName(tr("Search all sources"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say_keys(keys)
        look.changed.connect(self._restyle)
        self._restyle()

    def say_keys(self, keys: str) -> None:
        """Show another key."""
        self._keys = keys.replace("+", " ")
        self.setAccessibleDescription(keys)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(WIDEST), self._look.size("control"))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(NARROWEST), self._look.size("control"))

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        look, px = self._look, self._look.px
        focused = self.hasFocus()
        edge = look.accent.ink if focused else look.colours.control
        ground = look.colours.hover if self.underMouse() else look.colours.surface
        frame(painter, QRectF(self.rect()), look.radius(), ground, edge, 2.0 if focused else 1.0)
        look.paint_icon(painter, QRect(px(8), 0, look.size("icon"), self.height()), "search")
        right = self.width() - px(6)
        wide = look.metrics(Role.AXIS).horizontalAdvance(self._keys) + px(10)
        if self._keys and self.width() >= px(200):
            right = paint_key_cap(painter, right, self.rect().center().y() + 1, self._keys, look)
            right = min(right, self.width() - px(6) - wide)
        left = px(14) + look.size("icon")
        room = QRect(left, 0, right - px(6) - left, self.height())
        text = look.metrics(Role.CELL).elidedText(
            visible(self.accessibleName()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(look.font(Role.CELL))
        painter.setPen(look.colours.text3)
        painter.drawText(room, ONE_LINE, text)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setMaximumWidth(self._look.px(WIDEST))
        self.updateGeometry()
        self.update()


def keys_of(action: QAction) -> str:
    """Return the first key of an action as the system writes it, "" for none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
