"""What the review does: sends, rehearses, discards, settles. Nothing is written before `send`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from workbench.core.errors import WbError
from workbench.core.jobs import Jobs, JobState
from workbench.core.texts import tr, trn
from workbench.edits.steps import Change
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.review.asking import SendDialog
from workbench.ui.review.lines import Kind
from workbench.ui.safe import weak_slot
from workbench.ui.theme.look import Look
from workbench.workspace.dangers import dangers, lost
from workbench.workspace.delivering import Delivery
from workbench.workspace.resolving import take_theirs, use
from workbench.workspace.reviewing import FieldLine, RecordLine
from workbench.workspace.shipment import Spot

if TYPE_CHECKING:
    from workbench.ui.review.page import ReviewPage


class Deeds(QObject):
    """Everything that a button of the review is for."""

    def __init__(self, page: ReviewPage, delivery: Delivery, jobs: Jobs, look: Look) -> None:
        super().__init__(page)
        self._page = page
        self._delivery = delivery
        self._jobs = jobs
        self._look = look
        self.dialog: QWidget | None = None
        self._waits = False

    def do(self, what: str) -> None:
        """Do what a button of the foot is for."""
        page = self._page
        {
            "send": self.send,
            "rehearse": self.rehearse,
            "discard": self.discard,
            "leave": page.left.emit,
            "close": self._close,
            "review": page.back_to_review,
            "retry": self.retry,
            "pause": self._pause,
            "stop": self._stop,
        }[what]()

    def why_not(self) -> str:
        """Return why nothing can be sent, "" where it can."""
        if self._delivery.account.read_only:
            name = self._delivery.account.name
            return tr("The account “{name}” is read-only.", name=name)
        if self._delivery.busy:
            return tr("Another send is under way.")
        return ""

    # ---- sending ---------------------------------------------------------------------------

    def send(self) -> None:
        """Send what is ticked; asks before where it could do harm."""
        page = self._page
        page.refresh()
        outlook = page.outlook
        if page.shipment is not None or outlook is None or not outlook.records or self.why_not():
            return
        self._waits = True
        self.reckoned()

    def reckoned(self) -> None:
        """Go on with a send that waits until it is known what the service will count."""
        page, outlook = self._page, self._page.outlook
        if not self._waits or page.forecast.pending or outlook is None:
            return
        self._waits = False
        told = [*lost(page.forecast, page.review.name_of), *dangers(page.review.records())]
        if not told:
            self._send_now()
            return
        source, account = self._delivery.source, self._delivery.account
        dialog = SendDialog(source, account, outlook.records, told, self._look, page)
        dialog.accepted.connect(self._send_now)
        self._open(dialog)

    def _send_now(self) -> None:
        review = self._page.review
        parcels = review.parcels()
        if parcels and not self.why_not():
            self._page.follow(self._delivery.send(parcels, review.name_of))

    def rehearse(self) -> None:
        """Read and merge what is ticked, and tell what would happen."""
        review = self._page.review
        parcels = review.parcels()
        if parcels and not self._delivery.busy:
            self._page.follow(self._delivery.rehearse(parcels, review.name_of))

    def retry(self) -> None:
        """Send again what failed, and nothing else."""
        shipment = self._page.shipment
        if shipment is None or shipment.open or self.why_not():
            return
        again = self._delivery.retry(shipment)
        if again is not None:
            self._page.follow(again)

    def _close(self) -> None:
        """Leave for the rows; the next time the review begins anew."""
        self._page.back_to_review()
        self._page.left.emit()

    def _pause(self) -> None:
        job = self._page.shipment.job if self._page.shipment else None
        if job is not None and job.state is JobState.PAUSED:
            job.resume_now()
        elif job is not None:
            job.pause()
        self._page.refresh()

    def _stop(self) -> None:
        job = self._page.shipment.job if self._page.shipment else None
        if job is not None:
            job.cancel()
            self._page.refresh()

    # ---- drafts ----------------------------------------------------------------------------

    def discard(self) -> None:
        """Discard the edits of the lines that are selected, after asking."""
        page = self._page
        changes = self._chosen_changes()
        if not changes:
            return
        title = trn("Discard {count} edit?", "Discard {count} edits?", len(changes))
        verb = trn("Discard {count} edit", "Discard {count} edits", len(changes))
        names = ", ".join(
            dict.fromkeys(page.review.name_of(spot).name for spot in self._spots()[:5])
        )
        meaning = tr("They stay in the bin for thirty days, and can be undone.")
        dialog = ConfirmDialog(title, names, meaning, verb, self._look, danger=True, parent=page)
        dialog.accepted.connect(lambda: self._discard_now(verb))
        self._open(dialog)

    def _discard_now(self, title: str) -> None:
        self._delivery.book.discard(title, self._chosen_changes())

    def _spots(self) -> list[Spot]:
        places = self._page.pane.list.chosen()
        return list(dict.fromkeys(Spot(place.resource, place.key) for place in places))

    def _chosen_changes(self) -> list[Change]:
        book = self._delivery.book
        whole: set[tuple[str, str]] = set()
        fields: dict[tuple[str, str], list[str]] = {}
        for place in self._page.pane.list.chosen():
            spot = (place.resource, place.key)
            if place.kind is Kind.FIELD:
                fields.setdefault(spot, []).append(place.field)
            else:
                whole.add(spot)
        found = [change for spot in whole for change in book.removal(*spot)]
        for spot, names in fields.items():
            if spot not in whole:
                found += book.removal(*spot, names)
        return found

    # ---- what stands against ---------------------------------------------------------------

    def settle(self, line: RecordLine, held: FieldLine, value: object) -> None:
        """Send a value over what the service has now."""
        if held.conflict is not None:
            use(self._page.review, line.resource, line.key, held.conflict, value)

    def take_theirs(self, line: RecordLine, held: FieldLine) -> None:
        """Leave what the service has now."""
        if held.conflict is not None:
            take_theirs(self._page.review, line.resource, line.key, held.conflict)

    def leave_out(self, line: RecordLine, held: FieldLine) -> None:
        """Let a field wait."""
        self._page.review.tick(line.resource.id, line.key, [held.field.id], on=False)

    def check_unknown(self) -> None:
        """Look at the service what became of unknown outcomes."""
        self._delivery.check_unknown()

    def decide(self, line: RecordLine, done: bool) -> None:
        """Keep what a person found out about a record."""
        fail = weak_slot(self._page, self._page.failed.emit)

        async def work() -> None:
            try:
                await self._delivery.decide(line.resource, line.key, done=done)
            except WbError as error:
                fail(error)

        self._jobs.spawn("decide", work())

    def _open(self, dialog: ConfirmDialog | SendDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.destroyed.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None
