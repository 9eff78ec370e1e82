"""The foot of the review: what it takes, and the buttons of each of its three times."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.formats import Formats
from workbench.core.texts import tr, trn
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.progress import Bar
from workbench.ui.safe import never_raises
from workbench.ui.text import elided_label, label, set_tip
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.workspace.outlook import Outlook
from workbench.workspace.shipment import Shipment

HEIGHT = 58
"""px at 100 %."""


class ReviewFooter(QWidget):
    """Numbers and buttons: before sending, while it goes on, and afterwards.

    Attributes:
        wanted: what a button is for: "discard", "rehearse", "leave", "send", "stop", "pause",
            "retry", "review".
    """

    wanted = Signal(str)

    def __init__(self, look: Look, formats: Formats, account: str) -> None:
        super().__init__()
        self._look = look
        self._formats = formats
        self._account = account
        self.strong = label("", look, Role.TOTAL)
        self.note = elided_label("", look, Role.CELL, "text2")
        self.bar = Bar(tr("Sent"), look, width=160)
        self.buttons = {
            "discard": Button(tr("Discard selected…"), look, Kind.QUIET),
            "rehearse": Button(tr("Rehearse"), look),
            "leave": Button(tr("Cancel"), look),
            "pause": Button(tr("Pause"), look),
            "stop": Button(tr("Stop"), look),
            "review": Button(tr("Back to review"), look),
            "retry": Button("", look, Kind.PLAIN, icon="refresh-cw"),
            "close": Button(tr("Close"), look, Kind.PRIMARY),
            "send": Button("", look, Kind.PRIMARY, icon="send-horizontal"),
        }
        set_tip(self.buttons["rehearse"], tr("Reads and merges everything and writes nothing."))
        row = self._row = QHBoxLayout(self)
        row.addWidget(self.strong)
        row.addWidget(self.bar)
        row.addWidget(self.note, 1)
        for name, button in self.buttons.items():
            row.addWidget(button)
            button.clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))
        look.changed.connect(self._restyle)
        self._restyle()

    def say_plan(self, outlook: Outlook, *, why_not: str) -> None:
        """Show what sending takes; `why_not` it cannot be, "" where it can."""
        self._show("discard", "rehearse", "leave", "send")
        self.strong.say(trn("{count} request", "{count} requests", outlook.requests))
        stay = trn(
            "{count} edit stays staged until you decide",
            "{count} edits stay staged until you decide",
            outlook.staying,
        )
        parts = [tr("about {time}", time=self._formats.duration(outlook.seconds))]
        self.note.say("".join(f"· {part} " for part in [*parts, *([stay] * bool(outlook.staying))]))
        send = self.buttons["send"]
        send.say(
            trn(
                "Send {count} record to {account}",
                "Send {count} records to {account}",
                outlook.records,
                account=self._account,
            )
        )
        some = bool(outlook.records)
        send.setEnabled(some and not why_not)
        set_tip(send, why_not or ("" if some else tr("Nothing is ticked.")))
        self.buttons["rehearse"].setEnabled(some)

    def say_progress(self, shipment: Shipment, *, paused: bool) -> None:
        """Show how far a send is."""
        self._show("pause", "stop")
        done, total = len(shipment.results), shipment.total
        self.bar.setVisible(True)
        self.bar.set_share(done / total if total else 1.0)
        numbers = self._formats.integer
        self.strong.say(tr("{done} of {total}", done=numbers(done), total=numbers(total)))
        left = shipment.job.seconds_left if shipment.job else None
        time = tr("{time} left", time=self._formats.duration(left)) if left else ""
        stopping = shipment.job is not None and shipment.job.stopping
        self.note.say(tr("Stopping") if stopping else tr("Paused") if paused else time)
        self.buttons["pause"].say(tr("Go on") if paused else tr("Pause"))
        self.buttons["stop"].setEnabled(not stopping)

    def say_end(self, shipment: Shipment, retryable: int) -> None:
        """Show how a send ended."""
        report = shipment.report
        retries = ["retry"] if retryable and not shipment.rehearsed else []
        self._show("review", *retries, *([] if shipment.rehearsed else ["close"]))
        self.strong.say(tr("Rehearsed") if shipment.rehearsed else tr("Sent"))
        self.note.say(f"· {report.sentence}" if report else "")
        if shipment.rehearsed:
            self.note.say(tr("· Nothing was written."))
        self.buttons["retry"].say(trn("Retry {count} failed", "Retry {count} failed", retryable))

    def _show(self, *names: str) -> None:
        self.bar.hide()
        for name, button in self.buttons.items():
            button.setVisible(name in names)

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colours.window)
        painter.fillRect(0, 0, self.width(), 1, self._look.colours.line)

    @never_raises(None)
    def _restyle(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(24), 0, px(24), 0)
        self._row.setSpacing(px(8))
        self.setFixedHeight(px(HEIGHT))
        self.update()
