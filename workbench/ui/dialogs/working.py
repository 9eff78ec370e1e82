"""A job's progress inside a dialog: what it does, how far it is, how long it takes, and Stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.jobs import Job
from workbench.core.texts import tr
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.progress import Bar, Ring, time_left
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import weak_slot
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role


class Working(QWidget):
    """One line: ring, text, bar, time left, Stop.

    Attributes:
        aside_wanted: the window is to be worked in meanwhile; offered with `aside`.
    """

    aside_wanted = Signal()

    def __init__(self, look: Look, *, aside: bool = False) -> None:
        super().__init__()
        self._job: Job | None = None
        self._text = label("", look, Role.NOTE, "text2")
        self._left = label("", look, Role.NOTE, "text3")
        self.bar = Bar(tr("Progress"), look)
        self.stop = Button(tr("Stop"), look, small=True)
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 8)
        row.addWidget(Ring(tr("Working"), look))
        row.addWidget(self._text)
        row.addStretch(1)
        self.aside = Button(tr("Work on meanwhile"), look, Kind.QUIET, small=True)
        self.aside.clicked.connect(self.aside_wanted)
        self.aside.setVisible(aside)
        for part in (self._left, self.bar, self.aside, self.stop):
            row.addWidget(part)

    def watch(self, job: Job) -> None:
        """Show a job's progress from now on."""
        self._job = job
        self._text.say(job.title)
        self._left.say("")
        self.bar.set_share(0.0)
        job.changed.connect(weak_slot(self, self._show))

    def _show(self, job: Job) -> None:
        if job is not self._job:
            return
        far = f"{job.done:,}"
        if job.total:
            far = tr("{done} of {total}", done=f"{job.done:,}", total=f"{job.total:,}")
            self.bar.set_share(job.done / job.total)
        self.bar.setVisible(bool(job.total))
        self._text.say(f"{job.note or job.title} · {far}")
        seconds = job.seconds_left
        self._left.say(time_left(seconds) if seconds is not None else "")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
