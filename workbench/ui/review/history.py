"""History: steps to go back to, change sets to take back, discarded edits to restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.tabs import InnerTabs
from workbench.ui.review.events import EventDelegate, EventModel
from workbench.ui.review.past import Past
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import visible
from workbench.ui.theme.look import Look
from workbench.workspace.bygone import Binned, Bygone

if TYPE_CHECKING:
    from workbench.edits.reversing import ChangeSet
    from workbench.workspace.delivering import Delivery, Unknown
    from workbench.workspace.workspace import Workspace

PAGES = ("steps", "sent", "bin", "unknown")
SOON_MS = 60


class HistoryDialog(DialogFrame):
    """Three lists, and the details of what is chosen.

    Attributes:
        review_wanted: what was taken back is to be reviewed.
        failed: the journal could not be read: the error.
    """

    review_wanted = Signal()
    failed = Signal(object)

    def __init__(
        self, delivery: Delivery, workspace: Workspace, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("History"), look, width="dialog_wide", topic="review", parent=parent)
        self._delivery = delivery
        self._book = delivery.book
        self._jobs = workspace.jobs
        self._bygone = Bygone(delivery.book, workspace.stores.journal)
        self._past = Past(delivery.book, delivery.review(), workspace.formats)
        self.sets: tuple[ChangeSet, ...] = ()
        self.binned: tuple[Binned, ...] = ()
        self.tabs = InnerTabs(tr("History"), look)
        self.unknown: tuple[Unknown, ...] = ()
        for title in (tr("Steps"), tr("Sent"), tr("Discarded"), tr("Outcome unknown")):
            self.tabs.add(title)
        self.model = EventModel()
        self.list = QListView()
        self.details = QPlainTextEdit()
        self._empty = EmptyState(
            "history", tr("Nothing here yet"), tr("What you type and send is listed here."), look
        )
        self._stack = QStackedWidget()
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._compose(look)
        self.act: Button = self.add_primary("", accepts=False)
        self.undone = self.add_plain(tr("It was not done"))
        self.add_cancel(tr("Close"))
        self.act.clicked.connect(self._do)
        self.undone.clicked.connect(lambda: self._decide(done=False))
        self.tabs.currentChanged.connect(self._turned)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.doubleClicked.connect(lambda _index: self._do())
        for signal in (self._book.steps.moved, delivery.moved):
            signal.connect(weak_slot(self, self._later))
        self.refresh()

    # ---- pages -----------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """Which list is shown."""
        return PAGES[max(0, self.tabs.currentIndex())]

    def show_page(self, page: str) -> None:
        """Show another list."""
        self.tabs.setCurrentIndex(PAGES.index(page))

    def _turned(self, _index: int) -> None:
        self.model.show([])
        self.refresh()

    def _later(self, *_: object) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Show the list as it is now; what lies on the disk follows."""
        if self.page == "steps":
            self._show()
        else:
            self._jobs.spawn("history", self._read())

    async def _read(self) -> None:
        fail = weak_slot(self, self.failed.emit)
        show = weak_slot(self, self._show)
        try:
            self.sets, self.binned = await self._bygone.sets(), await self._bygone.bin()
            self.unknown = await self._delivery.open_ops()
        except WbError as error:
            fail(error)
            return
        show()

    @never_raises(None)
    def _show(self) -> None:
        row = max(0, self.list.currentIndex().row())
        account = self._delivery.account.name
        match self.page:
            case "steps":
                events = self._past.of_steps(self._book.steps)
            case "sent":
                events = self._past.of_sets(self.sets, account)
            case "unknown":
                events = self._past.of_unknown(self.unknown)
            case _:
                events = self._past.of_bin(self.binned)
        self.model.show(events)
        self._stack.setCurrentIndex(0 if events else 1)
        if events:
            self.list.setCurrentIndex(self.model.index(min(row, len(events) - 1)))
        self._chosen()

    # ---- one of them -----------------------------------------------------------------------

    def _chosen(self, *_: object) -> None:
        row = self.list.currentIndex().row()
        text, verb, possible = "", "", False
        match self.page:
            case "steps":
                steps = self._book.steps
                ordered = [*steps.undone, *reversed(steps.done)]
                text = self._past.about_step(ordered[row]) if 0 <= row < len(ordered) else ""
                verb = tr("Go to this step")
                possible = row >= 0 and self._count_at(row) != len(steps.done)
            case "sent":
                held = self.sets[row] if 0 <= row < len(self.sets) else None
                text = self._past.about_set(held) if held else ""
                verb = tr("Undo this change set…")
                possible = held is not None and held.reversible
            case "unknown":
                lost = self.unknown[row] if 0 <= row < len(self.unknown) else None
                text = self._past.about_unknown(lost) if lost else ""
                verb, possible = tr("It was done"), lost is not None
            case _:
                binned = self.binned[row] if 0 <= row < len(self.binned) else None
                text = self._past.about_binned(binned) if binned else ""
                verb, possible = tr("Restore"), binned is not None
        self.details.setPlainText(visible_lines(text))
        self.act.say(verb)
        self.act.setEnabled(possible)
        self.undone.setVisible(self.page == "unknown")
        self.undone.setEnabled(possible)

    def _count_at(self, row: int) -> int:
        """Return how many steps are done where the drafts stand at this row."""
        steps = self._book.steps
        return len(steps.done) + len(steps.undone) - row

    def _do(self) -> None:
        row = self.list.currentIndex().row()
        if row < 0 or not self.act.isEnabled():
            return
        match self.page:
            case "steps":
                self._book.steps.go_to(self._count_at(row))
            case "sent":
                if self._bygone.take_back(self.sets[row]) is not None:
                    self.accept()
                    self.review_wanted.emit()
            case "unknown":
                self._decide(done=True)
            case _:
                self._bygone.restore([self.binned[row]])
        self.refresh()

    def _decide(self, *, done: bool) -> None:
        """Keep what a person found out at the service."""
        row = self.list.currentIndex().row()
        held = self.unknown[row] if 0 <= row < len(self.unknown) else None
        if held is not None:
            self._jobs.spawn("decide", self._decided(held, done=done))

    async def _decided(self, held: Unknown, *, done: bool) -> None:
        fail = weak_slot(self, self.failed.emit)
        try:
            await self._delivery.decide_one(held, done=done)
        except WbError as error:
            fail(error)

    def _compose(self, look: Look) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(EventDelegate(look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(tr("What happened"))
        self.details.setReadOnly(True)
        self.details.setAccessibleName(tr("What it changed"))
        self.details.setTabChangesFocus(True)
        lists = QWidget()
        row = QHBoxLayout(lists)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list, 1)
        row.addWidget(self.details, 1)
        for part in (lists, self._empty):
            self._stack.addWidget(part)
        self._stack.setMinimumHeight(look.px(380))
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)


def visible_lines(text: str) -> str:
    """Return lines as plain text in which hidden characters are seen."""
    return "\n".join(visible(line) for line in text.split("\n"))
