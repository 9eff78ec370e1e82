"""The one state behind every `Look` of a window: colours, zoom, motion, and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from workbench.core.resources import resource_path
from workbench.core.settings import Density, Theme
from workbench.ui.safe import never_raises
from workbench.ui.theme.fonts import Fonts
from workbench.ui.theme.icons import Icons
from workbench.ui.theme.marks import Mark, Marks
from workbench.ui.theme.tokens import Colours, SetTokens, StateColours, TokenFile, read_tokens

if TYPE_CHECKING:
    from pathlib import Path

ZOOM_LEAST, ZOOM_MOST = 80, 200
"""Percent; outside of these the grid of the window no longer holds."""


class LookState(QObject):
    """What all looks of one window share; `changed` is emitted after every difference."""

    changed = Signal()

    def __init__(self, resources: Path | None = None) -> None:
        super().__init__()
        root = resources or resource_path()
        self.tokens: TokenFile = read_tokens(root / "tokens.json")
        self.icons = Icons(root / "icons")
        self.theme = Theme.SYSTEM
        self.zoom = 100
        self.density: Density | None = None
        self.reduced_motion = False
        self._load()
        self._follow_system()

    def set_theme(self, theme: Theme) -> None:
        """Light, dark, high contrast, or what the system says."""
        if theme is not self.theme:
            self.theme = theme
            self._reload()

    def set_zoom(self, percent: int) -> None:
        """Zoom in percent, held between 80 and 200."""
        zoom = min(ZOOM_MOST, max(ZOOM_LEAST, percent))
        if zoom != self.zoom:
            self.zoom = zoom
            self._reload()

    def set_density(self, density: Density | None) -> None:
        """Default density of views; None leaves it to each source."""
        if density is not self.density:
            self.density = density
            self.changed.emit()

    def set_reduced_motion(self, *, reduced: bool) -> None:
        """Still marks instead of turning rings, no fading."""
        if reduced != self.reduced_motion:
            self.reduced_motion = reduced
            self.changed.emit()

    def set_name(self) -> str:
        """Which of the four sets of colours is in use now."""
        hints = QGuiApplication.styleHints()
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
        high = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        if self.theme in {Theme.LIGHT, Theme.DARK}:
            dark = self.theme is Theme.DARK
        contrast = self.theme is Theme.CONTRAST or (self.theme is Theme.SYSTEM and high)
        name = "dark" if dark else "light"
        return f"contrast-{name}" if contrast else name

    def _follow_system(self) -> None:
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    @never_raises(None)
    def _system_changed(self, _told: object = None) -> None:
        if self.theme in {Theme.SYSTEM, Theme.CONTRAST}:
            self._reload()

    def _reload(self) -> None:
        self._load()
        self.changed.emit()

    def _load(self) -> None:
        self.set_tokens: SetTokens = self.tokens.sets[self.set_name()]
        self.colours = Colours.of(self.set_tokens.colours)
        self.states = {
            Mark(name): StateColours.of(state) for name, state in self.set_tokens.states.items()
        }
        self.marks = Marks(self.colours, self.states)
        self.fonts = Fonts(self.tokens.type, self.zoom / 100)
        self.icons.clear()
