"""Every icon draws, in the colour asked for, once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from workbench.core.resources import resource_path
from workbench.core.settings import Theme
from workbench.ui.theme.icons import stroke_for

NAMES = sorted(path.stem for path in resource_path("icons").glob("*.svg"))


def inked(pixmap):
    image = pixmap.toImage()
    return [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]


@pytest.mark.parametrize("name", NAMES)
def test_icon_draws_in_the_colour_asked_for(look, name):
    ink = inked(look.pixmap(name, QColor("#B02A1B"), 24, 2.0))
    assert len(ink) > 20
    assert all(abs(pixel.red() - 0xB0) < 12 and pixel.green() < 0x40 for pixel in ink)


def test_sources_have_an_icon_each(look):
    names = [look.accent_of(source).icon for source in look.state.tokens.icons]
    assert set(names) <= set(NAMES)
    assert len(set(names)) == 5


def test_an_icon_is_drawn_once_until_the_theme_changes(look):
    first = look.pixmap("gem")
    assert look.pixmap("gem") is first
    assert look.pixmap("gem", size=14) is not first
    look.set_theme(Theme.DARK)
    assert look.pixmap("gem").toImage() != first.toImage()


def test_a_solid_icon_has_more_ink(look):
    line = inked(look.pixmap("bookmark", size=24))
    solid = inked(look.pixmap("bookmark", size=24, solid=True))
    assert len(solid) > 2 * len(line)


def test_no_such_icon_is_said(look):
    with pytest.raises(FileNotFoundError):
        look.pixmap("no-such-icon")


@pytest.mark.parametrize(("size", "stroke"), [(12, 2.25), (14, 2.0), (16, 1.75), (24, 1.5)])
def test_stroke_by_size(size, stroke):
    assert stroke_for(size) == stroke


def test_a_disabled_icon_is_paler(look):
    icon = look.icon("undo-2")
    normal = icon.pixmap(16, 16).toImage()
    off = icon.pixmap(16, 16, icon.Mode.Disabled).toImage()
    assert normal != off


def test_licence_and_program_icon_are_there(qapp):
    assert "ISC License" in resource_path("icons", "LICENSE.txt").read_text("utf-8")
    from workbench.ui.theme.apply import program_icon

    sizes = {size.width() for size in program_icon().availableSizes()}
    assert sizes == {16, 24, 32, 48, 64, 128, 256}
