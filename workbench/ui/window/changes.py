"""The window's way from typed values to the service: counts, review, results, history.

Nothing is sent from here: the review sends, or an action that was confirmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog

from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.sources import Source
from workbench.core.texts import tr, trn
from workbench.ui.safe import weak_slot
from workbench.ui.theme.marks import Mark
from workbench.workspace.books import place_of

if TYPE_CHECKING:
    from workbench.edits.drafts import Place
    from workbench.edits.results import Report
    from workbench.ui.review.page import ReviewPage
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab
    from workbench.workspace.delivering import Delivery
    from workbench.workspace.editing import Editing
    from workbench.workspace.shipment import Shipment, Spot

SOON_MS = 80
"""Drafts that move within this time are counted together."""

ACTIONS = ("review", "history", "edits.bin", "edits.export", "unknown.check")

UNSENT_SHOWN = 3
"""Actions that are named in the strip."""


class Changes(QObject):
    """Review, history and the signs of what is staged, for one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self.page: ReviewPage | None = None
        self.dialog: QDialog | None = None
        self._greeted: set[Place] = set()
        self._followed: dict[Place, Delivery] = {}
        self._all_made = False
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        on = window.registry.on
        on("review", self.review)
        on("history", lambda: self.history("steps"))
        on("edits.bin", lambda: self.history("bin"))
        on("edits.export", self.export)
        on("unknown.check", self.check_unknown)
        self._workspace.books.changed.connect(weak_slot(self, self._later))
        window.front_changed.connect(self._front_changed)
        window.complete.connect(self._complete)
        self.refresh()

    # ---- whose drafts ----------------------------------------------------------------------

    @property
    def _editing(self) -> Editing | None:
        tab = self._window.front
        session = tab.desk.session if tab else None
        return session.editing if session else None

    @property
    def delivery(self) -> Delivery | None:
        """The way of the drafts of the tab in front; None where nothing can be changed."""
        tab = self._window.front
        if tab is None or tab.desk.account is None or self._editing is None:
            return None
        return self._delivery(tab.desk.source, tab.desk.account)

    @property
    def standing(self) -> Delivery | None:
        """The same, also where nothing can be typed but something can be done."""
        tab = self._window.front
        if tab is None or tab.desk.account is None or tab.desk.session is None:
            return None
        acts = self._editing is not None or bool(tab.desk.resource.actions)
        return self._delivery(tab.desk.source, tab.desk.account) if acts else None

    def _delivery(self, source: Source, account: Account) -> Delivery:
        place = place_of(source, account)
        found = self._workspace.deliveries.of(source, account)
        if self._followed.get(place) is not found:
            self._followed[place] = found
            found.ended.connect(weak_slot(self, self._ended))
            found.moved.connect(weak_slot(self, self._later))
            found.settled.connect(weak_slot(self, self._settled))
        return found

    def _front_changed(self) -> None:
        tab = self._window.front
        if tab is None:
            return
        unique = Qt.ConnectionType.UniqueConnection
        tab.tools.edits.wanted.connect(self._tool, unique)
        tab.strips.acted.connect(self._strip_acted, unique)
        tab.desk.session_changed.connect(self._later, unique)
        self.refresh()

    def _complete(self) -> None:
        self._all_made = True
        self._later()

    def _later(self, *_: object) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Show how much is staged, and which actions can be chosen."""
        self._window.say_staged(self._staged)
        editing, enable = self._editing, self._window.registry.enable
        none = tr("These rows cannot be changed.")
        edits = editing.book.edits if editing else 0
        reason = tr("Nothing is staged.") if editing else none
        enable("edits.export", on=bool(edits), reason=reason)
        # What stands in an open editor is not staged yet: the review is never out of reach.
        for identity in ("review", "edits.bin"):
            enable(identity, on=editing is not None, reason=none)
        delivery = self.standing
        enable("history", on=delivery is not None, reason=none)
        unknown = delivery.unknown if delivery else 0
        enable("unknown.check", on=bool(unknown), reason=tr("Every outcome is known."))
        if delivery is not None and self._window.front is not None:
            self._greet(self._window.front, delivery)

    def _staged(self, source_id: str, name: str, seen: bool) -> int:
        """Return how much is staged in a tab; one that nobody saw is looked at after the start."""
        if not (seen or self._all_made):
            return 0
        source = self._workspace.source(source_id)
        account = self._workspace.accounts.find(source_id, name) if source else None
        if source is None or account is None or not any(held.saving for held in source.resources):
            return 0
        return self._workspace.books.of(source, account).edits

    # ---- strips ----------------------------------------------------------------------------

    def _greet(self, tab: SourceTab, delivery: Delivery) -> None:
        """Say once what came back from earlier runs, and what nobody knows as long as it is so."""
        place = delivery.book.place
        if place not in self._greeted and delivery.known:
            self._greeted.add(place)
            count = min(delivery.book.restored, delivery.book.edits)
            if count:
                what = trn(
                    "{count} unsaved change restored", "{count} unsaved changes restored", count
                )
                meaning = tr("Nothing of it was sent.")
                if delivery.unknown:
                    meaning = tr("Nothing was sent but what is in doubt.")
                actions = [("discard", tr("Discard…")), ("review", tr("Review"))]
                tab.strips.say("restored", Mark.CHANGED, what, meaning, actions)
            if delivery.unsent:
                _say_unsent(tab, delivery.unsent)
        if delivery.unknown and "unknown" not in tab.strips.shown:
            what = trn(
                "Outcome of {count} change unknown",
                "Outcome of {count} changes unknown",
                delivery.unknown,
            )
            meaning = tr("It was sent, and no answer came. It is not sent again by itself.")
            actions = [("show", tr("Show…")), ("check", tr("Check now"))]
            tab.strips.say("unknown", Mark.UNKNOWN, what, meaning, actions)
        elif not delivery.unknown:
            tab.strips.drop("unknown")

    def _strip_acted(self, key: str, action: str) -> None:
        tab = self._window.front
        if tab is None:
            return
        match key, action:
            case "restored", "review":
                tab.strips.drop("restored")
                self.review()
            case "restored", "discard":
                self.discard_all()
            case "unknown", "check":
                self.check_unknown()
            case "unknown", "show":
                self.history("unknown")
            case "sent", "show":
                self._show_first(tab)
            case "sent", "retry":
                self._retry(tab)
            case _:
                pass

    def _ended(self, shipment: Shipment) -> None:
        """Say in the tabs of the account how a send ended."""
        self._later()
        if shipment.rehearsed or shipment.report is None:
            return
        from workbench.ui.window.results import news_of  # noqa: PLC0415 - once something was sent

        for tab in self._window.seen_tabs:
            held = self._delivery_of(tab)
            if held is not None and held.last is shipment:
                news = news_of(shipment, held.account.name)
                if news.mark is Mark.UNKNOWN:
                    continue  # the strip of unknown outcomes says it, until they are known
                tab.strips.say("sent", news.mark, news.what, news.meaning, list(news.actions))

    def _settled(self, report: Report) -> None:
        """Say what was found out about outcomes that nobody knew."""
        tab = self._window.front
        if tab is None:
            return
        count = len(report.results)
        what = trn("{count} outcome looked up", "{count} outcomes looked up", count)
        mark = Mark.CHANGED if report.failed else Mark.DONE
        tab.strips.say("settled", mark, what, report.sentence)

    def _delivery_of(self, tab: SourceTab) -> Delivery | None:
        session = tab.desk.session
        if tab.desk.account is None or session is None or session.editing is None:
            return None
        return self._delivery(tab.desk.source, tab.desk.account)

    def _show_first(self, tab: SourceTab) -> None:
        delivery = self._delivery_of(tab)
        failed = delivery.last.failed() if delivery and delivery.last else {}
        for resource, parcels in failed.items():
            self._show_row(tab, resource, parcels[0].key)
            return

    def _show_row(self, tab: SourceTab, resource: str, key: str) -> None:
        """Make a record's row current."""
        found = tab.desk.source.resource(resource)
        if found is not None:
            tab.desk.open(found)
            tab.desk.selection.set_current(key)
            tab.focus_rows()

    def _retry(self, tab: SourceTab) -> None:
        delivery = self._delivery_of(tab)
        if delivery is not None and delivery.last is not None and not delivery.busy:
            tab.strips.drop("sent")
            delivery.retry(delivery.last)

    # ---- review ----------------------------------------------------------------------------

    def _tool(self, name: str) -> None:
        self._window.registry[name].trigger()

    def review(self) -> None:
        """Show what is staged, over the whole window; nothing is sent by that."""
        tab, delivery = self._window.front, self.delivery
        if tab is None or delivery is None or self.page is not None:
            return
        from workbench.ui.review.page import ReviewPage  # noqa: PLC0415 - where one can type

        tab.grid.settle()
        if not delivery.book.edits and not delivery.busy:
            self._window.status.say_sums(tr("Nothing is staged."))
            return
        formats = self._workspace.formats
        page = ReviewPage(delivery, self._workspace.jobs, tab.desk_look, formats)
        page.left.connect(self._leave)
        page.failed.connect(self._window.tell)
        page.spot_wanted.connect(self._go_to)
        self.page = page
        self._window.put_over(page)

    def _leave(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            self._window.take_off(page)

    def _go_to(self, spot: Spot) -> None:
        self._leave()
        if self._window.front is not None:
            self._show_row(self._window.front, *spot)

    # ---- drafts ----------------------------------------------------------------------------

    def discard_all(self) -> None:
        """Discard every edit of the account, after asking."""
        delivery = self.delivery
        if delivery is None or not delivery.book.edits:
            return
        from workbench.ui.dialogs.confirm import ConfirmDialog  # noqa: PLC0415

        count = delivery.book.edits
        title = trn("Discard {count} edit?", "Discard {count} edits?", count)
        verb = trn("Discard {count} edit", "Discard {count} edits", count)
        account = delivery.account.name
        sentence = tr("Everything that is staged for {account} goes.", account=account)
        meaning = tr("They stay in the bin for thirty days, and can be undone.")
        dialog = ConfirmDialog(
            title, sentence, meaning, verb, self._window.look, danger=True, parent=self._window
        )
        dialog.accepted.connect(lambda: self._discard_now(delivery, verb))
        self._open(dialog)

    def _discard_now(self, delivery: Delivery, title: str) -> None:
        book = delivery.book
        changes = [
            change
            for resource in book.resources()
            for key in list(book.records(resource.id))
            for change in book.removal(resource.id, key)
        ]
        book.discard(title, changes)
        if self._window.front is not None:
            self._window.front.strips.drop("restored")

    def check_unknown(self) -> None:
        """Look at the service what became of unknown outcomes."""
        if self.standing is not None:
            self.standing.check_unknown()

    def export(self) -> None:
        """Write all drafts as a file that people can keep."""
        from workbench.ui.dialogs.choosing import ask_save  # noqa: PLC0415

        title, kinds = tr("Export drafts"), tr("JSON files (*.json)")
        ask_save(self._window, title, "drafts.json", kinds, self._export_to)

    def _export_to(self, path: str) -> None:
        tab, delivery = self._window.front, self.delivery
        if tab is None or delivery is None:
            return
        from pathlib import Path  # noqa: PLC0415

        from workbench.workspace.bygone import Bygone  # noqa: PLC0415

        bygone = Bygone(delivery.book, self._workspace.stores.journal)
        say, fail = weak_slot(tab, tab.strips.say), weak_slot(self._window, self._window.tell)

        async def work() -> None:
            try:
                count = await bygone.export(Path(path))
            except WbError as error:
                fail(error)
                return
            what = trn("{count} draft exported", "{count} drafts exported", count)
            say("drafts", Mark.DONE, what, path)

        self._workspace.jobs.spawn("export drafts", work())

    def history(self, page: str) -> None:
        """Show the steps, what was sent, and the bin."""
        delivery, tab = self.standing, self._window.front
        if delivery is None or tab is None:
            return
        from workbench.ui.review.history import HistoryDialog  # noqa: PLC0415

        dialog = HistoryDialog(delivery, self._workspace, tab.desk_look, self._window)
        dialog.show_page(page)
        dialog.review_wanted.connect(self.review)
        dialog.failed.connect(self._window.tell)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog
        dialog.finished.connect(lambda *_: self._closed(dialog))
        dialog.open()

    def _closed(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()


def _say_unsent(tab: SourceTab, unsent: tuple[str, ...]) -> None:
    """Say which actions an earlier run was about to send; they are not sent by themselves."""
    what = trn("{count} action was not sent", "{count} actions were not sent", len(unsent))
    ended = tr("The program ended before. Do it again where it is still wanted.")
    said = " · ".join((*unsent[:UNSENT_SHOWN], ended))
    tab.strips.say("unsent", Mark.CHANGED, what, said)
