"""One field of the record form: its editor, what it was, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.edits import Entry, Finding
from workbench.core.fields import NUMERIC, Kind
from workbench.core.formats import MISSING, Formats
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.edits.drafts import State
from workbench.ui.dock.lines import line_text
from workbench.ui.entry.making import editor_for
from workbench.ui.entry.meaning import typing_text
from workbench.ui.form.barcode import Barcode
from workbench.ui.form.news import News, news_of_field
from workbench.ui.form.shape import Spot
from workbench.ui.form.typing import Typing
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import tip_text, visible
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.tables.table import Table
    from workbench.ui.theme.look import Look
    from workbench.workspace.editing import Editing
    from workbench.workspace.lookups import Choices

NAMED_CODES = frozenset({"ean", "upc", "code128", "qr"})
LONGEST_WAS = 28
"""Characters of a former value beside a label; the tool tip has all of them."""


class ReadField(QWidget):
    """A field that is only read: its value in the same place, without an edge."""

    def __init__(self, spot: Spot, look: Look) -> None:
        super().__init__()
        self.spot = spot
        self.line = LineEdit(spot.title, look, numeric=spot.field.kind in NUMERIC)
        self.box = FieldBox(spot.title, self.line, look, unit=tr(spot.field.unit))
        self.box.set_read_only(read_only=True)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 0)
        column.addWidget(self.box)
        column.addStretch(1)
        self.shown = ""

    def show_row(self, table: Table, row: int, formats: Formats) -> None:
        """Show the value of a row."""
        self.shown = line_text(table, row, self.spot.field, formats)
        self.line.setText(visible(self.shown))
        self.line.setCursorPosition(0)
        self.line.setToolTip(tip_text("\n".join([self.shown, _help(self.spot)]).strip()))

    @property
    def missing(self) -> bool:
        """Whether there is no value."""
        return self.shown == MISSING


class FormField(QWidget):
    """A field that is typed in.

    Attributes:
        focused: the keyboard types here from now on.
    """

    focused = Signal()

    def __init__(
        self, spot: Spot, entry: Entry, look: Look, choices: Choices | None, formats: Formats
    ) -> None:
        super().__init__()
        self.spot = spot
        self.entry = entry
        self._formats = formats
        self._editing: Editing | None = None
        self._key = ""
        self._news: News | None = None
        self.changed = False
        self.shown = ""
        field = spot.field
        self.editor = editor_for(field, entry, look, choices=choices)
        self.box = FieldBox(
            spot.title, self.editor.widget, look, unit=tr(field.unit), required=entry.required
        )
        self.editor.input.setAccessibleName(self.editor.widget.accessibleName())
        self.typing = Typing(self.editor, tr("Set {field}", field=spot.title))
        self.barcode = Barcode(look) if entry.drawn else None
        self._lay_out(look)
        self._connect()

    def _lay_out(self, look: Look) -> None:
        column = QVBoxLayout(self)
        keep_spacing(column, look, 4)
        column.addWidget(self.box)
        if self.barcode is not None:
            column.addWidget(self.barcode)
        column.addStretch(1)

    def _connect(self) -> None:
        self.box.fix_wanted.connect(self._mend)
        self.typing.committed.connect(self.refresh)
        self.typing.kept.connect(self._draw)
        self.editor.input.installEventFilter(self)
        if self.spot.field.kind is Kind.FLAG:
            self.editor.changed.connect(self.typing.commit)

    # ---- showing ---------------------------------------------------------------------------

    def bind(self, editing: Editing | None, key: str) -> None:
        """Type into a record from now on, shown by `refresh`; what was typed before is staged."""
        self.typing.bind(editing, key, self.spot.field.id)
        self._editing, self._key = editing, key

    @never_raises(None)
    def refresh(self) -> None:
        """Show value and marks as they are; what is being typed stays."""
        editing, field = self._editing, self.spot.field
        if editing is None or not self._key:
            return
        value = editing.value(self._key, field.id)
        self.shown = self._formats.value(value, field.kind)
        if not self.typing.typed:
            self.editor.set_value(value)
        why_not = editing.why_not(self._key, field.id)
        self.editor.set_read_only(read_only=bool(why_not))
        self._show_was(editing)
        self._show_news(editing)
        self.setToolTip(tip_text("\n".join(filter(None, [_help(self.spot), why_not]))))
        self._draw()

    def _show_was(self, editing: Editing) -> None:
        state = editing.state(self._key, self.spot.field.id)
        self.changed = state is not None
        record = editing.record(self._key)
        if state is None or (record is not None and record.new) or state is State.NEW:
            self.box.set_changed(None)
            return
        was = editing.read_value(self._key, self.spot.field.id)
        # The currency stands in the label.
        text = typing_text(was) if self.spot.field.kind is Kind.MONEY else self._text(was)
        short = text if len(text) <= LONGEST_WAS else f"{text[: LONGEST_WAS - 1]}…"
        self.box.set_changed(short or MISSING)

    def _text(self, value: object) -> str:
        return self._formats.value(value, self.spot.field.kind)

    def _show_news(self, editing: Editing) -> None:
        news = news_of_field(editing.record(self._key), self.spot.field, self._formats)
        self._news = news
        self.editor.set_finding(_finding(self.spot, news))
        if news is None:
            self.box.set_error("")
        else:
            self.box.set_error(news.sentence, news.button, news.mark)

    @never_raises(None)
    def _draw(self) -> None:
        if self.barcode is not None and self._editing is not None:
            drawn = self.entry.drawn
            named = drawn if drawn in NAMED_CODES else self._editing.value(self._key, drawn)
            code = named.code if isinstance(named, Coded) else str(named or "")
            self.barcode.show_code(code, self.editor.text())

    @property
    def missing(self) -> bool:
        """Whether there is no value."""
        return self.shown == MISSING

    # ---- acting ----------------------------------------------------------------------------

    def _mend(self) -> None:
        news, editing, field = self._news, self._editing, self.spot.field.id
        if news is None or editing is None:
            return
        self.typing.revert()
        if news.theirs:
            editing.discard([self._key], [field])
        else:
            title = tr("Use suggestion for {field}", field=self.spot.title)
            editing.set(title, [(self._key, field, news.fix)])
        self.refresh()
        self.editor.input.setFocus()

    @never_raises(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        return super().eventFilter(watched, event)


def _help(spot: Spot) -> str:
    field = spot.field
    path = tr("Path: {path}", path=field.path) if field.path else ""
    danger = tr(spot.entry.danger) if spot.entry is not None and spot.entry.danger else ""
    return "\n".join(line for line in (tr(field.help), danger, path) if line)


def _finding(spot: Spot, news: News | None) -> Finding | None:
    """Return what frames the input; a warning does not."""
    if news is None or news.mark is Mark.CHANGED:
        return None
    return Finding(spot.field.id, news.sentence)
