"""What a basket comes to: goods, marking, charges and the total, never across currencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.compare.baskets import parts_of, sum_of
from workbench.core.texts import tr, trn
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import TextLabel, label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.compare.baskets import Basket, Line, Parts
    from workbench.core.formats import Formats
    from workbench.core.values import Money
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.answers import Confirmed


class BasketTotals(QWidget):
    """Lines of totals; what cannot be added up is said."""

    def __init__(self, look: Look, formats: Formats) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._column = QVBoxLayout(self)
        keep_spacing(self._column, look, 4, (16, 8, 16, 8))
        self._rows: list[QWidget] = []
        self.note: TextLabel = label("", look, Role.NOTE, "text2", wrap=True)
        self.note.hide()
        self._column.addWidget(self.note)
        self.totals: tuple[str, ...] = ()

    def show_lines(self, basket: Basket, lines: Sequence[Line]) -> None:
        """Show what lines come to."""
        self._column.removeWidget(self.note)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        amounts, open_ones = sum_of(lines)
        parts = parts_of(lines)
        order = sorted(amounts, key=lambda each: each.currency != basket.currency)
        self.totals = tuple(self._show_sum(each, parts[each.currency]) for each in order)
        notes = []
        if len(amounts) > 1:
            notes.append(tr("No rate leads from one currency to the other: they are not added up."))
        if open_ones:
            notes.append(
                trn("{count} line has no price.", "{count} lines have no price.", open_ones)
            )
        self.note.say(" ".join(notes))
        self.note.setVisible(bool(notes))
        self._column.addWidget(self.note)

    def take_confirmed(self, answers: Sequence[Confirmed]) -> None:
        """Say how many lines the services came to the same for."""
        same = sum(each.agrees for each in answers)
        count = self._formats.integer(len(answers))
        said = tr("{same} of {count} lines confirmed by the services.",
                  same=self._formats.integer(same), count=count)  # fmt: skip
        self.note.say(said)
        self.note.show()

    def _show_sum(self, total: Money, parts: Parts) -> str:
        words = (tr("Goods"), tr("Marking and setup"), tr("Freight and charges"))
        for place, (title, amount) in enumerate(zip(words, parts, strict=True)):
            if amount or not place:
                self._add(title, self._formats.total_number(amount), Role.CELL)
        line = Hairline(self._look)
        self._rows.append(line)
        self._column.addWidget(line)
        shown = self._formats.total_number(total.amount)
        self._add(tr("Total, {currency}", currency=total.currency), shown, Role.TOTAL)
        return f"{shown} {total.currency}"

    def _add(self, title: str, amount: str, role: Role) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(title, self._look, role))
        line.addStretch(1)
        big = Role.RECORD if role is Role.TOTAL else role
        line.addWidget(label(amount, self._look, big))
        self._rows.append(row)
        self._column.addWidget(row)
