"""Native boxes and inputs take the tab's accent and the sizes of the look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from workbench.core.settings import Theme
from workbench.ui.theme.apply import wear
from workbench.ui.theme.marks import Mark


@pytest.fixture
def tab(qtbot, look):
    widget = QWidget()
    widget.setLayout(QVBoxLayout())
    qtbot.addWidget(widget)
    wear(widget, look.tinted("lagerkoll"))
    return widget


def colours_in(widget):
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def add(tab, widget):
    tab.layout().addWidget(widget)
    widget.adjustSize()
    return widget


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_a_ticked_box_wears_the_accent_of_its_tab(tab, look, theme):
    box = add(tab, QCheckBox("Drinkware"))
    look.set_theme(theme)
    fill = look.accent_of("lagerkoll").fill.name()
    assert fill not in colours_in(box)
    box.setChecked(True)
    assert fill in colours_in(box)
    box.setTristate(True)
    box.setCheckState(Qt.CheckState.PartiallyChecked)
    assert fill in colours_in(box)


def test_a_chosen_radio_button_wears_the_accent(tab, look):
    ring = add(tab, QRadioButton("Yours"))
    ring.setChecked(True)
    assert look.accent_of("lagerkoll").ink.name() in colours_in(ring)


def test_boxes_are_fourteen_wide_at_any_zoom(tab, look):
    box = add(tab, QCheckBox("x"))
    metric = QStyle.PixelMetric.PM_IndicatorWidth
    assert box.style().pixelMetric(metric) == 14
    look.set_zoom(200)
    assert box.style().pixelMetric(metric) == 28


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox, QSpinBox])
def test_inputs_are_as_high_as_controls_with_an_edge_to_be_seen(tab, look, kind):
    made = add(tab, kind())
    assert made.sizeHint().height() == 28
    assert look.colours.control.name() in colours_in(made)


def test_a_bad_input_is_framed_in_the_colour_of_refusal(tab, look):
    made = add(tab, QLineEdit("735"))
    mark = look.colours_of(Mark.REFUSED).mark.name()
    assert mark not in colours_in(made)
    made.setProperty("bad", True)
    assert mark in colours_in(made)


def test_a_read_only_input_has_no_edge(tab, look):
    made = add(tab, QLineEdit("735"))
    made.setReadOnly(True)
    assert look.colours.control.name() not in colours_in(made)


def test_children_added_later_wear_the_accent_too(tab, look):
    late = add(tab, QLineEdit())
    assert late.palette().color(late.palette().ColorRole.Highlight) == QColor("#0A7468")
