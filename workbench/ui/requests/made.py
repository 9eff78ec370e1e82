"""What can be done with the current row of a list of requests: open its tables, save its file."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.errors import ErrorCode, WbError, from_os_error
from workbench.core.texts import tr
from workbench.ui.dock.saying import head_texts
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label, set_tip
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.ui.desk.desk import Desk
    from workbench.ui.requests.question import Question
    from workbench.ui.theme.look import Look


class MadeBar(QWidget):
    """The current row's name and what can be done with what was made.

    Attributes:
        saved: a file was saved: its path.
    """

    saved = Signal(str)

    def __init__(self, desk: Desk, question: Question, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._question = question
        self._look = look
        self.name = elided_label("", look, Role.CELL_STRONG, "text")
        self.open = Button(tr("Open tables"), look, Kind.LINK, icon="table-2", small=True)
        self.file = Button(tr("Download file…"), look, Kind.LINK, icon="download", small=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.name, 1)
        self._row.addWidget(self.file)
        self._row.addWidget(self.open)
        self.open.clicked.connect(self.open_tables)
        self.file.clicked.connect(self.download)
        desk.selection.current_changed.connect(self._show)
        desk.status_changed.connect(self._show)
        look.changed.connect(self._restyle)
        self._restyle()
        self._show()

    @property
    def identity(self) -> str:
        """The id of what the current row stands for, "" for none."""
        session, key = self._desk.session, self._desk.selection.current
        return key if session is not None and session.table.row_of(key) is not None else ""

    def open_tables(self) -> None:
        """Show the rows of the current one; one that is still being made is waited for."""
        self._question.open_identity(self.identity)

    def download(self) -> None:
        """Bring the file of the current one here and ask where it shall be saved."""
        account, identity = self._desk.account, self.identity
        if account is None or not identity:
            return
        desk, resource = self._desk, self._question.resource
        fail, ask = weak_slot(desk, desk.trouble.emit), weak_slot(self, self._ask_place)

        async def work() -> None:
            try:
                ask(await desk.workspace.remotes.file(desk.source, resource, account, identity))
            except WbError as error:
                if error.code is not ErrorCode.CANCELLED:
                    fail(error)

        desk.workspace.jobs.spawn("download a file", work())

    def _ask_place(self, path: Path) -> None:
        from workbench.ui.dialogs.choosing import ask_save  # noqa: PLC0415 - on use

        ask_save(
            self, tr("Save file"), path.name, f"*{path.suffix}", lambda to: self.keep(path, to)
        )

    def keep(self, path: Path, chosen: str) -> None:
        """Copy a file that was brought here to a place of the user's choice."""
        desk = self._desk
        told = weak_slot(self, self.saved.emit)
        fail = weak_slot(desk, desk.trouble.emit)

        async def work(job: Job) -> None:
            try:
                await asyncio.to_thread(shutil.copyfile, path, chosen)
            except OSError as error:
                named = from_os_error(error, chosen)
                fail(named)
                raise named from error
            job.result = chosen
            told(chosen)

        desk.workspace.jobs.start(
            tr("Save {name}", name=Path(chosen).name), "download", work, awaited=True
        )

    @never_raises(None)
    def _show(self, *_: object) -> None:
        desk, identity = self._desk, self.identity
        session = desk.session
        row = session.table.row_of(identity) if session is not None and identity else None
        for button in (self.open, self.file):
            button.setEnabled(row is not None)
        if session is None or row is None:
            self.name.say(tr("Choose a row to open its tables or to download its file."))
            return
        texts = head_texts(desk.resource, session.table, row, desk.workspace.formats)
        said = f"{texts.name} · {texts.subtitle}" if texts.subtitle else texts.name
        self.name.say(said)
        set_tip(self.name, said)

    @never_raises(None)
    def _restyle(self) -> None:
        look = self._look
        self._row.setContentsMargins(look.px(16), 0, look.px(12), 0)
        self._row.setSpacing(look.px(8))
        self.setFixedHeight(look.size("strip"))
        self.update()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colours.raised)
        painter.fillRect(0, 0, self.width(), 1, self._look.colours.line)
