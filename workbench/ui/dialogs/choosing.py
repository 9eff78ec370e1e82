"""The system's file dialogs, opened without blocking; the answer goes to a function."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget

Take = Callable[[str], object]


def ask_open(parent: QWidget, title: str, filters: str, take: Take, folder: str = "") -> None:
    """Ask for a file that is there."""
    dialog = QFileDialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, take)


def ask_save(parent: QWidget, title: str, name: str, filters: str, take: Take) -> None:
    """Ask for a file to write; the system asks before one is replaced."""
    dialog = QFileDialog(parent, title, "", filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    _open(dialog, take)


def ask_folder(parent: QWidget, title: str, folder: str, take: Take) -> None:
    """Ask for a folder."""
    dialog = QFileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, take)


def _open(dialog: QFileDialog, take: Take) -> None:
    dialog.fileSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
