"""The settings dialog: pages at the left, inputs at the right, every change at once in force."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from workbench.core.texts import tr
from workbench.ui.dialogs.lists import NavDelegate
from workbench.ui.dialogs.notes import NoteBox
from workbench.ui.dialogs.pages.appearance import AppearancePage
from workbench.ui.dialogs.pages.files import FilesPage
from workbench.ui.dialogs.pages.keys import KeysPage
from workbench.ui.dialogs.pages.network import NetworkPage
from workbench.ui.dialogs.pages.page import scrolled
from workbench.ui.dialogs.pages.prices import PricesPage
from workbench.ui.dialogs.pages.setter import Setter
from workbench.ui.dialogs.pages.storage import StoragePage
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.ui.window.actions import ActionSpec
from workbench.workspace.workspace import Workspace

LIST_WIDTH = 150
HEIGHT = 440
"""Px at 100 %."""


class SettingsDialog(DialogFrame):
    """All settings of a workspace.

    Attributes:
        restore_wanted: a backup is to take the place of what is here; its path. Whoever runs the
            program closes the workspace, restores, and opens it again.
        sandbox_removed: the sample data's home is to be deleted by whoever runs the program.
    """

    restore_wanted = Signal(str)
    sandbox_removed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        specs: Iterable[ActionSpec],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Settings"), look, parent=parent)
        self._setter = Setter(workspace, self)
        self.notes = NoteBox(look)
        self._setter.failed.connect(self.notes.fail)
        self.appearance = AppearancePage(self._setter, look)
        self.files = FilesPage(self._setter, look)
        self.network = NetworkPage(self._setter, look)
        self.storage = StoragePage(self._setter, look)
        self.keys = KeysPage(self._setter, tuple(specs), look)
        self.prices = PricesPage(self._setter, look)
        self.storage.restore_wanted.connect(self.restore_wanted)
        self.storage.sandbox_removed.connect(self.sandbox_removed)
        self._stack = QStackedWidget()
        self.list = QListWidget()
        self._pages = (
            ("palette", tr("Appearance"), scrolled(self.appearance)),
            ("folder-open", tr("Files"), scrolled(self.files)),
            ("waypoints", tr("Network"), scrolled(self.network)),
            ("database", tr("Storage"), scrolled(self.storage)),
            ("keyboard", tr("Keys"), self.keys),
            ("scale", tr("Prices"), scrolled(self.prices)),
        )
        self._compose(look)
        self.add_cancel(tr("Close")).setDefault(True)
        look.changed.connect(self._resize)
        self._resize()

    def show_page(self, number: int) -> None:
        """Show a page: 0 Appearance, 1 Files, 2 Network, 3 Storage, 4 Keys, 5 Prices."""
        self.list.setCurrentRow(number)

    def _compose(self, look: Look) -> None:
        self._delegate = NavDelegate(look)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Pages"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for _icon, title, page in self._pages:
            self.list.addItem(QListWidgetItem(title))
            self._stack.addWidget(page)
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.list.setCurrentRow(0)
        row = QHBoxLayout()
        keep_spacing(row, look, 16)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        self.body.addWidget(self.notes)
        self.body.addLayout(row, 1)

    @never_raises(None)
    def _resize(self) -> None:
        look = self._look
        self.list.setFixedWidth(look.px(LIST_WIDTH))
        self._stack.setMinimumHeight(look.px(HEIGHT))
        for at, (icon, _title, _page) in enumerate(self._pages):
            self.list.item(at).setIcon(look.icon(icon))
