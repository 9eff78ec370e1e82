"""The way into the window, in the order that shows it soonest: the frame, then the rows."""

from __future__ import annotations

import builtins
import ctypes
import gc
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.ui.window.main import MainWindow

M_ARENA_MAX: Final = -8
ARENAS: Final = 2

SWITCH_S: Final = 0.001
"""Seconds after which a thread at work lets the window's thread go on; Python's own is 5 ms."""


def open_window(*, sandbox: bool, ready: Callable[[MainWindow], None] | None = None) -> int:
    """Open the window and return the exit status when it has closed.

    Args:
        sandbox: open it on sample data.
        ready: told the window once it is shown.

    Raises:
        WbError: STORE or DISK, where the workspace's files cannot be used.
    """
    # Nothing of what a start makes is garbage; the window's own collector takes over.
    gc.disable()
    tune()
    import_qt()
    from workbench.app.main import run_window  # noqa: PLC0415

    return run_window(sandbox=sandbox, ready=ready)


def import_qt() -> None:
    """Import Qt's binding, and leave Python's import as it was before.

    The binding puts a hook of its own in its place that reads the source of every module imported
    from then on, in search of a spelling of Qt's names that nothing here uses: a quarter of the
    time that numpy or the window's own modules take, and all of their text kept in memory.
    """
    plain = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401, PLC0415

    builtins.__import__ = plain


def tune() -> None:
    """Set what must stand before anything large is imported or any thread runs.

    Threads share their memory, so that what one gave back serves the others too: where glibc keeps
    a place of its own for each of them, a fifth of the memory of a large table lies idle. numpy's
    linear algebra is not used: threads of its own would cost the start as well as memory.
    """
    sys.setswitchinterval(SWITCH_S)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(M_ARENA_MAX, ARENAS)
