"""Work that goes on while the user does something else: the only place that creates tasks.

A task made here has a strong reference and a name, and its failure is reported. Jobs
are the tasks a user sees: with progress, pause and cancel. Lanes say how pieces of work of one
kind follow each other.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.signals import Signal
from workbench.core.times import now

T = TypeVar("T")

_log = logging.getLogger(__name__)


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    PARTLY = "partly"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    """The program ended before the job did."""


OPEN_STATES = frozenset({JobState.WAITING, JobState.RUNNING, JobState.PAUSED})


def job_cancelled() -> WbError:
    """Return the failure of work that its user stopped."""
    return WbError(ErrorCode.CANCELLED, "Stopped.", sent=Sent.NO)


@dataclass(eq=False)
class Job:
    """Work with progress and cancel: a fetch, an export, a download.

    Attributes:
        id: unique in a workspace.
        title: shown to the user, already translated.
        kind: "search", "load", "export", "download", ...
        source: id of the source, "" where none.
        account: its name.
        total: steps expected, None where unknown.
        done: steps finished.
        failures: sentences of what failed within the job.
        note: what it is doing now.
        result: what it made (a path), for "Open" and "Show in folder".
        resume: what is needed to go on after a restart, as the job's owner wrote it.
    """

    id: str
    title: str
    kind: str
    source: str = ""
    account: str = ""
    state: JobState = JobState.WAITING
    done: int = 0
    total: int | None = None
    failures: list[str] = field(default_factory=list)
    note: str = ""
    result: str = ""
    resume: str = ""
    started: datetime = field(default_factory=now)
    ended: datetime | None = None
    changed: Signal[Job] = field(default_factory=Signal)
    _go: asyncio.Event = field(default_factory=asyncio.Event)
    _stop: bool = False

    def __post_init__(self) -> None:
        self._go.set()

    @property
    def open(self) -> bool:
        """Whether it has not ended."""
        return self.state in OPEN_STATES

    @property
    def rate(self) -> float:
        """Steps per second since the start."""
        seconds = ((self.ended or now()) - self.started).total_seconds()
        return self.done / seconds if seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Estimate from the rate so far; None where it cannot be told."""
        if self.total is None or not self.done or not self.rate:
            return None
        return max(0.0, (self.total - self.done) / self.rate)

    def advance(self, done: int, total: int | None = None, note: str = "") -> None:
        """Tell how far the work is."""
        self.done, self.total = done, total if total is not None else self.total
        self.note = note or self.note
        self.changed.emit(self)

    def fail_part(self, sentence: str) -> None:
        """Note that one part failed while the rest goes on."""
        self.failures.append(sentence)
        self.changed.emit(self)

    def pause(self) -> None:
        """Hold at the next checkpoint."""
        if self.state is JobState.RUNNING:
            self._go.clear()
            self._move(JobState.PAUSED)

    def resume_now(self) -> None:
        """Go on after a pause."""
        if self.state is JobState.PAUSED:
            self._move(JobState.RUNNING)
        self._go.set()

    def cancel(self) -> None:
        """Stop at the next checkpoint; requests under way are left to end by themselves."""
        self._stop = True
        self._go.set()
        self.changed.emit(self)

    @property
    def stopping(self) -> bool:
        """Whether its user asked it to stop."""
        return self._stop

    async def checkpoint(self) -> None:
        """Stand here where the work may be held or stopped.

        Raises:
            WbError: code CANCELLED, where the user stopped it.
        """
        await self._go.wait()
        if self._stop:
            raise job_cancelled()

    def _move(self, state: JobState) -> None:
        self.state = state
        if not self.open:
            self.ended = now()
        self.changed.emit(self)

    async def run(self, work: Callable[[Job], Awaitable[T]]) -> T:
        """Do the work and keep the state; failures are raised on.

        Raises:
            WbError: as the work raised it.
        """
        self._move(JobState.RUNNING)
        try:
            result = await work(self)
        except WbError as error:
            stopped = error.code is ErrorCode.CANCELLED
            if not stopped:
                self.failures.append(error.full_text)
            self._move(JobState.CANCELLED if stopped else JobState.FAILED)
            raise
        except asyncio.CancelledError:
            self._move(JobState.INTERRUPTED)
            raise
        except Exception as error:
            self.failures.append(type(error).__name__)
            self._move(JobState.FAILED)
            raise
        self._move(JobState.PARTLY if self.failures else JobState.DONE)
        return result


class Jobs:
    """All tasks and jobs of a process.

    Attributes:
        added: a job began.
        changed: a job moved.
        failed: a task ended with a failure that nobody awaited: (name, exception).
    """

    def __init__(self) -> None:
        self.added: Signal[Job] = Signal()
        self.changed: Signal[Job] = Signal()
        self.failed: Signal[str, BaseException] = Signal()
        self._tasks: dict[asyncio.Task[object], None] = {}
        self._jobs: list[Job] = []
        self._count = itertools.count(1)
        self._closing = False

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The jobs of this run, oldest first."""
        return tuple(self._jobs)

    @property
    def pending(self) -> int:
        """How many tasks have not ended."""
        return len(self._tasks)

    def spawn(
        self,
        name: str,
        work: Coroutine[object, object, T],
        *,
        awaited: bool = False,
    ) -> asyncio.Task[T]:
        """Run a coroutine as a task with a strong reference.

        Args:
            name: for reports.
            work: the coroutine.
            awaited: somebody awaits the task and tells its failure, so it is not reported here;
                one without a name of its own is a fault of the program and always reported.
        """
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks[task] = None  # type: ignore[index]

        def ended(task: asyncio.Task[T]) -> None:
            self._tasks.pop(task, None)  # type: ignore[call-overload]
            if task.cancelled():
                return
            error = task.exception()
            named = isinstance(error, WbError)
            if error is not None and not _is_stop(error) and not (awaited and named):
                _log.error("task %s failed: %s", name, type(error).__name__)
                self.failed.emit(name, error)

        task.add_done_callback(ended)
        return task

    def start(
        self,
        title: str,
        kind: str,
        work: Callable[[Job], Coroutine[object, object, T]],
        *,
        source: str = "",
        account: str = "",
        awaited: bool = False,
    ) -> tuple[Job, asyncio.Task[T]]:
        """Begin a job that users see; return it with its task."""
        identity = f"{now():%Y%m%dT%H%M%S%f}-{next(self._count)}"
        job = Job(identity, title, kind, source, account)
        job.changed.connect(self.changed.emit)
        self._jobs.append(job)
        self.added.emit(job)
        task = self.spawn(f"{kind}: {title}", job.run(work), awaited=awaited)
        return job, task

    async def close(self, patience: float = 5.0) -> None:
        """Stop jobs, wait for tasks up to `patience` seconds, then cancel what is left."""
        self._closing = True
        for job in self._jobs:
            if job.open:
                job.cancel()
        current = asyncio.current_task()
        waiting = [task for task in self._tasks if task is not current]
        if waiting:
            await asyncio.wait(waiting, timeout=patience)
        left = [task for task in self._tasks if task is not current]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def _is_stop(error: BaseException) -> bool:
    return isinstance(error, WbError) and error.code is ErrorCode.CANCELLED


class Latest:
    """A lane where only the newest piece of work counts: searches while typing.

    Older ones are abandoned, not cancelled: their requests end by themselves, their answers are
    ignored.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._turn = 0

    def is_current(self, turn: int) -> bool:
        """Return whether the piece of work of that turn still counts."""
        return turn == self._turn

    def submit(self, name: str, work: Callable[[int], Coroutine[object, object, None]]) -> int:
        """Begin a newer piece of work; it is told its turn and asks `is_current` before it acts."""
        self._turn += 1
        self._jobs.spawn(name, work(self._turn))
        return self._turn

    def drop(self) -> None:
        """Let no piece of work under way count any more."""
        self._turn += 1


class Serial:
    """A lane where work on one key waits for earlier work on that key: writes of a record."""

    def __init__(self) -> None:
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def run(self, key: str, work: Callable[[], Awaitable[T]]) -> T:
        """Do the work when all earlier work on `key` is done."""
        async with self._locks[key]:
            return await work()


class Bounded:
    """A lane where at most `width` pieces of work run at once: pages, pictures."""

    def __init__(self, width: int) -> None:
        self._places = asyncio.Semaphore(width)

    async def run(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do the work when there is a place."""
        async with self._places:
            return await work()
