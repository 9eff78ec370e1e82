"""The job centre: every job of this run and of runs before, and what can be done with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QStackedWidget, QWidget

from workbench.core.errors import WbError
from workbench.core.jobs import Job, JobState
from workbench.core.texts import tr
from workbench.ui.dialogs.notes import NoteBox
from workbench.ui.jobs.model import JobModel
from workbench.ui.jobs.painter import JobDelegate
from workbench.ui.jobs.words import PAUSABLE, can_go_on, is_open
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.empty import EmptyState
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.workspace.workspace import Workspace

if TYPE_CHECKING:
    from workbench.ui.jobs.words import AnyJob

PAUSE_MS = 200
"""The list is brought up to date at most this often."""

FAILURES_SHOWN = 4


class JobCentre(DialogFrame):
    """All jobs; it lies beside the work and does not hold it up.

    Attributes:
        resume_wanted: a load that was cut off is to go on; the job or its record.
        open_wanted: what a job made is to be opened; its path.
        folder_wanted: the folder of what a job made is to be shown; its path.
    """

    resume_wanted = Signal(object)
    open_wanted = Signal(str)
    folder_wanted = Signal(str)

    def __init__(self, workspace: Workspace, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(tr("Job centre"), look, parent=parent)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._workspace = workspace
        self.model = JobModel(workspace.formats)
        titles = {source.id: source.title for source in workspace.sources}
        self._delegate = JobDelegate(look, titles)
        self.list = QListView()
        self.notes = NoteBox(look)
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        self._compose(look)
        self._make_buttons()
        workspace.joblog.changed.connect(weak_slot(self, self._later))
        look.changed.connect(self._resize)
        self._resize()
        self.refresh()

    def open(self) -> None:
        """Show it beside the window, which can be worked in meanwhile."""
        self.show()

    # ---- the list --------------------------------------------------------------------------

    @property
    def job(self) -> AnyJob | None:
        """The job chosen."""
        return self.model.at(self.list.currentIndex().row())

    def _later(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @never_raises(None)
    def refresh(self) -> None:
        """Show the jobs as they are now."""
        self.model.show(self._workspace.joblog.all())
        if self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._stack.setCurrentIndex(1 if self.model.rowCount() else 0)
        self._offer()

    def _offer(self, *_indexes: object) -> None:
        """Offer what can be done with the job chosen."""
        job = self.job
        state = job.state if job else None
        running = isinstance(job, Job) and is_open(job)
        pausable = running and job is not None and job.kind in PAUSABLE
        self.pause.setVisible(pausable and state is JobState.RUNNING)
        self.resume.setVisible(state is JobState.PAUSED and running)
        self.cancel.setVisible(running)
        self.go_on.setVisible(job is not None and can_go_on(job))
        made = bool(job and job.result)
        self.open_result.setVisible(made)
        self.folder.setVisible(made)
        self.remove.setVisible(job is not None and not running)
        self.clear.setVisible(any(not is_open(held) for held in self.model.jobs))
        failures = list(job.failures) if job else []
        shown = failures[-FAILURES_SHOWN:]
        if len(failures) > len(shown):
            shown.insert(0, tr("{count} earlier", count=f"{len(failures) - len(shown):,}"))
        self._failures.say("\n".join(shown))
        self._failures.setVisible(bool(shown))

    # ---- what can be done ------------------------------------------------------------------

    def _pause(self) -> None:
        if isinstance(self.job, Job):
            self.job.pause()

    def _resume(self) -> None:
        if isinstance(self.job, Job):
            self.job.resume_now()

    def _cancel(self) -> None:
        if isinstance(self.job, Job):
            self.job.cancel()

    def _go_on(self) -> None:
        if self.job is not None:
            self.resume_wanted.emit(self.job)

    def _open(self) -> None:
        if self.job is not None and self.job.result:
            self.open_wanted.emit(self.job.result)

    def _folder(self) -> None:
        if self.job is not None:
            self.folder_wanted.emit(self.job.result)

    def _remove(self) -> None:
        job = self.job
        if job is not None and not is_open(job):
            self._remove_all([job])

    def _clear(self) -> None:
        self._remove_all([job for job in self.model.jobs if not is_open(job)])

    def _remove_all(self, jobs: list[AnyJob]) -> None:
        """Take jobs that have ended off the record; what they made stays."""
        try:
            for job in jobs:
                self._workspace.joblog.remove(job)
        except WbError as error:
            self.notes.fail(error)
        self.refresh()

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Delete and not self.remove.isHidden():
            self._remove()
        else:
            super().keyPressEvent(event)

    # ---- the screen ------------------------------------------------------------------------

    def _compose(self, look: Look) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(tr("Jobs"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.selectionModel().currentChanged.connect(self._offer)
        self.list.activated.connect(self._open)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                "activity",
                tr("No jobs yet"),
                tr("Loads, exports and downloads stand here, also after a restart."),
                look,
            )
        )
        self._stack.addWidget(self.list)
        self._failures = label("", look, Role.NOTE, "text2", wrap=True, selectable=True)
        self.body.addWidget(self.notes)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._failures)

    def _make_buttons(self) -> None:
        self.clear = self._left_button(tr("Remove all ended"), self._clear)
        self.remove = self._left_button(tr("Remove"), self._remove)
        self.folder = self._plain(tr("Show in folder"), self._folder)
        self.open_result = self._plain(tr("Open"), self._open)
        self.pause = self._plain(tr("Pause"), self._pause)
        self.resume = self._plain(tr("Resume"), self._resume)
        self.cancel = self._plain(tr("Cancel job"), self._cancel)
        self.go_on = self.add_primary(tr("Go on"), accepts=False)
        self.go_on.clicked.connect(self._go_on)

    def _left_button(self, text: str, act: object) -> Button:
        button = self.add_left(text, Kind.QUIET)
        button.clicked.connect(act)
        return button

    def _plain(self, text: str, act: object) -> Button:
        button = self.add_plain(text)
        button.clicked.connect(act)
        return button

    @never_raises(None)
    def _resize(self) -> None:
        self._stack.setMinimumHeight(self._look.px(360))
