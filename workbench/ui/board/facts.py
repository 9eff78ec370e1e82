"""Rows of name and value, and lines with a sum at the right, as the dock's pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from workbench.ui.parts.shapes import Hairline
from workbench.ui.text import Ink, label, set_tip
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

WORDS = 112
"""Width of the names, px at 100 %."""


LEAST = 56
"""Width that how an amount comes about has at least, px at 100 %."""


class Fact(NamedTuple):
    """One row.

    Attributes:
        title: at the left; "" and no value make a line across.
        value: beside it.
        amount: at the right.
        strong: a sum.
        ink: of value and amount.
        inset: a line that the one above is made of.
    """

    title: str = ""
    value: str = ""
    amount: str = ""
    strong: bool = False
    ink: Ink = "text"
    inset: bool = False


class Facts(QWidget):
    """Rows made anew whenever they are others; texts can be selected and copied."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: tuple[Fact, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_rows(self, rows: Sequence[Fact]) -> None:
        """Show other rows."""
        if tuple(rows) == self.rows:
            return
        self.rows = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, fact in enumerate(self.rows):
            self._add(at, fact)

    def _add(self, at: int, fact: Fact) -> None:
        look = self._look
        if fact == Fact():
            self._grid.addWidget(Hairline(look), at, 0, 1, 3)
            return
        role = Role.TOTAL if fact.strong else Role.NOTE if fact.inset else Role.CELL
        title = label(fact.title, look, role, "text" if fact.strong or fact.amount else "text2",
                      wrap=True)  # fmt: skip
        if fact.inset:
            title.setIndent(look.px(10))
            title.set_ink("text2")
        top = Qt.AlignmentFlag.AlignTop
        if not fact.amount:
            title.setFixedWidth(look.px(WORDS))
            self._grid.addWidget(title, at, 0, top)
            value = label(fact.value, look, role, fact.ink, wrap=True, selectable=True)
            self._grid.addWidget(value, at, 1, 1, 2, top)
            return
        self._grid.addWidget(title, at, 0, top)
        value = label(fact.value, look, Role.NOTE, "text2", wrap=True, selectable=True)
        # A formula is one long word: it never pushes the amount out of sight.
        value.setMinimumWidth(look.px(LEAST))
        set_tip(value, fact.value)
        self._grid.addWidget(value, at, 1, top)
        amount = label(fact.amount, look, role, fact.ink, selectable=True)
        self._grid.addWidget(amount, at, 2, top | Qt.AlignmentFlag.AlignRight)

    def _restyle(self) -> None:
        px = self._look.px
        self._grid.setContentsMargins(px(16), px(4), px(16), px(8))
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(5))
