"""A chart is pointed at by the pointer alone, and lets go with it or with the focus."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from workbench.ui.charts.courses import TimeScale
from workbench.ui.charts.pointing import Pointing
from workbench.ui.charts.scales import LogScale


def test_the_pointer_is_told_and_let_go(qtbot) -> None:
    chart, told = QWidget(), []
    qtbot.addWidget(chart)
    chart.resize(200, 80)
    Pointing(chart, told.append)
    chart.show()
    assert chart.hasMouseTracking()
    QTest.mouseMove(chart, QPoint(40, 20))
    assert told[-1] == 40
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert told[-1] is None
    QTest.mouseMove(chart, QPoint(60, 20))
    assert told[-1] == 60
    gone = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason)
    QApplication.sendEvent(chart, gone)
    assert told[-1] is None


def test_beside_a_scale_nothing_is_pointed_at() -> None:
    across = LogScale(25, 2500, 10, 200)
    assert across.right == 210
    assert across.pointed(110) == 250
    assert across.pointed(9) is None
    assert across.pointed(211) is None
    assert across.pointed(None) is None
    first, last = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7))
    days = TimeScale(first, last, 10, 200)
    assert days.pointed(10) == first
    assert days.pointed(days.right) == last
    assert days.pointed(days.right + 1) is None
