"""Keeps what is typed into one editor: on the disk while it stands there, staged when it is left.

Nothing that is typed may be lost: the text of an open editor is in the journal a quarter of a
second after the last key, and staged as soon as the focus goes, the record changes or the page is
closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from workbench.ui.entry.editor import EntryEditor
from workbench.ui.safe import never_raises

if TYPE_CHECKING:
    from workbench.workspace.editing import Editing

KEPT_MS = 200
"""What is typed goes to the disk when it rests this long."""

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

Whole = Callable[[object], object]
"""Makes the value of the cell out of the typed one: itself, or the list that it stands in."""


def as_typed(value: object) -> object:
    """Return a typed value that is the whole of its cell."""
    return value


class Typing(QObject):
    """What is typed into one editor, for one cell of one record.

    Attributes:
        committed: what was typed is staged, or was given up.
        kept: what stands there was put on the disk.
    """

    committed = Signal()
    kept = Signal()

    def __init__(self, editor: EntryEditor, title: str) -> None:
        super().__init__(editor.widget)
        self._editor = editor
        self._title = title
        self._editing: Editing | None = None
        self._key = ""
        self._field = ""
        self._whole: Whole = as_typed
        self.typed = False
        self._rest = QTimer(self, interval=KEPT_MS, singleShot=True)
        self._rest.timeout.connect(self._keep)
        editor.changed.connect(self._changed)
        editor.input.installEventFilter(self)

    def bind(self, editing: Editing | None, key: str, field: str, whole: Whole = as_typed) -> None:
        """Type into another cell from now on; what was typed is staged first."""
        self.commit()
        self._editing, self._key, self._field, self._whole = editing, key, field, whole

    def commit(self) -> bool:
        """Stage what is typed; return whether that changed anything."""
        self._rest.stop()
        editing = self._editing
        if not self.typed or editing is None:
            return False
        self.typed = False
        value = self._whole(self._editor.value())
        step = editing.set(self._title, [(self._key, self._field, value)])
        if step is None:
            editing.leave(self._key, self._field)
        self.committed.emit()
        return step is not None

    def revert(self) -> bool:
        """Give up what is typed; return whether there was anything."""
        self._rest.stop()
        if not self.typed:
            return False
        self.typed = False
        if self._editing is not None:
            self._editing.leave(self._key, self._field)
        self.committed.emit()
        return True

    @never_raises(None)
    def _changed(self) -> None:
        self.typed = True
        self._rest.start()

    @never_raises(None)
    def _keep(self) -> None:
        if self.typed and self._editing is not None:
            value = self._whole(self._editor.value())
            self._editing.typing(self._key, self._field, value)
            self.kept.emit()

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._left(event)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _left(self, event: QFocusEvent) -> None:
        popup = event.reason() == Qt.FocusReason.PopupFocusReason
        now = QApplication.focusWidget()
        inside = now is not None and self._editor.widget.isAncestorOf(now)
        if not popup and not inside:
            self.commit()

    def _pressed(self, event: QKeyEvent) -> bool:
        if self._editor.holds_keys:
            return False
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        lines = isinstance(self._editor.input, QPlainTextEdit)
        if event.key() in ENTER and (not lines or not plain):
            self.commit()
            self._editor.select_all()
            return True
        return event.key() == Qt.Key.Key_Escape and self.revert()
