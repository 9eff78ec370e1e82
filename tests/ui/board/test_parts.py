"""Parts of the Compare tab by themselves: numbers as typed, totals, the chart's words and axis."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.compare.baskets import Basket, Line, parts_of, sum_of
from workbench.compare.quoting import Home, Quoted
from workbench.core.formats import Formats, formats_of
from workbench.core.offers import Ref
from workbench.core.values import Money
from workbench.ui.board.totals import BasketTotals
from workbench.ui.board.words import number_of
from workbench.ui.charts.costs import CostChart, CostLine, CrossRing, left_end

NOW = datetime(2026, 11, 19, tzinfo=UTC)
REF = Ref("shop", "main", "products", "1")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("11,42", "11.42"),
        ("11.42", "11.42"),
        ("1,250.50", "1250.50"),
        ("1.250,50", "1250.50"),
        ("1 250", "1250"),
        ("−3", "-3"),
        ("", None),
        ("many", None),
        ("NaN", None),
        ("Infinity", None),
    ],
)
def test_numbers_are_read_with_point_or_comma(text: str, number: str | None) -> None:
    assert number_of(text) == (None if number is None else Decimal(number))


def line(identity: str, total: str, currency: str, home: str = "") -> Line:
    amount = Money(Decimal(total), currency)
    brought = Home(Money(Decimal(home or 0), "EUR"), Decimal("0.1"), NOW.date(), "typed")
    quoted = Quoted(NOW, NOW, "Skrivo", "a", 10, 10, total=amount, home=brought if home else None)
    return Line(identity, REF, name="Mug", quantity=10, quoted=quoted)


def test_totals_never_mix_currencies_and_count_what_has_no_price(look) -> None:
    lines = (
        line("1", "100", "EUR"),
        line("2", "500", "SEK", "45.50"),
        line("3", "80", "PLN"),
        Line("4", REF, name="Open"),
    )
    missing = sum_of(lines).open
    assert {code: sum(parts) for code, parts in parts_of(lines).items()} == {
        "EUR": Decimal("145.50"),
        "PLN": Decimal(80),
    }
    assert missing == 1
    widget = BasketTotals(look, formats())
    widget.show_lines(Basket("b", "Fair", "EUR", NOW), lines)
    assert widget.totals == ("145.50 EUR", "80.00 PLN")
    assert "not added up" in widget.note.text()


def formats() -> Formats:
    return formats_of("en")


def test_the_axis_begins_at_a_fifth_of_what_is_wanted() -> None:
    assert left_end(10, 250) == 50
    assert left_end(10, 10) == 10
    assert left_end(1, 1) == 1


@pytest.fixture
def chart(look):
    made = CostChart(look, formats())
    made.resize(600, 240)
    lines = [
        CostLine("Skrivo", ((50, Decimal("6.5")), (249, Decimal("6.1")), (250, Decimal("5.0")))),
        CostLine("Gaveland", ((50, Decimal("7.0")), (1000, Decimal("4.6")))),
    ]
    ring = CrossRing(500, Decimal("4.7"), "Cross-over at 500", "Gaveland cheaper from here up")
    made.show_costs(lines, [ring], (50, 5000), 250)
    return made


def test_the_chart_says_its_costs_and_cross_overs(chart) -> None:
    assert "Skrivo 5.00" in chart.summary
    assert "Cross-over at 500: Gaveland cheaper from here up" in chart.summary
    assert "Skrivo" in chart.accessibleDescription()


def test_the_pointer_moves_by_keys_and_enter_asks_for_its_quantity(chart, qtbot) -> None:
    asked: list[int] = []
    chart.asked.connect(asked.append)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    plot = chart.plot()
    assert plot is not None
    assert plot.pointed == 500
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert asked == [500]
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.plot().pointed is None


def test_the_chart_paints_its_lines_in_their_colours(chart, look) -> None:
    picture = chart.grab().toImage()
    wanted = look.series()[0].colour.rgb() & 0xFFFFFF
    found = {
        picture.pixel(x, y) & 0xFFFFFF
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert wanted in found
