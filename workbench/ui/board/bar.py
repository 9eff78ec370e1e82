"""What is asked of every supplier alike: quantity, currency and rates, sale prices, confirming."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from workbench.core.fields import Kind as FieldKind
from workbench.core.texts import tr, trn
from workbench.ui.board.chosen import OFFERS, count_ticked
from workbench.ui.board.words import day_text
from workbench.ui.parts.buttons import Button, IconButton, Kind
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.stepper import Stepper
from workbench.ui.parts.switch import Switch
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import label, no_mnemonic, set_tip
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.comparison import Comparison

AS_QUOTED: Final = "quoted"
"""Key of the switch that leaves every amount in its own currency."""
CURRENCIES: Final = 2
"""Currencies beside "As quoted"."""
MARGIN, GAP, BOX = 16, 8, 76
"""Of the bar, between its parts, and width of the box of the quantity, px at 100 %."""


class BoardBar(QWidget):
    """Quantity, currency, rates, sale prices and the services' own calculation.

    Attributes:
        rates_wanted: the rates are wanted.
        confirm_wanted: prices are to be confirmed.
        export_wanted: the rows are wanted as a workbook.
        quantity: the box.
    """

    rates_wanted = Signal()
    confirm_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, desk: Desk, comparison: Comparison, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._comparison = comparison
        self._codes: tuple[str, ...] = ()
        self.quantity = Stepper(tr("Quantity"), look, comparison.asked.quantity)
        self.quantity.value_changed.connect(self._take_quantity)
        set_tip(self.quantity, tr("Pieces that every supplier is asked for"))
        self._word = label(tr("Quantity"), look, Role.CELL, "text2")
        self._word.setBuddy(self.quantity)
        self.currency: Segmented | None = None
        self.rates = Button("", look, Kind.LINK)
        self.rates.clicked.connect(self.rates_wanted)
        self.safe = Switch(tr("Client-safe"), look, on=comparison.asked.client_safe)
        set_tip(self.safe, tr("Sale prices alone: no cost and no supplier is shown or exported."))
        self.safe.toggled.connect(self._take_safe)
        self.sale = Button(tr("Sale prices"), look, caret=True)
        self.sale.clicked.connect(self._choose_rule)
        self.confirm = Button("", look, icon="badge-check")
        self.confirm.clicked.connect(self.confirm_wanted)
        self.export = Button(tr("Export to Excel"), look, icon="file-down")
        set_tip(self.export, tr("The rows ticked, or all shown, as a workbook with live formulas"))
        self.export.clicked.connect(self.export_wanted)
        self._row = QHBoxLayout(self)
        for part in (self._word, self.quantity, self.rates):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self.more = IconButton("ellipsis", tr("More for the offers"), look)
        self.more.clicked.connect(self._open_more)
        for part in (self.safe, self.sale, self.export, self.confirm, self.more):
            self._row.addWidget(part)
        comparison.changed.connect(weak_slot(self, self.show_now))
        comparison.repriced.connect(weak_slot(self, self.show_now))
        comparison.moved.connect(weak_slot(self, self.show_now))
        comparison.rates.changed.connect(weak_slot(self, self._rates_moved))
        desk.session_changed.connect(self.show_now)
        desk.selection.changed.connect(self.show_now)
        look.changed.connect(self._restyle)
        self._restyle()
        self.show_now()

    def turn_safe(self) -> None:
        """Show sale prices alone, or everything again."""
        self.safe.setChecked(not self.safe.isChecked())

    @never_raises(None)
    def show_now(self) -> None:
        """Show what is asked, as the comparison has it."""
        asked = self._comparison.asked
        if self.quantity.value() != asked.quantity and not self.quantity.hasFocus():
            self.quantity.set_value(asked.quantity)
        if self.safe.isChecked() != asked.client_safe:
            self.safe.setChecked(asked.client_safe)
        self._show_currencies()
        self._show_rates()
        rule = asked.margin or tr("Sale prices")
        self.sale.say(rule)
        self.confirm.setVisible(not asked.client_safe)
        self._fit()

    def _say_buttons(self, *, short: bool) -> None:
        """Say how many rows are confirmed; where the bar is narrow the tips say the rest."""
        self.export.say(tr("Excel") if short else tr("Export to Excel"))
        ticked = count_ticked(self._desk)
        whole, brief = tr("Confirm prices on server"), tr("Confirm")
        if ticked:
            whole = trn("Confirm {count} row on server", "Confirm {count} rows on server", ticked)
            brief = trn("Confirm {count} row", "Confirm {count} rows", ticked)
        self.confirm.say(brief if short else whole)
        set_tip(self.confirm, whole)

    # ---- currencies and rates ----------------------------------------------------------------

    def _show_currencies(self) -> None:
        """Offer the home currency, the one most suppliers quote in beside it, and none."""
        asked = self._comparison.asked
        home = self._desk.workspace.settings.currency or "EUR"
        units = [
            field.unit
            for field in self._desk.source.resources[0].fields
            if field.kind is FieldKind.OFFER and field.unit
        ]
        found = dict.fromkeys([home, asked.currency, *sorted(units, key=units.count, reverse=True)])
        codes = tuple(code for code in found if code)[:CURRENCIES]
        if asked.currency and asked.currency not in codes:
            codes = (*codes[:-1], asked.currency)
        if codes != self._codes:
            self._codes = codes
            self._build_currencies(codes)
        if self.currency is not None:
            self.currency.set_value(asked.currency or AS_QUOTED)

    def _build_currencies(self, codes: tuple[str, ...]) -> None:
        if self.currency is not None:
            self._row.removeWidget(self.currency)
            self.currency.hide()
            self.currency.deleteLater()
        choices = [*((code, code) for code in codes), (AS_QUOTED, tr("As quoted"))]
        self.currency = Segmented(tr("Currency"), choices, self._look)
        self.currency.chosen.connect(self._take_currency)
        self._row.insertWidget(2, self.currency)

    def _show_rates(self) -> None:
        rates = self._comparison.rates
        newest, typed = rates.newest, rates.typed
        if newest is not None:
            text = tr("Rates of {day}", day=day_text(newest))
        elif typed:
            text = trn("{count} rate typed", "{count} rates typed", len(typed))
        else:
            text = tr("No rates")
        self.rates.say(text)
        set_tip(self.rates, rates.stale or tr("Exchange rates: where from, of which day"))

    def _rates_moved(self, _rates: object) -> None:
        self.show_now()

    # ---- what is chosen ----------------------------------------------------------------------

    def _take_quantity(self, quantity: int) -> None:
        self._comparison.ask(quantity=quantity)

    def _take_currency(self, key: str) -> None:
        self._comparison.ask(currency="" if key == AS_QUOTED else key)

    def _take_safe(self, on: bool) -> None:
        if on != self._comparison.asked.client_safe:
            self._comparison.ask(client_safe=on)

    def _choose_rule(self) -> None:
        """Offer the margin rules, none, and changing them."""
        menu = QMenu(self)
        self._fill_rules(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.sale.mapToGlobal(self.sale.rect().bottomLeft()))

    def _fill_rules(self, menu: QMenu) -> None:
        comparison = self._comparison
        asked = comparison.asked.margin
        for name in ("", *(rule.name for rule in comparison.agreements.rules)):
            action = menu.addAction(no_mnemonic(name or tr("No sale prices")))
            action.setCheckable(True)
            action.setChecked(name == asked)
            action.triggered.connect(lambda _on=False, name=name: comparison.ask(margin=name))
        menu.addSeparator()
        title = tr("Margin rules…") if comparison.agreements.rules else tr("New rule…")
        menu.addAction(title).triggered.connect(self._open_rules)

    def _open_more(self) -> None:
        """Offer what found no room on the bar."""
        menu = QMenu(self)
        if self._wants_export and self.export.isHidden():
            export = menu.addAction(tr("Export to Excel"))
            export.triggered.connect(self.export_wanted)
        if self.sale.isHidden():
            self._fill_rules(menu.addMenu(no_mnemonic(self.sale.text())))
        if self.safe.isHidden():
            safe = menu.addAction(tr("Client-safe"))
            safe.setCheckable(True)
            safe.setChecked(self.safe.isChecked())
            safe.triggered.connect(self.turn_safe)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _open_rules(self) -> None:
        from workbench.ui.board.marginrules import open_margins  # noqa: PLC0415 - on use

        anchor = self.more if self.sale.isHidden() else self.sale
        open_margins(anchor, self._desk, self._comparison, self._look)

    # ---- being a widget ----------------------------------------------------------------------

    def _fit(self) -> None:
        """Let parts leave where the bar is narrow: a menu at its end holds them then."""
        leaving = [(self.export, self._wants_export), (self.safe, True), (self.sale, True)]
        wanted = [part for part, wants in leaving if wants]
        self._say_buttons(short=False)
        room = self._room() - sum(map(self._taken, wanted))
        narrow = room < 0
        if narrow:
            self._say_buttons(short=True)
            room = self._room() - self._taken(self.more)
            for at, part in enumerate(wanted):
                room -= self._taken(part)
                if room < 0:
                    wanted = wanted[:at]
                    break
        self.more.setVisible(narrow)
        for part, _wants in leaving:
            part.setVisible(part in wanted)
        self._word.setVisible(not narrow and room >= self._taken(self._word))

    @property
    def _wants_export(self) -> bool:
        return self._desk.resource.id == OFFERS

    def _taken(self, part: QWidget) -> int:
        """Return the room that a part takes, with the gap beside it."""
        return part.sizeHint().width() + self._look.px(GAP)

    def _room(self) -> int:
        """Return the room beside what always stays, in pixels."""
        px = self._look.px
        stays: list[QWidget] = [self.rates]
        if self.currency is not None:
            stays.append(self.currency)
        if not self._comparison.asked.client_safe:
            stays.append(self.confirm)
        return self.width() - px(2 * MARGIN + BOX + GAP) - sum(map(self._taken, stays))

    @never_raises(None)
    def _restyle(self) -> None:
        look = self._look
        self.setFixedHeight(look.size("tool_bar"))
        self.quantity.setFixedWidth(look.px(BOX))
        self._row.setContentsMargins(look.px(MARGIN), 0, look.px(MARGIN), look.px(4))
        self._row.setSpacing(look.px(GAP))

    @never_raises(None)
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)
