"""Native boxes and inputs take the tab's accent and the sizes of the look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMenuBar,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QStyle,
    QStyleOptionSlider,
    QTextEdit,
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


def test_a_list_shows_its_selection_as_a_tint(tab, look):
    rows = add(tab, QListWidget())
    rows.addItems(["Drinkware", "Bags"])
    rows.setCurrentRow(0)
    shown = colours_in(rows.viewport())
    accent = look.accent_of("lagerkoll")
    assert look.selection(look.colours.surface, accent.ink).name() in shown
    assert accent.fill.name() not in shown


@pytest.mark.parametrize("kind", [QPlainTextEdit, QTextEdit])
def test_long_texts_have_the_edge_that_inputs_have(tab, look, kind):
    assert look.colours.control.name() in colours_in(add(tab, kind()))


def test_a_scroll_bar_is_a_thumb_without_arrows(tab, look):
    text = add(tab, QPlainTextEdit("\n".join(map(str, range(500)))))
    text.resize(200, 200)
    bar = text.verticalScrollBar()
    bar.resize(12, 180)
    shown = colours_in(bar)
    assert look.colours.line2.name() in shown
    assert look.colours.surface.name() in shown
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    parts = QStyle.SubControl
    rects = {
        part: bar.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, bar)
        for part in (parts.SC_ScrollBarAddLine, parts.SC_ScrollBarSlider, parts.SC_ScrollBarGroove)
    }
    assert rects[parts.SC_ScrollBarAddLine].isEmpty()
    assert rects[parts.SC_ScrollBarSlider].height() >= 32
    assert rects[parts.SC_ScrollBarSlider].top() == 0
    bar.setValue(bar.maximum())
    bar.initStyleOption(option)
    slider = bar.style().subControlRect(
        QStyle.ComplexControl.CC_ScrollBar, option, parts.SC_ScrollBarSlider, bar
    )
    assert slider.bottom() == rects[parts.SC_ScrollBarGroove].bottom()


def test_the_menu_bar_is_as_high_as_the_look_says(tab, look):
    bar = add(tab, QMenuBar())
    bar.addMenu("File")
    bar.setNativeMenuBar(False)
    assert bar.sizeHint().height() == 28
    assert look.colours.window.name() in colours_in(bar)
