"""Jobs in words: state, how far, how fast, how long, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.formats import Formats
from workbench.core.jobs import Job, JobState
from workbench.core.texts import mark, tr, trn
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.store.workspace import JobRecord

    AnyJob = Job | JobRecord

STATES = {
    JobState.WAITING: mark("Waiting"),
    JobState.RUNNING: mark("Running"),
    JobState.PAUSED: mark("Paused"),
    JobState.DONE: mark("Done"),
    JobState.PARTLY: mark("Partly done"),
    JobState.FAILED: mark("Failed"),
    JobState.CANCELLED: mark("Cancelled"),
    JobState.INTERRUPTED: mark("Interrupted"),
}
MARKS = {
    JobState.DONE: Mark.DONE,
    JobState.PARTLY: Mark.CHANGED,
    JobState.FAILED: Mark.REFUSED,
    JobState.CANCELLED: Mark.DELETED,
    JobState.INTERRUPTED: Mark.UNKNOWN,
    JobState.WAITING: Mark.STALE,
}
"""Running and paused jobs have signs of their own: a ring, two bars."""

STOPPED = frozenset({JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED})
PAUSABLE = frozenset({"load", "download", "send"})
"""Kinds of jobs that stand at a checkpoint between their steps."""


def state_word(job: AnyJob) -> str:
    """Return a job's state in a word; "Stopping" once its user asked for that."""
    if isinstance(job, Job) and job.open and job.stopping:
        return tr("Stopping")
    return tr(STATES[job.state])


def progress_words(job: AnyJob, formats: Formats) -> str:
    """Return how far a job is: "1,200 of 48,907 · 35 a second · 4 min left · 2 failed"."""
    parts: list[str] = []
    if job.total:
        parts.append(
            tr("{done} of {total}", done=f"{job.done:,}", total=f"{job.total:,}")
            if job.done != job.total
            else f"{job.total:,}"
        )
    elif job.done:
        parts.append(f"{job.done:,}")
    if isinstance(job, Job) and job.open:
        parts += _speed_words(job, formats)
    if job.failures:
        parts.append(trn("{count} failure", "{count} failures", len(job.failures)))
    return " · ".join(parts)


def _speed_words(job: Job, formats: Formats) -> list[str]:
    parts: list[str] = []
    if job.done and job.rate >= 1:
        parts.append(tr("{count} a second", count=f"{job.rate:,.0f}"))
    if job.seconds_left is not None and job.state is JobState.RUNNING:
        parts.append(tr("{time} left", time=formats.duration(job.seconds_left)))
    if job.note:
        parts.insert(0, job.note)
    return parts


def time_words(job: AnyJob, formats: Formats) -> str:
    """Return when a job began and ended: "2026-11-21 22:31 – 22:40"."""
    begun = formats.time(job.started)
    if job.ended is None:
        return begun
    ended = formats.time(job.ended)
    same_day = begun.rpartition(" ")[0] == ended.rpartition(" ")[0]
    return f"{begun} – {ended.rpartition(' ')[2] if same_day else ended}"


def can_go_on(job: AnyJob) -> bool:
    """Return whether a stopped job can go on where it was."""
    return bool(job.resume) and job.state in STOPPED


def is_open(job: AnyJob) -> bool:
    """Return whether a job has not ended; those of earlier runs have."""
    return isinstance(job, Job) and job.open
