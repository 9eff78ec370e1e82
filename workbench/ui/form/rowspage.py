"""A page of the dock on which a list inside the record is typed in: the list is one draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.edits import Entry, Finding, Values, Weight
from workbench.core.errors import WbError
from workbench.core.texts import tr, trn
from workbench.edits.drafts import State
from workbench.ui.entry.making import editor_for
from workbench.ui.form.news import News
from workbench.ui.form.newslines import NewsLines
from workbench.ui.form.rowsmodel import GUTTER, RowsModel
from workbench.ui.form.rowspaste import pasted
from workbench.ui.form.rowstate import fresh, lines_of, listed
from workbench.ui.form.rowsview import RowsView
from workbench.ui.form.typing import Typing
from workbench.ui.form.whole import Whole
from workbench.ui.parts.buttons import Button, IconButton
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from workbench.ui.desk.desk import Desk
    from workbench.ui.theme.look import Look
    from workbench.workspace.editing import Editing


class RowsPage(QWidget):
    """Insert adds a row, Delete takes rows away or puts them back, Alt+Up and Down move one.

    Attributes:
        counted: so many rows are there, those taken away not counted.
    """

    counted = Signal(int)

    def __init__(
        self, desk: Desk, entry: Entry, title: str, look: Look, *, asked: bool = False
    ) -> None:
        super().__init__()
        self._desk = desk
        self._entry = entry
        self._title = title
        self._look = look
        self._whole = Whole(desk, self) if asked else None
        self._failed: tuple[str, WbError] | None = None
        self._editing: Editing | None = None
        self._key = ""
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self.refresh)
        self.model = RowsModel(entry, desk.workspace.formats, self)
        self.view = RowsView(title, self.model, look)
        self.add = Button(tr("Add row"), look, icon="plus", small=True)
        self.remove = IconButton("trash-2", tr("Take rows away (Del)"), look)
        self.up = IconButton("chevron-up", tr("Move up (Alt+Up)"), look)
        self.down = IconButton("chevron-down", tr("Move down (Alt+Down)"), look)
        self.copy_button = IconButton("copy", tr("Copy the table"), look)
        self.count = label("", look, Role.NOTE, "text2")
        self.news = NewsLines(look)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        keep_spacing(tools, self._look, 4, (16, 8, 12, 8))
        tools.addWidget(self.add)
        tools.addWidget(self.count)
        tools.addStretch(1)
        for button in (self.up, self.down, self.remove, self.copy_button):
            tools.addWidget(button)
        said = QVBoxLayout()
        keep_spacing(said, self._look, 0, (16, 0, 8, 8))
        said.addWidget(self.news)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addLayout(said)
        column.addWidget(self.view, 1)
        for button in (self.up, self.down):  # inside by now: alone it would be a window
            button.setVisible(self._entry.ordered)

    def _connect(self) -> None:
        view = self.view
        self.add.clicked.connect(self.add_row)
        self.remove.clicked.connect(self.remove_rows)
        self.up.clicked.connect(lambda: self.move_row(-1))
        self.down.clicked.connect(lambda: self.move_row(1))
        self.copy_button.clicked.connect(self._copy_all)
        view.add_wanted.connect(self.add_row)
        view.remove_wanted.connect(self.remove_rows)
        view.move_wanted.connect(self.move_row)
        view.paste_wanted.connect(self.paste)
        view.editor_wanted.connect(self.edit)
        view.flag_wanted.connect(self._turn_flag)
        if self._whole is not None:
            self._whole.done.connect(self._arrived)
            self._whole.failed.connect(self._not_read)

    # ---- showing ---------------------------------------------------------------------------

    def show_record(self, editing: Editing, key: str) -> None:
        """Show the list of a record; what was typed in the one before is staged."""
        if key != self._key:
            self._failed = None
        if (editing, key) != (self._editing, self._key):
            self.commit()
        if editing is not self._editing:
            editing.changed.connect(weak_slot(self, self._moved))
        self._editing, self._key = editing, key
        if self.isVisible():
            self.refresh()

    def clear(self) -> None:
        """Show no record."""
        self.commit()
        self._key = ""
        self.model.show([])

    def commit(self) -> None:
        """Stage what is typed into the open cell."""
        self.view.commit()

    def reread(self) -> None:
        """Look again: the record's document has come."""
        editing = self._editing
        if self.isVisible():
            self.refresh()
        elif editing is not None and editing.cell(self._key, self._entry.field) is not None:
            self.counted.emit(len(self.rows()))

    def rows(self) -> tuple[Values, ...]:
        """Return the rows as they are typed."""
        editing = self._editing
        if editing is None or not self._key:
            return ()
        return listed(editing.value(self._key, self._entry.field))

    @never_raises(None)
    def refresh(self) -> None:
        """Show the rows as they are; waits while a cell is typed in."""
        self._later.stop()
        editing, name = self._editing, self._entry.field
        if editing is None or not self._key or self.view.editor is not None:
            return
        if not self._ready:
            self._show_waiting()
            return
        cell = editing.cell(self._key, name)
        findings = cell.findings if cell is not None else ()
        rows = self.rows()
        base = listed(editing.read_value(self._key, name))
        at = self.view.currentIndex()
        self.model.show(lines_of(self._entry, base, rows, findings))
        self._go_to(at.row(), at.column())
        self._say(rows, findings, editing.why_not(self._key, name))
        self.counted.emit(len(rows))

    @property
    def _ready(self) -> bool:
        """Whether the list is known: staged already, or read with the whole record."""
        editing, whole = self._editing, self._whole
        if editing is None or whole is None:
            return editing is not None
        return editing.cell(self._key, self._entry.field) is not None or whole.has(self._key)

    def _show_waiting(self) -> None:
        self.model.show([])
        for button in (self.add, self.remove, self.up, self.down):
            button.setEnabled(False)
        failed = self._failed
        if failed is not None and failed[0] == self._key:
            error = failed[1]
            self.count.say("")
            self.news.say([News(Mark.REFUSED, f"{error.sentence} {error.hint}".strip())])
            return
        self.count.say(tr("Asking the service…"))
        self.news.say([])
        if self._whole is not None:
            self._whole.want(self._key)

    @never_raises(None)
    def _arrived(self, key: str) -> None:
        if key == self._key and self.isVisible():
            self._later.start()

    @never_raises(None)
    def _not_read(self, key: str, error: WbError) -> None:
        self._failed = (key, error)
        self._arrived(key)

    def _locked(self) -> bool:
        """Whether nothing can be typed here now."""
        editing = self._editing
        if editing is None or not self._key or not self._ready:
            return True
        return bool(editing.why_not(self._key, self._entry.field))

    def _say(self, rows: Sequence[Values], findings: Sequence[Finding], why_not: str) -> None:
        self.count.say(trn("{count} row", "{count} rows", len(rows)))
        bad = Weight.REFUSED
        self.news.say([
            News(Mark.INVALID if held.weight is bad else Mark.CHANGED, held.sentence)
            for held in findings
        ])  # fmt: skip
        for button in (self.add, self.remove, self.up, self.down):
            button.setEnabled(not why_not)

    @never_raises(None)
    def _moved(self, keys: frozenset[str]) -> None:
        if self._key in keys and self.isVisible():
            self._later.start()

    def focus_rows(self) -> None:
        """Put the focus into the table."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.view.currentIndex().column() <= GUTTER:
            self._go_to(0, GUTTER + 1)

    def _go_to(self, row: int, column: int) -> None:
        if self.model.rowCount() and (row, column) != (
            self.view.currentIndex().row(),
            self.view.currentIndex().column(),
        ):
            at = self.model.index(min(max(row, 0), self.model.rowCount() - 1), max(column, 1))
            self.view.setCurrentIndex(at)

    # ---- typing ----------------------------------------------------------------------------

    @never_raises(None)
    def edit(self, index: QModelIndex, text: object = None) -> None:
        """Open a cell; a text that was typed replaces what stands there."""
        editing, field = self._editing, self.model.field(index.column())
        entry = self.model.entry_at(index)
        if editing is None or field is None or entry is None or self._locked():
            return
        choices = self._desk.choices(entry)
        editor = editor_for(field, entry, self._look, choices=choices)
        editor.set_value(self.model.lines[index.row()].values.get(field.id))
        typing = Typing(editor, tr("Set {field}", field=tr(field.title)))
        row, name = index.row(), field.id

        def whole(value: object) -> object:
            return _with(self.rows(), row, name, value)

        typing.bind(editing, self._key, self._entry.field, whole)
        self.view.open_editor(index, editor, typing)
        typing.committed.connect(self._later.start)
        if isinstance(text, str):
            editor.set_text(text)
        else:
            editor.select_all()

    def _turn_flag(self, index: QModelIndex) -> None:
        field = self.model.field(index.column())
        if field is not None and self.model.entry_at(index) is not None:
            value = self.model.lines[index.row()].values.get(field.id) is not True
            self._stage(
                tr("Set {field}", field=tr(field.title)),
                _with(self.rows(), index.row(), field.id, value),
            )

    def _stage(self, title: str, rows: Sequence[Values]) -> None:
        if self._editing is not None and not self._locked():
            self._editing.set(title, [(self._key, self._entry.field, tuple(rows))])
            self.refresh()

    # ---- rows ------------------------------------------------------------------------------

    @never_raises(None)
    def add_row(self) -> None:
        """Add a row below the current one and open its first cell."""
        self.commit()
        if self._locked():
            return
        rows = list(self.rows())
        at = self.view.currentIndex().row()
        place = at + 1 if 0 <= at < len(rows) else len(rows)
        rows.insert(place, fresh(self.model.fields))
        self._stage(tr("Add a row to {list}", list=self._title), rows)
        first = next(
            (at for at, held in enumerate(self.model.fields) if held.id in self.model.entries), 0
        )
        index = self.model.index(place, first + 1)
        self.view.setCurrentIndex(index)
        self.edit(index)

    @never_raises(None)
    def remove_rows(self) -> None:
        """Take the chosen rows away; those that are away already are put back."""
        self.commit()
        chosen = sorted({index.row() for index in self.view.selectedIndexes()})
        lines = self.model.lines
        back = [lines[at].values for at in chosen if lines[at].state is State.DELETED]
        away = {at for at in chosen if lines[at].state is not State.DELETED}
        if away:
            rows = [row for at, row in enumerate(self.rows()) if at not in away]
            self._stage(
                trn(
                    "Take {count} row out of {list}",
                    "Take {count} rows out of {list}",
                    len(away),
                    list=self._title,
                ),
                rows,
            )
        elif back:
            self._stage(tr("Put rows back into {list}", list=self._title), [*self.rows(), *back])

    @never_raises(None)
    def move_row(self, by: int) -> None:
        """Move the current row up or down, where the order counts."""
        rows, at = list(self.rows()), self.view.currentIndex().row()
        to = at + by
        if not self._entry.ordered or not (0 <= at < len(rows) and 0 <= to < len(rows)):
            return
        self.commit()
        rows[at], rows[to] = rows[to], rows[at]
        column = self.view.currentIndex().column()
        self._stage(tr("Move a row of {list}", list=self._title), rows)
        self.view.setCurrentIndex(self.model.index(to, max(column, GUTTER + 1)))

    @never_raises(None)
    def paste(self) -> None:
        """Put the copied cells in from the current one on; rows that are missing are added."""
        self.commit()
        if self._locked():
            return
        at = self.view.currentIndex()
        rows = self.rows()
        made = pasted(
            QGuiApplication.clipboard().text(),
            self.model,
            rows,
            (at.row() if 0 <= at.row() < len(rows) else len(rows), max(at.column() - 1, 0)),
            lambda entry: held.values if (held := self._desk.choices(entry)) else (),
        )
        if made is not None:
            self._stage(tr("Paste into {list}", list=self._title), made)

    def _copy_all(self) -> None:
        self.view.clearSelection()
        self.view.copy()

    # ---- Qt --------------------------------------------------------------------------------

    @never_raises(None)
    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        for entry in self._entry.entries:
            choices = self._desk.choices(entry)
            if choices is not None:
                choices.load()
        self.refresh()

    @never_raises(None)
    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        self.commit()


def _with(rows: Sequence[Values], at: int, field: str, value: object) -> tuple[Values, ...]:
    """Return the rows with one value in place of another."""
    return tuple({**row, field: value} if at == place else row for place, row in enumerate(rows))
