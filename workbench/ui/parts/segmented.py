"""A choice of two to four, side by side: the arrow keys move, the chosen one stands on surface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from workbench.ui.parts.paint import CENTRED, frame
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip, visible
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from workbench.ui.theme.look import Look


class Segmented(QWidget):
    """`choices` are (key, text) or, with `icons`, (key, name) shown as the icon of that key.

    `chosen` is emitted with the key when the user chooses.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        look: Look,
        *,
        icons: dict[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setSpacing(0)
        for key, text in choices:
            segment = _Segment(text, look, (icons or {}).get(key, ""))
            segment.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self._segments[key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        self._row = row
        if choices:
            self.set_value(choices[0][0])
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return tuple(self._segments.values())

    def value(self) -> str:
        """The key chosen."""
        return next((key for key, seg in self._segments.items() if seg.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Chooses without telling; raises KeyError for no such key."""
        self._segments[key].setChecked(True)

    def say(self, key: str, text: str) -> None:
        """Names a choice anew; raises KeyError for no such key."""
        self._segments[key].say(text)

    def offer(self, key: str, *, offered: bool) -> None:
        """Offers a choice, or leaves it out for now; raises KeyError for no such key."""
        self._segments[key].setVisible(offered)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        colours = self._look.colours
        edge = colours.line2 if self._look.high_contrast else None
        frame(QPainter(self), self.rect(), self._look.radius(), colours.sunken, edge)

    @never_raises(None)
    def _restyle(self) -> None:
        edge = self._look.px(2)
        self._row.setContentsMargins(edge, edge, edge, edge)
        self.update()


class _Segment(QAbstractButton):
    def __init__(self, text: str, look: Look, icon: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._shown = visible(text)
        self.setAccessibleName(self._shown)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if icon:
            set_tip(self, text)
        look.changed.connect(self._restyle)

    def say(self, text: str) -> None:
        self._shown = visible(text)
        self.setAccessibleName(self._shown)
        self._restyle()

    def sizeHint(self) -> QSize:
        high = self._look.size("control_small")
        if self._icon:
            return QSize(self._look.px(28), high)
        wide = self._look.metrics(Role.LABEL).horizontalAdvance(self._shown)
        return QSize(wide + 2 * self._look.px(9), high)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, colours = self._look, self._look.colours
        if self.isChecked():
            ground = colours.raised if look.dark else colours.surface
            frame(painter, self.rect(), look.radius() - 1, ground, colours.line2)
        elif self.underMouse() and self.isEnabled():
            frame(painter, self.rect(), look.radius() - 1, colours.hover)
        if self.hasFocus():
            frame(painter, self.rect(), look.radius() - 1, None, look.accent.ink, 2.0)
        ink = colours.text if self.isChecked() else colours.text2
        ink = ink if self.isEnabled() else colours.text3
        if self._icon:
            side = look.size("icon")
            spot = QRect(0, 0, side, side)
            spot.moveCenter(self.rect().center())
            look.paint_icon(painter, spot, self._icon, ink)
            return
        painter.setFont(look.font(Role.LABEL))
        painter.setPen(ink)
        painter.drawText(self.rect(), CENTRED, self._shown)

    @never_raises(None)
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
