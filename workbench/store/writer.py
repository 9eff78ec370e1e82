"""The thread that writes the journal: what waits together is written together, flushed once.

Callers get a future that is done when their work is on the disk. Work that must not be lost
(drafts) stays in memory while the disk refuses it and is tried again.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Final, Generic, TypeVar

from workbench.core.errors import ErrorCode, WbError
from workbench.core.signals import Signal
from workbench.store.database import Database

T = TypeVar("T")

RETRY_SECONDS: Final = 10.0

_log = logging.getLogger(__name__)


class _Task(Generic[T]):
    """One piece of work and the future of who asked for it."""

    def __init__(self, work: Callable[[sqlite3.Connection], T], *, patient: bool) -> None:
        self.patient = patient
        self.future: Future[T] = Future()
        self.future.set_running_or_notify_cancel()
        self._work = work
        self._result: T | None = None
        self._refusal: WbError | None = None

    def attempt(self, connection: sqlite3.Connection) -> None:
        """Do the work inside the open transaction; a refusal of it undoes this work alone."""
        self._refusal = None
        connection.execute("SAVEPOINT task")
        try:
            self._result = self._work(connection)
        except WbError as error:
            self._refusal = error
            connection.execute("ROLLBACK TO task")
        connection.execute("RELEASE task")

    def settle(self) -> None:
        """Tell the outcome, now that it is on the disk."""
        if self._refusal is not None:
            self.future.set_exception(self._refusal)
        else:
            self.future.set_result(self._result)  # type: ignore[arg-type]

    def fail(self, error: WbError) -> None:
        """Tell that nothing was written."""
        self.future.set_exception(error)


class Writer:
    """Writes to one database from one thread, in the order of the calls.

    Attributes:
        troubled: why the disk refuses what waits, None when all is written again; emitted in the
            writer's thread.

    Args:
        database: where to.
        retry: seconds between two tries of what the disk refused.
        between: called in the writer's thread at its start and after each write.
    """

    def __init__(
        self,
        database: Database,
        *,
        retry: float = RETRY_SECONDS,
        between: Callable[[], None] | None = None,
    ) -> None:
        self.troubled: Signal[WbError | None] = Signal()
        self._database = database
        self._retry = retry
        self._between = between or _nothing
        self._trouble: WbError | None = None
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._waiting: list[_Task] = []
        self._closing = False
        self._gate = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> WbError | None:
        """Why the disk refuses what waits, None where nothing is wrong."""
        return self._trouble

    def submit(
        self, work: Callable[[sqlite3.Connection], T], *, patient: bool = False
    ) -> Future[T]:
        """Have work done; the future is done when it is flushed to the disk.

        Args:
            work: gets the connection inside a transaction.
            patient: keep it and try again while the disk is full or refuses.
        """
        task = _Task(work, patient=patient)
        with self._gate:
            closing = self._closing
            if not closing:
                self._tasks.put(task)
        if closing:
            task.fail(WbError(ErrorCode.STORE, "The program is closing."))
        return task.future

    def close(self, patience: float = 5.0) -> bool:
        """Write what waits and end the thread; return whether it ended within `patience` s."""
        with self._gate:
            if not self._closing:
                self._closing = True
                self._tasks.put(None)
        self._thread.join(patience)
        return not self._thread.is_alive()

    # In the thread

    def _run(self) -> None:
        self._between()
        going = True
        while going:
            fresh = self._take()
            going = None not in fresh
            self._write([*self._waiting, *(task for task in fresh if task is not None)])
            self._between()
        for task in self._waiting:
            task.fail(self._trouble or WbError(ErrorCode.STORE, "The program is closing."))

    def _take(self) -> list[_Task | None]:
        """Wait for work, and take all of it that is there."""
        taken: list[_Task | None] = []
        with contextlib.suppress(queue.Empty):
            taken.append(self._tasks.get(timeout=self._retry if self._waiting else None))
            while True:
                taken.append(self._tasks.get_nowait())
        return taken

    def _write(self, tasks: Sequence[_Task]) -> None:
        if not tasks:
            return
        error = self._commit(tasks)
        waiting: list[_Task] = []
        if error is not None and _may_pass(error):
            waiting = self._hold(tasks, error)
        elif error is not None:
            for task in tasks:
                alone = self._commit([task])
                if alone is not None:
                    task.fail(alone)
        self._waiting = waiting
        self._tell(error if waiting else None)

    def _hold(self, tasks: Sequence[_Task], error: WbError) -> list[_Task]:
        """Fail what nobody waits for; return what is tried again."""
        for task in tasks:
            if not task.patient:
                task.fail(error)
        return [task for task in tasks if task.patient]

    def _commit(self, tasks: Sequence[_Task]) -> WbError | None:
        """Write all or none of the tasks; return why not."""
        try:
            with self._database.write() as connection:
                for task in tasks:
                    task.attempt(connection)
        except WbError as error:
            return error
        except Exception as error:  # noqa: BLE001 - the thread goes on; the caller is told
            _log.error("work on the journal failed: %s", type(error).__name__)
            return WbError(
                ErrorCode.INTERNAL, "The journal could not do this.", detail=type(error).__name__
            )
        for task in tasks:
            task.settle()
        return None

    def _tell(self, trouble: WbError | None) -> None:
        before, self._trouble = self._trouble, trouble
        if (before and before.code) != (trouble and trouble.code):
            self.troubled.emit(trouble)


def _may_pass(error: WbError) -> bool:
    return error.retryable or error.code in {ErrorCode.DISK, ErrorCode.DISK_FULL}


def _nothing() -> None:
    return None
