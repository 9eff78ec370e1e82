"""What is waited for: rules on prices and stock, what came about, and the form of a new rule."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from workbench.compare.watches import WATCH_KINDS, Watch, WatchKind
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.core.values import Money
from workbench.ui.board.words import number_of
from workbench.ui.board.working import begin
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.popover import PopOver
from workbench.ui.parts.shapes import IconSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.switch import Switch
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label, label, set_tip
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.board.place import BoardPlace
    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.comparison.answers import PricedOffer
    from workbench.workspace.comparison.comparison import Comparison


def watch_text(watch: Watch, formats: Formats) -> str:
    """Return a rule in words: "Enamel mug: Price below 2.40 EUR"."""
    limit = ""
    if watch.amount is not None:
        limit = formats.money(watch.amount)
    elif watch.percent is not None:
        limit = tr("{percent} %", percent=formats.number(watch.percent))
    elif watch.pieces is not None:
        limit = formats.integer(watch.pieces)
    return f"{watch.name}: {tr(WATCH_KINDS[watch.kind])} {limit}".strip(": ")


class WatchPanel(QWidget):
    """Above the price changes: how many rules there are, what came about, and their menu."""

    def __init__(self, place: BoardPlace) -> None:
        super().__init__()
        self._place = place
        self._look = look = place.look
        self._watches = place.comparison.watches
        self.said = elided_label("", look, Role.CELL, "text2")
        self.rules = Button(tr("Watches"), look, caret=True, icon="bell")
        self.rules.clicked.connect(self._open)
        self.seen = Button(tr("Mark as seen"), look)
        self.seen.clicked.connect(self._see)
        asked = place.comparison.asked
        self.firsts = Switch(tr("First readings"), look, on=asked.first_reads)
        set_tip(self.firsts, tr("Prices read for the first time are no moves: listed on demand."))
        self.firsts.toggled.connect(self._take_firsts)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 8, (16, 6, 16, 8))
        row.addWidget(IconSign("bell", look))
        row.addWidget(self.said, 1)
        row.addWidget(self.firsts)
        row.addWidget(self.seen)
        row.addWidget(self.rules)
        self._watches.changed.connect(weak_slot(self, self._show))
        place.comparison.repriced.connect(weak_slot(self, self._show_firsts))
        begin(self, place.desk, "watches", self._watches.ready, self._show)
        self._show()

    @never_raises(None)
    def _show(self, *_: object) -> None:
        every, marks = self._watches.all(), self._watches.marks()
        fresh = [mark for mark in marks if not mark.seen]
        count = len(every)
        parts = [trn("{count} watch", "{count} watches", count)]
        if not count:
            parts = [tr("Nothing is watched: choose “Watch…” beside the history of a row.")]
        elif marks:
            parts.append(trn("{count} came about", "{count} came about", len(marks)))
            parts.append(marks[-1].sentence)
        else:
            parts.append(tr("none of them came about"))
        self.said.say(" · ".join(parts))
        self.rules.setVisible(bool(every))
        self.seen.setVisible(bool(fresh))

    def _take_firsts(self, on: bool) -> None:
        if on != self._place.comparison.asked.first_reads:
            self._place.comparison.ask(first_reads=on)

    def _show_firsts(self) -> None:
        self.firsts.setChecked(self._place.comparison.asked.first_reads)

    def _open(self) -> None:
        menu, formats = QMenu(self), self._place.desk.workspace.formats
        for watch in self._watches.all():
            text = watch_text(watch, formats).replace("&", "&&")
            part = menu.addMenu(text)
            part.addAction(tr("Stop watching")).triggered.connect(
                lambda _on=False, watch=watch: begin(
                    self,
                    self._place.desk,
                    "stop watching",
                    lambda: self._watches.remove(watch.id),
                )
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.rules.mapToGlobal(self.rules.rect().bottomLeft()))

    def _see(self) -> None:
        marks = self._watches.marks()
        begin(self, self._place.desk, "seen", lambda: self._watches.see(marks))

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.colours.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colours.line)


class WatchForm(QWidget):
    """What is waited for, and from where on.

    Attributes:
        kind, limit: its inputs.
        take: the button.
    """

    def __init__(self, offer: PricedOffer, look: Look) -> None:
        super().__init__()
        self._offer = offer
        self._unit = offer.offer.ladder.currency
        self.kind = QComboBox()
        for kind, title in WATCH_KINDS.items():
            self.kind.addItem(tr(title), kind.value)
        self.limit = LineEdit(tr("From where on"), look, numeric=True)
        self._field = FieldBox(tr("From where on"), self.limit, look)
        self.take = Button(tr("Watch"), look, Kind.PRIMARY)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8, (8, 8, 8, 8))
        column.addWidget(label(offer.item.name, look, Role.RECORD, wrap=True))
        said = tr("Held against every price that is read of {supplier}.",
                  supplier=offer.offer.supplier)  # fmt: skip
        column.addWidget(label(said, look, Role.NOTE, "text2", wrap=True))
        column.addWidget(FieldBox(tr("What"), self.kind, look))
        column.addWidget(self._field)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.take)
        column.addLayout(row)
        self.setMinimumWidth(look.px(270))

    def watch(self, quantity: int) -> Watch | None:
        """Return the rule as typed; None where its number is none, which is said beside it."""
        number = number_of(self.limit.text())
        wrong = number is None or number <= 0
        self._field.set_error(tr("Type a number above 0.") if wrong else "")
        if number is None or wrong:
            return None
        kind, offer = WatchKind(str(self.kind.currentData())), self._offer
        ladder = offer.offer.ladder.at(quantity)
        return Watch(
            "",
            kind,
            now(),
            ref=offer.item.ref,
            offer=offer.offer.id,
            quantity=quantity,
            amount=Money(number, self._unit) if kind is WatchKind.BELOW else None,
            percent=number if kind is WatchKind.MOVED else None,
            pieces=int(number.to_integral_value()) if kind is WatchKind.STOCK else None,
            base=Money(Decimal(ladder.amount), ladder.currency) if ladder else None,
            name=offer.item.name,
        )


def open_watch(
    anchor: QWidget, offer: PricedOffer, desk: Desk, comparison: Comparison, look: Look
) -> PopOver:
    """Open the form of a new rule on an offer under `anchor`."""
    form = WatchForm(offer, look)
    pop = PopOver(tr("Watch"), form, look, anchor)

    def keep() -> None:
        watch = form.watch(comparison.asked.quantity)
        if watch is not None:
            begin(desk, desk, "watch", lambda: comparison.watches.add(watch))
            pop.close()

    form.take.clicked.connect(keep)
    form.limit.returnPressed.connect(keep)
    pop.closed.connect(pop.deleteLater)
    pop.open_at(anchor)
    return pop
