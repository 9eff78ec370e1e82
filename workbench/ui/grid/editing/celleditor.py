"""The open editor of one cell: a child of the viewport, bound to a record and a field.

No view owns it, so that nothing that happens to the rows takes what is typed away. What stands in
it is kept on the disk a moment after each key; the cell has it when the editor is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QRegion
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QWidget

from workbench.core.edits import Entry, Finding
from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.edits.checks import check_value
from workbench.ui.entry.choicepaint import coded_of
from workbench.ui.entry.ends import EndsEntry
from workbench.ui.entry.making import editor_for
from workbench.ui.entry.suggest import Suggest
from workbench.ui.grid.editing.states import is_new
from workbench.ui.parts.paint import frame
from workbench.ui.safe import never_raises
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.ui.grid.view import GridView
    from workbench.ui.theme.look import Look
    from workbench.workspace.editing import Editing

KEEP_MS = 200
"""From the last key until what is typed is on its way to the disk; 250 are promised."""
_WIDE = {Kind.CHOICE: 180, Kind.DATE: 140, Kind.CODES: 240, Kind.LINK: 240, Kind.TIME: 170}
"""Least widths, pixels at 100 %."""
_LINES_WIDE = 300
_BESIDE = 48
"""What a list of choices needs beside name and code, pixels at 100 %."""
_WIDEST = 360
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class CellEditor(QFrame):
    """An editor over its cell.

    Signals:
        left: the user is done: "down", "up", "right", "left", "all" (set in every selected cell)
            or "" where the focus went elsewhere.
        escaped: the user wants the value back that stood there.
        fix_wanted: the user wants the suggestion.
        judged: what is wrong with what stands there now, None where nothing is.
    """

    left = Signal(str)
    escaped = Signal()
    fix_wanted = Signal()
    judged = Signal(object)

    def __init__(
        self, view: GridView, look: Look, editing: Editing, key: str, field: Field, entry: Entry
    ) -> None:
        super().__init__(view.viewport())
        self.key, self.field, self.entry = key, field, entry
        self._view, self._look, self._editing = view, look, editing
        self.setBackgroundRole(QPalette.ColorRole.Window)
        value = editing.value(key, field.id)
        desk = view.desk
        self.editor = editor_for(
            field, entry, look, currency=currency_of(view, field), choices=desk.choices(entry)
        )
        self.before = value
        self.touched = False
        self.finding: Finding | None = None
        self._large = field.kind is Kind.CODES or entry.lines
        self._listed = self._room_for_choices()
        self._keep = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._keep.timeout.connect(self.keep)
        self.editor.set_value(value)
        self.editor.widget.setParent(self)
        self.editor.changed.connect(self._typed)
        self._ends = self.findChild(EndsEntry)
        self._inputs = [self.editor.input, *([self._ends.second] if self._ends else [])]
        for box in self._inputs:
            box.installEventFilter(self)
        self._lists = self.findChildren(Suggest)
        for held in self._lists:
            held.popup.installEventFilter(self)
        self.setFocusProxy(self.editor.input)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def open(self, *, whole: bool) -> None:
        """Show the editor with the focus; with `whole` the next key replaces what stands there."""
        self.place()
        self.show()
        self.editor.input.setFocus(Qt.FocusReason.OtherFocusReason)
        box = self.editor.input
        if whole:
            self.editor.select_all()
        elif isinstance(box, QLineEdit):
            box.end(False)
        elif isinstance(box, QPlainTextEdit):
            box.moveCursor(box.textCursor().MoveOperation.End)

    def type(self, text: str) -> None:
        """Type a text in place of what stands there: the key that opened the editor."""
        self.editor.select_all()
        event = QKeyEvent(
            QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text, autorep=False
        )
        QApplication.sendEvent(self.editor.input, event)

    def show_list(self) -> None:
        """Open what the editor offers to choose from."""
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Down,
            Qt.KeyboardModifier.AltModifier,
            "",
            autorep=False,
        )
        QApplication.sendEvent(self.editor.input, event)

    @property
    def value(self) -> object:
        """What is typed means."""
        return self.editor.value()

    # ---- where it is -----------------------------------------------------------------------

    def place(self) -> bool:
        """Go to the cell; return False where it is shown no more."""
        model, columns = self._view.grid_model, self._view.columns
        place, column = model.place_of(self.key), model.column_of(self.field.id)
        if place is None or column is None or column not in columns.shown_columns():
            return False
        self.setGeometry(self._box(self._view.cell_rect(place, column)))
        edge = columns.frozen_edge()
        if column not in columns.frozen_columns() and self.x() < edge:
            self.setMask(QRegion(QRect(edge - self.x(), 0, self.width(), self.height())))
        else:
            self.clearMask()
        self._fit()
        return True

    def _box(self, cell: QRect) -> QRect:
        px, room = self._look.px, self._view.viewport().rect()
        least = _LINES_WIDE if self.entry.lines else _WIDE.get(self.field.kind, 0)
        if self.entry.choices:
            least = max(least, self._listed)
        box = QRect(cell.left(), cell.top(), max(cell.width(), px(least)), cell.height())
        if self._large:
            pad = 2 * px(4)
            box.setHeight(max(self.editor.widget.sizeHint().height() + pad, cell.height()))
            if box.bottom() > room.bottom() and cell.top() >= 0:
                box.moveBottom(max(room.bottom(), cell.bottom()))
        if box.right() > room.right():
            box.moveRight(max(room.right(), cell.right()))
        return box

    def _room_for_choices(self) -> int:
        """Return the width in which the entry's own choices are not cut, within reason."""
        metrics = self._look.metrics(Role.CELL)
        texts = (f"{tr(held.label)}{held.code}" for held in self.entry.choices)
        longest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        wanted = longest * 100 // max(self._look.px(100), 1) + _BESIDE
        return min(max(wanted, _WIDE[Kind.CHOICE]), _WIDEST)

    def _fit(self) -> None:
        pad = self._look.px(4) if self._large else 0
        widget, box = self.editor.widget, self.rect().adjusted(pad, pad, -pad, -pad)
        high = max(widget.minimumHeight(), min(box.height(), widget.maximumHeight()))
        box.setTop(box.top() + (box.height() - high) // 2)
        box.setHeight(high)
        widget.setGeometry(box)

    # ---- what is typed ---------------------------------------------------------------------

    @never_raises(None)
    def _typed(self) -> None:
        self.touched = True
        self._keep.start()
        if self._large:
            self.place()

    @never_raises(None)
    def keep(self) -> None:
        """Write what is typed to the disk, and say what is wrong with it."""
        if not self.touched:
            return
        self._keep.stop()
        value = self.value
        self._editing.typing(self.key, self.field.id, value)
        if self.editor.holds_keys:
            # A list is open: what is typed is looked for, not meant yet.
            self.finding = None
        else:
            found = check_value(self.entry, self.field, value, new=is_new(self.key))
            self.finding = found[0] if found else None
        self.editor.set_finding(self.finding)
        self.judged.emit(self.finding)

    def stop(self) -> None:
        """Let go of the keyboard and go away."""
        self._keep.stop()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._focus_moved)
        for box in self._inputs:
            box.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    @never_raises(None)
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or QApplication.activePopupWidget() is not None or self.editor.holds_keys:
            self.keep()
            return
        if new is not self and not self.isAncestorOf(new):
            self.left.emit("")

    # ---- keys ------------------------------------------------------------------------------

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent):
            if watched not in self._inputs:
                return self._press_in_list(event)
            if event.type() == QEvent.Type.ShortcutOverride and self._asks(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._press(event)
        return super().eventFilter(watched, event)

    def _asks(self, event: QKeyEvent) -> bool:
        """Whether a key means something here that it must not mean to the window."""
        keys = {*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F2}
        return Qt.Key(event.key()) in keys

    def _press_in_list(self, event: QKeyEvent) -> bool:
        """Tab takes what is highlighted in the open list and goes on."""
        tab = event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return tab and event.type() == QEvent.Type.KeyPress and self._press(event)

    def _take_highlighted(self) -> None:
        for held in self._lists:
            if held.is_open():
                choice = coded_of(held.popup.currentIndex())
                held.popup.hide()
                if choice is not None:
                    held.chosen.emit(choice)

    def _press(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ctrl, shift, alt = (
            bool(held & each)
            for each in (
                Qt.KeyboardModifier.ControlModifier,
                Qt.KeyboardModifier.ShiftModifier,
                Qt.KeyboardModifier.AltModifier,
            )
        )
        if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and not ctrl:
            self._take_highlighted()
            back = key is Qt.Key.Key_Backtab
            if self._ends is None or not self._ends.step(back=back):
                self.left.emit("left" if back else "right")
            return True
        if key in _ENTER and alt:
            self._alt_enter()
            return True
        if self.editor.holds_keys and not ctrl:
            return False
        if key is Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        if key in _ENTER:
            self.left.emit("all" if ctrl else "up" if shift else "down")
            return True
        return False

    def _alt_enter(self) -> None:
        if self.entry.lines and isinstance(self.editor.input, QPlainTextEdit):
            self.editor.input.insertPlainText("\n")
            return
        self.keep()
        self.fix_wanted.emit()

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the editor leaves must not move the current cell behind it."""
        event.accept()

    @never_raises(None)
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        look = self._look
        with QPainter(self) as painter:
            if self._large:
                radius = look.radius("radius")
                ring = look.size("focus")
                frame(painter, self.rect(), radius, look.colours.raised, look.accent.ink, ring)
            else:
                painter.fillRect(self.rect(), look.colours.surface)


def currency_of(view: GridView, field: Field) -> str:
    """Return the currency of an amount whose cell names none: that of the column's first rows."""
    table = view.grid_model.table
    if field.kind is not Kind.MONEY or field.unit or table is None:
        return field.unit
    held = (table.value(row, field.id) for row in range(min(len(table), 50)))
    return next((str(currency) for each in held if (currency := getattr(each, "currency", ""))), "")
