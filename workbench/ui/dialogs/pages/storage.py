"""The page on what the program keeps on this machine: cache, home folder, backup, sample data."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.store.backup import backup
from workbench.store.cache_space import PICTURES
from workbench.ui.dialogs.choosing import ask_open, ask_save
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.dialogs.notes import NoteBox
from workbench.ui.dialogs.pages.page import Rows
from workbench.ui.dialogs.pages.setter import Setter
from workbench.ui.links import open_path
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import weak_slot
from workbench.ui.text import elided_label, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

LEAST_MB, MOST_MB = 100, 1_000_000


class StoragePage(Rows):
    """Storage.

    Attributes:
        restore_wanted: a backup is to take the place of what is here; its path.
        sandbox_removed: the sample data's home is to be deleted.
    """

    restore_wanted = Signal(str)
    sandbox_removed = Signal()

    def __init__(self, setter: Setter, look: Look) -> None:
        super().__init__(look)
        self._setter = setter
        self._workspace = setter.workspace
        self.notes = NoteBox(look)
        self.column.addWidget(self.notes)
        self._cache()
        self._home()
        self.end()
        self.refresh()

    # ---- cache -----------------------------------------------------------------------------

    def _cache(self) -> None:
        self.heading(tr("Cache"))
        self.column.addWidget(
            label(
                tr("What was read from services. Clearing loses nothing that is not read again."),
                self.look,
                Role.NOTE,
                "text2",
                wrap=True,
            )
        )
        self.sizes = QWidget()
        self._size_column = QVBoxLayout(self.sizes)
        keep_spacing(self._size_column, self.look, 6)
        self.column.addWidget(self.sizes)
        self.limit = QSpinBox()
        self.limit.setRange(LEAST_MB, MOST_MB)
        self.limit.setSingleStep(256)
        self.limit.setSuffix(tr(" MB"))
        self.limit.setGroupSeparatorShown(True)
        self.limit.setKeyboardTracking(False)
        self.limit.setValue(self._setter.now.cache_limit_mb)
        self.limit.valueChanged.connect(lambda size: self._setter.put(cache_limit_mb=size))
        self.row(tr("At most"), self.limit, note=tr("What was not used for longest goes first."))

    def refresh(self) -> None:
        """Read the sizes anew."""
        said, failed = weak_slot(self, self._show_sizes), weak_slot(self.notes, self.notes.fail)

        async def work() -> None:
            try:
                said(await asyncio.to_thread(self._workspace.stores.cache.sizes))
            except WbError as error:
                failed(error)

        self._workspace.jobs.spawn("sizes of the cache", work())

    def _show_sizes(self, sizes: dict[str, int]) -> None:
        while (item := self._size_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        accounts = {account.key: account.name for account in self._workspace.accounts.list()}
        for key in sorted(sizes, key=lambda held: (held == PICTURES, held)):
            source = self._workspace.source(key.partition("/")[0])
            name = accounts.get(key, key.partition("/")[2])
            title = tr("Pictures")
            if key != PICTURES:
                title = f"{source.title if source else key} · {name}"
            self._size_column.addWidget(self._size_row(key, title, sizes[key]))

    def _size_row(self, key: str, title: str, size: int) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        keep_spacing(across, self.look, 8)
        across.addWidget(elided_label(title, self.look, Role.CELL), 1)
        shown = label(self._workspace.formats.size(size), self.look, Role.CELL, "text2")
        across.addWidget(shown)
        clear = Button(tr("Clear"), self.look, small=True)
        clear.setAccessibleName(tr("Clear {title}", title=title))
        clear.setEnabled(size > 0)
        clear.clicked.connect(lambda: self.clear(key, title))
        across.addWidget(clear)
        return line

    def clear(self, key: str, title: str) -> None:
        """Clear what was read through one account, or the pictures."""
        cache = self._workspace.stores.cache
        done, failed = weak_slot(self, self._cleared), weak_slot(self.notes, self.notes.fail)

        async def work() -> None:
            try:
                if key == PICTURES:
                    await asyncio.to_thread(cache.clear_pictures)
                else:
                    await asyncio.to_thread(cache.clear, key)
            except WbError as error:
                failed(error)
                return
            done(title)

        self._workspace.jobs.spawn("clear the cache", work())

    def _cleared(self, title: str) -> None:
        self.notes.say(
            Mark.DONE,
            tr("{title} cleared.", title=title),
            tr("Accounts, views, templates and exported files stay."),
        )
        self.refresh()

    # ---- home, backup, sample data ---------------------------------------------------------

    def _home(self) -> None:
        look = self.look
        self.heading(tr("Home folder"))
        folder = str(self._workspace.folders.data)
        opened = Button(tr("Open folder"), look)
        opened.clicked.connect(lambda: open_path(folder))
        self.row(tr("Place"), elided_label(folder, look, Role.CELL), opened, wide=True)
        save = Button(tr("Back up to a file…"), look)
        save.clicked.connect(self._ask_backup)
        back = Button(tr("Restore…"), look)
        back.clicked.connect(self._ask_restore)
        note = tr("Accounts, views, templates and drafts; no credentials, no cache.")
        self.row(tr("Backup"), save, back, note=note)
        remove = Button(tr("Remove…"), look)
        remove.clicked.connect(self._ask_sandbox)
        self.row(tr("Sample data"), remove, note=tr("Your own accounts and views stay."))

    def _ask_backup(self) -> None:
        name = f"workbench-{now().astimezone():%Y-%m-%d}.zip"
        ask_save(self, tr("Back up to a file"), name, tr("Backups (*.zip)"), self.back_up)

    def back_up(self, path: str) -> None:
        """Write everything that must not be lost into one file."""
        said = weak_slot(self.notes, self.notes.say)
        failed = weak_slot(self.notes, self.notes.fail)

        async def work() -> None:
            try:
                await asyncio.to_thread(backup, self._workspace.folders, Path(path))
            except WbError as error:
                failed(error)
                return
            said(Mark.DONE, tr("Backed up."), path)

        self._workspace.jobs.spawn("back up", work())

    def _ask_restore(self) -> None:
        ask_open(self, tr("Restore a backup"), tr("Backups (*.zip)"), self.confirm_restore)

    def confirm_restore(self, path: str) -> ConfirmDialog:
        """Ask before a backup takes the place of what is here."""
        confirm = ConfirmDialog(
            tr("Restore a backup?"),
            tr("Accounts, views and drafts become those of {name}.", name=Path(path).name),
            tr("What is here now is set aside in the home folder. The program starts anew."),
            tr("Restore"),
            self.look,
            parent=self,
        )
        confirm.accepted.connect(lambda: self.restore_wanted.emit(path))
        confirm.finished.connect(confirm.deleteLater)
        confirm.open()
        return confirm

    def _ask_sandbox(self) -> None:
        confirm = ConfirmDialog(
            tr("Remove the sample data?"),
            tr("Views, drafts and settings made with the sample data are deleted."),
            tr("Your own accounts and views stay. The sample data can be tried again."),
            tr("Remove sample data"),
            self.look,
            danger=True,
            parent=self,
        )
        confirm.accepted.connect(self.sandbox_removed)
        confirm.finished.connect(confirm.deleteLater)
        confirm.open()
