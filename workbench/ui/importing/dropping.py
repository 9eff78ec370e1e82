"""Files dropped on a widget, for an import."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from workbench.ui.safe import never_raises

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")


class FileDrop(QObject):
    """Takes files that are dropped on a widget.

    Attributes:
        dropped: path of the file.
    """

    dropped = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        owner.setAcceptDrops(True)
        owner.installEventFilter(self)

    @never_raises(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QDropEvent):
            path = file_in(event)
            if path and not isinstance(event, QDragMoveEvent):
                event.acceptProposedAction()
                self.dropped.emit(path)
                return True
            if path and isinstance(event, QDragEnterEvent | QDragMoveEvent):
                event.acceptProposedAction()
                return True
        return super().eventFilter(watched, event)


def file_in(event: QDropEvent) -> str:
    """Return the path of the file that is dragged; "" where it is none that can be imported."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return ""
    path = urls[0].toLocalFile()
    return path if path.lower().endswith(SUFFIXES) else ""
