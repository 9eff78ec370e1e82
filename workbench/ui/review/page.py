"""The review of an account's drafts, as wide as the window: tick, settle, rehearse, send, retry."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.formats import Formats
from workbench.core.jobs import Jobs, JobState
from workbench.core.texts import tr, trn
from workbench.ui.filters.choosing import Tick
from workbench.ui.parts.shapes import Hairline
from workbench.ui.parts.strip import announce
from workbench.ui.review.balance import BalancePane
from workbench.ui.review.deeds import Deeds
from workbench.ui.review.footer import ReviewFooter
from workbench.ui.review.head import ReviewHead
from workbench.ui.review.lines import Kind, Narrowing, Place
from workbench.ui.review.outcomes import OutcomeLines
from workbench.ui.review.pane import ListPane
from workbench.ui.review.side import SidePane
from workbench.ui.review.staged import StagedLines
from workbench.ui.review.tally import TallyStrip
from workbench.ui.review.words import edits_text
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.theme.apply import wear
from workbench.ui.theme.look import Look
from workbench.ui.topics import set_topic
from workbench.workspace.delivering import Delivery
from workbench.workspace.foreseeing import Forecast, rehearsed_of
from workbench.workspace.outlook import Outlook
from workbench.workspace.requesting import request_of
from workbench.workspace.reviewing import HELD_BACK, FieldLine, RecordLine
from workbench.workspace.shipment import Parcels, Shipment, Spot

SOON_MS = 30
"""Changes within this time are shown together."""


class ReviewPage(QWidget):
    """The review, the send under way, or its results.

    Attributes:
        left: the user goes back to the rows.
        spot_wanted: a record is to be shown in its table.
        failed: something a user asked for failed: the error.
        review: what is ticked.
        shipment: the send or rehearsal that is shown, None while it is reviewed.
    """

    left = Signal()
    spot_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, delivery: Delivery, jobs: Jobs, look: Look, formats: Formats) -> None:
        super().__init__()
        set_topic(self, "review")
        self._look = look
        self.delivery = delivery
        self.review = delivery.review()
        self.shipment: Shipment | None = None
        self._staged = StagedLines(self.review, formats)
        self._outcomes: OutcomeLines | None = None
        self._outlook: Outlook | None = None
        self._parcels: Parcels = {}
        self._forecast = Forecast()
        wear(self, look)
        self.setAccessibleName(tr("Review and send"))
        self.head = ReviewHead(delivery.source, delivery.account, look)
        self.pane = ListPane(look)
        self.side = SidePane(look, formats)
        self.tally = TallyStrip(look)
        self.balance = BalancePane(look)
        self.footer = ReviewFooter(look, formats, delivery.account.name)
        self.deeds = Deeds(self, delivery, jobs, look)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._rest = QTimer(self, interval=0, singleShot=True)
        self._rest.timeout.connect(self._reckon_on)
        self._lay_out()
        self._connect()
        self.pane.model.show(self._staged)
        self.refresh()
        self.pane.list.setCurrentIndex(self.pane.model.index(0))
        if delivery.busy and delivery.last is not None:
            self.follow(delivery.last)

    # ---- what is shown ---------------------------------------------------------------------

    @property
    def outlook(self) -> Outlook | None:
        """What sending takes, as it is ticked."""
        return self._outlook

    @property
    def forecast(self) -> Forecast:
        """What the service will count, as it is ticked; of large sets it comes bit by bit."""
        return self._forecast

    def follow(self, shipment: Shipment) -> None:
        """Show a send or a rehearsal, and then how it ended."""
        self.shipment = shipment
        self._outcomes = OutcomeLines(shipment)
        shipment.moved.connect(weak_slot(self, self._later))
        shipment.ended.connect(weak_slot(self, self._ended))
        self.side.hide()
        self.tally.hide()
        self.pane.search.clear()
        self.pane.model.show(self._outcomes)
        self.refresh()
        self.pane.list.setFocus()

    def back_to_review(self) -> None:
        """Show what is staged again."""
        self.shipment, self._outcomes = None, None
        self.side.show()
        self.balance.hide()
        self.pane.search.clear()
        self.pane.model.show(self._staged)
        self.refresh()
        self.pane.list.setFocus()

    @never_raises(None)
    def refresh(self) -> None:
        """Show everything as it is now."""
        self._soon.stop()
        if self.shipment is not None:
            self.pane.model.renew()
            self._show_shipment(self.shipment)
            return
        book, counts = self.review.book, self.review.counts()
        problems = sum(counts.get(state, 0) for state in HELD_BACK)
        self.head.say(counts)
        self.pane.say(edits_text(book.edits, book.touched), problems)
        self._parcels = self.review.parcels()
        self._outlook = self.delivery.outlook(self._parcels)
        self._say_forecast(self.delivery.forecast(self._parcels))
        self.footer.say_plan(self._outlook, why_not=self.deeds.why_not())
        self.side.say_outlook(self._outlook)
        whole = not self._outlook.staying
        some = bool(self._outlook.records)
        self.pane.head.set_tick(Tick.ON if whole and some else Tick.PARTLY if some else Tick.OFF)
        self._show_chosen()

    def _say_forecast(self, forecast: Forecast) -> None:
        self._forecast = self._staged.forecast = forecast
        self.tally.say(forecast)
        self.side.say_forecast(forecast)
        self.pane.model.renew()
        if forecast.pending:
            self._rest.start()

    @never_raises(None)
    def _reckon_on(self) -> None:
        """Go on with what the service will count, where one slice was not enough."""
        if self.shipment is None and self._forecast.pending:
            self._say_forecast(self.delivery.forecast(self._parcels, anew=False))
            self.deeds.reckoned()

    def _show_shipment(self, shipment: Shipment) -> None:
        report = shipment.report
        failed = len(report.failed) if report else 0
        if report is None:
            paused = shipment.job is not None and shipment.job.state is JobState.PAUSED
            self.pane.say(tr("Rehearsing") if shipment.rehearsed else tr("Sending"), 0, plain=True)
            self.footer.say_progress(shipment, paused=paused)
            return
        said = trn("{count} record", "{count} records", shipment.total)
        self.pane.say(said if shipment.rehearsed else report.sentence, failed, plain=True)
        retryable = sum(len(parcels) for parcels in shipment.failed().values())
        self.footer.say_end(shipment, retryable)
        self._say_balance(shipment)
        self.head.say(self.review.counts())

    def _say_balance(self, shipment: Shipment) -> None:
        if shipment.rehearsed:
            self.balance.say_rehearsed(rehearsed_of(shipment, self.review.source))
            return
        self.balance.say(shipment.balances, shipment.told, self.review.saving)

    def chosen(self) -> tuple[RecordLine | None, FieldLine | None]:
        """Return the record that is current in the list, and its field where one is."""
        place = self.pane.list.current()
        line = self.review.record(place.resource, place.key) if place else None
        if place is None or line is None:
            return None, None
        found = (held for held in line.lines if held.field.id == place.field)
        return line, next(found, None) if place.kind is Kind.FIELD else None

    def _show_chosen(self) -> None:
        line, held = self.chosen()
        self.side.show_line(line, held)
        if line is None or not line.included:
            line = self._first_to_go() or line
        if line is None:
            self.side.say_request("", None)
            return
        fields = frozenset(each.field.id for each in line.lines if each.included)
        document = self.review.document(line.resource, line.key)
        groups = self._outlook.together.get(line.resource.id, ()) if self._outlook else ()
        together = line.key in groups
        request = (
            request_of(
                self.review.source, line.resource, line.record, document, fields, together=together
            )
            if line.included
            else None
        )
        self.side.tally.say_record(
            line.number or line.name, self._forecast.record_words(line.resource, line.key)
        )
        note = tr("Goes with others in one call of many.") if together else ""
        self.side.say_request(line.number or line.name, request, note)

    def _first_to_go(self) -> RecordLine | None:
        """Return the first record that is to be sent: its request stands for the others."""
        for resource, parcels in self._parcels.items():
            if parcels:
                return self.review.record(resource, parcels[0].key)
        return None

    # ---- hands -----------------------------------------------------------------------------

    def _narrow(self, which: str, text: str) -> None:
        lines = self._outcomes or self._staged
        held = lines.narrowing
        lines.narrowing = Narrowing(which, text, held.unfolded, held.folded)
        self.pane.model.renew()

    def _tick(self, places: list[Place], on: bool) -> None:
        for place in places:
            fields = [place.field] if place.kind is Kind.FIELD else []
            self.review.tick(place.resource, place.key, fields, on=on)

    def _tick_all(self, on: bool) -> None:
        self.review.tick_all(on=on)

    def _unfold(self, place: Place, unfold: bool) -> None:
        held, spot = self._staged.narrowing, {(place.resource, place.key)}
        folded = held.folded - spot if unfold else held.folded | spot
        unfolded = held.unfolded | spot if unfold else held.unfolded - spot
        self._staged.narrowing = Narrowing(held.which, held.text, unfolded, folded)
        self.pane.model.renew()
        if not unfold:
            self.pane.list.go_to(Place(Kind.RECORD, place.resource, place.key))

    def _open(self) -> None:
        """Show the record of the current line in its table."""
        place = self.pane.list.current()
        if place is not None and place.kind is not Kind.MORE:
            self.spot_wanted.emit(Spot(place.resource, place.key))

    def _escape(self) -> None:
        """Go back: from results to the review, from the review to the rows."""
        if self.shipment is not None and not self.shipment.open:
            self.back_to_review()
        else:
            self.left.emit()

    # ---- being a widget --------------------------------------------------------------------

    def _connect(self) -> None:
        self.review.moved.connect(weak_slot(self, self._later))
        self.delivery.moved.connect(weak_slot(self, self._later))
        pane, side, deeds = self.pane, self.side, self.deeds
        pane.narrowed.connect(self._narrow)
        pane.head.ticked.connect(self._tick_all)
        pane.list.ticked.connect(self._tick)
        pane.list.unfolded.connect(self._unfold)
        pane.list.moved.connect(self._moved)
        pane.list.doubleClicked.connect(lambda _index: self._open())
        side.settled.connect(deeds.settle)
        side.theirs_wanted.connect(deeds.take_theirs)
        side.left_out.connect(deeds.leave_out)
        side.check_wanted.connect(deeds.check_unknown)
        side.decided.connect(deeds.decide)
        self.footer.wanted.connect(deeds.do)
        for keys, handler in (
            ("Ctrl+Return", deeds.send), ("Ctrl+Enter", deeds.send), ("Escape", self._escape),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(handler)

    def _moved(self) -> None:
        if self.shipment is None and self._outlook is not None:
            self._show_chosen()

    def _later(self, *_: object) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _ended(self) -> None:
        self.refresh()
        report = self.shipment.report if self.shipment else None
        if report is not None:
            announce(self, report.sentence)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.pane, 1)
        middle.addWidget(Hairline(self._look, upright=True))
        middle.addWidget(self.side)
        middle.addWidget(self.balance)
        self.balance.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tally)
        column.addLayout(middle, 1)
        column.addWidget(self.footer)
        self.setFocusProxy(self.pane.list)

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        QPainter(self).fillRect(event.rect(), self._look.colours.surface)
