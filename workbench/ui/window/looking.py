"""How the whole window looks, as its actions change it: theme, zoom, full screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from workbench.core.errors import WbError
from workbench.core.settings import Settings, Theme
from workbench.ui.safe import weak_slot

if TYPE_CHECKING:
    from workbench.ui.window.main import MainWindow

ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)


class LookCommands(QObject):
    """The actions of a window's look, done; changed settings are put into force."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        on = window.registry.on
        for theme in Theme:
            on(f"theme.{theme.value}", lambda t=theme: self.set_theme(t))
        on("zoom.in", lambda: self.zoom(1))
        on("zoom.out", lambda: self.zoom(-1))
        on("zoom.reset", lambda: self.zoom(0))
        on("fullscreen", self.full_screen)
        self._workspace.settings_changed.connect(weak_slot(self, self.settings_changed))

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._change(lambda held: msgspec.structs.replace(held, theme=theme))

    def zoom(self, step: int) -> None:
        """Show everything larger or smaller; 0 is the usual size."""
        now = self._workspace.settings.zoom
        if step == 0:
            wanted = 100
        elif step > 0:
            wanted = next((size for size in ZOOMS if size > now), ZOOMS[-1])
        else:
            wanted = next((size for size in reversed(ZOOMS) if size < now), ZOOMS[0])
        self._change(lambda held: msgspec.structs.replace(held, zoom=wanted))

    def _change(self, change: Callable[[Settings], Settings]) -> None:
        try:
            self._workspace.change_settings(change)
        except WbError as error:
            self._window.tell(error)

    def settings_changed(self, settings: Settings) -> None:
        """Put changed settings into force."""
        look = self._window.look
        look.set_theme(settings.theme)
        look.set_zoom(settings.zoom)
        look.set_density(settings.density)
        look.set_reduced_motion(reduced=bool(settings.reduced_motion))
        self._window.registry.rebind(settings.key_bindings)

    def full_screen(self) -> None:
        """Fill the screen, or no longer."""
        window = self._window
        window.showNormal() if window.isFullScreen() else window.showFullScreen()
