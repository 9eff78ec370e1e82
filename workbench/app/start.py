"""The way into the window, in the order that shows it soonest.

Once Qt's binding is imported, every further import passes through a hook of its own and takes a
third longer: whatever the first rows need without Qt is imported before it.
"""

from __future__ import annotations

import os


def open_window(*, sandbox: bool) -> int:
    """Open the window and return the exit status when it has closed.

    Raises:
        WbError: STORE or DISK, where the workspace's files cannot be used.
    """
    # numpy's linear algebra is not used; threads of its own would cost the start and memory.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import workbench.app.compose  # noqa: PLC0415
    import workbench.tables.rowview  # noqa: F401, PLC0415
    from workbench.app.main import run_window  # noqa: PLC0415

    return run_window(sandbox=sandbox)
