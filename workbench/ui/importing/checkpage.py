"""The third step: what the file would do, what is wrong, corrected in place, and the blank rule."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.formats import Formats
from workbench.core.texts import mark, tr, trn
from workbench.ui.importing.entries import EntriesModel, Show
from workbench.ui.importing.entriesview import EntriesView
from workbench.ui.parts.buttons import Button
from workbench.ui.parts.field import FieldBox
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises
from workbench.ui.text import elided_label, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.workspace.importing import Import
from workbench.workspace.intake.lines import Fate
from workbench.workspace.intake.rules import Rules

LEAVE, CLEAR, OUT, MAKE = "leave", "clear", "out", "make"
_WORDS = {
    Show.BAD: mark("Wrong {count}"),
    Show.CHANGE: mark("Change {count}"),
    Show.NEW: mark("New {count}"),
    Show.MISSING: mark("Not found {count}"),
    Show.SAME: mark("Unchanged {count}"),
}


class CheckPage(QWidget):
    """Counts, rules and the table of cells.

    Attributes:
        rules_changed: blank rule, marker or what becomes of unknown rows: all is checked again.
        typed: (row indexes, column, text): a text is to stand in place of these cells.
        show: which rows are listed.
    """

    rules_changed = Signal(object)
    typed = Signal(tuple, int, str)

    def __init__(self, done: Import, formats: Formats, look: Look) -> None:
        super().__init__()
        self._import = done
        self._late: set[int] = set()
        self.show_now = Show.BAD
        self.model = EntriesModel(done, formats)
        self.view = EntriesView(self.model, look)
        self.which = Segmented(tr("Rows"), [(show, _word(show, 0)) for show in Show], look)
        self.blank = Segmented(
            tr("Empty cells"), [(LEAVE, tr("Leave alone")), (CLEAR, tr("Empty the field"))], look
        )
        self.unknown = Segmented(
            tr("Rows without a record"), [(OUT, tr("Leave out")), (MAKE, tr("Make new"))], look
        )
        self.marker = LineEdit(tr("Word that empties a field"), look)
        self.use = Button("", look, small=True, icon="lightbulb")
        self.use_all = Button("", look, small=True)
        self._cleared = elided_label("", look, Role.NOTE, "text2")
        self._hint = elided_label("", look, Role.NOTE, "text2")
        self._lay_out(look)
        self._connect()
        self.setFocusProxy(self.view)

    def show_check(self) -> None:
        """Show a check that ended: what is wrong first, else what changes."""
        self.settle(self._import.rules)
        tally = self._import.tally
        order = (Show.BAD, Show.CHANGE, Show.NEW, Show.MISSING, Show.SAME)
        first = next((show for show in order if tally.count(Fate(show.value))), Show.CHANGE)
        self.list_rows(first)

    def settle(self, rules: Rules) -> None:
        """Show the rules in force and the counts."""
        self.blank.set_value(CLEAR if rules.blank_clears else LEAVE)
        self.unknown.set_value(MAKE if rules.create else OUT)
        saving = self._import.editing.saving
        self.unknown.offer(MAKE, offered=saving.create is not None)
        self.marker.setText(rules.marker)
        self.count()

    def count(self) -> None:
        """Show the counts by now."""
        tally = self._import.tally
        for show in Show:
            self.which.say(show, _word(show, tally.count(Fate(show.value))))
        self._cleared.say(
            trn("{count} field will be emptied.", "{count} fields will be emptied.", tally.cleared)
            if tally.cleared
            else tr("No field will be emptied.")
        )
        self._hint_now()

    def list_rows(self, show: Show) -> None:
        """List the rows of one fate."""
        self.show_now = show
        self.which.set_value(show)
        self.model.list_rows(show)
        self.view.go_to(0)
        self._hint_now()

    def judged(self, indexes: frozenset[int]) -> None:
        """Show rows that were judged again; what is listed stays listed."""
        self._late |= indexes
        if not self.view.is_typing:
            self._show_late()

    @never_raises(None)
    def _show_late(self) -> None:
        """Show what was judged while a cell was open: an open editor keeps what is typed."""
        if self._late:
            indexes, self._late = frozenset(self._late), set()
            self.model.moved(indexes)
            self.count()

    # ---- correcting -------------------------------------------------------------------------

    @never_raises(None)
    def use_fix(self, *, everywhere: bool = False) -> None:
        """Type the suggestion into the current cell, or into all that hold the same."""
        row = self.view.currentIndex().row()
        entry, problem = self.model.entry(row), self.model.problem(row)
        if entry is None or problem is None or not problem.fix:
            return
        rows = (
            (entry.index, *self._alike(entry.index, entry.column)) if everywhere else (entry.index,)
        )
        self.typed.emit(rows, entry.column, problem.fix)
        self.view.go_to(row + 1 if self.model.entry(row + 1) else row)
        self.view.setFocus()

    def _use_here(self) -> None:
        self.use_fix()

    def _alike(self, index: int, column: int) -> tuple[int, ...]:
        return self._import.alike(index, column)

    @never_raises(None)
    def _hint_now(self) -> None:
        """Say what is wrong with the current cell, and offer what would be right."""
        row = self.view.currentIndex().row()
        entry, problem = self.model.entry(row), self.model.problem(row)
        fix = problem.fix if problem else ""
        self._hint.say(problem.sentence if problem else "")
        self.use.setVisible(bool(fix))
        self.use.say(tr("Use “{text}”", text=fix))
        alike = len(self._alike(entry.index, entry.column)) if fix and entry else 0
        self.use_all.setVisible(alike > 0)
        self.use_all.say(tr("Use it in all {count} alike", count=f"{alike + 1:,}"))

    def _change(self, rules: Rules) -> None:
        if rules != self._import.rules:
            self.rules_changed.emit(rules)

    def _rule(self, _key: str = "") -> None:
        rules = replace(
            self._import.rules,
            blank_clears=self.blank.value() == CLEAR,
            create=self.unknown.value() == MAKE,
            marker=self.marker.text().strip(),
        )
        self._change(rules)

    def _connect(self) -> None:
        self.which.chosen.connect(lambda key: self.list_rows(Show(key)))
        self.blank.chosen.connect(self._rule)
        self.unknown.chosen.connect(self._rule)
        self.marker.editingFinished.connect(self._rule)
        self.model.typed.connect(
            lambda index, column, text: self.typed.emit((index,), column, text)
        )
        self.view.closed.connect(self._show_late)
        self.view.fix_wanted.connect(self.use_fix)
        self.view.current_moved.connect(self._hint_now)
        self.use.clicked.connect(self._use_here)
        self.use_all.clicked.connect(lambda: self.use_fix(everywhere=True))

    def _lay_out(self, look: Look) -> None:
        rules = QHBoxLayout()
        keep_spacing(rules, look, 16)
        rules.addWidget(FieldBox(tr("Empty cells"), self.blank, look))
        self.marker.setMaximumWidth(look.px(110))
        rules.addWidget(FieldBox(tr("Word that empties a field"), self.marker, look))
        rules.addWidget(FieldBox(tr("Rows without a record"), self.unknown, look))
        rules.addWidget(self._cleared, 1)
        top = QHBoxLayout()
        keep_spacing(top, look, 8)
        top.addWidget(self.which)
        top.addStretch(1)
        low = QHBoxLayout()
        keep_spacing(low, look, 8)
        low.addWidget(self._hint, 1)
        low.addWidget(self.use_all)
        low.addWidget(self.use)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 10)
        for part in (rules, top):
            column.addLayout(part)
        column.addWidget(self.view, 1)
        column.addLayout(low)
        column.addWidget(label(_keys(), look, Role.AXIS, "text3"))


def _word(show: Show, count: int) -> str:
    return tr(_WORDS[show], count=f"{count:,}")


def _keys() -> str:
    return tr("Enter or F2 types in a cell · Alt+Enter uses the suggestion · Ctrl+Enter continues")
