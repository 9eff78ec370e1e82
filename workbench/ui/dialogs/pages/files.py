"""The page on where files go: exports and downloads."""

from __future__ import annotations

from pathlib import Path

from workbench.core.texts import tr
from workbench.ui.dialogs.choosing import ask_folder
from workbench.ui.dialogs.pages.page import Rows
from workbench.ui.dialogs.pages.setter import Setter
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.theme.look import Look


class FilesPage(Rows):
    """Files."""

    def __init__(self, setter: Setter, look: Look) -> None:
        super().__init__(look)
        self._setter = setter
        self.exports = self._folder(tr("Exports"), "export_folder", setter.now.export_folder)
        self.note(
            tr("Offered first; each format remembers the folder it went to last."), indent=False
        )
        self.downloads = self._folder(
            tr("Downloads"), "download_folder", setter.now.download_folder
        )
        self.end()

    def _folder(self, title: str, member: str, value: str) -> LineEdit:
        edit = LineEdit(title, self.look, placeholder=tr("Your documents"))
        edit.setText(value)
        box = FieldBox(title, edit, self.look)
        browse = Button(tr("Choose…"), self.look)
        line = self.row("", box, browse, wide=True)
        line.setAccessibleName(title)
        edit.setAccessibleName(title)

        def keep() -> None:
            text = edit.text().strip()
            if text and not Path(text).expanduser().is_dir():
                box.set_error(tr("There is no such folder. Choose one that is there."))
                return
            box.set_error("")
            self._setter.put(**{member: text})

        def take(folder: str) -> None:
            edit.setText(folder)
            keep()

        edit.editingFinished.connect(keep)
        browse.clicked.connect(lambda: ask_folder(self, title, edit.text(), take))
        return edit
