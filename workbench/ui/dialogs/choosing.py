"""The system's file dialogs, opened without blocking; the answer goes to a function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Take = Callable[[str], object]


def ask_open(parent: QWidget, title: str, filters: str, take: Take, folder: str = "") -> None:
    """Ask for a file that is there."""
    dialog = QFileDialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, take)


def ask_save(parent: QWidget, title: str, name: str, filters: str, take: Take) -> None:
    """Ask for a file to write, with the name's ending; the system asks before one is replaced."""
    dialog = QFileDialog(parent, title, "", filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    _open(dialog, take)


def ask_target(
    parent: QWidget, title: str, folder: str, kinds: Sequence[tuple[str, str]], take: Take
) -> None:
    """Ask for a file to write in one of several kinds; its ending follows the kind chosen.

    Args:
        parent: what it belongs to.
        title: of the dialog.
        folder: where it begins.
        kinds: what a kind is called, with its pattern, and its ending; the first is offered.
        take: gets the path.
    """
    dialog = QFileDialog(parent, title, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([text for text, _ending in kinds])
    dialog.setDefaultSuffix(kinds[0][1])
    endings = dict(kinds)
    dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(endings[text]))
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
