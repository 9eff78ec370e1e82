"""The way into the window, in the order that shows it soonest.

Once Qt's binding is imported, every further import passes through a hook of its own and takes a
third longer: whatever the first rows need without Qt is imported before it.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Final

M_ARENA_MAX: Final = -8
ARENAS: Final = 2


def open_window(*, sandbox: bool) -> int:
    """Open the window and return the exit status when it has closed.

    Raises:
        WbError: STORE or DISK, where the workspace's files cannot be used.
    """
    # numpy's linear algebra is not used; threads of its own would cost the start and memory.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    share_memory()
    import workbench.app.compose  # noqa: PLC0415
    import workbench.tables.rowview  # noqa: F401, PLC0415
    from workbench.app.main import run_window  # noqa: PLC0415

    return run_window(sandbox=sandbox)


def share_memory() -> None:
    """Let glibc's threads share their memory: what one gave back serves the others too.

    Pages of rows are read in threads; with a place of its own for each of them, a fifth of the
    memory of a large table lies idle.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(M_ARENA_MAX, ARENAS)
