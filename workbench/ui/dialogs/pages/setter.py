"""How a page of the settings puts a change into force and keeps it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal

from workbench.core.errors import WbError
from workbench.core.settings import Settings
from workbench.workspace.workspace import Workspace


class Setter(QObject):
    """Changes the settings of a workspace.

    Attributes:
        failed: they could not be written; they are in force all the same.
    """

    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace

    @property
    def now(self) -> Settings:
        """The settings in force."""
        return self.workspace.settings

    def put(self, **values: object) -> None:
        """Set members of the settings."""
        self.change(lambda held: msgspec.structs.replace(held, **values))

    def change(self, change: Callable[[Settings], Settings]) -> None:
        """Change the settings by a function."""
        if change(self.now) == self.now:
            return
        try:
            self.workspace.change_settings(change)
        except WbError as error:
            self.failed.emit(error)
