"""One look for a window: what changes, who hears of it, and what a tab's tint does."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from workbench.core.settings import Density, Theme
from workbench.ui.theme.tokens import contrast


@pytest.mark.parametrize(("asked", "got"), [(50, 80), (80, 80), (125, 125), (200, 200), (400, 200)])
def test_zoom_is_held_within_its_limits(look, asked, got):
    look.set_zoom(asked)
    assert look.zoom == got


def test_lengths_follow_the_zoom(look):
    look.set_zoom(150)
    assert look.px(28) == 42
    assert look.size("tab_row") == 60
    assert look.row(Density.COMPACT).height == 42
    assert look.px(0) == 0
    look.set_zoom(80)
    assert look.px(1) == 1


def test_a_difference_is_told_once_and_no_difference_not_at_all(look, qtbot):
    heard = []
    look.changed.connect(lambda: heard.append(look.dark))
    look.set_theme(Theme.DARK)
    look.set_theme(Theme.DARK)
    look.set_zoom(100)
    assert heard == [True]


def test_all_looks_of_a_window_share_their_state(look):
    tab = look.tinted("loupe")
    look.set_theme(Theme.DARK)
    assert tab.dark
    assert tab.accent.ink == QColor("#CDB4FF")
    assert look.accent.source == "europeansourcing"


def test_an_unknown_source_wears_the_colours_of_the_window(look):
    assert look.tinted("somebody").accent == look.accent


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_the_palette_has_every_role_for_every_group(look, theme):
    look.set_theme(theme)
    palette = look.palette()
    groups = (
        QPalette.ColorGroup.Active,
        QPalette.ColorGroup.Inactive,
        QPalette.ColorGroup.Disabled,
    )
    roles = [
        role for role in QPalette.ColorRole if role.value < QPalette.ColorRole.NColorRoles.value
    ]
    unset = [
        (group, role)
        for group in groups
        for role in roles
        if role is not QPalette.ColorRole.NoRole and not palette.isBrushSet(group, role)
    ]
    assert unset == []
    for group in groups[:2]:
        for ink, ground in (("Text", "Base"), ("WindowText", "Window"), ("ButtonText", "Button")):
            pair = (getattr(QPalette.ColorRole, name) for name in (ink, ground))
            assert contrast(*(palette.color(group, role) for role in pair)) > 7


def test_tool_tips_can_be_read(look):
    for theme in (Theme.LIGHT, Theme.DARK, Theme.CONTRAST):
        look.set_theme(theme)
        palette = look.palette()
        tip = palette.color(QPalette.ColorRole.ToolTipText)
        assert contrast(tip, palette.color(QPalette.ColorRole.ToolTipBase)) > 7


def test_no_sheet_is_set(look, qapp):
    assert qapp.styleSheet() == ""


def test_system_theme_without_a_word_from_the_system_is_light(look):
    look.set_theme(Theme.SYSTEM)
    assert look.state.set_name() == "light"
