"""Typing a value of a feature: by name or code from a list, a number with its unit, a range as two.

Every type can be "not applicable" and "unknown" too, which stand in the same list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QWidget,
)

from workbench.core.etim import NOT_APPLICABLE, UNKNOWN, EtimFeature, FeatureType
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.ui.classes.features import unit_text
from workbench.ui.entry.choicepaint import ChoiceDelegate, coded_of
from workbench.ui.entry.suggest import ChoiceModel
from workbench.ui.parts.buttons import IconButton
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.ui.theme.look import Look
    from workbench.workspace.classes.model import Choice, FeatureValue

SHOWN = 10
MOST = 200
"""Choices listed at once."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
TYPED = frozenset({FeatureType.NUMERIC, FeatureType.RANGE, FeatureType.OTHER})
"""Types whose values are typed; those of the others are chosen."""


def coded_choices(choices: Sequence[Choice]) -> list[Coded]:
    """Return choices as lists show them; how often one is used stands in its place of order."""
    return [Coded(choice.code, choice.name) for choice in choices]


def found_in(choices: Sequence[Coded], text: str) -> list[Coded]:
    """Return the choices whose name or code hold every word, beginnings first."""
    whole = text.strip().casefold()
    words = whole.split()
    texts = [(f"{held.label} {held.code}".casefold(), held) for held in choices]
    hits = [pair for pair in texts if all(word in pair[0] for word in words)]
    hits.sort(key=lambda pair: not pair[0].startswith(whole))
    return [held for _text, held in hits[:MOST]]


class ValueInput(QWidget):
    """One line, or two for a range, with a list under it.

    Attributes:
        edited: something was typed or chosen.
        finished: a choice was taken, or Enter pressed: what stands there is meant.
        left: the focus went elsewhere.
    """

    edited = Signal()
    finished = Signal()
    left = Signal()

    def __init__(self, look: Look, name: str, *, unit: bool = True, pops: bool = True) -> None:
        super().__init__()
        self._look = look
        self._feature = EtimFeature("")
        self._choices: list[Coded] = []
        self._wants_unit = unit
        self._pops = pops
        self.line = LineEdit(name, look)
        self.second = LineEdit(tr("{name}, upper end", name=name), look)
        self.dots = label("…", look, Role.CELL, "text2")
        self.unit = label("", look, Role.CELL, "text2")
        self.more = IconButton("chevrons-up-down", tr("Show all choices"), look, small=True)
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.clicked.connect(self.list_all)
        if not pops:
            self.more.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(4))
        for part in (self.line, self.dots, self.second, self.unit, self.more):
            row.addWidget(part, 1 if isinstance(part, QLineEdit) else 0)
        self._model = ChoiceModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(SHOWN)
        self.completer.setWidget(self.line)
        self.popup = QListView()
        self.popup.setUniformItemSizes(True)
        self.popup.setAccessibleName(tr("Choices"))
        self.popup.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.popup.setMouseTracking(True)
        self.completer.setPopup(self.popup)
        self.popup.setItemDelegate(ChoiceDelegate(look, self.popup))
        # The binding chooses an overload this way although it does not declare it.
        self.completer.activated[QModelIndex].connect(self._take)  # pyright: ignore[reportIndexIssue]
        for line in (self.line, self.second):
            line.textEdited.connect(lambda _text: self.edited.emit())
            line.returnPressed.connect(self.finished)
            line.installEventFilter(self)
        self.line.textEdited.connect(self._narrow)
        self.setFocusProxy(self.line)
        self.show_feature(self._feature, ())

    def show_feature(self, feature: EtimFeature, choices: Sequence[Choice]) -> None:
        """Take values of a feature from now on."""
        self._feature = feature
        self._choices = coded_choices(choices)
        ranged = feature.type is FeatureType.RANGE
        for part in (self.dots, self.second):
            part.setVisible(ranged)
        unit = unit_text(feature) if self._wants_unit else ""
        self.unit.say(unit)
        self.unit.setVisible(bool(unit))
        typed = feature.type in TYPED
        for line in (self.line, self.second):
            line.setAlignment(Qt.AlignmentFlag.AlignVCenter | (
                Qt.AlignmentFlag.AlignRight if typed and ranged else Qt.AlignmentFlag.AlignLeft
            ))  # fmt: skip
        self.line.setPlaceholderText(tr("Name or code") if not typed else "")

    def set_value(self, value: FeatureValue | None) -> None:
        """Show a value as it can be typed."""
        if value is None:
            self.set_text("")
        elif self._feature.type is FeatureType.RANGE and ".." in value.text:
            low, high = value.ends
            self.line.setText(low)
            self.second.setText(high)
        else:
            named = next((held.label for held in self._choices if held.code == value.text), "")
            self.set_text(named or value.shown or value.text)

    def set_text(self, text: str) -> None:
        """Take a text as if it had been typed."""
        self.line.setText(text)
        self.second.clear()

    def text(self) -> str:
        """Return what is typed: both ends of a range as one."""
        low, high = self.line.text().strip(), self.second.text().strip()
        if self._feature.type is FeatureType.RANGE and high:
            return f"{low}..{high}"
        named = [held.code for held in self._choices if held.label == low]
        return named[0] if len(named) == 1 and low not in {NOT_APPLICABLE, UNKNOWN} else low

    def set_bad(self, reason: str) -> None:
        """Frame the line as wrong, or no longer."""
        self.line.set_bad(reason)
        self.second.set_bad(reason)

    def select_all(self) -> None:
        """Select what is typed."""
        self.line.selectAll()

    @property
    def listing(self) -> bool:
        """Whether the list is open."""
        return self.popup.isVisible()

    def list_all(self) -> None:
        """List every choice."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show("")

    def _narrow(self, text: str) -> None:
        if text.strip() and self._feature.type not in TYPED:
            self._show(text)
        else:
            self.popup.hide()

    def _show(self, text: str) -> None:
        found = found_in(self._choices, text) if self._pops else []
        self._model.show(found)
        if not found:
            self.popup.hide()
            return
        self.completer.complete()
        if text:
            self.popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    @never_raises(None)
    def _take(self, index: QModelIndex) -> None:
        held = coded_of(index)
        if held is None:
            return
        self.second.clear()
        self.line.setText(held.label or held.code)
        self.edited.emit()
        # Once the list is closed: an editor of a table ends with it.
        QTimer.singleShot(0, self, self.finished.emit)

    @never_raises(None)
    def _look_whether_left(self) -> None:
        focus = QApplication.focusWidget()
        inside = focus is not None and (focus is self or self.isAncestorOf(focus))
        if not inside and not self.listing:
            self.left.emit()

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            down = event.key() == Qt.Key.Key_Down
            if down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.list_all()
                return True
            if event.key() in _ENTER:
                # Else the table below would hear it too, and open what was just closed.
                self.finished.emit()
                return True
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._look_whether_left)
        return super().eventFilter(watched, event)
