"""Jobs across restarts: every job is on record, and one that was cut off can go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.jobs import Job, Jobs, JobState
from workbench.core.signals import Signal
from workbench.core.times import now

if TYPE_CHECKING:
    from workbench.store.workspace import JobRecord, WorkspaceStore

SECONDS_BETWEEN = 1.0
"""Progress is written at most this often; starts, ends and how to go on always are."""


class JobLog:
    """Jobs of this run and of runs before.

    Attributes:
        changed: a job began, moved or was removed.
    """

    def __init__(self, store: WorkspaceStore, jobs: Jobs) -> None:
        self.changed: Signal[()] = Signal()
        self._store = store
        self._jobs = jobs
        self._written: dict[str, tuple[JobState, float, str]] = {}
        self._removed: set[str] = set()
        self.earlier: tuple[JobRecord, ...] = store.jobs(200)
        jobs.added.connect(self._note)
        jobs.changed.connect(self._note)

    def all(self) -> tuple[Job | JobRecord, ...]:
        """Return every job on record, newest first."""
        kept = [job for job in self._jobs.jobs if job.id not in self._removed]
        return (*reversed(kept), *self.earlier)

    @property
    def running(self) -> tuple[Job, ...]:
        """Return the jobs that have not ended."""
        return tuple(job for job in self._jobs.jobs if job.open)

    def remove(self, job: Job | JobRecord) -> None:
        """Take a job that has ended off the record."""
        self._store.remove_jobs([job.id])
        self._removed.add(job.id)
        self.earlier = tuple(held for held in self.earlier if held.id != job.id)
        self.changed.emit()

    def _note(self, job: Job) -> None:
        state, at, resume = self._written.get(job.id, (None, 0.0, ""))
        moment = now().timestamp()
        moved = state is not job.state or resume != job.resume
        if moved or moment - at >= SECONDS_BETWEEN:
            self._written[job.id] = (job.state, moment, job.resume)
            self._store.put_job(job)
        self.changed.emit()
