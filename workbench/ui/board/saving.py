"""Where a file of the comparison goes, and what is said once it is there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.board.working import begin_job
from workbench.ui.links import open_folder, open_path
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from workbench.core.jobs import Job
    from workbench.ui.board.place import BoardPlace
    from workbench.ui.window.strips import Strips

EXPORTED = "exported"
"""Key of the strip."""


def ask_place(host: QWidget, title: str, name: str, take: Callable[[Path], object]) -> QFileDialog:
    """Ask where a workbook is to be written; `take` gets the path.

    Args:
        host: over which it opens.
        title: of the dialog.
        name: offered for the file, without its ending; what no file may be called is replaced.
        take: what is done with the place.
    """
    fit = "".join(each if each.isalnum() or each in " -_" else "-" for each in name)
    dialog = QFileDialog(host, title, f"{fit}.xlsx", "*.xlsx")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def write_workbook(
    owner: QObject, place: BoardPlace, path: Path, work: Callable[[Path, Job], Awaitable[int]]
) -> None:
    """Write a workbook as a job, and say then where it is.

    Args:
        owner: lives as long as the answer is of use.
        place: of the tab that says so.
        path: of the file.
        work: writes it; returns how many rows it has.
    """
    begin_job(
        owner,
        place.desk,
        tr("Export to Excel"),
        "export",
        lambda job: work(path, job),
        lambda rows: say_written(place.strips, rows, path),
    )


def say_written(strips: Strips, rows: int, path: Path) -> None:
    """Say where a workbook is, and offer to open it."""
    place = str(path)
    what = trn("{count} row exported", "{count} rows exported", rows)
    actions = [("open", tr("Open")), ("folder", tr("Show in folder"))]
    strip = strips.say(EXPORTED, Mark.DONE, what, place, actions)
    strip.acted.connect(lambda key: open_path(place) if key == "open" else open_folder(place))
