"""An order whose outcome nobody knows: what was sent, and the three ways to settle it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.shapes import Card, MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.formats import Formats
    from workbench.core.jobs import Jobs
    from workbench.core.orders import Letter, SentOrder
    from workbench.ui.theme.look import Look
    from workbench.workspace.ordering import Orders

TICK_MS = 1_000


class UnknownCard(Card):
    """One order without an answer.

    Attributes:
        settled: the person said how it ended, or it was sent again.
    """

    settled = Signal()

    def __init__(
        self, order: SentOrder, orders: Orders, jobs: Jobs, look: Look, formats: Formats
    ) -> None:
        super().__init__(look, Mark.UNKNOWN, dashed=True)
        self.order = order
        self._orders = orders
        self._jobs = jobs
        self._look = look
        self.letter: LetterDialog | None = None
        source = orders.source.title
        self.there = Button(tr("It is in {source}…", source=source), look)
        self.again = Button(tr("It is not there, send again…"), look, Kind.QUIET)
        self.ask = Button(tr("Ask {source}…", source=source), look, Kind.QUIET)
        self.number = LineEdit(tr("Order number"), look)
        self.number_box = FieldBox(tr("Order number"), self.number, look)
        self.number_take = Button(tr("It is there"), look, Kind.PRIMARY)
        word = orders.again_word(order)
        self.word = LineEdit(tr("Mark of the order"), look)
        title = tr("Type {word} to send it once more", word=word)
        self.word_box = FieldBox(title, self.word, look)
        self.word_take = Button(tr("Send again"), look, Kind.DANGER)
        self._number_row = _row(look, self.number_box, self.number_take)
        self._word_row = _row(look, self.word_box, self.word_take)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._wait)
        self._lay_out(formats)
        self.there.clicked.connect(lambda: self._open(self._number_row, self.number))
        self.again.clicked.connect(lambda: self._open(self._word_row, self.word))
        self.ask.clicked.connect(self._write)
        self.number_take.clicked.connect(self._placed)
        self.number.returnPressed.connect(self._placed)
        self.word_take.clicked.connect(self._send_again)
        self.word.returnPressed.connect(self._send_again)
        self._wait()

    def _lay_out(self, formats: Formats) -> None:
        look, order = self._look, self.order
        source = self._orders.source.title
        self.setAccessibleName(
            tr("Outcome unknown: {name}, {reference}", name=order.name, reference=order.reference)
        )
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6, (14, 10, 14, 10))
        head = QHBoxLayout()
        keep_spacing(head, look)
        head.addWidget(MarkSign(Mark.UNKNOWN, tr("outcome unknown"), look, 16))
        what = tr("We do not know if {source} took this order", source=source)
        head.addWidget(label(what, look, Role.TOTAL, Mark.UNKNOWN), 1)
        column.addLayout(head)
        said = tr(
            "{name} · {reference} · sent {moment}. No answer came. It is not sent again by itself:"
            " it could be ordered twice.",
            name=order.name or tr("Order"),
            reference=order.reference,
            moment=formats.time(order.sent),
        )
        column.addWidget(label(said, look, Role.CELL, wrap=True, selectable=True))
        buttons = QHBoxLayout()
        keep_spacing(buttons, look)
        for button in (self.there, self.again, self.ask):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        for row in (self._number_row, self._word_row):
            row.hide()
            column.addWidget(row)

    def _open(self, row: QWidget, focus: QWidget) -> None:
        for each in (self._number_row, self._word_row):
            each.setVisible(each is row)
        focus.setFocus()

    @never_raises(None)
    def _wait(self) -> None:
        """Let it be sent again only once there was time to look at the service."""
        left = (self._orders.again_from(self.order) - now()).total_seconds()
        self.word_take.setEnabled(left <= 0)
        if left > 0:
            self.word_take.say(tr("Send again in {count} s", count=int(left) + 1))
            self._tick.start()
        else:
            self.word_take.say(tr("Send again"))
            self._tick.stop()

    # ---- the three ways ------------------------------------------------------------------------

    def _placed(self) -> None:
        order, number = self.order, self.number.text().strip()
        self._run(lambda: self._orders.placed(order.id, number), self.number_box)

    def _send_again(self) -> None:
        if self.word_take.isEnabled():
            order, word = self.order, self.word.text()
            self._run(lambda: self._orders.send_again(order.id, word), self.word_box)

    def _run(self, act: Callable[[], Awaitable[object]], box: FieldBox) -> None:
        """Do what was decided once; a refusal stands at the input."""
        takes = (self.number_take, self.word_take)
        for button in takes:
            button.setEnabled(False)
        done, fail = weak_slot(self, self.settled.emit), weak_slot(self, self._fail)

        async def work() -> None:
            try:
                await act()
            except WbError as error:
                fail(box, error)
            else:
                done()

        self._jobs.spawn("settle an order", work())

    def _fail(self, box: FieldBox, error: WbError) -> None:
        self.number_take.setEnabled(True)
        self._wait()
        box.set_error(error.full_text)

    def _write(self) -> None:
        show, identity = weak_slot(self, self._show_letter), self.order.id

        async def work() -> None:
            show(await self._orders.letter(identity))

        self._jobs.spawn("write a letter", work())

    def _show_letter(self, letter: Letter) -> None:
        dialog = self.letter = LetterDialog(letter, self._look, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class LetterDialog(DialogFrame):
    """A text to the service's people, to be copied or given to the mail program."""

    def __init__(self, letter: Letter, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(letter.subject, look, parent=parent)
        self._letter = letter
        self.text = QPlainTextEdit(letter.text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Text of the message"))
        self.text.setMinimumHeight(look.px(260))
        self.body.addWidget(self.text)
        self.mail = self.add_left(tr("Open mail program"))
        self.add_cancel(tr("Close"))
        self.copy = self.add_primary(tr("Copy text"), accepts=False)
        self.copy.clicked.connect(self._copy)
        self.mail.clicked.connect(self._mail)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._letter.subject}\n\n{self._letter.text}")
        self.copy.say(tr("Copied"))

    def _mail(self) -> None:
        from urllib.parse import quote  # noqa: PLC0415 - on use

        subject, text = quote(self._letter.subject), quote(self._letter.text)
        QDesktopServices.openUrl(QUrl(f"mailto:?subject={subject}&body={text}"))


def _row(look: Look, box: QWidget, button: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    keep_spacing(row, look)
    row.addWidget(box, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
    return whole
