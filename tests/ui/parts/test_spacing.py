"""Gaps grow with the zoom, and the keeper of a layout dies with it."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.ui.parts.spacing import keep_spacing


def test_gaps_and_margins_follow_the_zoom(qtbot, look):
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    keep_spacing(column, look, 8, (16, 0, 16, 4))
    look.set_zoom(150)
    assert column.spacing() == 12
    assert column.contentsMargins().left() == 24
    shiboken6.delete(holder)
    look.set_zoom(100)
