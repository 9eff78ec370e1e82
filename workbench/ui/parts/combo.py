"""A box of choices whose text ends in dots where it is too narrow: Qt cuts it in the letter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip, tip_text


class ElidedCombo(QComboBox):
    """Shows as much of its choice as there is room for, and all of it as its tip."""

    def __init__(self) -> None:
        super().__init__()
        self.currentTextChanged.connect(self._say)

    def add(self, text: str, data: object) -> None:
        """Add a choice; its whole text is its tip in the list, too."""
        self.addItem(text, data)
        self.setItemData(self.count() - 1, tip_text(text), Qt.ItemDataRole.ToolTipRole)

    def shown_text(self) -> str:
        """Return the text as there is room for it."""
        return self._option().currentText

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        option.currentText = self.fontMetrics().elidedText(  # type: ignore[attr-defined]
            self.currentText(), Qt.TextElideMode.ElideRight, max(room.width() - 4, 0)
        )
        return option

    def say(self) -> None:
        """Tell the whole text as the tip: after choices were added without a word."""
        self._say(self.currentText())

    @never_raises(None)
    def _say(self, text: str) -> None:
        set_tip(self, text)

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102
        painter, option = QStylePainter(self), self._option()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
