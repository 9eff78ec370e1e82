"""A report as a table that can be searched, opened at a row, and saved as CSV."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.store.files import atomic_write
from workbench.ui.classes.cells import Column, SheetRow
from workbench.ui.classes.sheet import SheetModel, SheetView
from workbench.ui.dialogs.choosing import ask_save
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.jobs import Jobs
    from workbench.ui.theme.look import Look

ROWS = 14
"""Rows in sight."""


class Report(DialogFrame):
    """What was found, a row each; `SheetRow.key` begins with its section's key and a "/".

    Attributes:
        row_wanted: a row is to be gone to: what stands behind the "/" of its key.
        table: the rows.
    """

    row_wanted = Signal(str)

    def __init__(
        self,
        title: str,
        name: str,
        sections: Sequence[tuple[str, str]],
        columns: Sequence[Column],
        jobs: Jobs,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, look, width="dialog_wide", topic="etim", parent=parent)
        self._jobs = jobs
        self._name = name
        self._rows: Sequence[SheetRow] = ()
        self.says = label("", look, Role.CELL, "text2", wrap=True)
        self.parts = Segmented(tr("Shown"), list(sections), look)
        self.search = LineEdit(tr("Search"), look, placeholder=tr("Search"), search=True)
        self.table = SheetView(SheetModel(columns), look, title)
        self.table.setFixedHeight(look.px(32 + ROWS * 28))
        self.told = label("", look, Role.NOTE, "text2", wrap=True, selectable=True)
        row = QHBoxLayout()
        keep_spacing(row, look, 8)
        row.addWidget(self.parts)
        row.addStretch(1)
        row.addWidget(self.search)
        self.body.addWidget(self.says)
        self.body.addLayout(row)
        self.body.addWidget(self.table)
        self.body.addWidget(self.told)
        self.parts.setVisible(len(sections) > 1)
        self.save = self.add_left(tr("Save as CSV…"))
        self.save.clicked.connect(self._ask)
        close = self.add_cancel(tr("Close"))
        close.setDefault(False)
        close.setAutoDefault(False)
        self.parts.chosen.connect(self._show)
        self.search.textChanged.connect(self._show)
        self.table.acted.connect(self._go)
        self.table.setFocus()

    def show_rows(self, says: str, rows: Sequence[SheetRow]) -> None:
        """Show what was found."""
        self.says.say(says)
        self._rows = rows
        self._show()

    @never_raises(None)
    def _show(self, *_: object) -> None:
        section, words = self.parts.value(), self.search.text().casefold().split()
        shown = [
            row
            for row in self._rows
            if row.key.startswith(f"{section}/")
            and all(word in _text_of(row).casefold() for word in words)
        ]
        self.table.sheet.show(shown)
        self.save.setEnabled(bool(shown))
        if shown and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.sheet.index(0, 0))

    def _go(self, key: str) -> None:
        self.row_wanted.emit(key.partition("/")[2])
        self.accept()

    # ---- saving -----------------------------------------------------------------------------

    def _ask(self) -> None:
        ask_save(self, tr("Save report"), self._name, tr("CSV files (*.csv)"), self.keep)

    def keep(self, path: str) -> None:
        """Write the rows that are shown as CSV."""
        content = self.csv()
        done, fail = weak_slot(self, self._kept), weak_slot(self, self._fail)

        async def write() -> None:
            try:
                await asyncio.to_thread(atomic_write, Path(path), content)
            except WbError as error:
                fail(error)
            else:
                done(path)

        self._jobs.spawn("save a report", write())

    def csv(self) -> bytes:
        """Return the rows that are shown, with their titles."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([column.title for column in self.table.sheet.columns])
        for row in self.table.sheet.rows:
            writer.writerow([_safe(cell.text) for cell in row.cells])
        return out.getvalue().encode("utf-8-sig")

    def _kept(self, path: str) -> None:
        self.told.set_ink("text2")
        self.told.say(tr("Saved as {path}", path=path))

    def _fail(self, error: WbError) -> None:
        self.told.set_ink(Mark.REFUSED)
        self.told.say(error.full_text)


def _text_of(row: SheetRow) -> str:
    return " ".join(f"{cell.text} {cell.note}" for cell in row.cells)


def _safe(text: str) -> str:
    """Keep a spreadsheet from taking a text of a service for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
