"""The page of a tab that nobody looked at since the start: keeps what the tab comes back with.

The tab itself, with its source, is made when it is first in front.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workbench.core.views import TabState


class LaterTab(QWidget):
    """Stands where a tab will be.

    Attributes:
        state: what the tab is made with.
    """

    def __init__(self, state: TabState) -> None:
        super().__init__()
        self.state = state
