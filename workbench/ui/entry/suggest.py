"""The list under a line that is typed in: it narrows with every key and is chosen from by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QCompleter, QFrame, QListView

from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.ui.entry.choicepaint import CODED, COLOURED, ChoiceDelegate, coded_of
from workbench.ui.entry.line import LineEntry
from workbench.ui.entry.offered import Offered
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import visible

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look

Index = QModelIndex | QPersistentModelIndex
SHOWN = 12
"""Lines of the list before it scrolls."""


class ChoiceModel(QAbstractListModel):
    """Lines of a list of choices: name and code."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[Coded] = []
        self._coloured = False

    def show(self, lines: list[Coded]) -> None:
        """List other choices."""
        self.beginResetModel()
        self._lines = lines
        self._coloured = any(held.colour for held in lines)
        self.endResetModel()

    @never_raises(0)
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._lines)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        held = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return visible(choice_text(held))
            case _ if role == CODED:
                return (held,)
            case _ if role == COLOURED:
                return self._coloured
        return None


def choice_text(choice: Coded) -> str:
    """Return name and code of a choice, one where they are the same."""
    if not choice.label or choice.label == choice.code:
        return choice.code
    return f"{choice.label} · {choice.code}" if choice.code else choice.label


class Suggest(QObject):
    """Offers choices under a line.

    Attributes:
        chosen: a choice was taken out of the list: the `Coded`.
    """

    chosen = Signal(object)

    def __init__(self, line: LineEntry, offered: Offered, look: Look, *, free: bool) -> None:
        super().__init__(line)
        self.offered = offered
        self.model = ChoiceModel(self)
        self._line = line
        self._free = free
        self._typed = ""
        self._late = False
        self.completer = QCompleter(self.model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(SHOWN)
        self.completer.setWidget(line)
        self.popup = QListView()
        self.popup.setUniformItemSizes(True)
        self.popup.setAccessibleName(tr("Choices"))
        self.popup.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.popup.setMouseTracking(True)
        self.completer.setPopup(self.popup)
        # A popup takes the completer's own delegate when it is given.
        self.popup.setItemDelegate(ChoiceDelegate(look, self.popup))
        # The binding chooses an overload this way although it does not declare it.
        self.completer.activated[QModelIndex].connect(self._take)  # pyright: ignore[reportIndexIssue]
        line.textEdited.connect(self._narrow)
        line.offered = offered.all
        line.is_open = self.is_open
        line.is_waiting = self._is_waiting
        if offered.choices is not None:
            offered.choices.changed.connect(weak_slot(self, self._arrived))

    def is_open(self) -> bool:
        """Whether the list is open."""
        return self.popup.isVisible()

    def _is_waiting(self) -> bool:
        return self.offered.waiting and not self._free

    def open(self) -> None:
        """List everything, whatever stands in the line."""
        self._show("")

    def _narrow(self, text: str) -> None:
        if text.strip():
            self._show(text)
        else:
            self.popup.hide()

    def _show(self, text: str) -> None:
        self._typed = text
        self.offered.load(text)
        self._late = self.offered.loading
        found = self.offered.found(text)
        self.model.show(found)
        if not found:
            self.popup.hide()
            return
        self.completer.complete()
        if text and not self._free:
            self.popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    @never_raises(None)
    def _arrived(self) -> None:
        if self._late and self._line.hasFocus():
            self._show(self._typed)

    @never_raises(None)
    def _take(self, index: QModelIndex) -> None:
        held = coded_of(index)
        if held is not None:
            self.chosen.emit(held)


def offer(line: LineEntry, offered: Offered, look: Look, *, free: bool) -> Suggest:
    """Give a line a list of choices, with the button that opens it."""
    suggest = Suggest(line, offered, look, free=free)
    line.add_tail("chevrons-up-down", tr("Show all choices"), suggest.open)
    return suggest
