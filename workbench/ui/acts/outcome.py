"""How an action ended: the sentence, each call that was not done and why, and its file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QTreeView, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.edits.results import Outcome
from workbench.store.files import atomic_write
from workbench.ui.dialogs.choosing import ask_save
from workbench.ui.dialogs.lists import dress_tree
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import weak_slot
from workbench.ui.text import label, tip_text, visible
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.core.edits import Action
    from workbench.core.jobs import Jobs
    from workbench.edits.results import Result
    from workbench.ui.theme.look import Look
    from workbench.workspace.acting import Ended

HEIGHT = 160
"""Px at 100 %."""


class OutcomeView(QWidget):
    """What became of an action.

    Attributes:
        open_wanted, folder_wanted: the saved file: its path.
        table_wanted: its rows are to be shown: id of their resource, and the path.
        saved: a file was saved: its path.
    """

    open_wanted = Signal(str)
    folder_wanted = Signal(str)
    table_wanted = Signal(str, str)
    saved = Signal(str)

    def __init__(self, action: Action, jobs: Jobs, look: Look) -> None:
        super().__init__()
        self._action = action
        self._jobs = jobs
        self._look = look
        self._files: tuple[bytes, ...] = ()
        self.path = ""
        self._sign = MarkSign(Mark.DONE, tr("Done"), look)
        self.sentence = label("", look, Role.TOTAL, wrap=True, selectable=True)
        self.notes = label("", look, Role.CELL, "text2", wrap=True, selectable=True)
        self.rows = QStandardItemModel(self)
        self._list = QTreeView()
        self.answer = QPlainTextEdit()
        self.place = label("", look, Role.CELL, wrap=True, selectable=True)
        self.save = Button(tr("Save…"), look)
        self.open = Button(tr("Open"), look)
        self.folder = Button(tr("Show in folder"), look)
        self.table = Button(tr("Open as table"), look)
        self._lay_out()
        self.save.clicked.connect(self.ask_where)
        self.open.clicked.connect(lambda: self.open_wanted.emit(self.path))
        self.folder.clicked.connect(lambda: self.folder_wanted.emit(self.path))
        self.table.clicked.connect(lambda: self.table_wanted.emit(action.table, self.path))

    def show_ended(self, ended: Ended) -> None:
        """Show how it ended; a file that was answered is asked a place for."""
        mark = _mark_of(ended)
        self._sign.set_mark(mark, ended.sentence)
        self.sentence.say(ended.sentence)
        notes = [tr("The rows could not be read again: {why}", why=ended.trouble)]
        told = notes if ended.trouble else []
        if len(ended.failed) == 1:
            told.insert(0, _why(ended.failed[0]))
        if ended.unknown:
            told.append(tr("What has an unknown outcome is kept; it is not sent again by itself."))
        self.notes.say(" ".join(told))
        self.notes.setVisible(bool(told))
        self._show_failed(ended.failed)
        self.answer.setPlainText(visible_lines(ended.answer))
        self.answer.setVisible(bool(ended.answer))
        self._files = ended.files
        self._show_file()
        if self._files:
            self.ask_where()

    def ask_where(self) -> None:
        """Ask where the file goes."""
        name = self._action.file
        ending = Path(name).suffix
        patterns = tr("{kind} files (*{ending})", kind=ending[1:].upper(), ending=ending)
        ask_save(self, tr("Save {name}", name=name), name, patterns, self.keep)

    def keep(self, path: str) -> None:
        """Write the file there; several are numbered from the second on."""
        done, fail = weak_slot(self, self._kept), weak_slot(self, self._fail)
        files = self._files

        async def write() -> None:
            try:
                for number, content in enumerate(files, 1):
                    await asyncio.to_thread(atomic_write, numbered(Path(path), number), content)
            except WbError as error:
                fail(error)
            else:
                done(path)

        self._jobs.spawn("save an answered file", write())

    def _kept(self, path: str) -> None:
        self.path = path
        self._show_file()
        self.saved.emit(path)

    def _fail(self, error: WbError) -> None:
        self.place.set_ink(Mark.REFUSED)
        self.place.say(error.full_text)

    def _show_file(self) -> None:
        there = bool(self.path)
        self.place.set_ink("text")
        self.place.say(
            tr("Saved as {path}", path=self.path) if there else tr("The file is not saved yet.")
        )
        self.place.setVisible(bool(self._files))
        self.save.setVisible(bool(self._files) and not there)
        for button in (self.open, self.folder):
            button.setVisible(there)
        self.table.setVisible(there and bool(self._action.table))

    def _show_failed(self, failed: Sequence[Result]) -> None:
        self.rows.clear()
        self.rows.setHorizontalHeaderLabels([tr("What"), tr("Why")])
        for result in failed:
            items = [QStandardItem(visible(text)) for text in (result.key, _why(result))]
            for item in items:
                item.setEditable(False)
                item.setToolTip(tip_text(_why(result)))
            self.rows.appendRow(items)
        self._list.setVisible(len(failed) > 1)

    def _lay_out(self) -> None:
        look = self._look
        self._list.setModel(self.rows)
        self._delegate = dress_tree(self._list, look, tr("What was not done"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFixedHeight(look.px(HEIGHT))
        head = QHBoxLayout()
        keep_spacing(head, look, 8)
        head.addWidget(self._sign)
        head.addWidget(self.sentence, 1)
        buttons = QHBoxLayout()
        keep_spacing(buttons, look, 8)
        for button in (self.save, self.open, self.folder, self.table):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8)
        column.addLayout(head)
        self.answer.setReadOnly(True)
        self.answer.setTabChangesFocus(True)
        self.answer.setAccessibleName(tr("Answer of the service"))
        self.answer.setFont(look.font(Role.MONO))
        self.answer.setMinimumHeight(look.px(HEIGHT))
        for part in (self.notes, self._list, self.answer, self.place):
            column.addWidget(part)
        column.addLayout(buttons)
        # What has nothing to say takes no room, not even for a moment: windows do not shrink.
        for part in (self.notes, self._list, self.answer, self.place, self.save, self.open,
                     self.folder, self.table):  # fmt: skip
            part.hide()


def visible_lines(text: str) -> str:
    """Return a text of the service line by line, each with what is hidden in it made visible."""
    return "\n".join(visible(line) for line in text.splitlines())


def numbered(path: Path, number: int) -> Path:
    """Return the path of one of several files: the first has the name that was chosen."""
    return path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")


def _why(result: Result) -> str:
    code = f" ({result.service_code})" if result.service_code else ""
    return f"{result.sentence}{code}"


def _mark_of(ended: Ended) -> Mark:
    outcomes = {result.outcome for result in ended.failed}
    if Outcome.UNKNOWN in outcomes:
        return Mark.UNKNOWN
    return Mark.REFUSED if outcomes else Mark.DONE
