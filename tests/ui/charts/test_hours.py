"""An axis of time names days where it spans some, else round hours, minutes or seconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from workbench.core.formats import Formats, formats_of
from workbench.ui.charts.courses import Course, summary
from workbench.ui.charts.hours import MOST, said_when, ticks
from workbench.ui.charts.times import TimeChart

AT = datetime(2026, 3, 14, 22, 57, 13).astimezone()


@pytest.mark.parametrize(
    ("span", "labels"),
    [
        (timedelta(seconds=24), ["2026-03-14 22:57:15", "22:57:20", "22:57:25", "22:57:30",
                                 "22:57:35"]),
        (timedelta(minutes=11), ["2026-03-14 22:58", "23:00", "23:02", "23:04", "23:06", "23:08"]),
        (timedelta(hours=3), ["2026-03-14 23:00", "2026-03-15 00:00", "01:00"]),
        (timedelta(hours=30), ["2026-03-15 00:00", "06:00", "12:00", "18:00", "2026-03-16 00:00"]),
        (timedelta(days=8), ["2026-03-14", "2026-03-16", "2026-03-18", "2026-03-20",
                             "2026-03-22"]),
    ],
)  # fmt: skip
def test_labels_suit_what_the_axis_spans(span, labels):
    found = ticks(AT, AT + span, Formats())
    assert [text for _at, text in found] == labels
    assert all(AT <= moment <= AT + span for moment, _text in found)


def test_no_span_has_too_many_labels_or_none():
    for seconds in (0, 1, 59, 61, 299, 3599, 7200, 86_399, 86_400 * 3 - 1):
        assert 1 <= len(ticks(AT, AT + timedelta(seconds=seconds), Formats())) <= MOST


def test_times_of_day_are_written_as_the_language_does():
    danish = formats_of("da")
    assert said_when(AT, timedelta(hours=1), danish) == "2026-03-14 22.57"
    assert said_when(AT, timedelta(minutes=1), danish) == "2026-03-14 22.57.13"
    assert said_when(AT, timedelta(days=30), danish) == "2026-03-14"
    assert danish.time(AT) == "2026-03-14 22.57"
    assert formats_of("de").hour(AT) == "22:57"


def test_a_run_of_minutes_is_said_with_its_times(qtbot, look):
    start = datetime(2026, 3, 14, 12, tzinfo=UTC)
    points = tuple((start + timedelta(seconds=70 * at), Decimal(at * 10)) for at in range(6))
    course = Course("Progress", points)
    hours = [Formats().hour(at) for at, _value in points]
    said = summary([(course,)], Formats())
    assert hours[0] in said
    assert hours[-1] in said
    chart = TimeChart(look, "Progress")
    qtbot.addWidget(chart)
    chart.set_data([(course,)], Formats())
    chart.resize(360, chart.sizeHint().height())
    chart.grab()
    chart._point(points[2][0])
    assert hours[2] in chart.accessibleDescription()
