"""A part of a page that folds: its head stands on the panel's padding, its body a little wider."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.ui.parts.section import SectionHead
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look


class FoldPart(QWidget):
    """Head, body, and a hairline below; `head.toggled` tells the owner to remember it."""

    def __init__(self, title: str, body: QWidget, look: Look, *, is_open: bool = True) -> None:
        super().__init__()
        self.head = SectionHead(title, look, is_open=is_open)
        self.body = body
        top = QHBoxLayout()
        keep_spacing(top, look, 0, (14, 2, 8, 0))
        top.addWidget(self.head)
        inside = QVBoxLayout()
        keep_spacing(inside, look, 0, (8, 0, 8, 8))
        inside.addWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(inside)
        column.addWidget(Hairline(look))
        body.setVisible(is_open)
        self.head.toggled.connect(body.setVisible)
