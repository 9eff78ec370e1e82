"""A page of the dock that scrolls: sections one below the other, or why there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from workbench.ui.parts.empty import EmptyState

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


class Paged(QStackedWidget):
    """Holds parts in a column that scrolls.

    Attributes:
        column: where parts go.
    """

    def __init__(self, empty: tuple[str, str, str], look: Look) -> None:
        super().__init__()
        self._inner = QWidget()
        self.column = QVBoxLayout(self._inner)
        self.column.setContentsMargins(0, 0, 0, look.px(12))
        self.column.setSpacing(0)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        self._inner.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        self.addWidget(EmptyState(*empty, look))
        self.addWidget(area)

    def add(self, part: QWidget) -> None:
        """Put a part below the others."""
        self.column.addWidget(part)

    def end(self) -> None:
        """Keep the parts at the top."""
        self.column.addStretch(1)

    def fill(self, *, filled: bool) -> None:
        """Show the parts, or why there are none."""
        self.setCurrentIndex(1 if filled else 0)
