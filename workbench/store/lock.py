"""One window per home: a lock that the system itself lets go of when its process ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Final

from workbench.core.errors import from_os_error

_LOCKED_AT: Final = 1 << 30
"""Where Windows locks: far behind the process id, which stays readable."""


class HomeLock:
    """The lock of one home folder; the window takes it, the command line does not.

    A lock of a process that was killed is free at once, and nothing has to guess from a stale
    file whether its process lives.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this process holds the lock."""
        return self._descriptor is not None

    def take(self) -> bool:
        """Take the lock; return False where another process has it.

        Raises:
            WbError: DISK, the folder cannot be written.
        """
        if self.held:
            return True
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise from_os_error(error, self._path) from error
        if not _lock(descriptor):
            os.close(descriptor)
            return False
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        self._descriptor = descriptor
        return True

    def holder(self) -> int | None:
        """Return the id of the process that holds the lock, None where nobody does."""
        if self.held:
            return os.getpid()
        with contextlib.suppress(OSError, ValueError):
            descriptor = os.open(self._path, os.O_RDWR)
            try:
                if not _lock(descriptor):
                    return int(os.read(descriptor, 20))
            finally:
                os.close(descriptor)
        return None

    def release(self) -> None:
        """Let go; the file stays, as deleting it would let two processes in."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> bool:
    """Try to lock an open file for its process; closing the file lets go."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            os.lseek(descriptor, _LOCKED_AT, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.lseek(descriptor, 0, os.SEEK_SET)
        return False
    return True
