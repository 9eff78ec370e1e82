"""The manual: pages that are shipped with the program, shown offline."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QWidget,
)

from workbench.core.resources import resource_path
from workbench.core.texts import mark, tr
from workbench.ui.dialogs.lists import NavDelegate
from workbench.ui.dialogs.manual import dress_page
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role

TOPICS = (
    ("search", mark("Search")),
    ("filters", mark("Filters and facets")),
    ("gallery", mark("Gallery and pictures")),
    ("typing", mark("Typing")),
    ("review", mark("Review and send")),
    ("conflicts", mark("Conflicts")),
    ("many", mark("Changing many rows")),
    ("import", mark("Import")),
    ("export", mark("Export")),
    ("requests", mark("Exports that a service makes")),
    ("orders", mark("Orders")),
    ("compare", mark("Compare and baskets")),
    ("etim", mark("ETIM classes")),
    ("accounts", mark("Accounts and keys")),
    ("calls", mark("Request history")),
    ("keys", mark("Shortcuts")),
    ("sandbox", mark("Sample data")),
    ("words", mark("Words")),
)


class HelpWindow(DialogFrame):
    """The pages at the left, the one shown at the right; it lies beside the work.

    Args:
        look: the look.
        topic: which page is shown first; the first of all where there is none such.
        parent: the window.
    """

    def __init__(self, look: Look, topic: str = "", parent: QWidget | None = None) -> None:
        super().__init__(tr("Help"), look, width="dialog_wide", parent=parent)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.list = QListWidget()
        self._delegate = NavDelegate(look)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Contents"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        for _name, title in TOPICS:
            self.list.addItem(QListWidgetItem(tr(title)))
        self.page = QTextBrowser()
        self.page.setAccessibleName(tr("Page"))
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._follow)
        row = QHBoxLayout()
        keep_spacing(row, look, 16)
        row.addWidget(self.list)
        row.addWidget(self.page, 1)
        self.body.addLayout(row, 1)
        self.add_cancel(tr("Close")).setDefault(True)
        self.list.currentRowChanged.connect(self._show_row)
        look.changed.connect(self._resize)
        self._resize()
        self.show_topic(topic)

    def open(self) -> None:
        """Show it beside the window, which can be worked in meanwhile."""
        self.show()

    def show_help(self) -> None:
        """It is shown."""

    @property
    def topic(self) -> str:
        """The page shown."""
        return TOPICS[self.list.currentRow()][0]

    def show_topic(self, topic: str) -> None:
        """Show a page."""
        names = [name for name, _title in TOPICS]
        self.list.setCurrentRow(names.index(topic) if topic in names else 0)

    def _show_row(self, row: int) -> None:
        self.page.setMarkdown(page_text(TOPICS[row][0]))
        dress_page(self.page.document(), self._look)
        self.page.verticalScrollBar().setValue(0)

    def _follow(self, link: QUrl) -> None:
        """Pages lead to each other only."""
        self.show_topic(link.fileName().removesuffix(".md"))

    @never_raises(None)
    def _resize(self) -> None:
        look = self._look
        self.list.setFixedWidth(look.px(216))
        self.page.setMinimumHeight(look.px(480))
        self.page.document().setDefaultFont(look.font(Role.CELL))
        self.page.document().setDocumentMargin(look.px(8))
        if self.list.currentRow() >= 0:
            self._show_row(self.list.currentRow())


def page_text(topic: str) -> str:
    """Return a page's Markdown; a sentence where the file is not there."""
    try:
        return resource_path("help", f"{topic}.md").read_text(encoding="utf-8")
    except OSError:
        return tr("This page is not there. Install the program again.")
