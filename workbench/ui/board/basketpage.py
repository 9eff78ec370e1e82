"""A basket in the dock: its lines, what would make it cheaper, the total, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.board.basketacts import BasketActs
from workbench.ui.board.baskethands import BasketHands
from workbench.ui.board.basketlines import LineList, LineModel
from workbench.ui.board.dropping import DropTarget, refusal
from workbench.ui.board.tips import Tip, TipCards, tips_of
from workbench.ui.board.totals import BasketTotals
from workbench.ui.board.words import day_text
from workbench.ui.board.working import begin
from workbench.ui.parts.buttons import Button, IconButton, Kind
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.compare.baskets import Basket, Line
    from workbench.compare.requote import Verdict
    from workbench.ui.board.place import BoardPlace
    from workbench.workspace.comparison.answers import Confirmed

TIPS_MS = 300
"""Tips follow when the lines have stood this long."""


class BasketPage(QWidget):
    """One basket; the last one shown, or the first.

    Attributes:
        counted: how many lines the basket shown has.
        basket: its id, "" for none.
        lines: the list.
    """

    counted = Signal(int)

    def __init__(self, place: BoardPlace) -> None:
        super().__init__()
        self._place = place
        self._look = look = place.look
        self._baskets = place.comparison.baskets
        self.basket = ""
        self.acts = BasketActs(place, self)
        self.hands = BasketHands(place, self)
        self.model = LineModel(place.desk.workspace.formats)
        self.lines = LineList(self.model, look, place.shelf)
        self._name = elided_label("", look, Role.RECORD)
        self._about = elided_label("", look, Role.NOTE, "text2")
        self.menu_button = IconButton("ellipsis", tr("More for this basket"), look)
        self.tips = TipCards(look)
        self.totals = BasketTotals(look, place.desk.workspace.formats)
        self.requote = Button(tr("Re-quote"), look)
        self.more = Button(tr("More"), look, caret=True)
        self.export = Button(tr("Export to Excel"), look, Kind.PRIMARY, icon="file-spreadsheet")
        self._whole = QStackedWidget()
        self._lay_out()
        self.drops = DropTarget(
            self,
            look,
            lambda _place: (self.basket, self.rect()) if self._held() else None,
            lambda rows: refusal(place.desk.workspace, rows),
        )
        self.drops.dropped.connect(place.rows_dropped)
        self._tips_later = QTimer(self, interval=TIPS_MS, singleShot=True)
        self._tips_later.timeout.connect(self._ask_tips)
        self._connect()
        self.show_now()

    def _lay_out(self) -> None:
        look = self._look
        page = QWidget()
        column = QVBoxLayout(page)
        keep_spacing(column, look, 0)
        head = QHBoxLayout()
        keep_spacing(head, look, 8, (16, 12, 12, 6))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._about)
        head.addLayout(words, 1)
        head.addWidget(self.menu_button)
        foot = QHBoxLayout()
        keep_spacing(foot, look, 8, (16, 10, 16, 10))
        foot.addWidget(self.requote)
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self.export)
        column.addLayout(head)
        column.addWidget(self.lines, 1)
        column.addWidget(self.tips)
        column.addWidget(self.totals)
        column.addWidget(Hairline(look))
        column.addLayout(foot)
        self.nothing = EmptyState(
            "shopping-basket",
            tr("No basket yet"),
            tr("Choose rows in any tab and press Ctrl+B, or drag them onto a basket."),
            look,
            [("new", tr("New basket"))],
        )
        self._whole.addWidget(self.nothing)
        self._whole.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)

    def _connect(self) -> None:
        place, baskets = self._place, self._baskets
        baskets.listed.connect(weak_slot(self, self.show_now))
        baskets.changed.connect(weak_slot(self, self._changed))
        # What a customer may see is decided there too, so everything is shown anew.
        for signal in (place.comparison.changed, place.comparison.repriced):
            signal.connect(weak_slot(self, self.show_now))
        self.nothing.acted.connect(lambda _key: self.acts.create(self.nothing))
        self.menu_button.clicked.connect(self._open_menu)
        self.requote.clicked.connect(lambda: self.hands.requote(self.basket))
        self.export.clicked.connect(lambda: self.hands.export(self.basket))
        self.more.clicked.connect(self._open_more)
        self.hands.judged.connect(self._judged)
        self.tips.wanted.connect(self._apply)
        self.lines.edit_wanted.connect(self._edit)
        self.lines.menu_wanted.connect(self._open_line_menu)
        self.lines.remove_wanted.connect(self._remove_chosen)
        self.lines.move_wanted.connect(self._move)

    # ---- what is shown -----------------------------------------------------------------------

    def show_basket(self, basket: str) -> None:
        """Show another basket."""
        if basket != self.basket:
            self.model.verdicts = {}
        self.basket = basket
        self.show_now()

    @never_raises(None)
    def show_now(self) -> None:
        """Show the basket as it is now; the first one where none was chosen."""
        held = self._held()
        self._whole.setCurrentIndex(1 if held else 0)
        if held is None:
            self.counted.emit(0)
            return
        lines = self._baskets.lines(held.id)
        safe = self._place.comparison.asked.client_safe
        self._name.say(held.name)
        priced = sum(line.standing is not None and line.standing.total is not None
                     for line in lines)  # fmt: skip
        formats = self._place.desk.workspace.formats
        parts = [
            trn("{count} item", "{count} items", len(lines), count=formats.integer(len(lines))),
            tr("{count} priced", count=formats.integer(priced)),
        ]
        if held.needed is not None:
            parts.append(tr("needed {day}", day=day_text(held.needed)))
        self._about.say(" · ".join(parts))
        self.model.show_lines(lines, client_safe=safe)
        self.totals.show_lines(held, lines)
        self.totals.setVisible(bool(lines) and not safe)
        self.more.setVisible(not safe)
        for button in (self.requote, self.export, self.more):
            button.setEnabled(bool(lines))
        self.counted.emit(len(lines))
        self._tips_soon()

    def _held(self) -> Basket | None:
        found = self._baskets.get(self.basket)
        if found is None:
            found = next(iter(self._baskets.all()), None)
            self.basket = found.id if found else ""
        return found

    @never_raises(None)
    def _changed(self, basket: str) -> None:
        if not self.basket or basket == self.basket:
            self.show_now()

    def take_confirmed(self, answers: tuple[Confirmed, ...]) -> None:
        """Show what services came to, on the totals' note."""
        mine = {line.id for line in self.model.lines}
        of_lines = [each for each in answers if each.key in mine]
        if of_lines:
            self.totals.take_confirmed(of_lines)

    def _judged(self, verdicts: tuple[Verdict, ...]) -> None:
        self.model.take_verdicts({each.line: each for each in verdicts})

    # ---- tips --------------------------------------------------------------------------------

    @never_raises(None)
    def _tips_soon(self, *_: object) -> None:
        self._tips_later.start()

    def _ask_tips(self) -> None:
        comparison, lines = self._place.comparison, self._baskets.lines(self.basket)
        formats = self._place.desk.workspace.formats
        if not lines or comparison.asked.client_safe:
            self.tips.show_tips(())
            return
        begin(
            self,
            self._place.desk,
            "tips for a basket",
            lambda: tips_of(comparison, lines, formats),
            self._show_tips,
        )

    def _show_tips(self, tips: tuple[Tip, ...]) -> None:
        self.tips.show_tips(tips)

    def _apply(self, tip: Tip) -> None:
        line = next((each for each in self.model.lines if each.id == tip.line), None)
        if line is None:
            return
        if tip.quantity < 1:
            self.remove((line,))
        else:
            self.change(line, quantity=tip.quantity, note=tip.note or line.note)

    # ---- lines -------------------------------------------------------------------------------

    def change(self, line: Line, **values: object) -> None:
        """Write another state of a line; another quantity is promised anew."""
        made = msgspec.structs.replace(line, **values)
        other = made.quantity != line.quantity
        comparison, basket = self._place.comparison, self.basket

        async def work() -> None:
            await comparison.baskets.change_lines(basket, [made])
            if other:
                printing = line.standing.printing if line.standing else None
                await comparison.promise(basket, printing)

        begin(self, self._place.desk, "change a line", work)

    def remove(self, lines: tuple[Line, ...] = ()) -> None:
        """Take lines out: those given, else those chosen; a toast brings them back."""
        chosen, basket = lines or self.lines.chosen(), self.basket
        names = [line.id for line in chosen]
        if not names:
            return
        text = trn("{count} line was taken out.", "{count} lines were taken out.", len(names))
        desk, baskets = self._place.desk, self._baskets
        begin(self, desk, "take lines out", lambda: baskets.remove_lines(basket, names))
        self.acts.offer_back(text, "bring lines back", lambda: baskets.restore_lines(basket, names))

    def _remove_chosen(self) -> None:
        self.remove()

    def _move(self, step: int) -> None:
        line = self.lines.current()
        order = [each.id for each in self.model.lines]
        if line is None:
            return
        at = order.index(line.id)
        order.insert(min(max(at + step, 0), len(order) - 1), order.pop(at))
        basket = self.basket
        begin(self, self._place.desk, "move a line",
              lambda: self._baskets.order_lines(basket, order))  # fmt: skip

    def _edit(self, identity: str) -> None:
        from workbench.ui.board.lineform import open_line  # noqa: PLC0415 - on use

        line = next((each for each in self.model.lines if each.id == identity), None)
        if line is not None:
            held = self._held()
            open_line(self.lines, line, held.currency if held else "EUR", self._look, self.change)

    def _open_line_menu(self, identity: str) -> None:
        menu = QMenu(self)
        menu.addAction(tr("Edit…")).triggered.connect(lambda: self._edit(identity))
        others = [each for each in self._baskets.all() if each.id != self.basket]
        names, basket = [line.id for line in self.lines.chosen()] or [identity], self.basket
        if others:
            to = menu.addMenu(tr("Move to"))
            for other in others:
                to.addAction(other.name.replace("&", "&&")).triggered.connect(
                    lambda _on=False, other=other: begin(
                        self,
                        self._place.desk,
                        "move lines",
                        lambda: self._baskets.move_lines(basket, names, other.id),
                    )
                )
        menu.addAction(tr("Take out")).triggered.connect(self._remove_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        rect = self.lines.visualRect(self.lines.currentIndex())
        menu.popup(self.lines.viewport().mapToGlobal(rect.bottomLeft()))

    # ---- menus -------------------------------------------------------------------------------

    def _open_menu(self) -> None:
        menu = QMenu(self)
        baskets = self._baskets.all()
        if len(baskets) > 1:
            turn = menu.addMenu(tr("Show another basket"))
            for basket in baskets:
                turn.addAction(basket.name.replace("&", "&&")).triggered.connect(
                    lambda _on=False, basket=basket: self.show_basket(basket.id)
                )
        self.acts.fill_menu(menu, self.basket, self.menu_button)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def _open_more(self) -> None:
        menu = QMenu(self)
        for text, what in (
            (tr("Order…"), self.hands.order),
            (tr("New article…"), self.hands.articles),
            (tr("Fill ETIM…"), self.hands.etim),
        ):
            menu.addAction(text).triggered.connect(lambda _on=False, what=what: what(self.basket))
        menu.addSeparator()
        changes = menu.addAction(tr("Write changes sheet…"))
        changes.setEnabled(self.hands.checked(self.basket))
        changes.triggered.connect(lambda: self.hands.ask_changes(self.basket))
        menu.addAction(tr("Confirm prices on server")).triggered.connect(
            lambda: self._place.confirm_now(self.basket)
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
