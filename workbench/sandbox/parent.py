"""Watching the process that started the sandbox, so that none is left behind when it is gone."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable

POLL_SECONDS = 0.5
"""How often the parent is looked for."""

_SYNCHRONIZE = 0x00100000
_WAIT_OBJECT = 0


def gone(pid: int) -> bool:
    """Whether the process `pid` is no longer there."""
    if sys.platform == "win32":
        return _gone_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _gone_on_windows(pid: int) -> bool:
    # os.kill ends a process on Windows, whatever signal it is given.
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 -- only there on Windows
    handle = kernel.OpenProcess(_SYNCHRONIZE, 0, pid)
    if not handle:
        return True
    try:
        return kernel.WaitForSingleObject(handle, 0) == _WAIT_OBJECT
    finally:
        kernel.CloseHandle(handle)


def watch(pid: int, stop: Callable[[], None]) -> threading.Event:
    """Calls `stop` once `pid` is gone; setting the returned event ends the watch."""
    ended = threading.Event()
    # A child of the watched process gets another parent when that ends, even while it is a zombie.
    child = os.getppid() == pid

    def look() -> None:
        while not ended.wait(POLL_SECONDS):
            if gone(pid) or (child and sys.platform != "win32" and os.getppid() != pid):
                stop()
                return

    threading.Thread(target=look, name="parent watch", daemon=True).start()
    return ended
