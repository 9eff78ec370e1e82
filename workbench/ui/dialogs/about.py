"""What the program is: its version, what it is built on, where its files and logs are."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from workbench.core.texts import tr
from workbench.ui.classes.attribution import attribution
from workbench.ui.links import open_path
from workbench.ui.parts.buttons import Kind
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.workspace.workspace import Workspace


class AboutDialog(DialogFrame):
    """About the program."""

    def __init__(self, workspace: Workspace, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(tr("About workbench"), look, width="dialog_small", parent=parent)
        self._workspace = workspace
        sentence = tr("Every product system of a company open side by side.")
        self.body.addWidget(label(sentence, look, Role.CELL, wrap=True))
        self.facts = label(self.text(), look, Role.NOTE, "text2", wrap=True, selectable=True)
        self.body.addWidget(self.facts)
        licences = tr(
            "Set in Inter (SIL Open Font License 1.1) with icons of Lucide (ISC License). Built on"
            " Qt and PySide6 (LGPL 3)."
        )
        self.body.addWidget(label(licences, look, Role.NOTE, "text2", wrap=True))
        self.body.addWidget(label(attribution(), look, Role.NOTE, "text2", wrap=True))
        logs = self.add_left(tr("Open log folder"))
        logs.clicked.connect(self._open_logs)
        copy = self.add_left(tr("Copy"), Kind.QUIET)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        close = self.add_cancel(tr("Close"))
        close.setDefault(True)
        close.setFocus()

    def text(self) -> str:
        """Return the versions and places, a line each."""
        folders = self._workspace.folders
        rows = (
            (tr("Version"), own_version()),
            (tr("Qt"), qVersion()),
            (tr("Python"), platform.python_version()),
            (tr("System"), platform.platform(terse=True)),
            (tr("Data"), str(folders.data)),
            (tr("Logs"), str(folders.logs)),
        )
        return "\n".join(f"{name}: {value}" for name, value in rows)

    def _open_logs(self) -> None:
        open_path(self._workspace.folders.logs)


def own_version() -> str:
    """Return the program's version, as it was installed."""
    try:
        return version("workbench")
    except PackageNotFoundError:
        return tr("from the source folder")
