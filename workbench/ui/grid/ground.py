"""The ground of a scroll area, made here: one that Qt made is dear to touch the first time.

For a widget that Qt made by itself the binding looks for its most special type and prepares every
class of widget there is, a tenth of what a first window may take.
"""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def own_viewport(area: QAbstractScrollArea) -> None:
    """Give an area a viewport like the one it has; before anything else is done with the area."""
    ground = QWidget()
    ground.setBackgroundRole(QPalette.ColorRole.Base)
    ground.setAutoFillBackground(True)
    area.setViewport(ground)
