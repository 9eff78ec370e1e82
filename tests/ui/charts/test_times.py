"""Values over time hold until the next one; the chart says them by pointer, keys and words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.core.fields import Field, Kind
from workbench.core.formats import Formats
from workbench.core.sources import SubTable
from workbench.core.values import Money
from workbench.ui.charts.courses import Course, TimeScale, corners, said_at, summary, usable
from workbench.ui.charts.scales import LinearScale
from workbench.ui.charts.times import TimeChart
from workbench.ui.dock.times import panels_of

FIRST, SECOND, LAST = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 3, 7))
STOCK = Course("Stock", ((FIRST, Decimal(40)), (SECOND, Decimal(10)), (LAST, Decimal(25))))
PRICE = Course("Price", ((SECOND, Decimal("49.9")), (LAST, Decimal(52))), "SEK")


class Row(NamedTuple):
    at: object
    stock: object
    price: object = None


TABLE = SubTable(
    "history", "Events",
    (
        Field("at", "Time", Kind.TIME, lambda row: row.at),
        Field("stock", "Stock", Kind.DECIMAL, lambda row: row.stock),
        Field("price", "Price", Kind.MONEY, lambda row: row.price),
    ),
    lambda _document, _query: (), chart="times", plotted=(("stock",), ("price", "none such")),
)  # fmt: skip


def test_a_value_holds_until_the_next_one():
    assert STOCK.at(datetime(2026, 2, 20, tzinfo=UTC)) == 40
    assert STOCK.at(SECOND) == 10
    assert PRICE.at(FIRST) is None
    across = TimeScale(FIRST, LAST, 0, 181)
    down = LinearScale(Decimal(0), Decimal(40), 0, 40)
    assert corners(STOCK, across, down) == [
        (0, 0), (59, 0), (59, 30), (181, 30), (181, 15), (181, 15),
    ]  # fmt: skip
    assert across.moment(59) == SECOND


def test_rows_become_lines_in_the_order_of_time():
    rows = [
        Row(LAST, Decimal(25)), Row(FIRST, Decimal(40), Money(Decimal(5), "SEK")),
        Row(None, Decimal(1)), Row(SECOND, None),
    ]  # fmt: skip
    (stock,), (price,) = panels_of(TABLE, rows)
    assert stock.points == ((FIRST, 40), (LAST, 25))
    assert (price.points, price.unit) == (((FIRST, 5),), "SEK")
    days = panels_of(TABLE, [Row(date(2026, 1, 1), Decimal(1))])
    assert days[0][0].points == ((FIRST, 1),)


def test_what_never_changes_is_not_drawn():
    once = Course("Once", ((FIRST, Decimal(1)),))
    assert usable([(once,), (STOCK, Course("None", ()))]) == [(STOCK,)]


def test_it_is_said_in_words():
    said = summary([(STOCK,), (PRICE,)], Formats())
    assert "Stock: 40 at first, 25 at last" in said
    assert "49.90 SEK" in said
    assert said_at([(STOCK,), (PRICE,)], FIRST, Formats()) == ["Stock 40"]
    assert summary([], Formats())


@pytest.fixture
def chart(qtbot, look):
    chart = TimeChart(look, "Events")
    qtbot.addWidget(chart)
    chart.set_data([(STOCK,), (PRICE,)], Formats())
    chart.resize(360, chart.sizeHint().height())
    return chart


def test_keys_walk_along_the_changes(chart):
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.pointed == FIRST
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.pointed == SECOND
    assert "Stock 10" in chart.accessibleDescription()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.pointed == FIRST
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.pointed is None


def test_it_is_painted_in_both_inks(chart):
    image = chart.grab().toImage()
    inks = {image.pixelColor(x, y).rgb() for x in range(360) for y in range(image.height())}
    assert len(inks) > 4
    high = chart.sizeHint().height()
    chart.set_data([(STOCK,)], Formats())
    assert chart.sizeHint().height() < high
