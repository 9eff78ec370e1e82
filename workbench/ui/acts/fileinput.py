"""The input of a file: chosen with the system's dialog, read away from the window."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.errors import WbError, bad_input, from_os_error
from workbench.core.texts import tr
from workbench.ui.dialogs.choosing import ask_open
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import weak_slot

if TYPE_CHECKING:
    from workbench.core.jobs import Jobs
    from workbench.ui.theme.look import Look

LARGEST: Final = 50_000_000
"""Bytes of a file that is sent from the window."""


class FileInput(QWidget):
    """A name that cannot be typed, and the button that chooses the file.

    Attributes:
        changed: another file was chosen and read.
        failed: the file chosen cannot be read: the error.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, name: str, patterns: str, look: Look, jobs: Jobs) -> None:
        super().__init__()
        self.name = ""
        self.content: bytes | None = None
        self._title = name
        self._patterns = patterns
        self._jobs = jobs
        self._line = LineEdit(name, look, placeholder=tr("No file is chosen"))
        self._line.setReadOnly(True)
        self.choose = Button(tr("Choose…"), look)
        self.choose.clicked.connect(self.ask)
        self.setFocusProxy(self.choose)
        row = QHBoxLayout(self)
        keep_spacing(row, look, 8)
        row.addWidget(self._line, 1)
        row.addWidget(self.choose)

    def ask(self) -> None:
        """Ask for a file."""
        ask_open(self, self._title, tr("Files ({patterns})", patterns=self._patterns), self.take)

    def take(self, path: str) -> None:
        """Read a file; `changed` or `failed` follows."""
        done, fail = weak_slot(self, self._done), weak_slot(self, self._fail)

        async def read() -> None:
            try:
                content = await asyncio.to_thread(_read, Path(path))
            except WbError as error:
                fail(error)
            else:
                done(Path(path).name, content)

        self._jobs.spawn("read a file", read())

    def _done(self, name: str, content: bytes) -> None:
        self.name, self.content = name, content
        self._line.setText(name)
        self.changed.emit()

    def _fail(self, error: WbError) -> None:
        self.name, self.content = "", None
        self._line.setText("")
        self.failed.emit(error)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise bad_input(
                tr("The file is larger than {most} MB.", most=LARGEST // 1_000_000),
                tr("Divide it."),
            )
        return path.read_bytes()
    except OSError as error:
        raise from_os_error(error, path) from error
