"""A pair of items side by side, and what a person says of it: the same, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.compare.matching.model import REASONS, DecisionKind
from workbench.core.offers import Ref
from workbench.core.texts import tr
from workbench.ui.board.working import begin
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.shapes import Badge, Card
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.toast import Toast
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label, label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.comparison.listrows import pair_key

if TYPE_CHECKING:
    from workbench.core.offers import Item
    from workbench.ui.board.place import BoardPlace
    from workbench.workspace.comparison.answers import Decided, Question

PICTURE = 72
"""Side of an item's picture, px at 100 %."""


class ItemCard(Card):
    """One item: picture, name, whose it is, and what tells it from others."""

    def __init__(self, place: BoardPlace) -> None:
        super().__init__(place.look)
        self._place = place
        self._url = ""
        look = place.look
        self.picture = label("", look)
        self.picture.setFixedSize(look.px(PICTURE), look.px(PICTURE))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = elided_label("", look, Role.CELL_STRONG)
        self.whose = elided_label("", look, Role.NOTE, "text2")
        self.about = label("", look, Role.NOTE, "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(look.px(2))
        for part in (self.name, self.whose, self.about):
            words.addWidget(part)
        words.addStretch(1)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 12, (10, 10, 10, 10))
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        place.shelf.ready.connect(self._arrived)

    def show_item(self, item: Item | None) -> None:
        """Show another item; None where it is gone."""
        if item is None:
            self.name.say(tr("Not on this machine any more"))
            self.whose.say("")
            self.about.say("")
            self.picture.clear()
            return
        titles = self._place.desk.workspace.sources.titles
        self.name.say(item.name)
        source = titles.get(item.ref.source, item.ref.source)
        self.whose.say(" · ".join(filter(None, (source, item.supplier))))
        pack = tr("pack of {count}", count=f"{item.pack:f}") if item.pack else ""
        gtin = tr("GTIN {code}", code=item.gtins[0]) if item.gtins else ""
        number = item.supplier_number or item.number
        parts = (item.brand, item.size, item.colour, pack, number, gtin)
        self.about.say(" · ".join(filter(None, parts)))
        self._url = item.picture
        self._show_picture()

    def _arrived(self, url: str) -> None:
        if url == self._url:
            self._show_picture()

    def _show_picture(self) -> None:
        self.picture.clear()
        side = self._place.look.px(PICTURE)
        ratio = self.devicePixelRatioF()
        found = self._place.shelf.pixmap(self._url, side, ratio) if self._url else None
        if found is not None:
            self.picture.setPixmap(found)
        elif not self._url:
            look = self._place.look
            self.picture.setPixmap(look.pixmap("image", look.colours.text3, 24, ratio))


class MatchPanel(QWidget):
    """The pair of the current row; "S" says the same, "N" not the same, "U" takes it back.

    Attributes:
        same, other, back: its buttons.
        a, b: both items.
    """

    def __init__(self, place: BoardPlace) -> None:
        super().__init__()
        self._place = place
        self._look = look = place.look
        self._question: Question | None = None
        self._decided: Decided | None = None
        self.a, self.b = ItemCard(place), ItemCard(place)
        self.title = label("", look, Role.RECORD)
        self.why = label("", look, Role.NOTE, "text2", wrap=True)
        self.badge = Badge("", look)
        self.same = Button(tr("Same"), look, Kind.PRIMARY, icon="check")
        self.other = Button(tr("Not the same"), look, icon="x")
        self.back = Button(tr("Take it back"), look, icon="undo-2")
        self.same.clicked.connect(lambda: self._decide(same=True))
        self.other.clicked.connect(lambda: self._decide(same=False))
        self.back.clicked.connect(self._undecide)
        self._lay_out()
        # Over the rows these letters mean what the buttons say; elsewhere they are typed.
        for keys, button in (("S", self.same), ("N", self.other), ("U", self.back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(button.click)
        place.desk.selection.current_changed.connect(self.show_now)
        place.desk.status_changed.connect(self.show_now)
        place.comparison.decisions.changed.connect(weak_slot(self, self.show_now))

    def _lay_out(self) -> None:
        look = self._look
        head = QHBoxLayout()
        keep_spacing(head, look)
        head.addWidget(self.title)
        head.addWidget(self.badge)
        head.addWidget(self.why, 1)
        for button in (self.back, self.other, self.same):
            head.addWidget(button)
        pair = QHBoxLayout()
        keep_spacing(pair, look, 12)
        pair.addWidget(self.a, 1)
        pair.addWidget(self.b, 1)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8, (16, 8, 16, 12))
        column.addLayout(head)
        column.addLayout(pair)

    @never_raises(None)
    def show_now(self, *_: object) -> None:
        """Show the pair of the current row, the first question where none is current."""
        comparison, key = self._place.comparison, self._place.desk.selection.current
        questions, said = comparison.questions(), comparison.decided()
        asked = {pair_key(each.a.ref, each.b.ref): each for each in questions}
        told = {
            pair_key(Ref(*each.decision.a[:5]), Ref(*each.decision.b[:5])): each for each in said
        }
        self._question = asked.get(key)
        self._decided = told.get(key) if self._question is None else None
        if self._question is None and self._decided is None and questions:
            self._question = questions[0]
        self.setVisible(self._question is not None or self._decided is not None)
        if self._question is not None:
            self._show_question(self._question)
        elif self._decided is not None:
            self._show_decided(self._decided)

    def _show_question(self, question: Question) -> None:
        formats = self._place.desk.workspace.formats
        self.title.say(tr("Same item?"))
        against = question.said.removeprefix(tr("Same item?")).strip()
        self.badge.setVisible(bool(against))
        self.badge.say(against, Mark.CONFLICT)
        percent = formats.integer(round(question.confidence * 100))
        self.why.say(tr("{reason}, {percent} % sure", reason=tr(REASONS[question.reason]),
                        percent=percent))  # fmt: skip
        self.a.show_item(question.a)
        self.b.show_item(question.b)
        self._offer(asked=True)

    def _show_decided(self, decided: Decided) -> None:
        said = decided.decision
        same = said.kind is DecisionKind.SAME
        self.title.say(tr("The same") if same else tr("Not the same"))
        self.badge.hide()
        moment = self._place.desk.workspace.formats.time(said.at)
        self.why.say(" · ".join(filter(None, (tr("said {moment}", moment=moment), said.note))))
        self.a.show_item(decided.a)
        self.b.show_item(decided.b)
        self._offer(asked=False)

    def _offer(self, *, asked: bool) -> None:
        self.same.setVisible(asked)
        self.other.setVisible(asked)
        self.back.setVisible(not asked)

    def _decide(self, *, same: bool) -> None:
        question = self._question
        if question is None:
            return
        comparison, desk = self._place.comparison, self._place.desk
        begin(
            self, desk, "decide on a match",
            lambda: comparison.decide(question.a, question.b, same=same),
        )  # fmt: skip
        text = tr("Said: the same.") if same else tr("Said: not the same.")
        toast = Toast(text, self._look, self.window())
        toast.undo_wanted.connect(lambda: self._forget(question))
        toast.closed.connect(toast.deleteLater)
        toast.pop_up()

    def _forget(self, question: Question) -> None:
        from workbench.workspace.comparison.matches import identity_of  # noqa: PLC0415 - on use

        comparison = self._place.comparison
        a, b = identity_of(question.a), identity_of(question.b)
        begin(self, self._place.desk, "take a decision back", lambda: comparison.undecide(a, b))

    def _undecide(self) -> None:
        decided = self._decided
        if decided is not None:
            comparison, said = self._place.comparison, decided.decision
            begin(self, self._place.desk, "take a decision back",
                  lambda: comparison.undecide(said.a, said.b))  # fmt: skip

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.colours.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colours.line)
