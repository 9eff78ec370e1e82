"""Top and bottom of the order page: where the orders go, what they cost, and the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.progress import Bar
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.review.head import where_to
from workbench.ui.safe import never_raises
from workbench.ui.text import elided_label, label, set_tip
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look
    from workbench.workspace.ordering import Orders

HEAD = 72
FOOT = 58
"""Heights, px at 100 %."""


class OrderHead(QWidget):
    """Title, service and account, under a line in the account's colour."""

    def __init__(self, orders: Orders, look: Look) -> None:
        super().__init__()
        self._look = look
        account = orders.account
        self._colour = QColor(account.colour) if account.colour else look.accent.ink
        column = QVBoxLayout(self)
        keep_spacing(column, look, 2, (24, 3, 24, 0))
        column.addStretch(1)
        column.addWidget(label(tr("Order"), look, Role.TITLE))
        line = QHBoxLayout()
        keep_spacing(line, look, 6)
        line.addWidget(label(tr("To"), look, Role.CELL, "text2"))
        line.addWidget(where_to(orders.source, account, look))
        note = tr("read-only") if account.read_only else tr("one order for each line")
        line.addWidget(label(note, look, Role.CELL, "text2"))
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        look.changed.connect(self._restyle)
        self._restyle()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colours.surface)
        painter.fillRect(0, 0, self.width(), self._look.px(3), self._colour)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colours.line)

    @never_raises(None)
    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(HEAD))
        self.update()


class OrderFoot(QWidget):
    """Totals, progress, or how it ended, and the buttons for each.

    Attributes:
        wanted: what a button is for: "remove", "accept", "leave", "send", "stop", "again",
            "orders".
    """

    wanted = Signal(str)

    def __init__(self, look: Look, orders: Orders) -> None:
        super().__init__()
        self._look = look
        self._source = orders.source.title
        self.strong = label("", look, Role.TOTAL)
        self.note = elided_label("", look, Role.CELL, "text2")
        self.bar = Bar(tr("Sent"), look, width=160)
        self.buttons = {
            "remove": Button(tr("Remove lines"), look, Kind.QUIET),
            "accept": Button(tr("Order it again all the same"), look, Kind.QUIET),
            "leave": Button(tr("Close"), look),
            "stop": Button(tr("Stop"), look),
            "again": Button(tr("Back to the lines"), look),
            "orders": Button(tr("Show orders"), look, Kind.PRIMARY),
            "send": Button("", look, Kind.PRIMARY, icon="send-horizontal"),
        }
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.strong)
        self._row.addWidget(self.bar)
        self._row.addWidget(self.note, 1)
        for name, button in self.buttons.items():
            self._row.addWidget(button)
            button.clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))
        look.changed.connect(self._restyle)
        self._restyle()

    def send_text(self, count: int) -> str:
        """Return what the button says that sends."""
        return trn(
            "Send {count} order to {source}",
            "Send {count} orders to {source}",
            count,
            source=self._source,
        )

    def say_plan(self, lines: str, totals: str, ready: int, count: int, why_not: str) -> None:
        """Show what will be sent, and `why_not` where it cannot be."""
        self._show("leave", "send")
        self.strong.say(lines)
        short = tr("{count} ready", count=ready) if ready < count else ""
        said = " · ".join(part for part in (short, totals) if part)
        self.note.say(f"· {said}" if said else "")
        set_tip(self.note, said)
        send = self.buttons["send"]
        send.say(self.send_text(count))
        send.setEnabled(not why_not)
        set_tip(send, why_not)

    def offer_line(self, *, accept: bool, remove: bool) -> None:
        """Offer what can be done with the chosen line."""
        self.buttons["accept"].setVisible(accept)
        self.buttons["remove"].setVisible(remove)

    def say_progress(self, done: int, total: int, *, stopping: bool) -> None:
        """Show how far it is; the button that sends is gone."""
        self._show("stop")
        self.bar.setVisible(True)
        self.bar.set_share(done / total if total else 1.0)
        self.strong.say(tr("{done} of {total}", done=done, total=total))
        self.note.say(tr("Stopping") if stopping else tr("Do not send them anywhere else now."))
        self.buttons["stop"].setEnabled(not stopping)

    def say_end(self, sentence: str, *, unknown: int) -> None:
        """Show how it ended."""
        self._show("again", "orders")
        self.strong.say(sentence)
        said = trn(
            "The outcome of {count} order is unknown: look at it among the orders.",
            "The outcome of {count} orders is unknown: look at them among the orders.",
            unknown,
        )
        self.note.say(f"· {said}" if unknown else "")

    def _show(self, *names: str) -> None:
        self.bar.hide()
        for name, button in self.buttons.items():
            if name not in {"accept", "remove"} or names != ("leave", "send"):
                button.setVisible(name in names)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colours.window)
        painter.fillRect(0, 0, self.width(), 1, self._look.colours.line)

    @never_raises(None)
    def _restyle(self) -> None:
        look = self._look
        self._row.setContentsMargins(look.px(24), 0, look.px(24), 0)
        self._row.setSpacing(look.px(8))
        self.setFixedHeight(look.px(FOOT))
        self.update()
