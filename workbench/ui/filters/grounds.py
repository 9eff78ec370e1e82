"""The ground of a list that stands on something else than a surface, for its scroll bar too."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look


class _Ground(QObject):
    """Lives as a child of the view, so that it ends with it."""

    def __init__(self, view: QAbstractScrollArea, look: Look, *, raised: bool) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self._raised = raised
        look.changed.connect(self.put)
        self.put()

    @never_raises(None)
    def put(self) -> None:
        colours = self._look.colours
        palette = QPalette()
        ground = colours.raised if self._raised else colours.window
        palette.setColor(QPalette.ColorRole.Base, ground)
        self._view.viewport().setPalette(palette)


def stand_on(view: QAbstractScrollArea, look: Look, *, raised: bool) -> None:
    """Give a view the ground of pop-overs (`raised`) or of the window, now and at each change."""
    view.viewport().setAutoFillBackground(False)
    _Ground(view, look, raised=raised)


def scrolled(inner: QWidget, look: Look) -> QScrollArea:
    """Return an area of a pop-over that scrolls a widget up and down."""
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    stand_on(area, look, raised=True)
    inner.setAutoFillBackground(False)
    return area
