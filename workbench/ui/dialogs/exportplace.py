"""As what an export is written, and where to: format, folder and file name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.errors import ErrorCode, WbError, bad_input
from workbench.core.texts import mark, tr
from workbench.export.plan import Format
from workbench.ui.desk.desk import Desk
from workbench.ui.dialogs.choosing import ask_folder
from workbench.ui.dialogs.exportrun import file_name, folder_for
from workbench.ui.dialogs.pages.page import beside
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.theme.look import Look

TITLES = {
    Format.XLSX: mark("Excel workbook (.xlsx)"),
    Format.CSV: mark("CSV (.csv), comma and point"),
    Format.CSV_EXCEL: mark("CSV for Excel (.csv), semicolon"),
    Format.JSON: mark("JSON (.json)"),
    Format.PARQUET: mark("Parquet (.parquet)"),
}
_AT_NAME = frozenset({"out", "exists"})
_DISK = frozenset({ErrorCode.DISK, ErrorCode.DISK_FULL, ErrorCode.FILE})


class PlaceBox(QWidget):
    """Format, folder, name.

    Attributes:
        form_changed: another format was chosen.
        replace_wanted: a file that is there already may be replaced.
    """

    form_changed = Signal()
    replace_wanted = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self.format_box = QComboBox()
        for form, title in TITLES.items():
            self.format_box.addItem(tr(title), form.value)
        self.folder = LineEdit(tr("Folder"), look)
        self.name = LineEdit(tr("File name"), look)
        self.folder_box = FieldBox(tr("Folder"), self.folder, look)
        self.name_box = FieldBox(tr("File name"), self.name, look)
        self._browse = Button(tr("Choose…"), look)
        self._lay_out(look)
        self.format_box.currentIndexChanged.connect(self._other_form)
        self._browse.clicked.connect(self._choose)
        self.name_box.fix_wanted.connect(self.replace_wanted)
        self.name.textEdited.connect(self.clear)
        self.folder.textEdited.connect(self.clear)

    @property
    def form(self) -> Format:
        """The format chosen."""
        return Format(self.format_box.currentData())

    def set_form(self, form: Format) -> None:
        """Choose a format, and with it the folder where the last one went."""
        self.format_box.setCurrentIndex(list(TITLES).index(form))
        self._other_form()

    def path(self) -> Path:
        """Return the file meant; the format's extension is added where none is typed.

        Raises:
            WbError: INPUT with field "out" or "folder".
        """
        name, folder = self.name.text().strip(), self.folder.text().strip()
        if not name or name in {".", ".."} or any(sign in name for sign in '/\\\0:*?"<>|'):
            raise bad_input(tr("This is no file name."), tr("Type a name without slashes."), "out")
        if not folder:
            raise bad_input(tr("No folder is chosen."), tr("Choose a folder."), "folder")
        if not name.lower().endswith(self.form.extension):
            name += self.form.extension
        return Path(folder).expanduser() / name

    def fail(self, error: WbError) -> bool:
        """Say a failure at the input it belongs to; return whether it belongs to one here."""
        if error.field == "folder":
            self.folder_box.set_error(error.full_text)
            self.folder.setFocus()
            return True
        if error.field in _AT_NAME or error.code in _DISK:
            self.name_box.set_error(
                error.full_text, tr("Replace it") if error.field == "exists" else ""
            )
            self.name.setFocus()
            return True
        return False

    def clear(self) -> None:
        """Take earlier failures off."""
        self.folder_box.set_error("")
        self.name_box.set_error("")

    def _other_form(self) -> None:
        form, name = self.form, self.name.text()
        self._put(self.folder, str(folder_for(self._desk.workspace, form)))
        stem = name.rpartition(".")[0] or name
        self._put(self.name, f"{stem}{form.extension}" if stem else file_name(self._desk, form))
        self.clear()
        self.form_changed.emit()

    @staticmethod
    def _put(box: LineEdit, text: str) -> None:
        """Show a text from its beginning on; Qt would show the end of one that is too long."""
        box.setText(text)
        box.setCursorPosition(0)

    def _choose(self) -> None:
        ask_folder(self, tr("Folder for the export"), self.folder.text(), self._chosen)

    def _chosen(self, folder: str) -> None:
        self._put(self.folder, folder)
        self.clear()

    def _lay_out(self, look: Look) -> None:
        top = QHBoxLayout()
        keep_spacing(top, look, 12)
        top.addWidget(FieldBox(tr("Format"), self.format_box, look), 4)
        top.addWidget(self.name_box, 5)
        low = QHBoxLayout()
        keep_spacing(low, look, 8)
        low.addWidget(self.folder_box, 1)
        low.addLayout(beside(self._browse, look))
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8)
        column.addLayout(top)
        column.addLayout(low)
