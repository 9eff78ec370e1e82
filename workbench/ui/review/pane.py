"""The left of the review: search, which records, and the list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.segmented import Segmented
from workbench.ui.review.header import ListHead
from workbench.ui.review.list import ReviewList
from workbench.ui.review.model import ReviewModel
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role


class ListPane(QWidget):
    """The list with what narrows it.

    Attributes:
        narrowed: other lines are wanted: ("all", "problems" or "differences", text).
        model, list, head: its parts.
    """

    narrowed = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.model = ReviewModel()
        self.list = ReviewList(self.model, look)
        self.head = ListHead(look)
        self.said = label("", look, Role.TOTAL)
        self.search = LineEdit(
            tr("Find field or record"), look, placeholder=tr("Find field or record"), search=True
        )
        self.which = Segmented(
            tr("Which records"),
            [
                ("all", tr("All")),
                ("problems", tr("Problems")),
                ("differences", tr("Differences")),
            ],
            look,
        )
        self._bar = QHBoxLayout()
        self._lay_out()
        self.search.textChanged.connect(self._narrowed)
        self.list.resized.connect(self.head.set_width)
        self.which.chosen.connect(self._narrowed)
        look.changed.connect(self._restyle)
        self._restyle()

    def say(self, text: str, problems: int, *, plain: bool = False) -> None:
        """Show what the list holds; `plain` for results, which have no boxes."""
        self.said.say(text)
        title = tr("Problems {count}", count=f"{problems:,}") if problems else tr("Problems")
        self.which.say("problems", title)
        self.which.offer("differences", offered=not plain)
        if plain and self.which.value() == "differences":
            self.which.set_value("all")
        self.head.set_plain(plain=plain)

    def _narrowed(self, *_: object) -> None:
        self.narrowed.emit(self.which.value(), self.search.text())

    def _lay_out(self) -> None:
        self._bar.addWidget(self.said)
        self._bar.addStretch(1)
        self._bar.addWidget(self.search)
        self._bar.addWidget(self.which)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)

    @never_raises(None)
    def _restyle(self) -> None:
        px = self._look.px
        self._bar.setContentsMargins(px(16), px(8), px(16), px(8))
        self._bar.setSpacing(px(8))
        self.search.setFixedWidth(px(188))

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)
