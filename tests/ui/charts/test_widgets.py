"""Charts answer pointer and keys, and say in words what they show."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from workbench.core.formats import Formats
from workbench.core.settings import Theme
from workbench.core.values import Ladder, Step
from workbench.ui.charts.curves import Curve
from workbench.ui.charts.histogram import Histogram
from workbench.ui.charts.steps import StepChart
from workbench.ui.charts.stepspaint import pill_text

LADDER = Ladder((Step(25, Decimal("2.5")), Step(100, Decimal("2.3")), Step(250, Decimal("2.1"))))


@pytest.fixture
def chart(qtbot, look):
    chart = StepChart(look, "Price by quantity")
    chart.resize(320, 150)
    qtbot.addWidget(chart)
    chart.set_data([Curve("Skrivo", LADDER)], 100, Formats())
    return chart


@pytest.fixture
def histogram(qtbot, look):
    host = QWidget()
    column = QVBoxLayout(host)
    before, after = QLineEdit(), QLineEdit()
    histogram = Histogram(look, "Unit price at 250")
    for part in (before, histogram, after):
        column.addWidget(part)
    qtbot.addWidget(host)
    host.resize(200, 160)
    host.show()
    host.activateWindow()
    histogram.set_data([3, 9, 4, 0, 1], Decimal("0.40"), Decimal("12.00"))
    histogram.host, histogram.before, histogram.after = host, before, after
    return histogram


def test_keys_walk_along_the_steps(chart):
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.pointed == 250
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.pointed == 25
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.pointed is None


def test_the_pointer_shows_a_step_and_leaves_nothing_behind(chart):
    chart.show()
    plot = chart._plot()
    QTest.mouseMove(chart, QPoint(round(plot.across.x(60)), 60))
    assert chart.pointed in range(50, 70)
    assert pill_text(plot, chart.pointed, Formats()).endswith("2.50")
    QTest.mouseMove(chart, QPoint(1, 1))
    assert chart.pointed is None


def test_it_says_its_steps(chart):
    assert "2.30 EUR at 100" in chart.accessibleDescription()
    chart.set_data([], 100, Formats())
    assert chart.accessibleDescription() == "No prices."
    assert not chart.grab().isNull()


def test_a_quantity_below_the_smallest_order_says_what_is_bought(chart):
    chart.set_data([Curve("", Ladder(LADDER.steps, minimum=100))], 30, Formats())
    assert pill_text(chart._plot(), 30, Formats()) == "30 pcs · 2.30 · buy 100"


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("count", [1, 5])
def test_lines_are_painted_in_their_own_colours(chart, look, theme, count):
    look.set_theme(theme)
    curves = [
        Curve(f"Supplier {at}", Ladder(tuple(Step(s.from_quantity, s.amount + at) for s in
                                             LADDER.steps)))
        for at in range(count)
    ]  # fmt: skip
    chart.set_data(curves, 100, Formats())
    image = chart.grab().toImage()
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    wanted = [look.accent.ink] if count == 1 else [series.colour for series in look.series()]
    assert {colour.rgb() for colour in wanted} <= colours


def test_arrows_move_a_handle_and_the_range_is_told_when_they_rest(histogram, qtbot):
    histogram.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(histogram.range_changed) as told:
        QTest.keyClick(histogram, Qt.Key.Key_Right)
        QTest.keyClick(histogram, Qt.Key.Key_PageUp)
    assert told.args == [histogram.range[0], Decimal("12.00")]
    assert Decimal("1.6") < histogram.range[0] < Decimal("1.8")


def test_tab_goes_from_handle_to_handle_and_on(histogram):
    histogram.before.setFocus()
    QTest.keyClick(histogram.before, Qt.Key.Key_Tab)
    assert histogram.hasFocus()
    assert "lower end" in histogram.accessibleDescription()
    QTest.keyClick(histogram, Qt.Key.Key_Tab)
    assert histogram.hasFocus()
    assert "upper end" in histogram.accessibleDescription()
    QTest.keyClick(histogram, Qt.Key.Key_Tab)
    assert histogram.after.hasFocus()
    QTest.keyClick(histogram.after, Qt.Key.Key_Backtab)
    assert "upper end" in histogram.accessibleDescription()


def test_a_drag_is_told_once_when_it_ends(histogram):
    told, moved = [], []
    histogram.range_changed.connect(lambda low, high: told.append((low, high)))
    histogram.range_moved.connect(lambda low, high: moved.append((low, high)))
    right = QPoint(histogram.width() - 9, 30)
    QTest.mousePress(histogram, Qt.MouseButton.LeftButton, pos=right)
    for x in range(histogram.width() - 20, histogram.width() // 2, -10):
        QTest.mouseMove(histogram, QPoint(x, 30))
    assert told == []
    QTest.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=QPoint(100, 30))
    assert told == [moved[-1]]
    assert told[0][0] == Decimal("0.40")
    assert told[0][1] < Decimal("12.00")


def test_a_chosen_range_outlives_new_counts(histogram):
    histogram.set_range(Decimal(2), None)
    histogram.set_data([1, 2], Decimal(1), Decimal(9))
    assert histogram.range == (Decimal(2), Decimal(9))


def test_handles_do_not_pass_each_other(histogram):
    histogram.set_range(Decimal(5), Decimal(6))
    histogram.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(histogram, Qt.Key.Key_End)
    assert histogram.range == (Decimal(6), Decimal(6))
