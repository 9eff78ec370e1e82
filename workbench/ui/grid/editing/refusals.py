"""Cells that did not take what was put into them, each with its reason, under a strip."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from workbench.core.formats import Formats
from workbench.core.texts import tr, trn
from workbench.ui.parts.popover import PopOver
from workbench.ui.parts.strip import Strip
from workbench.ui.text import visible
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

MOST = 1000
"""Cells listed; of more it is said how many there are."""


class Refusal(NamedTuple):
    """One cell that was left as it was."""

    record: str
    """What a person would call the record."""
    field: str
    """The title of the column."""
    text: str
    """What was to be put into it."""
    reason: str


class Refused:
    """Collects refused cells while others are staged.

    Attributes:
        count: how many there are.
        listed: the first of them.
    """

    def __init__(self) -> None:
        self.count = 0
        self.listed: list[Refusal] = []

    def add(self, refusal: Refusal) -> None:
        """Note a cell."""
        self.count += 1
        if len(self.listed) < MOST:
            self.listed.append(refusal)


class RefusedBar(QWidget):
    """A strip over the rows that says how many cells were left out, and lists them.

    Signals:
        closed: the user has read it.
    """

    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._strip: Strip | None = None
        self._over: PopOver | None = None
        self.lines: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(tr("Cells left out"))
        self.hide()

    def show_refused(self, refused: Refused, taken: int, formats: Formats) -> None:
        """Say which cells were left out of how many, or nothing where none was."""
        self.close_strip()
        if not refused.count:
            return
        self.lines = [
            visible(" · ".join(filter(None, (one.record, one.field, one.text))) + f": {one.reason}")
            for one in refused.listed
        ]
        what = trn(
            "{count} cell was left as it was.",
            "{count} cells were left as they were.",
            refused.count,
        )
        meaning = refused.listed[0].reason
        if taken:
            meaning = tr("{count} others are staged. ", count=formats.integer(taken)) + meaning
        self._strip = Strip(Mark.REFUSED, what, meaning, self._look, [("list", tr("Show cells"))])
        self._strip.acted.connect(self.open_list)
        self._strip.dismissed.connect(self.close_strip)
        self._column.addWidget(self._strip)
        self.show()

    def open_list(self, _key: str = "") -> None:
        """List the cells with their reasons."""
        view = QListView()
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setUniformItemSizes(True)
        view.setAccessibleName(tr("Cells left out"))
        view.setModel(QStringListModel(self.lines, view))
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.setMinimumSize(self._look.px(460), self._look.px(220))
        self._over = PopOver(tr("Cells left out"), view, self._look, self)
        self._over.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over.open_at(self)

    def close_strip(self) -> None:
        """Put the strip away."""
        if self._strip is None:
            return
        self._column.removeWidget(self._strip)
        self._strip.hide()
        self._strip.deleteLater()
        self._strip = None
        self.hide()
        self.closed.emit()
