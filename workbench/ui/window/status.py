"""The status line: what is true of the rows now, what is selected, and what is going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.jobs import Job, JobState
from workbench.core.texts import tr, trn
from workbench.ui.jobs.words import PAUSABLE
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.progress import Budget, ProgressLine
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.workspace import Workspace

STAGED_MS = 60
"""Drafts that move within this time are counted together."""

AGES_MS = 20_000
"""Ages in words are renewed this often."""


class StatusLine(QWidget):
    """The line at the window's foot, for the tab in front.

    Attributes:
        warning: what of the rows is to be looked at; pressed, it is shown.
    """

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__()
        self._workspace = workspace
        self._look = look
        self._desk: Desk | None = None
        self._job: Job | None = None
        self._rows = label("", look, role=Role.NOTE_STRONG)
        self._facts = elided_label("", look, role=Role.NOTE, ink="text2")
        self.warning = Button("", look, Kind.LINK, small=True, icon="clock")
        self.warning.clicked.connect(self._look_closer)
        self.warning.hide()
        self._staged_sign = MarkSign(Mark.CHANGED, tr("staged"), look, 12)
        self._staged = label("", look, role=Role.NOTE_STRONG, ink=Mark.CHANGED)
        self._sums = label("", look, role=Role.NOTE, ink="text2")
        self._sum_text = ""
        self._progress = ProgressLine(look)
        self._budget = Budget(look)
        self._lay_out()
        self._soon = QTimer(self, interval=STAGED_MS, singleShot=True)
        self._soon.timeout.connect(self._show_staged)
        workspace.books.changed.connect(weak_slot(self, self._staged_moved))
        self._clock = QTimer(self, interval=AGES_MS)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()
        self._progress.cancel_wanted.connect(self._cancel)
        self._progress.hold_wanted.connect(self._hold)
        workspace.jobs.added.connect(weak_slot(self, self._job_moved))
        workspace.jobs.changed.connect(weak_slot(self, self._job_moved))
        look.changed.connect(self._restyle)
        self._restyle()

    def show_desk(self, desk: Desk | None) -> None:
        """Speak of another tab from now on."""
        if self._desk is not None:
            self._desk.selection.changed.disconnect(self._say_selected)
            self._desk.status_changed.disconnect(self.refresh)
            self._desk.view_changed.disconnect(self.refresh)
            self._desk.facets_changed.disconnect(self.refresh)
        self._desk = desk
        if desk is not None:
            desk.selection.changed.connect(self._say_selected)
            desk.status_changed.connect(self.refresh)
            desk.view_changed.connect(self.refresh)
            desk.facets_changed.connect(self.refresh)
        self.say_sums("")
        self.refresh()

    def say_sums(self, text: str) -> None:
        """Show the sums of the selected cells, behind the number of ticked rows."""
        self._sum_text = text
        self._say_selected()

    def _say_selected(self) -> None:
        ticked = len(self._desk.selection) if self._desk else 0
        count = trn("{count} selected", "{count} selected", ticked) if ticked else ""
        self._sums.say("  ·  ".join(text for text in (count, self._sum_text) if text))

    def refresh(self) -> None:
        """Write the line anew."""
        rows, facts = line_of(self._desk)
        self._rows.say(rows)
        self._facts.say(facts)
        told = self._desk.local.told if self._desk and self._desk.local else None
        warning = told.warning() if told else ""
        self.warning.say(warning)
        self.warning.setVisible(bool(warning))
        self._show_staged()
        self._show_budget()

    def _look_closer(self) -> None:
        told = self._desk.local.told if self._desk and self._desk.local else None
        if told is not None:
            told.act()
            self.refresh()

    def _staged_moved(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _show_staged(self) -> None:
        text = staged_of(self._desk)
        self._staged.say(text)
        for part in (self._staged, self._staged_sign):
            part.setVisible(bool(text))

    def _show_budget(self) -> None:
        desk = self._desk
        connection = (
            self._workspace.connections.live(desk.account) if desk and desk.account else None
        )
        self._budget.setVisible(False)
        if connection is None:
            return
        state = connection.gateway.state()
        if state.limit:
            self._budget.set_free(max(0, state.limit - state.used), state.limit)
        elif state.per_day and state.day_used:
            # Known from the first request on: the count is kept with the answers.
            left = max(0, state.per_day - state.day_used)
            numbers = self._workspace.formats.integer
            told = {"left": numbers(left), "quota": numbers(state.per_day)}
            self._budget.set_left(left, state.per_day, tr("{left} of about {quota} today", **told))

    def _job_moved(self, job: Job) -> None:
        if job.open and (self._job is None or not self._job.open):
            self._begin(job)
        if job is self._job:
            if job.open:
                self._report(job)
            else:
                self._next_job()
            self.refresh()

    def _next_job(self) -> None:
        running = [job for job in self._workspace.jobs.jobs if job.open]
        if running:
            self._begin(running[-1])
            self._report(running[-1])
        else:
            self._job = None
            self._progress.end()

    def _begin(self, job: Job) -> None:
        """Follow another job; the line itself waits until it is worth showing."""
        self._job = job
        self._progress.begin(job.title)

    def _report(self, job: Job) -> None:
        paused = job.state is JobState.PAUSED
        text = job.title
        if job.total:
            numbers = self._workspace.formats.integer
            done, total = numbers(job.done), numbers(job.total)
            text = tr("{title} {done} of {total}", title=text, done=done, total=total)
        if paused:
            text = tr("{title}, paused", title=text)
        left = None if paused else job.seconds_left
        self._progress.report(text, job.done, job.total, left)
        self._progress.offer_hold(offered=job.kind in PAUSABLE, paused=paused)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _hold(self) -> None:
        job = self._job
        if job is not None and job.state is JobState.PAUSED:
            job.resume_now()
        elif job is not None:
            job.pause()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._rows)
        row.addWidget(self._facts)
        row.addWidget(self.warning)
        row.addWidget(self._staged_sign)
        row.addWidget(self._staged)
        row.addStretch(1)
        row.addWidget(self._sums)
        row.addSpacing(8)
        row.addWidget(self._progress)
        row.addWidget(self._budget)
        self._budget.hide()

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.size("status_line"))

    @never_raises(None)
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.colours.window)
        painter.fillRect(0, 0, self.width(), 1, self._look.colours.line)


def line_of(desk: Desk | None) -> tuple[str, str]:
    """Return the rows and the facts of the status line: "312 of 48,907 rows", "4 filters · …"."""
    session = desk.session if desk else None
    if desk is None or session is None:
        return "", ""
    formats = desk.workspace.formats
    status = session.status
    shown, loaded = len(session.rows), len(session.table)
    total = status.total if status.total is not None else loaded
    rows = trn(
        "{count} of {total} row", "{count} of {total} rows", shown, total=formats.integer(total)
    )
    if shown == total:
        rows = trn("{count} row", "{count} rows", total)
    facts: list[str] = []
    if not status.complete and shown < loaded < total:
        facts.append(tr("{loaded} loaded", loaded=formats.integer(loaded)))
    filters = desk.view.query.filter_count + len(desk.view.header) + len(desk.view.facets)
    filters += bool(desk.staged) + bool(desk.told.wanted)
    if filters:
        facts.append(trn("{count} filter", "{count} filters", filters))
    told = desk.local.told if desk.local else None
    if told is not None:
        facts += told.facts()
    elif status.read_at:
        facts.append(tr("read {age}", age=formats.age(status.read_at)))
    if status.stale:
        facts.append(tr("rows of the question before"))
    return rows, "".join(f"·  {fact}  " for fact in facts).rstrip()


def staged_of(desk: Desk | None) -> str:
    """Return what is staged in the account on the desk: "12 staged in 10 rows"."""
    session = desk.session if desk else None
    editing = session.editing if session else None
    if editing is None or not editing.book.edits:
        return ""
    rows = trn("{count} row", "{count} rows", editing.book.touched)
    return trn(
        "{count} staged in {rows}", "{count} staged in {rows}", editing.book.edits, rows=rows
    )
