"""The whole QPalette from tokens.

Every role is set for every group: one left out falls back to the platform's colour, and setting
only a colour scheme changes nothing where no platform theme answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

from workbench.ui.theme.tokens import mix

if TYPE_CHECKING:
    from workbench.ui.theme.tokens import Accent, Colours

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


def make_palette(colours: Colours, accent: Accent, *, dark: bool) -> QPalette:
    """The palette of one accent: Active and Inactive alike, Disabled in text3."""
    palette = QPalette()
    white = QColor("#FFFFFF")
    roles = {
        _Role.Window: colours.window,
        _Role.WindowText: colours.text,
        _Role.Base: colours.surface,
        _Role.AlternateBase: colours.window,
        _Role.Text: colours.text,
        _Role.PlaceholderText: colours.text3,
        _Role.Button: colours.surface,
        _Role.ButtonText: colours.text,
        _Role.BrightText: white,
        _Role.ToolTipBase: colours.text if not dark else colours.raised,
        _Role.ToolTipText: colours.surface if not dark else colours.text,
        _Role.Highlight: accent.fill,
        _Role.HighlightedText: white,
        _Role.Accent: accent.fill,
        _Role.Link: accent.ink,
        _Role.LinkVisited: accent.ink,
        _Role.Light: colours.raised,
        _Role.Midlight: colours.hover,
        _Role.Mid: colours.line2,
        _Role.Dark: colours.control,
        _Role.Shadow: QColor("#000000"),
    }
    for role, colour in roles.items():
        palette.setColor(_Group.All, role, colour)
    _grey(palette, colours)
    return palette


def _grey(palette: QPalette, colours: Colours) -> None:
    for role in (_Role.Text, _Role.WindowText, _Role.ButtonText, _Role.Link, _Role.LinkVisited):
        palette.setColor(_Group.Disabled, role, colours.text3)
    faint = mix(colours.surface, colours.text3, 0.3)
    palette.setColor(_Group.Disabled, _Role.Highlight, faint)
    palette.setColor(_Group.Disabled, _Role.HighlightedText, colours.text)
    palette.setColor(_Group.Disabled, _Role.BrightText, colours.text)
    palette.setColor(_Group.Disabled, _Role.Accent, faint)
    palette.setColor(_Group.Disabled, _Role.Base, colours.window)
    palette.setColor(_Group.Disabled, _Role.Button, colours.window)
