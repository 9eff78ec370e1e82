"""What fills the window: its tabs, in their place the first run, or a page over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look
    from workbench.workspace.workspace import Workspace


class Body(QStackedWidget):
    """Shows one of them at a time; the tabs come first.

    Attributes:
        connect_wanted: an account of a source is to be added; its id.
        sample_wanted: the user wants to look around in sample data.
    """

    connect_wanted = Signal(str)
    sample_wanted = Signal()

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__()
        self._workspace = workspace
        self._look = look
        self._first: QWidget | None = None

    def show_tabs(self) -> None:
        """Show the tabs again."""
        self.setCurrentIndex(0)

    def show_first_run(self) -> None:
        """Show what there is to begin with, while there is no account."""
        if self._first is None:
            from workbench.ui.dialogs.first import FirstRun  # noqa: PLC0415 - seen once

            first = FirstRun(self._workspace, self._look)
            first.connect_wanted.connect(self.connect_wanted)
            first.sample_wanted.connect(self.sample_wanted)
            self.addWidget(first)
            self._first = first
        self.setCurrentWidget(self._first)

    def put_over(self, page: QWidget) -> None:
        """Show a page in place of the tabs."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_off(self, page: QWidget) -> None:
        """Show the tabs again; the page goes."""
        self.show_tabs()
        self.removeWidget(page)
        page.deleteLater()
