"""Cards are dragged like rows: what is carried, from where on, and what a click stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workbench.ui.gallery.shape import tick_box

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def carried(gallery):
    """What would be dragged; nothing holds the loop up for it."""
    told = []
    gallery.carried.disconnect()
    gallery.carried.connect(told.append)
    return told


def middle(gallery, place: int) -> QPoint:
    return gallery.visualRect(gallery.model().index(place, 0)).center()


def pull(gallery, start: QPoint, by: int, *, buttons=LEFT) -> None:
    """Move the pointer sideways from a point."""
    view = gallery.viewport()
    spot = start + QPoint(by, 0)
    at = QPointF(view.mapToGlobal(spot))
    kind = QEvent.Type.MouseMove
    QApplication.sendEvent(view, QMouseEvent(kind, QPointF(spot), at, LEFT, buttons, NONE))


def far() -> int:
    return QApplication.startDragDistance() + 1


def test_a_card_that_is_not_ticked_is_carried_alone(gallery, desk, carried):
    desk.selection.only(["k0", "k2"])
    spot = middle(gallery, 1)
    QTest.mousePress(gallery.viewport(), LEFT, NONE, spot)
    pull(gallery, spot, 1)
    assert carried == []
    pull(gallery, spot, far())
    assert carried == [("k1",)]
    pull(gallery, spot, 2 * far())
    assert carried == [("k1",)], "once for each press"
    assert desk.selection.keys == ("k0", "k2")


def test_with_a_ticked_card_goes_what_is_ticked_in_sight(gallery, desk, carried):
    desk.selection.only(["k0", "k2", "k5"])
    desk.session.arrange(ids={"some": frozenset({"k0", "k1", "k2"})})
    spot = middle(gallery, gallery.cards.place_of("k2"))
    QTest.mousePress(gallery.viewport(), LEFT, NONE, spot)
    pull(gallery, spot, far())
    assert carried == [("k0", "k2")]


def test_a_card_ticked_by_the_press_is_carried_with_the_others(gallery, desk, look, carried):
    desk.selection.only(["k0"])
    card = gallery.visualRect(gallery.model().index(2, 0))
    spot = tick_box(card, look).center()
    QTest.mousePress(gallery.viewport(), LEFT, NONE, spot)
    pull(gallery, spot, far())
    assert carried == [("k0", "k2")]


def test_nothing_is_carried_between_cards_or_without_the_button(gallery, desk, carried):
    gap = QPoint(gallery.shape.gap // 2, 200)
    QTest.mousePress(gallery.viewport(), LEFT, NONE, gap)
    pull(gallery, gap, 60)
    spot = middle(gallery, 1)
    QTest.mousePress(gallery.viewport(), LEFT, NONE, spot)
    QTest.mouseRelease(gallery.viewport(), LEFT, NONE, spot)
    pull(gallery, spot, far(), buttons=Qt.MouseButton.NoButton)
    QTest.mousePress(gallery.viewport(), Qt.MouseButton.RightButton, NONE, spot)
    pull(gallery, spot, far())
    assert carried == []
    assert desk.selection.current == "k1"
