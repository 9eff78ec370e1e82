"""A value typed over a list that stays in sight: the bulk fill shows what there is to choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from workbench.core.etim import EtimFeature
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.ui.classes.valueinput import TYPED, ValueInput, coded_choices, found_in
from workbench.ui.entry.choicepaint import ChoiceDelegate, coded_of
from workbench.ui.entry.suggest import ChoiceModel
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look
    from workbench.workspace.classes.model import Choice

LINES = 4
"""Lines of the list in sight."""
ROW = 26


class OfferList(QWidget):
    """A line and its list.

    Attributes:
        edited: another text stands in the line.
        taken: a choice was taken, or Enter pressed.
    """

    edited = Signal()
    taken = Signal()

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._choices: list[Coded] = []
        self._chosen = True
        self.input = ValueInput(look, name, pops=False)
        self.model = ChoiceModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(ChoiceDelegate(look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.StyledPanel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Choices"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._take)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 6)
        column.addWidget(self.input)
        column.addWidget(self.list)
        self.setFocusProxy(self.input.line)
        self.input.line.installEventFilter(self)
        self.input.edited.connect(self._narrow)
        look.changed.connect(self._fit)

    def begin(self) -> None:
        """Put the focus into the line."""
        self.input.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.input.select_all()

    def show_feature(self, feature: EtimFeature, choices: Sequence[Choice]) -> None:
        """Offer values of a feature, those in use first."""
        ordered = sorted(choices, key=lambda held: -held.used)
        self._choices = coded_choices(ordered)
        self._chosen = feature.type not in TYPED
        self.input.show_feature(feature, choices)
        self._list("")

    def set_text(self, text: str) -> None:
        """Take a text as if it had been typed."""
        self.input.set_text(text)
        self._list(text)

    def text(self) -> str:
        """Return what is meant."""
        return self.input.text()

    def set_bad(self, reason: str) -> None:
        """Frame the line as wrong, or no longer."""
        self.input.set_bad(reason)

    def _narrow(self) -> None:
        self._list(self.input.line.text())
        self.edited.emit()

    def _list(self, text: str) -> None:
        found = found_in(self._choices, text)
        self.model.show(found or self._choices)
        # A number that is typed is meant as it stands there, though others begin with it.
        if text and found and self._chosen:
            self.list.setCurrentIndex(self.model.index(0))
        self._fit()

    @never_raises(None)
    def _fit(self) -> None:
        lines = min(LINES, self.model.rowCount())
        self.list.setVisible(bool(lines))
        self.list.setFixedHeight(lines * self._look.px(ROW) + 2)

    @never_raises(None)
    def _take(self, index: QModelIndex) -> None:
        held = coded_of(index)
        if held is not None:
            self.set_text(held.label or held.code)
            self.taken.emit()

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, at = event.key(), self.list.currentIndex().row()
            if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                step = 1 if key == Qt.Key.Key_Down else -1
                row = min(max(at + step, 0), self.model.rowCount() - 1)
                self.list.setCurrentIndex(self.model.index(row))
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self.list.currentIndex())
                self.taken.emit()
                return True
        return super().eventFilter(watched, event)
