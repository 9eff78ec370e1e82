"""Digits line up, weights are real, and what is shipped is what is used."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from workbench.core.resources import resource_path
from workbench.ui.theme.tokens import Role


@pytest.mark.parametrize("role", list(Role))
def test_digits_are_equally_wide(look, role):
    metrics = QFontMetricsF(look.font(role))
    widths = {round(metrics.horizontalAdvance(digit * 4), 3) for digit in "0123456789"}
    assert len(widths) == 1


def test_each_weight_has_its_own_widths(look):
    text = "Enamel mug Dalarna"
    widths = [
        QFontMetricsF(look.font(role)).horizontalAdvance(text)
        for role in (Role.CELL, Role.CELL_STRONG, Role.TOTAL)
    ]
    assert widths == sorted(set(widths))


def test_the_shipped_family_is_the_one_in_use(look):
    assert QFontInfo(look.font(Role.CELL)).family() == "Inter"


def test_font_objects_stay_the_same_until_the_zoom_changes(look):
    first = look.font(Role.CELL)
    assert look.font(Role.CELL) is first
    look.set_zoom(150)
    assert look.font(Role.CELL).pixelSize() == 20
    assert first.pixelSize() == 13


def test_the_licence_lies_beside_the_fonts():
    assert "SIL Open Font License" in resource_path("fonts", "LICENSE.txt").read_text("utf-8")
