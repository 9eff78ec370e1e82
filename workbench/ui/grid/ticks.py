"""Tick boxes that painted lists share, as the style paints them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QWidget


def paint_tick(
    painter: QPainter, box: QRect, state: Qt.CheckState, widget: QWidget, *, enabled: bool = True
) -> None:
    """Paint a tick box as the style paints it."""
    option = QStyleOptionButton()
    option.initFrom(widget)
    option.rect = box
    flags = QStyle.StateFlag.State_Enabled if enabled else QStyle.StateFlag.State_None
    flags |= {
        Qt.CheckState.Checked: QStyle.StateFlag.State_On,
        Qt.CheckState.PartiallyChecked: QStyle.StateFlag.State_NoChange,
        Qt.CheckState.Unchecked: QStyle.StateFlag.State_Off,
    }[state]
    option.state = flags
    element = QStyle.PrimitiveElement.PE_IndicatorCheckBox
    widget.style().drawPrimitive(element, option, painter, widget)
