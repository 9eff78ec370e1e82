"""What records would cost at other metal prices: a price a gram for each metal, the sums below."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from workbench.core.formats import MISSING
from workbench.core.orders import MetalPart
from workbench.core.texts import mark, tr, trn
from workbench.core.values import Money
from workbench.ui.dialogs.lists import dress_tree
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import weak_slot
from workbench.ui.text import label, visible
from workbench.ui.theme.tokens import Role
from workbench.workspace.metals import MetalKind, Missing, kinds_of, what_if

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look

_WHY = {
    Missing.WEIGHT: mark("without a weight"),
    Missing.COST: mark("without a cost"),
    Missing.CURRENCY: mark("with a cost in another currency"),
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENT = Decimal("0.01")
_PRICE = Decimal("0.0001")
Records = Sequence[tuple[str, Sequence[MetalPart]]]


class WhatIfDialog(DialogFrame):
    """Prices are typed, nothing is sent or kept; costs of different currencies are never mixed."""

    def __init__(
        self, desk: Desk, keys: Sequence[str], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Other metal prices"), look, width="dialog_wide", parent=parent)
        self._desk = desk
        self._keys = keys
        self._records: Records = ()
        self.prices: dict[str, tuple[LineEdit, QComboBox]] = {}
        self.about = label(tr("Reading the records…"), look, Role.CELL, "text2", wrap=True)
        self.sums = label("", look, Role.TOTAL, wrap=True)
        self.missing = label("", look, Role.NOTE, "text2", wrap=True)
        self._kinds = QWidget()
        self._grid = QGridLayout(self._kinds)
        keep_spacing(self._grid, look, 8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._kinds)
        area.setMinimumHeight(look.px(200))
        self._kinds.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        self.table = QTreeWidget()
        self.table.setHeaderLabels([tr(desk.resource.one), tr("Cost moves by")])
        self.table.headerItem().setTextAlignment(1, _RIGHT)
        self._delegate = dress_tree(self.table, look, tr("Records at these prices"))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setMinimumHeight(look.px(160))
        for part in (self.about, area, self.sums, self.missing):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.add_primary(tr("Close"))
        self._read()

    def _read(self) -> None:
        """Read the metals out of the records' documents, without holding up the window."""
        session, read = self._desk.session, self._desk.resource.metals
        if session is None or read is None:
            return
        take, keys = weak_slot(self, self.take), self._keys

        def find() -> Records:
            found = ((key, session.documents.of_row(key)) for key in keys)
            return [(key, read(document)) for key, document in found if document]

        async def work() -> None:
            take(await asyncio.to_thread(find))

        self._desk.workspace.jobs.spawn("metals", work())

    def take(self, records: Records) -> None:
        """Offer a price for each metal of these records."""
        self._records = records
        kinds = kinds_of(records)
        count = trn("{count} record", "{count} records", len(records))
        if not any(kind.grams for kind in kinds):
            self.about.say(tr("These records tell no weight of metal: nothing can be reckoned."))
            return
        self.about.say(tr("{count}. Type what a gram would cost.", count=count))
        heads = (tr("Metal"), tr("Weight"), tr("A gram costs now"), tr("A gram would cost"))
        for column, title in enumerate(heads):
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(label(title, self._look, Role.LABEL, "text2"), 0, column, side)
        for row, kind in enumerate(kinds, 1):
            self._offer(row, kind)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(len(kinds) + 1, 1)
        first = next(iter(self.prices.values()), None)
        if first is not None:
            first[0].setFocus()

    def _offer(self, row: int, kind: MetalKind) -> None:
        formats, look = self._desk.workspace.formats, self._look
        grams = tr("{weight} g", weight=formats.number(kind.grams.quantize(_CENT), 2))
        edit = LineEdit(tr("Price of a gram of {metal}", metal=kind.metal), look, numeric=True)
        edit.setFixedWidth(look.px(110))
        currency = QComboBox()
        currency.setAccessibleName(tr("Currency"))
        currency.addItems(sorted(kind.paid) or [self._desk.source.currency])
        self.prices[kind.metal] = (edit, currency)
        self._grid.addWidget(label(kind.metal, look, Role.CELL), row, 0)
        self._grid.addWidget(label(grams, look, Role.CELL), row, 1, _RIGHT)
        paid = label("", look, Role.CELL)
        self._grid.addWidget(paid, row, 2, _RIGHT)
        self._grid.addWidget(edit, row, 3)
        self._grid.addWidget(currency, row, 4)
        edit.textEdited.connect(lambda _text: self.reckon())

        def show_paid() -> None:
            amount = kind.paid.get(currency.currentText())
            paid.say(
                f"{formats.number(amount.quantize(_PRICE), 4)} {currency.currentText()}"
                if amount is not None
                else MISSING
            )

        currency.currentIndexChanged.connect(lambda _at: (show_paid(), self.reckon()))
        show_paid()

    def typed(self) -> Mapping[str, Money]:
        """Return the prices as typed; what is no number is framed and left out."""
        found: dict[str, Money] = {}
        for metal, (edit, currency) in self.prices.items():
            text = edit.text().strip().replace(",", ".")
            edit.set_bad("")
            if not text:
                continue
            try:
                amount = Decimal(text)
            except InvalidOperation:
                amount = Decimal(-1)
            if not amount.is_finite() or amount < 0:
                edit.set_bad(tr("That is no price."))
                continue
            found[metal] = Money(amount, currency.currentText())
        return found

    def reckon(self) -> None:
        """Show what the records cost at the typed prices."""
        formats, prices = self._desk.workspace.formats, self.typed()
        result = what_if(self._records, prices)
        sums = " · ".join(
            _signed(formats.money(Money(amount.quantize(_CENT), currency)), amount)
            for currency, amount in sorted(result.totals.items())
        )
        self.sums.say(tr("All together: {sums}", sums=sums) if sums else "")
        parts = [f"{count:,} {tr(_WHY[why])}" for why, count in result.missing.items()]
        self.missing.say(
            tr("Not reckoned: {parts}.", parts=", ".join(parts)) if parts else ""
        )  # fmt: skip
        self.table.clear()
        for key, deltas in result.deltas.items():
            said = " · ".join(
                _signed(formats.money(Money(amount.quantize(_CENT), currency)), amount)
                for currency, amount in sorted(deltas.items())
            )
            item = QTreeWidgetItem([visible(self._name(key)), said])
            item.setTextAlignment(1, _RIGHT)
            self.table.addTopLevelItem(item)

    def _name(self, key: str) -> str:
        session = self._desk.session
        row = session.table.row_of(key) if session is not None else None
        name = self._desk.resource.face.name
        value = session.table.value(row, name) if session is not None and row is not None else ""
        return f"{value or ''} · {key}"


def _signed(text: str, amount: Decimal) -> str:
    return f"+{text}" if amount > 0 else text
