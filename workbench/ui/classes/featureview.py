"""The table of features with editors by type: F2, Enter or typing opens one where the value stands.

Nothing is shown anew while an editor is open; what came meanwhile is shown when it closes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.core.texts import tr
from workbench.ui.classes.cellpaint import CellDelegate
from workbench.ui.classes.cells import Column, SheetRow
from workbench.ui.classes.sheet import SheetModel, SheetView
from workbench.ui.classes.valueinput import ValueInput
from workbench.ui.safe import never_raises
from workbench.ui.text import set_tip

if TYPE_CHECKING:
    from workbench.core.etim import EtimFeature
    from workbench.ui.theme.look import Look
    from workbench.workspace.classes.model import Choice, FeatureValue

Index = QModelIndex | QPersistentModelIndex
Trouble = Callable[[str, str], str]
Triggers = QAbstractItemView.EditTrigger


class FeatureSource:
    """What the table asks of whoever shows it.

    Attributes:
        feature: a feature by its code.
        choices: what can be chosen for it.
        value: what stands there now, None for nothing or several values.
        trouble: why a text cannot be meant for it, "" where it can.
        why_not: why nothing can be typed, "" where it can.
    """

    def __init__(
        self,
        feature: Callable[[str], EtimFeature],
        choices: Callable[[str], Sequence[Choice]],
        value: Callable[[str], FeatureValue | None],
        trouble: Trouble,
        why_not: Callable[[], str],
    ) -> None:
        self.feature = feature
        self.choices = choices
        self.value = value
        self.trouble = trouble
        self.why_not = why_not


class ValueDelegate(CellDelegate):
    """Opens a `ValueInput` where a value is typed."""

    def __init__(self, look: Look, view: FeatureView, source: FeatureSource) -> None:
        super().__init__(look, view)
        self._features = view
        self._source = source

    @never_raises(None)
    def createEditor(  # pyright: ignore[reportIncompatibleMethodOverride]  # noqa: D102
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> QWidget | None:
        row = self._features.sheet.row(index.row())
        if row is None or self._source.why_not():
            return None
        feature = self._source.feature(row.key)
        made = ValueInput(self._look, feature.name or feature.code)
        made.setParent(parent)
        made.setAutoFillBackground(True)
        made.show_feature(feature, self._source.choices(row.key))
        made.edited.connect(lambda: self._judge(made, row.key))
        made.finished.connect(lambda: self._finish(made, row.key))
        made.left.connect(lambda: self._finish(made, row.key))
        self._features.begun.emit()
        return made

    def _judge(self, made: ValueInput, code: str) -> None:
        text = made.text()
        reason = self._source.trouble(code, text) if text else ""
        made.set_bad(reason)
        set_tip(made, reason)

    def _finish(self, made: ValueInput, code: str) -> None:
        """Take what is typed; what cannot be meant stays open, with the reason."""
        if made.property("ended"):
            return
        text = made.text()
        reason = self._source.trouble(code, text) if text else ""
        if reason:
            made.set_bad(reason)
            self._features.refused.emit(reason)
            return
        made.setProperty("ended", True)
        self.commitData.emit(made)
        self.closeEditor.emit(made, QAbstractItemDelegate.EndEditHint.NoHint)

    @never_raises(False)
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: D102
        enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in enter:
            # What is typed was taken, or refused with its reason, when the line said so.
            return True
        return super().eventFilter(editor, event)

    @never_raises(None)
    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: D102
        row = self._features.sheet.row(index.row())
        if isinstance(editor, ValueInput) and row is not None and not editor.property("filled"):
            editor.setProperty("filled", True)
            editor.set_value(self._source.value(row.key))
            editor.select_all()

    @never_raises(None)
    def setModelData(  # noqa: D102
        self, editor: QWidget, _model: QAbstractItemModel, index: Index
    ) -> None:
        row = self._features.sheet.row(index.row())
        if isinstance(editor, ValueInput) and row is not None:
            text = editor.text()
            reason = self._source.trouble(row.key, text) if text else ""
            if reason:
                self._features.refused.emit(reason)
            else:
                self._features.typed.emit(row.key, text)

    @never_raises(None)
    def updateEditorGeometry(  # noqa: D102
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        rect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        wide = max(rect.width(), self._look.px(200))
        left = min(rect.left(), self._features.viewport().width() - wide)
        editor.setGeometry(max(0, left), rect.top(), wide, rect.height())


class FeatureView(SheetView):
    """Features in their order.

    Attributes:
        begun: a value is about to be typed, or taken away.
        typed: a value is to be staged: (feature's code, text; "" removes the value).
        refused: why what is typed cannot be taken.
    """

    begun = Signal()
    typed = Signal(str, str)
    refused = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column],
        value: int,
        source: FeatureSource,
        look: Look,
        name: str = "",
    ) -> None:
        super().__init__(SheetModel(columns), look, name or tr("Features"))
        self._value = value
        self._source = source
        self._waiting: Sequence[SheetRow] | None = None
        self.sheet.editable = value
        self.typing = ValueDelegate(look, self, source)
        self.setItemDelegate(self.typing)
        self.setEditTriggers(
            Triggers.DoubleClicked | Triggers.EditKeyPressed | Triggers.AnyKeyPressed
        )

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        """Show features; while a value is typed they wait."""
        if self.state() is QAbstractItemView.State.EditingState:
            self._waiting = rows
            return
        self._waiting = None
        self.sheet.show(rows)
        if not self.currentIndex().isValid() and rows:
            # Which feature is chosen is said by whoever shows the rows.
            self.blockSignals(True)
            self.setCurrentIndex(self.sheet.index(0, self._value))
            self.blockSignals(False)

    def edit_value(self, code: str) -> None:
        """Open the editor of a feature's value."""
        at = self.sheet.row_of(code)
        if at >= 0:
            index = self.sheet.index(at, self._value)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(index)
            self.edit(index)

    def commit(self) -> None:
        """Take what is typed before something else is shown; what cannot be meant is refused."""
        made = self._editor()
        if made is not None:
            self.typing.commitData.emit(made)
            self.typing.closeEditor.emit(made, QAbstractItemDelegate.EndEditHint.NoHint)

    @property
    def typing_now(self) -> bool:
        """Whether an editor is open."""
        return self._editor() is not None

    def _editor(self) -> ValueInput | None:
        """Return the editor that is open; one that is closed goes a moment later."""
        found = self.viewport().findChildren(ValueInput)
        return next((made for made in found if not made.property("ended")), None)

    @never_raises(None)
    def closeEditor(  # noqa: D102
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        editor.setProperty("ended", True)
        focus = QApplication.focusWidget()
        if focus is not None and editor.isAncestorOf(focus):
            # Its lines have the focus, not the editor: Qt would hand it to whatever comes next.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        super().closeEditor(editor, hint)
        if self._waiting is not None:
            self.show_rows(self._waiting)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        row = self.sheet.row(self.currentIndex().row())
        if row is None or self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2:
                self._open(row.key)
            case Qt.Key.Key_Delete if not self._source.why_not():
                self.begun.emit()
                self.typed.emit(row.key, "")
            case _ if event.text().isprintable() and event.text().strip():
                self._open(row.key, event.text())
            case _:
                super().keyPressEvent(event)

    def _open(self, code: str, begun: str = "") -> None:
        """Open an editor; with the first character where one began to type."""
        reason = self._source.why_not()
        if reason:
            self.refused.emit(reason)
            return
        self.edit_value(code)
        made = self._editor()
        if made is not None and begun:
            made.set_text(begun)
            made.line.textEdited.emit(begun)
