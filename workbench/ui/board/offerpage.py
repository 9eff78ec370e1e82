"""An offer unfolded: every figure into its terms, the rate, and what a service said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from workbench.compare.board_outcome import OUTCOMES, Unpriced
from workbench.compare.landed import Landed
from workbench.compare.landed_terms import supplier_key
from workbench.core.offers import PRICE_KINDS
from workbench.core.texts import tr, trn
from workbench.core.values import Money
from workbench.ui.board.facts import Fact, Facts
from workbench.ui.board.paged import Paged
from workbench.ui.board.sparks import SparkRow, SparkRows, spark_rows
from workbench.ui.board.words import age_text, signed
from workbench.ui.board.working import begin
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.section import Section
from workbench.ui.parts.shapes import Badge
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import elided_label, label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.ui.board.place import BoardPlace
    from workbench.workspace.comparison.answers import Confirmed, PricedOffer

PAST_OF: Final = 10
"""Offers whose prices so far are read."""
SPARKS: Final = 5
"""Suppliers of whom a line is shown; the history shows all."""


class OfferPage(QWidget):
    """The offers of the current row, one of them unfolded.

    Attributes:
        offers: of the row, the best first.
        chosen: the one that is unfolded.
    """

    def __init__(self, place: BoardPlace) -> None:
        super().__init__()
        self._place = place
        self._look = look = place.look
        self._formats = place.desk.workspace.formats
        self._key = self._picked = self._cell = ""
        self._confirmed: dict[tuple[str, str], Confirmed] = {}
        self.offers: tuple[PricedOffer, ...] = ()
        self.chosen: PricedOffer | None = None
        self._page = Paged(
            (
                "scale",
                tr("No row chosen"),
                tr("Choose a row of the offers to see how its prices come about."),
            ),
            look,
        )
        self._name = elided_label("", look, Role.RECORD)
        self._price = label("", look, Role.TITLE)
        self._about = label("", look, Role.NOTE, "text2", wrap=True)
        self._badge = Badge("", look)
        self.supplier = Button("", look, caret=True)
        self.supplier.clicked.connect(self._choose)
        self.sparks = SparkRows(look, opens=True)
        self.sparks.opened.connect(place.show_past)
        self.sparks_section = Section(tr("Price so far"), self.sparks, look, margin=16)
        self._turn = 0
        self.terms = Facts(tr("How the cost comes about"), look)
        self.facts = Facts(tr("The offer"), look)
        self.said = Facts(tr("The service's own calculation"), look)
        self.said_section = Section(tr("On the server"), self.said, look, margin=16)
        self.confirm = Button(tr("Confirm on server"), look, icon="badge-check")
        self.confirm.clicked.connect(self._confirm)
        self._lay_out()
        self._page.fill(filled=False)

    def _lay_out(self) -> None:
        look = self._look
        head = QWidget()
        column = QVBoxLayout(head)
        keep_spacing(column, look, 4, (16, 12, 16, 8))
        column.addWidget(self._name)
        line = QHBoxLayout()
        line.addWidget(self.supplier)
        line.addStretch(1)
        line.addWidget(self._badge)
        column.addLayout(line)
        column.addWidget(self._price)
        column.addWidget(self._about)
        self._page.add(head)
        self._page.add(Section(tr("How the cost comes about"), self.terms, look, margin=16))
        self._page.add(Section(tr("The offer"), self.facts, look, margin=16))
        self._page.add(self.sparks_section)
        self._page.add(self.said_section)
        row = QWidget()
        buttons = QHBoxLayout(row)
        keep_spacing(buttons, look, 8, (16, 8, 16, 8))
        buttons.addWidget(self.confirm)
        buttons.addStretch(1)
        self._page.add(row)
        self._page.end()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._page)

    # ---- which one ---------------------------------------------------------------------------

    def show_row(self, key: str) -> None:
        """Show the offers of a row, the best one unfolded; "" for none."""
        comparison = self._place.comparison
        self._picked = self._picked if key == self._key else ""
        self._key = key
        self.offers = comparison.offers(key) if key else ()
        if self._place.supplier != self._cell:
            self._cell, self._picked = self._place.supplier, ""
        found = next((each for each in self.offers if each.id == self._picked), None)
        if found is None and self._cell:
            named = (e for e in self.offers if supplier_key(e.offer.supplier) == self._cell)
            found = next(named, None)
        self.show_offer(found or next(iter(self.offers), None))
        self._read_past()

    def _read_past(self) -> None:
        """Read how the prices of the row's suppliers moved."""
        self._turn += 1
        turn, comparison = self._turn, self._place.comparison
        offers, quantity = self.offers[:PAST_OF], comparison.asked.quantity
        if not offers:
            return
        wanted = [(each.item.ref, each.offer.id) for each in offers]

        async def work() -> tuple[int, list[SparkRow]]:
            return turn, spark_rows(offers, await comparison.history.courses(wanted, quantity))

        begin(self, self._place.desk, "prices so far", work, self._show_past)

    def _show_past(self, answer: tuple[int, list[SparkRow]]) -> None:
        turn, rows = answer
        if turn == self._turn:
            self.sparks.show_rows(rows[:SPARKS])
            self.sparks_section.setVisible(bool(rows))

    def _choose(self) -> None:
        menu = QMenu(self)
        for each in self.offers:
            cost = self._formats.piece(each.per_piece) if each.per_piece else tr("no cost")
            kind = tr(PRICE_KINDS[each.offer.kind])
            text = f"{each.offer.supplier} · {kind} · {cost}".replace("&", "&&")
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(each is self.chosen)
            action.triggered.connect(lambda _on=False, each=each: self._pick(each))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.supplier.mapToGlobal(self.supplier.rect().bottomLeft()))

    def _pick(self, offer: PricedOffer) -> None:
        """Unfold an offer, and stay with it while its row is shown."""
        self._picked = offer.id
        self.show_offer(offer)

    def show_offer(self, offer: PricedOffer | None) -> None:
        """Unfold an offer of the row; None for none."""
        self.chosen = offer
        self._page.fill(filled=offer is not None)
        if offer is None:
            return
        formats = self._formats
        self._name.say(offer.item.name)
        self.supplier.say(offer.offer.supplier or tr("No supplier"))
        self._price.say(formats.piece(offer.per_piece) if offer.per_piece else tr("No cost"))
        self._about.say(self._said(offer))
        self._badge.setVisible(offer.rank == 0 or bool(offer.above))
        if offer.rank == 0:
            self._badge.say(tr("Best price"), Mark.DONE)
        elif offer.above:
            self._badge.say(tr("+{percent} %", percent=formats.number(offer.above, 1)), None)
        landed = self._place.comparison.landed(self._key, offer.id)
        self.terms.show_rows(term_rows(landed, formats))
        self.facts.show_rows(offer_rows(offer, landed, formats))
        self._show_said(offer)

    def _said(self, offer: PricedOffer) -> str:
        formats = self._formats
        if offer.per_piece is None or offer.total is None:
            return offer.reason or tr(OUTCOMES[offer.outcome])
        asked = self._place.comparison.asked.quantity
        pieces = formats.integer(offer.bought)
        text = tr("a piece, {total} for {count} pieces", total=formats.total(offer.total),
                  count=pieces)  # fmt: skip
        if offer.bought != asked:
            wanted = formats.integer(asked)
            return f"{text}. {tr('{count} are wanted; this is what can be bought.', count=wanted)}"
        return text

    # ---- the service's own calculation -------------------------------------------------------

    def take_confirmed(self, answers: tuple[Confirmed, ...]) -> None:
        """Keep what services came to, and show it beside the offer."""
        for each in answers:
            self._confirmed[each.key, each.offer] = each
        if self.chosen is not None:
            self._show_said(self.chosen)

    def _show_said(self, offer: PricedOffer) -> None:
        held = next(
            (
                each
                for (key, name), each in self._confirmed.items()
                if key == self._key and name in {offer.id, offer.offer.id}
            ),
            None,
        )
        self.said_section.setVisible(held is not None)
        if held is not None:
            self.said.show_rows(confirmed_rows(held, self._formats))

    def _confirm(self) -> None:
        if self._key:
            self._place.confirm_now((self._key,))


def term_rows(landed: Landed | Unpriced | None, formats: Formats) -> list[Fact]:
    """Return every line that a cost is the sum of, with what markings unfold into below."""
    if landed is None:
        return []
    if isinstance(landed, Unpriced):
        return [Fact(tr(OUTCOMES[landed.outcome]), landed.reason, ink=Mark.UNKNOWN)]
    rows: list[Fact] = []
    for line in landed.lines:
        rows.append(Fact(line.label, line.reckoning, formats.total_number(line.amount.amount)))
        rows += [
            Fact(term.label, term.reckoning, formats.total_number(term.total), inset=True)
            for term in line.detail
        ]
        if line.original.currency != line.amount.currency:
            rows.append(Fact(tr("as quoted"), "", formats.total(line.original), inset=True))
    rows.append(Fact())
    currency = landed.total.currency
    total = formats.total_number(landed.total.amount)
    rows.append(Fact(tr("Total, {currency}", currency=currency), "", total, strong=True))
    return rows


def offer_rows(
    offer: PricedOffer, landed: Landed | Unpriced | None, formats: Formats
) -> list[Fact]:
    """Return what is to be known of an offer: tier, rates, age, validity, stock, delivery."""
    from workbench.workspace.comparison.details import rates_used  # noqa: PLC0415 - with numpy

    held, item = offer.offer, offer.item
    rows = [Fact(tr("Kind"), tr(PRICE_KINDS[held.kind]))]
    tiers = ", ".join(
        f"{formats.integer(step.from_quantity)}+ {formats.number(step.amount, 2)}"
        for step in held.ladder.steps
    )
    rows.append(Fact(tr("Tiers, {currency}", currency=held.ladder.currency), tiers or "–"))
    if held.ladder.minimum > 1:
        rows.append(Fact(tr("Smallest order"), formats.integer(held.ladder.minimum)))
    if held.multiple > 1:
        rows.append(Fact(tr("In multiples of"), formats.integer(held.multiple)))
    if isinstance(landed, Landed):
        rows += [Fact(tr("Rate"), sentence) for sentence in rates_used(landed)]
    age = Mark.CHANGED if offer.stale else "text"
    moment = f"{formats.time(item.read)}, {age_text(item.read)}"
    rows.append(Fact(tr("Read"), moment, ink=age))
    if held.valid_from or held.valid_until:
        since = formats.date(held.valid_from) if held.valid_from else "…"
        until = formats.date(held.valid_until) if held.valid_until else "…"
        rows.append(Fact(tr("Valid"), f"{since} – {until}"))
    if held.stock is not None:
        ink = Mark.CHANGED if offer.short else "text"
        text = trn("{count} piece", "{count} pieces", held.stock, count=formats.integer(held.stock))
        rows.append(Fact(tr("Stock"), text, ink=ink))
    if held.lead or held.lead_days is not None:
        lead = held.lead or trn("{count} day", "{count} days", held.lead_days or 0)
        rows.append(Fact(tr("Delivery"), lead))
    rows.append(Fact(tr("Number"), item.supplier_number or item.number or "–"))
    rows += [Fact(tr("In the data"), trouble, ink=Mark.UNKNOWN) for trouble in held.troubles]
    return rows


def confirmed_rows(held: Confirmed, formats: Formats) -> list[Fact]:
    """Return the service's total beside ours, with the difference and its terms."""
    rows = [Fact(tr("Asked"), formats.time(held.at))]
    if held.ours is not None:
        rows.append(Fact(tr("Reckoned here"), "", formats.total(held.ours)))
    if held.theirs is not None:
        rows.append(Fact(tr("By the service"), "", formats.total(held.theirs)))
    if held.difference is not None and held.theirs is not None:
        moved = Money(held.difference, held.theirs.currency)
        ink = Mark.NEW if held.agrees else Mark.CHANGED
        text = tr("none") if held.agrees else signed(moved, formats)
        rows.append(Fact(tr("Difference"), "", text, strong=True, ink=ink))
    rows += [
        Fact(term.label, term.reckoning, formats.total_number(term.total), inset=True)
        for term in (held.worked.terms if held.worked else ())
    ]
    if held.sentence:
        rows.append(Fact(tr("Said"), held.sentence))
    return rows
