"""Small widgets side by side, on as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from workbench.ui.theme.look import Look


class Wrap(QWidget):
    """Places its widgets in lines of its width; as high as they need."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._widgets: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._place)

    def widgets(self) -> Sequence[QWidget]:
        """Return the widgets, in order."""
        return tuple(self._widgets)

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show these in place of the ones before, which are deleted."""
        for held in self._widgets:
            held.hide()
            held.deleteLater()
        self._widgets = list(widgets)
        for held in self._widgets:
            held.setParent(self)
            held.show()
        self._place()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._look.px(120), self.height())

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    @never_raises(None)
    def _place(self) -> None:
        gap, left, top, high = self._look.size("gap_tight"), 0, 0, 0
        room = max(self.width(), self._look.px(80))
        for held in self._widgets:
            size = held.sizeHint()
            if left and left + size.width() > room:
                left, top = 0, top + high + gap
            held.setGeometry(left, top, min(size.width(), room), size.height())
            left, high = left + size.width() + gap, size.height()
        self.setFixedHeight(top + high)
