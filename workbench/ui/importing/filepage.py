"""The first step: which file, how it is read, and its first rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.edits import Action
from workbench.core.texts import tr, trn
from workbench.export.reading.failures import place_text
from workbench.export.reading.sheet import Remark, Sheet
from workbench.ui.dialogs.choosing import ask_open
from workbench.ui.importing.dropping import FileDrop
from workbench.ui.importing.preview import SHOWN, Preview
from workbench.ui.importing.readingbox import ReadingBox
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.shapes import Card, IconSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import elided_label, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

MOST_REMARKS = 4


class FilePage(QWidget):
    """Choose or drop a file.

    Attributes:
        chosen: path of a file.
        reread_wanted: the same file is to be read with `reading.options`.
        action_wanted: id of an action by which the service imports a file itself.
    """

    chosen = Signal(str)
    reread_wanted = Signal()
    action_wanted = Signal(str)

    def __init__(self, look: Look, actions: Sequence[Action]) -> None:
        super().__init__()
        self._look = look
        self.browse = Button(tr("Choose a file…"), look, icon="folder-open")
        self.name = elided_label(tr("No file is chosen."), look, Role.TOTAL)
        self.about = elided_label(tr("Drop one here: .xlsx, .xls, .ods, .csv, .tsv or .txt."), look,
                                  Role.NOTE, "text2")  # fmt: skip
        self.reading = ReadingBox(look)
        self.preview = Preview(look)
        self.remarks = label("", look, Role.NOTE, "text2", wrap=True, selectable=True)
        self.service = [self._offer(action) for action in actions]
        self._lay_out()
        self.browse.clicked.connect(self.ask)
        self.reading.changed.connect(self.reread_wanted)
        self._drop = FileDrop(self)
        self._drop.dropped.connect(self.chosen)
        self.setFocusProxy(self.browse)
        self.show_sheet(None)

    def ask(self) -> None:
        """Ask for a file."""
        filters = ";;".join(
            (
                tr("Tables (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt)"),
                tr("All files (*)"),
            )
        )
        ask_open(self, tr("Import a file"), filters, self.chosen.emit)

    def show_sheet(self, sheet: Sheet | None, name: str = "") -> None:
        """Show what was read, or that nothing was yet."""
        for part in (self.reading, self.preview, self.remarks):
            part.setVisible(sheet is not None)
        for button in self.service:
            button.setVisible(sheet is None)
        self.preview.sheet.show_sheet(sheet)
        if sheet is None:
            return
        rows, columns = len(sheet.rows), len(sheet.headers)
        self.name.say(name)
        facts = [
            trn("{count} row", "{count} rows", rows),
            trn("{count} column", "{count} columns", columns),
        ]
        if rows > SHOWN:
            facts.append(tr("the first {count} are shown", count=SHOWN))
        self.about.say(" · ".join(facts))
        self.reading.show_found(sheet.found)
        told = [_told(remark) for remark in sheet.remarks[:MOST_REMARKS]]
        if not sheet.found.encoding_sure:
            told.insert(0, tr("The encoding is only the likeliest: look at accented letters."))
        self.remarks.say("\n".join(told))
        self.remarks.setVisible(bool(told))

    def _offer(self, action: Action) -> Button:
        text = tr("Let the service import the file: {title}", title=tr(action.title))
        button = Button(text, self._look, Kind.LINK, small=True)
        button.clicked.connect(lambda: self.action_wanted.emit(action.id))
        return button

    def _lay_out(self) -> None:
        look = self._look
        place = Card(look, dashed=True)
        across = QHBoxLayout(place)
        keep_spacing(across, look, 12, (14, 12, 14, 12))
        across.addWidget(IconSign("file-up", look, 20))
        words = QVBoxLayout()
        keep_spacing(words, look, 2)
        words.addWidget(self.name)
        words.addWidget(self.about)
        across.addLayout(words, 1)
        across.addWidget(self.browse)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 10)
        column.addWidget(place)
        for button in self.service:
            column.addWidget(button)
        column.addWidget(self.reading)
        column.addWidget(self.preview, 1)
        column.addWidget(self.remarks)
        self._rest = QWidget()
        column.addWidget(self._rest)
        column.addStretch(0)


def _told(remark: Remark) -> str:
    where = place_text(remark.row, remark.column) if remark.row else ""
    count = f" ({remark.count:,})" if remark.count > 1 else ""
    return f"{where}: {remark.sentence}{count}" if where else f"{remark.sentence}{count}"
