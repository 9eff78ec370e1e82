"""One piece of work at a time behind a dialog, that outlives neither the file nor the dialog."""

from __future__ import annotations

from collections.abc import Callable, Coroutine

from PySide6.QtWidgets import QWidget

from workbench.core.errors import WbError
from workbench.core.jobs import Job
from workbench.ui.desk.desk import Desk
from workbench.ui.safe import weak_slot

Work = Callable[[Job], Coroutine[object, object, None]]


class Running:
    """Runs jobs for a dialog.

    Args:
        desk: whose jobs they are.
        owner: the dialog; nothing is told once it is gone.
        let_go: gives back what the work holds, once the dialog was left and nothing runs.
    """

    def __init__(self, desk: Desk, owner: QWidget, let_go: Callable[[], None]) -> None:
        self._desk = desk
        self._owner = owner
        self._let_go = let_go
        self._job: Job | None = None
        self._left = False

    @property
    def busy(self) -> bool:
        """Whether something runs."""
        return self._job is not None and self._job.open

    def start(
        self, title: str, work: Work, done: Callable[[], None], fail: Callable[[WbError], None]
    ) -> Job:
        """Begin a job; `done` or `fail` is called at its end, where the dialog is still there."""
        desk = self._desk
        ended, failed = weak_slot(self._owner, done), weak_slot(self._owner, fail)
        job, task = desk.workspace.jobs.start(
            title,
            "import",
            work,
            source=desk.source.id,
            account=desk.account.name if desk.account else "",
            awaited=True,
        )

        def over(_task: object) -> None:
            if self._left:
                self._let_go()
            if self._left or task.cancelled():
                return
            error = task.exception()
            if error is None:
                ended()
            elif isinstance(error, WbError):
                failed(error)

        self._job = job
        task.add_done_callback(over)
        return job

    def leave(self) -> None:
        """The dialog is left: what runs is stopped, then all is given back."""
        self._left = True
        if self._job is not None and self._job.open:
            self._job.cancel()
        else:
            self._let_go()
