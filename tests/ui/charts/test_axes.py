"""Labels of an axis of quantities: the left end is named, and none touches another."""

from __future__ import annotations

import itertools
from decimal import Decimal

from PySide6.QtCore import Qt

from workbench.core.formats import Formats
from workbench.ui.charts.axes import quantity_labels, series_pen
from workbench.ui.charts.scales import LinearScale, LogScale


def test_the_left_end_is_named_and_labels_do_not_touch(look) -> None:
    for width in (60, 200, 900):
        labels = quantity_labels(LogScale(30, 5000, 40, width), look, Formats())
        assert labels[-1].text == "5,000"
        for one, other in itertools.pairwise(labels):
            assert other.place - one.place > (one.width + other.width) / 2
    assert labels[0].text == "30"


def test_a_line_keeps_its_colour_and_its_dash(look) -> None:
    solid, dashed = look.series()[:2]
    assert series_pen(solid, look).style() is Qt.PenStyle.SolidLine
    pen = series_pen(dashed, look)
    assert pen.color() == dashed.colour
    assert pen.dashPattern() == [length / 2 for length in dashed.dash]
    assert pen.capStyle() is Qt.PenCapStyle.FlatCap


def test_a_scale_of_values_knows_its_lower_end() -> None:
    scale = LinearScale(Decimal(1), Decimal(3), 10, 80)
    assert scale.bottom == 90 == scale.y(Decimal(1))
