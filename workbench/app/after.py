"""What comes after the window has closed: nothing, sample data, a backup, or a clean sandbox."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from pathlib import Path

import msgspec

from workbench.app.compose import sandbox_home
from workbench.core.errors import EXIT, from_os_error
from workbench.core.folders import Folders


class Then(StrEnum):
    """What the user asked for."""

    END = "end"
    SAMPLE = "sample"
    RESTORE = "restore"
    FORGET = "forget"
    """Remove the sample data's home."""


class After(msgspec.Struct, frozen=True):
    """What to do once the window has closed, with the backup's path where one is meant."""

    then: Then = Then.END
    path: str = ""


def carry_out(after: After, folders: Folders, *, sandbox: bool) -> int:
    """Do it and return the exit status.

    Raises:
        WbError: STORE or DISK, where a backup cannot be read or the sample data not be removed;
            what was there before stays.
    """
    if after.then is Then.RESTORE:
        from workbench.store.backup import restore  # noqa: PLC0415 - hardly ever wanted

        restore(folders, Path(after.path))
        return start_again("--sandbox" if sandbox else "")
    if after.then is Then.SAMPLE:
        return start_again("--sandbox")
    if after.then is Then.FORGET:
        forget_sandbox()
    return EXIT.done


def start_again(*words: str) -> int:
    """Start the program anew in a process of its own."""
    from PySide6.QtCore import QProcess  # noqa: PLC0415 - hardly ever wanted

    given = [word for word in words if word]
    module = [] if getattr(sys, "frozen", False) else ["-m", "workbench"]
    started = QProcess.startDetached(sys.executable, [*module, *given])
    return EXIT.done if started else EXIT.partly


def forget_sandbox() -> None:
    """Remove everything the sample data left: one folder.

    Raises:
        WbError: DISK, where it cannot be removed.
    """
    home = sandbox_home()
    try:
        if home.exists():
            shutil.rmtree(home)
    except OSError as error:
        raise from_os_error(error, home) from error
