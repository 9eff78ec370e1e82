"""Where a list is pasted or a file with one is dropped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.texts import tr
from workbench.ui.filters.pasting import ListArea
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role


class ListInput(QWidget):
    """A text area, one reference a line; of a table's rows the first column counts.

    Attributes:
        changed: the text changed.
        entered: Ctrl+Enter was pressed.
        file_dropped: the path of a file that was dropped here.
    """

    changed = Signal()
    entered = Signal()
    file_dropped = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.area = ListArea()
        self.area.setAcceptDrops(False)
        self.area.setAccessibleName(tr("List of references or EANs"))
        self.area.setPlaceholderText(tr("Paste one reference or EAN a line, or drop a file here"))
        self.area.textChanged.connect(self.changed)
        self.area.entered.connect(self.entered)
        note = tr("Of lines with several columns the first one counts.")
        column = QVBoxLayout(self)
        keep_spacing(column, look)
        column.addWidget(self.area, 1)
        column.addWidget(label(note, look, Role.NOTE, "text2"))
        self.setFocusProxy(self.area)
        self.setAcceptDrops(True)

    def text(self) -> str:
        """Return what was pasted."""
        return self.area.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a list in."""
        self.area.setPlainText(text)

    def count(self) -> int:
        """Return how many lines are not empty."""
        return sum(bool(line.strip()) for line in self.text().splitlines())

    @never_raises(None)
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    @never_raises(None)
    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        mime = event.mimeData()
        path = next((url.toLocalFile() for url in mime.urls() if url.isLocalFile()), "")
        if path:
            self.file_dropped.emit(path)
        elif mime.hasText():
            self.set_text(mime.text())
        event.acceptProposedAction()
