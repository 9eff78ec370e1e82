"""The strip at the top of a tab: what happened, what it means, what to do. It stays until read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.buttons import Button, IconButton, Kind
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.safe import never_raises
from workbench.ui.text import elided_label, label
from workbench.ui.theme.tokens import Role, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.theme.look import Look
    from workbench.ui.theme.marks import Mark


def announce(teller: QObject, text: str) -> None:
    """Has a screen reader say `text` now, without moving the focus."""
    from PySide6.QtGui import (  # noqa: PLC0415 - the first window has nothing to say
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(teller, text))


class Strip(QWidget):
    """38 high, in the colours of `mark` (refused, changed, unknown or new).

    `actions` are at most two of (key, text): the last is a plain button, one before it quiet.
    `acted` carries the key; `dismissed` is the cross.
    """

    acted = Signal(str)
    dismissed = Signal()

    def __init__(
        self,
        mark: Mark,
        what: str,
        meaning: str,
        look: Look,
        actions: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__()
        self._look = look
        self._mark = mark
        self.setAccessibleName(f"{what.removesuffix('.')}. {meaning}" if meaning else what)
        self._row = QHBoxLayout(self)
        self._row.addWidget(MarkSign(mark, str(mark), look, 14))
        self._row.addWidget(label(what, look, Role.TOTAL))
        self._row.addWidget(elided_label(meaning, look, Role.CELL), 1)
        for place, (key, text) in enumerate(actions):
            last = place == len(actions) - 1
            button = Button(text, look, Kind.PLAIN if last else Kind.QUIET, small=True)
            button.clicked.connect(lambda _on=False, key=key: self.acted.emit(key))
            self._row.addWidget(button)
        cross = IconButton("x", tr("Dismiss"), look, small=True)
        cross.clicked.connect(self.dismissed)
        self._row.addWidget(cross)
        look.changed.connect(self._restyle)
        self._restyle()
        announce(self, self.accessibleName())

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        state = self._look.colours_of(self._mark)
        painter.fillRect(self.rect(), state.tint)
        painter.fillRect(0, 0, self._look.size("selection_bar"), self.height(), state.mark)
        edge = mix(state.tint, state.mark, 0.4)
        painter.fillRect(0, self.height() - 1, self.width(), 1, edge)

    @never_raises(None)
    def _restyle(self) -> None:
        self._row.setContentsMargins(self._look.size("gap_group"), 0, self._look.px(8), 0)
        self._row.setSpacing(self._look.size("gap"))
        self.setFixedHeight(self._look.size("strip"))
        self.update()
