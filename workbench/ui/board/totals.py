"""What a basket comes to: goods, marking, charges and the total, never across currencies."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import TextLabel, label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.compare.baskets import Basket, Line
    from workbench.core.formats import Formats
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.answers import Confirmed

Sums = dict[str, dict[str, Decimal]]
"""Amounts by currency, then by what they are for."""

GOODS, MARKING, CHARGES = "goods", "marking", "charges"


def sums_of(lines: Sequence[Line]) -> tuple[Sums, int]:
    """Return what the promises of lines add up to, and of how many lines nothing can be said."""
    sums: Sums = {}
    open_ones = 0
    for line in lines:
        held = line.current
        if held is None or held.total is None:
            open_ones += 1
            continue
        home = held.home
        ratio = Decimal(1)
        currency = held.total.currency
        if home is not None:
            currency = home.amount.currency
            ratio = home.amount.amount / held.total.amount if held.total.amount else Decimal(1)
        worked = held.marking
        marking = worked.marking + worked.options if worked else Decimal(0)
        charges = sum((amount for _name, amount in held.charges), Decimal(0))
        parts = sums.setdefault(currency, {GOODS: Decimal(0), MARKING: Decimal(0),
                                           CHARGES: Decimal(0)})  # fmt: skip
        parts[MARKING] += marking * ratio
        parts[CHARGES] += charges * ratio
        parts[GOODS] += (held.total.amount - marking - charges) * ratio
    return sums, open_ones


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
        sums, open_ones = sums_of(lines)
        order = sorted(sums, key=lambda code: (code != basket.currency, code))
        self.totals = tuple(self._show_sum(currency, sums[currency]) for currency in order)
        notes = []
        if len(sums) > 1:
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

    def _show_sum(self, currency: str, parts: dict[str, Decimal]) -> str:
        words = {
            GOODS: tr("Goods"),
            MARKING: tr("Marking and setup"),
            CHARGES: tr("Freight and charges"),
        }
        for name, title in words.items():
            if parts[name] or name == GOODS:
                self._add(title, self._formats.number(parts[name], 2), Role.CELL)
        line = Hairline(self._look)
        self._rows.append(line)
        self._column.addWidget(line)
        total = self._formats.number(sum(parts.values(), Decimal(0)), 2)
        self._add(tr("Total, {currency}", currency=currency), total, Role.TOTAL)
        return f"{total} {currency}"

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
