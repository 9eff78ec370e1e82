"""Exchange rates: typed here, or the European Central Bank's once the user has said so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.board.words import number_of
from workbench.ui.board.working import begin
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.switch import Switch
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.board.place import BoardPlace
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.comparison.comparison import Comparison

HOST: Final = "www.ecb.europa.eu"
"""Where the bank's rates come from: it is named before anything goes there."""


def switch_on(desk: Desk, comparison: Comparison, *, on: bool = True) -> None:
    """Let the bank's rates be read, and read them; or no longer."""
    try:
        desk.workspace.change_settings(lambda held: msgspec.structs.replace(held, fetch_rates=on))
    except WbError as error:
        desk.trouble.emit(error)
        return
    if on:
        comparison.rates.fetch()


class RatesPanel(QWidget):
    """Above the table of rates: the switch with the host's name, and a rate to type.

    Attributes:
        fetch: the switch.
        read: reads the bank's rates now.
        currency, rate: what is typed.
        keep, drop: keeps it; forgets the typed rate of the current row.
    """

    def __init__(self, place: BoardPlace) -> None:
        super().__init__()
        self._place = place
        self._look = look = place.look
        self._rates = place.comparison.rates
        settings = place.desk.workspace.settings
        text = tr("Read the European Central Bank's rates each working day ({host})", host=HOST)
        self.fetch = Switch(text, look, on=settings.fetch_rates)
        self.fetch.toggled.connect(self._switch)
        self.read = Button(tr("Read now"), look, icon="refresh-cw")
        self.read.clicked.connect(self._read)
        self.said = label("", look, Role.NOTE, "text2", wrap=True)
        self.currency = LineEdit(tr("Currency"), look, placeholder="SEK")
        self.currency.setMaxLength(3)
        self.rate = LineEdit(tr("Units for one euro"), look, numeric=True)
        self.keep = Button(tr("Keep this rate"), look)
        self.keep.clicked.connect(self._keep)
        self.rate.returnPressed.connect(self._keep)
        self.drop = Button(tr("Forget the typed rate"), look)
        self.drop.clicked.connect(self._drop)
        self._lay_out()
        self._rates.changed.connect(weak_slot(self, self._show))
        self._rates.told.connect(weak_slot(self, self._show))
        place.desk.selection.current_changed.connect(self._show)
        place.desk.workspace.settings_changed.connect(weak_slot(self, self._show))
        self._show()

    def _lay_out(self) -> None:
        look = self._look
        upper = QHBoxLayout()
        keep_spacing(upper, look)
        upper.addWidget(self.fetch)
        upper.addWidget(self.read)
        upper.addStretch(1)
        lower = QHBoxLayout()
        keep_spacing(lower, look)
        lower.addWidget(label(tr("One euro is"), look, Role.CELL, "text2"))
        self.rate.setFixedWidth(look.px(110))
        self.currency.setFixedWidth(look.px(72))
        for part in (self.rate, self.currency, self.keep, self.drop):
            lower.addWidget(part)
        lower.addStretch(1)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8, (16, 8, 16, 12))
        column.addLayout(upper)
        column.addWidget(self.said)
        column.addLayout(lower)

    @never_raises(None)
    def _show(self, *_: object) -> None:
        rates, on = self._rates, self._place.desk.workspace.settings.fetch_rates
        if self.fetch.isChecked() != on:
            self.fetch.setChecked(on)
        self.read.setVisible(on)
        newest = rates.newest
        if rates.stale:
            said = rates.stale
        elif newest is not None:
            day = self._place.desk.workspace.formats.date(newest)
            said = tr("Rates of the European Central Bank of {day}.", day=day)
        else:
            said = tr("No rate of the bank is here. Prices in other currencies are not compared "
                      "until a rate leads to yours; typed rates go before the bank's.")  # fmt: skip
        if on and rates.failure:
            why = tr("The last reading failed: {why}", why=rates.failure)
            said = f"{why} {said}"
        self.said.say(said)
        self.drop.setVisible(self._typed() is not None)

    def _typed(self) -> str | None:
        """Return the currency of the current row where its rate was typed."""
        key = self._place.desk.selection.current
        currency, _, origin = key.partition("/")
        typed = {rate.currency for rate in self._rates.typed}
        return currency if origin and currency in typed and "typed" in origin else None

    def _switch(self, on: bool) -> None:
        if on != self._place.desk.workspace.settings.fetch_rates:
            switch_on(self._place.desk, self._place.comparison, on=on)

    def _read(self) -> None:
        self._rates.fetch()

    def _keep(self) -> None:
        number, currency = number_of(self.rate.text()), self.currency.text()
        self.rate.set_bad("" if number is not None else tr("Type a number."))
        if number is None:
            return
        begin(self, self._place.desk, "keep a rate",
              lambda: self._rates.set_typed(currency, number), self._kept)  # fmt: skip

    def _kept(self, _rate: object) -> None:
        self.rate.clear()
        self.currency.clear()

    def _drop(self) -> None:
        currency = self._typed()
        if currency is not None:
            begin(self, self._place.desk, "forget a rate",
                  lambda: self._rates.remove_typed(currency))  # fmt: skip

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.colours.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colours.line)
