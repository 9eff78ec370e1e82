"""A conflict three ways: when read, on the server now, your edit; or another value."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.edits import Conflict
from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.edits.values import same
from workbench.ui.entry.editor import EntryEditor
from workbench.ui.entry.making import editor_for
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.review.cards import ValueCard
from workbench.ui.review.words import value_text, value_texts
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.ui.topics import set_topic
from workbench.workspace.reviewing import FieldLine, RecordLine

LONGEST = 18
"""Characters of a value that a button shows."""


class ConflictBox(QWidget):
    """One field that was changed here and at the service.

    Attributes:
        settled: this value is to be sent over what the service has.
        theirs_wanted: the service's value is to stay, what was typed goes.
        left_out: the field waits.
    """

    settled = Signal(object)
    theirs_wanted = Signal()
    left_out = Signal()

    def __init__(
        self,
        line: RecordLine,
        held: FieldLine,
        conflict: Conflict,
        look: Look,
        formats: Formats,
    ) -> None:
        super().__init__()
        set_topic(self, "conflicts")
        self._look = look
        self._formats = formats
        self._held = held
        self._conflict = conflict
        self._group = QButtonGroup(self)
        trouble = line.record.trouble
        cell = line.record.cells.get(held.field.id)
        found = formats.time(trouble.at) if trouble else ""
        sides = (conflict.base, conflict.theirs, held.value)
        texts = value_texts(held.field, held.entry, sides, formats, whole=True)
        self.base = self._card(tr("When read"), formats.time(conflict.seen), texts[0])
        self.theirs = self._card(tr("On server now"), found, texts[1])
        changed = line.record.changed
        typed = formats.time(changed) if changed and cell else ""
        self.mine = self._card(tr("Your edit"), typed, texts[2])
        self.own: EntryEditor | None = None
        self.other: ValueCard | None = None
        self.use = Button("", look, Kind.PRIMARY)
        self.take = Button("", look)
        self.leave = Button(tr("Leave out"), look, Kind.QUIET)
        self._lay_out()
        self.mine.setChecked(True)
        self._group.buttonToggled.connect(self._say)
        self.use.clicked.connect(self._use)
        self.take.clicked.connect(self.theirs_wanted)
        self.leave.clicked.connect(self.left_out)
        self._say()

    def _card(self, title: str, note: str, text: str) -> ValueCard:
        card = ValueCard(title, note, text, self._look)
        self._group.addButton(card)
        return card

    def _lay_out(self) -> None:
        look, field = self._look, tr(self._held.field.title)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 8)
        said = tr("{field} changed here and on the server", field=field)
        row = QHBoxLayout()
        keep_spacing(row, look, 6)
        row.addWidget(MarkSign(Mark.CONFLICT, tr("conflict"), look, 13))
        row.addWidget(label(said, look, Role.TOTAL, Mark.CONFLICT, wrap=True), 1)
        column.addLayout(row)
        for card in (self.base, self.theirs, self.mine):
            column.addWidget(card)
        if not self._held.entry.rows:
            self._add_own(column)
        note = tr("Other fields agree and merge by themselves.")
        column.addWidget(label(note, look, Role.NOTE, "text2", wrap=True))
        buttons = QHBoxLayout()
        keep_spacing(buttons, look, 8)
        for button in (self.use, self.take, self.leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _add_own(self, column: QVBoxLayout) -> None:
        """Offer to type another value."""
        look = self._look
        self.other = ValueCard(tr("Another value"), "", "", look)
        self._group.addButton(self.other)
        self.own = editor_for(self._held.field, self._held.entry, look)
        self.own.set_value(self._held.value)
        self._box = FieldBox(tr(self._held.field.title), self.own.widget, look)
        self._box.hide()
        self.own.changed.connect(self._say)
        column.addWidget(self.other)
        column.addWidget(self._box)

    def value(self) -> object:
        """Return the value that is chosen."""
        chosen = self._group.checkedButton()
        if chosen is self.base:
            return self._conflict.base
        if chosen is self.theirs:
            return self._conflict.theirs
        if chosen is self.other and self.own is not None:
            return self.own.value()
        return self._held.value

    def _say(self, *_: object) -> None:
        if self.own is not None and self.other is not None:
            self._box.setVisible(self.other.isChecked())
        self.use.say(tr("Use {value}", value=self._short(self.value())))
        self.take.say(tr("Take {value}", value=self._short(self._conflict.theirs)))
        self.take.setVisible(not self.theirs.isChecked())

    def _short(self, value: object) -> str:
        text = value_text(self._held.field, self._held.entry, value, self._formats)
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

    def _use(self) -> None:
        value = self.value()
        if same(value, self._conflict.theirs, self._held.entry):
            self.theirs_wanted.emit()
        else:
            self.settled.emit(value)
