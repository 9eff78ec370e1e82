"""Where a command writes: looked at before anything is read or sent for it."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.core.errors import ErrorCode, WbError, bad_input


def check_place(path: Path) -> None:
    """Refuse a place that surely cannot be written, before the work for it is done.

    Raises:
        WbError: INPUT for a folder, DISK where its own folder is missing or closed to this user.
    """
    if path.is_dir():
        raise bad_input(f"{path} is a folder.", "Type a file name.", "out")
    folder = path.absolute().parent
    if not folder.is_dir():
        reason = "its folder does not exist"
    elif not os.access(folder, os.W_OK | os.X_OK):
        reason = "its folder cannot be written"
    else:
        return
    raise WbError(
        ErrorCode.DISK,
        f"{path} could not be used: {reason}.",
        "Choose another place; nothing was read or sent.",
        field="out",
    )
