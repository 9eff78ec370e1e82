"""The empty state: why there is nothing, in one sentence with the number, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.shapes import IconSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.ui.theme.look import Look

SENTENCE = 316
"""Width up to which a sentence is not folded, px at 100 %."""


class EmptyState(QWidget):
    """Icon 24 on a disc of 52, title, sentence, and one or two actions of (key, text).

    The first action is primary; `acted` carries the key.
    """

    acted = Signal(str)

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        look: Look,
        actions: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__()
        self.setAccessibleName(f"{title.removesuffix('.')}. {sentence}")
        column = QVBoxLayout(self)
        keep_spacing(column, look, 4, (16, 16, 16, 16))
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconSign(icon, look, 24, 52), 0, centre)
        column.addSpacing(look.px(8))
        for text, role, ink in ((title, Role.RECORD, "text"), (sentence, Role.CELL, "text2")):
            line = label(text, look, role, "text" if ink == "text" else "text2", wrap=True)
            line.setAlignment(centre)
            # A text that folds is narrow by itself, however much room there is.
            wide = look.metrics(role).horizontalAdvance(text) + look.px(4)
            line.setMinimumWidth(min(wide, look.px(SENTENCE)))
            column.addWidget(line)
        column.addSpacing(look.px(12))
        column.addLayout(self._buttons(actions, look))
        column.addStretch(2)

    def _buttons(self, actions: Sequence[tuple[str, str]], look: Look) -> QHBoxLayout:
        row = QHBoxLayout()
        keep_spacing(row, look)
        row.addStretch(1)
        for place, (key, text) in enumerate(actions):
            button = Button(text, look, Kind.PLAIN if place else Kind.PRIMARY)
            button.clicked.connect(lambda _on=False, key=key: self.acted.emit(key))
            row.addWidget(button)
        row.addStretch(1)
        return row
