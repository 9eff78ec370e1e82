"""The hands that type in a table: they open and leave the editor and do what keys and menus ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from workbench.core.edits import Finding
from workbench.core.fields import Field, Kind
from workbench.core.texts import tr
from workbench.core.values import Odd
from workbench.edits.drafts import Record
from workbench.ui.grid.editing.acts import Act, act_of, typed
from workbench.ui.grid.editing.area import selected
from workbench.ui.grid.editing.celleditor import CellEditor
from workbench.ui.grid.editing.cells import Cells
from workbench.ui.grid.editing.drawing import StagedCells
from workbench.ui.grid.editing.handle import Handle
from workbench.ui.grid.editing.note import Note
from workbench.ui.grid.editing.records import Records
from workbench.ui.grid.editing.refusals import Refused, RefusedBar
from workbench.ui.grid.editing.staging import Staging, set_title
from workbench.ui.grid.editing.states import States
from workbench.ui.grid.editing.words import findings
from workbench.ui.parts.strip import announce
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import tip_text

if TYPE_CHECKING:
    from workbench.ui.grid.grid import Grid
    from workbench.ui.theme.look import Look
    from workbench.workspace.editing import Editing


class Hands(QObject):
    """Types in the rows of one session.

    Signals:
        said: why something cannot be done, for the status line.
        list_wanted: a list of a record is to be changed: row key, field id.

    Attributes:
        editing: the drafts of the rows.
        editor: the open editor, None where none is open.
    """

    said = Signal(str)
    list_wanted = Signal(str, str)

    def __init__(self, grid: Grid, look: Look, editing: Editing, bar: RefusedBar) -> None:
        super().__init__(grid)
        self.editing = editing
        self.editor: CellEditor | None = None
        self._grid, self._view, self._look, self._bar = grid, grid.view, look, bar
        self.states = States(grid.view.grid_model, editing)
        self.staging = Staging(grid.desk, self)
        self.cells = Cells(grid.view, self.staging, editing)
        self.records = Records(grid, look, editing)
        self.note = Note(grid.view.viewport(), look)
        self.handle = Handle(grid.view, look)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._settle_marks)
        self._take_over()
        self._listen()
        editing.parts.prepare()

    def _take_over(self) -> None:
        view = self._view
        view.grid_model.states = self.states
        view.row_look.states = self.states
        view.painter.staged = StagedCells(self.states, view.inks)

    def _listen(self) -> None:
        view = self._view
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        self.editing.changed.connect(weak_slot(self, self._moved))
        self.staging.done.connect(self._done)
        self.records.said.connect(self.tell)
        self.note.fix_wanted.connect(self.fix)
        self.handle.dragged.connect(self._dragged)
        view.selected.connect(self._soon.start)
        view.selectionModel().currentChanged.connect(self._soon.start)
        view.grid_model.arrived.connect(self._arrived)
        view.scrolled.connect(self._follow)
        view.resized.connect(self._follow)
        view.verticalScrollBar().valueChanged.connect(self._follow)

    def close(self) -> None:
        """Leave the rows: what stands in an open editor is staged, and nothing is painted here."""
        self.settle()
        view = self._view
        view.removeEventFilter(self)
        view.viewport().removeEventFilter(self)
        view.grid_model.states = view.row_look.states = view.painter.staged = None
        self._bar.close_strip()
        for part in (self.note, self.handle):
            part.hide()
            part.deleteLater()
        self.deleteLater()

    # ---- what is asked ---------------------------------------------------------------------

    @never_raises(None)
    def run(self, act: Act) -> None:
        """Do what a key or a menu asks; what stands in an open editor is staged before."""
        if act is Act.FIX:
            self.fix()
            return
        if self.editor is not None and act is Act.EDIT:
            return
        self.settle()
        acts: dict[Act, Callable[[], object]] = {
            Act.EDIT: self.edit,
            Act.LIST: lambda: self.edit(listed=True),
            Act.CLEAR: self.cells.clear,
            Act.CUT: self.cut,
            Act.PASTE: self.cells.paste,
            Act.FILL_DOWN: self.cells.fill_down,
            Act.FILL_RIGHT: self.cells.fill_right,
            Act.SERIES: self.cells.fill_series,
            Act.TODAY: self.cells.today,
            Act.NEW: self.records.new,
            Act.DUPLICATE: self.records.duplicate,
            Act.DELETE: self.records.delete,
            Act.DISCARD: self.records.discard,
            Act.UNDO: self.records.undo,
            Act.REDO: self.records.redo,
            Act.PROBLEM: self.records.next_problem,
        }
        acts[act]()

    def cut(self) -> None:
        """Copy the selected cells and leave them without a value."""
        self._grid.copy()
        self.cells.clear(tr("Cut: {title}", title=set_title(selected(self._view).fields, 1)))

    def edit(self, text: str = "", *, listed: bool = False) -> None:
        """Open the editor of the current cell; a text replaces what stands there."""
        self.settle()
        index = self._view.currentIndex()
        if not index.isValid():
            return
        key = self._view.grid_model.key_at(index.row())
        field = self._view.columns.field_of(index.column())
        reason = self.editing.why_not(key, field.id)
        if reason:
            self.tell(reason)
            return
        entry = self.editing.entry(field.id, key)
        assert entry is not None
        if entry.rows:
            self.list_wanted.emit(key, field.id)
            return
        self._view.columns.show(index.column())
        self._view.scrollTo(index)
        self._open(CellEditor(self._view, self._look, self.editing, key, field, entry), text)
        if listed and self.editor is not None:
            self.editor.show_list()

    def _open(self, editor: CellEditor, text: str) -> None:
        self.editor = editor
        self.editing.begin(editor.key, editor.field.id)
        self._view.grid_model.set_busy(busy=True)
        editor.left.connect(self._left)
        editor.escaped.connect(self.cancel)
        editor.fix_wanted.connect(self.fix)
        editor.judged.connect(self._judged)
        self.handle.hide()
        editor.open(whole=editor.field.kind is Kind.CHOICE)
        if text:
            editor.type(text)
        self._judged(self._found())

    # ---- leaving the editor ----------------------------------------------------------------

    def settle(self) -> None:
        """Stage what stands in an open editor and close it."""
        editor = self._close()
        if editor is None:
            return
        if editor.touched:
            self._take(editor)
        self._released(editor)

    def _take(self, editor: CellEditor) -> None:
        """Stage what is typed; where that is no longer possible it stays on the disk."""
        key, field = editor.key, editor.field
        reason = self.editing.why_not(key, field.id)
        if reason:
            self.tell(reason)
        elif self.editing.set(set_title([field], 1), [(key, field.id, editor.value)]) is None:
            self.editing.leave(key, field.id)

    def cancel(self) -> None:
        """Close the editor; the cell has what stood there before."""
        editor = self._close()
        if editor is None:
            return
        self.editing.leave(editor.key, editor.field.id)
        self._released(editor)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> CellEditor | None:
        editor, self.editor = self.editor, None
        return editor

    def _released(self, editor: CellEditor) -> None:
        editor.stop()
        self.editing.end(editor.key, editor.field.id)
        self._view.grid_model.set_busy(busy=False)
        self._soon.start()

    @never_raises(None)
    def _left(self, where: str) -> None:
        editor = self.editor
        if editor is None:
            return
        if where == "all":
            text, value = editor.editor.text(), editor.value
            self.cancel()
            self.cells.set_all(editor.field, value, text)
            return
        self.settle()
        if where:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._step(where)

    def _step(self, where: str) -> None:
        index, columns = self._view.currentIndex(), self._view.columns.shown_columns()
        if index.column() not in columns:
            return
        down = {"down": 1, "up": -1}.get(where, 0)
        across = {"right": 1, "left": -1}.get(where, 0)
        at = min(max(columns.index(index.column()) + across, 0), len(columns) - 1)
        self._view.blocks.go(index.row() + down, columns[at])

    # ---- what is wrong ---------------------------------------------------------------------

    def fix(self) -> None:
        """Put the suggestion into the open editor, or into the current cell."""
        found = self._found()
        if found is None or found.fix is None:
            self.tell(tr("There is no suggestion for this cell."))
            return
        key, field = self._current()
        if self.editor is not None:
            key, field = self.editor.key, self.editor.field
            self.cancel()
        if field is not None:
            self.editing.set(set_title([field], 1), [(key, field.id, found.fix)])

    def _found(self) -> Finding | None:
        """What is wrong with the open editor's text, or with the current cell."""
        if self.editor is not None and self.editor.touched:
            return self.editor.finding
        key, field = self._current()
        record: Record | None = self.editing.record(key)
        if record is None or field is None or record.deleted:
            return None
        found = findings(self.editing, record, field.id)
        return next((each for each in found if each.fix is not None), found[0] if found else None)

    def _current(self) -> tuple[str, Field | None]:
        index = self._view.currentIndex()
        if not index.isValid():
            return "", None
        key = self._view.grid_model.key_at(index.row())
        return key, self._view.columns.field_of(index.column())

    @never_raises(None)
    def _judged(self, found: Finding | None) -> None:
        if self.editor is not None:
            self.note.say(found, self.editor.geometry())
        else:
            index = self._view.currentIndex()
            self.note.say(found, self._view.visualRect(index))

    def tell(self, reason: str) -> None:
        """Say why something was not done, where the user looks and to a screen reader."""
        index = self._view.currentIndex()
        box = self._view.visualRect(index)
        place = self._view.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, 2))
        QToolTip.showText(place, tip_text(reason), self._view.viewport())
        announce(self._view, reason)
        self.said.emit(reason)

    @never_raises(None)
    def _done(self, refused: Refused, taken: int) -> None:
        if refused.count == 1 and not taken:
            self.tell(refused.listed[0].reason)
            return
        self._bar.show_refused(refused, taken, self._view.grid_model.formats)

    # ---- following the rows ------------------------------------------------------------------

    @never_raises(None)
    def _moved(self, _keys: frozenset[str]) -> None:
        if self._view.painter.staged is not None:
            self._view.painter.staged.forget()
        self._view.viewport().update()
        self._view.heads.viewport().update()
        self._soon.start()

    @never_raises(None)
    def _arrived(self) -> None:
        self.states.forget()
        self._follow()

    @never_raises(None)
    def _follow(self, *_: int) -> None:
        if self.editor is not None and not self.editor.place():
            self.settle()
        self._soon.start()

    @never_raises(None)
    def _settle_marks(self) -> None:
        """Put note and handle where they belong now."""
        self._judged(self._found())
        self.handle.place(None if self.editor is not None else self._view.blocks.end_box())

    @never_raises(None)
    def _dragged(self, rows: int, go_on: bool) -> None:
        self.cells.extend(selected(self._view), rows, go_on=go_on)

    # ---- keys and pointer ------------------------------------------------------------------

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        kind = event.type()
        if watched is self._view:
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._press(event)
            if kind == QEvent.Type.Hide:
                self.settle()
        elif kind == QEvent.Type.MouseButtonPress:
            self.settle()
        elif kind == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            return self._double(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        act = act_of(event)
        if act is not None:
            self.run(act)
            return True
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and self._on_flag():
            self.cells.toggle()
            return True
        text = typed(event)
        if not text:
            return False
        if self._on_flag():
            self._say_flag(text)
        else:
            self.edit(text)
        return True

    def _on_flag(self) -> bool:
        key, field = self._current()
        return field is not None and field.kind is Kind.FLAG and self.states.takes(key, field.id)

    def _say_flag(self, text: str) -> None:
        """A letter or digit that means yes or no sets the flag."""
        from workbench.ui.entry.meaning import Meaning  # noqa: PLC0415 - flags only

        _key, field = self._current()
        assert field is not None
        entry = self.editing.entry(field.id)
        assert entry is not None
        words = {tr("yes")[0].casefold(): tr("yes"), tr("no")[0].casefold(): tr("no")}
        value = Meaning(field, entry).read(words.get(text.casefold(), text), None)
        if not isinstance(value, Odd):
            self.cells.set_all(field, value, text)

    def _double(self, event: QMouseEvent) -> bool:
        index = self._view.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return False
        field = self._view.columns.field_of(index.column())
        if not self.states.takes(self._view.grid_model.key_at(index.row()), field.id):
            return False
        self._view.blocks.press(index, Qt.KeyboardModifier.NoModifier)
        if field.kind is Kind.FLAG:
            self.cells.toggle()
        else:
            self.edit()
        return True
