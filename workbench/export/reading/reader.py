"""Reads a file in a process of its own, so that no file can stop, fill or crash the window."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

import msgspec

from workbench.core.errors import WbError, from_os_error
from workbench.core.jobs import Job, job_cancelled
from workbench.core.texts import language_in_use
from workbench.export.reading.failures import damaged, too_hungry, too_slow
from workbench.export.reading.limits import Limits
from workbench.export.reading.sheet import ReadOptions, Sheet
from workbench.export.reading.wire import Failed, Request, answer_in, sheet_in

COMMAND = "read-file"
"""Word that makes the bundled program the worker."""
_ROOT: Final = Path(__file__).resolve().parents[3]
_GLANCE: Final = 0.05
"""Seconds between two looks at whether the user stopped it."""
_DEFAULTS: Final = Limits()
_CHOSEN: Final = ReadOptions()


async def read(
    path: Path,
    options: ReadOptions | None = None,
    *,
    job: Job | None = None,
    limits: Limits = _DEFAULTS,
) -> Sheet:
    """Read one sheet of a workbook, or a delimited text file, while the window goes on.

    The worker is ended when it is stopped. It stops when the task is cancelled, or when `job` is.

    Raises:
        WbError: as `Reading.run`; CANCELLED where the job was stopped.
    """
    reading = Reading(path, options or _CHOSEN, limits)
    work = asyncio.get_running_loop().run_in_executor(None, reading.run)
    try:
        while not (await asyncio.wait({work}, timeout=_GLANCE))[0]:
            if job is not None and job.stopping:
                reading.stop()
        return work.result()
    except asyncio.CancelledError:
        reading.stop()
        work.add_done_callback(_drop)
        raise


def _drop(work: asyncio.Future[Sheet]) -> None:
    """Close what came although nobody waits for it any more."""
    if not work.cancelled() and work.exception() is None:
        work.result().close()


class Reading:
    """One file being read by one worker; `stop` may be called from any thread, at any time."""

    def __init__(self, path: Path, options: ReadOptions, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._request = Request(str(path.absolute()), options, limits, language_in_use())
        self._lock = threading.Lock()
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> Sheet:
        """Read and wait.

        Raises:
            WbError: FILE where the file cannot be read (the sentence says why, and where), DISK
                where it cannot be opened, CANCELLED after `stop`.
        """
        try:
            # Without a name: nothing is left behind, whichever process dies.
            out = tempfile.TemporaryFile(prefix="workbench-")  # noqa: SIM115 - the sheet closes it
        except OSError as error:
            raise from_os_error(error, tempfile.gettempdir()) from error
        try:
            self._work(out)
            return self._result(out)
        except BaseException:
            out.close()
            raise

    def stop(self) -> None:
        """End the worker."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def _work(self, out: IO[bytes]) -> None:
        with self._lock:
            if self._stopped:
                raise job_cancelled()
            process = self._process = self._started(out)
        try:
            process.communicate(msgspec.msgpack.encode(self._request), self._limits.patience)
        except subprocess.TimeoutExpired:
            raise too_slow() from None
        finally:
            with suppress(OSError):
                process.kill()
            process.wait()

    def _started(self, out: IO[bytes]) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 - our own interpreter and module
                worker_command(),
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.DEVNULL,
                # Its modules come from where ours came from, never from the folder we stand in.
                cwd=None if _is_frozen() else _ROOT,
                # An interrupt at the terminal is for the window, which then ends the worker itself.
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise from_os_error(error, sys.executable) from error

    def _result(self, out: IO[bytes]) -> Sheet:
        if self._stopped:
            raise job_cancelled()
        answer = answer_in(out)
        if answer is None:
            assert self._process is not None
            raise _death(self._process.returncode)
        if isinstance(answer, Failed):
            raise answer.error()
        return sheet_in(out, answer)


def worker_command() -> list[str]:
    """Return the command that runs the worker, from a checkout, a package or the bundle."""
    if _is_frozen():
        return [sys.executable, COMMAND]
    return [sys.executable, "-m", "workbench.export.reading.worker"]


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _death(status: int) -> WbError:
    """Name why a worker ended without an answer, by the signal that ended it."""
    if status == -getattr(signal, "SIGXCPU", 0):
        return too_slow()
    if status in {-signal.SIGABRT, -getattr(signal, "SIGKILL", signal.SIGABRT)}:
        return too_hungry()
    return damaged(f"worker ended with {status}")
