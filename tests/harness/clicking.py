"""Clicks of a mouse on widgets that were shown a moment ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def click_on(widget: QWidget, spot: QPoint | None, modifiers: Qt.KeyboardModifier) -> None:
    """Click a widget with the left button, in its middle or at a place.

    What was just shown has no size of its own before its layout is asked for: the middle of it
    would lie somewhere else by the time the button is pressed.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    place = spot if spot is not None else widget.rect().center()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifiers, place)
