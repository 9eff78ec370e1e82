"""Keeps gaps and margins of a layout on the grid at every zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout, QGridLayout

    from workbench.ui.theme.look import Look

Margins = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels at 100 %."""


class _Spacer(QObject):
    """Lives as a child of the layout, so that it ends with it."""

    def __init__(
        self, layout: QBoxLayout | QGridLayout, look: Look, gap: int, margins: Margins
    ) -> None:
        super().__init__(layout)
        self._layout = layout
        self._look = look
        self._gap = gap
        self._margins = margins
        look.changed.connect(self.put)
        self.put()

    @never_raises(None)
    def put(self) -> None:
        self._layout.setSpacing(self._look.px(self._gap))
        self._layout.setContentsMargins(*(self._look.px(side) for side in self._margins))


def keep_spacing(
    layout: QBoxLayout | QGridLayout, look: Look, gap: int = 8, margins: Margins = (0, 0, 0, 0)
) -> None:
    """Gives a layout its gap and margins (pixels at 100 %), now and at each change of zoom."""
    _Spacer(layout, look, gap, margins)
