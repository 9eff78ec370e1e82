"""What is said when the run before broke: that a report is on this machine, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from workbench.core.texts import tr
from workbench.ui.links import open_folder
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.ui.window.main import MainWindow

KEY = "broken"
"""Of the strip."""


def tell_crash(window: MainWindow, report: Path) -> None:
    """Say in the tab in front, once it is painted, that the run before broke."""
    once = Qt.ConnectionType.SingleShotConnection
    window.complete.connect(lambda: _say(window, report), once)


def _say(window: MainWindow, report: Path) -> None:
    if window.front is None:
        return
    what = tr("The program broke off the last time.")
    meaning = tr("What you typed is here. A report lies on this machine; nothing was sent.")
    strips = window.front.strips
    strip = strips.say(KEY, Mark.REFUSED, what, meaning, [("folder", tr("Show the report"))])
    strip.acted.connect(lambda _key: open_folder(str(report)))
