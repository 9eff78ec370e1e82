"""What the dialogs that look up a list share: input or answer, outcomes to choose by, what is said.

One asks a single source, another looks through all of them; the list is put in, shown and kept
from sight in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import tr
from workbench.ui.dialogs.choosing import Take, ask_open, ask_target
from workbench.ui.filters.listfile import read_list
from workbench.ui.filters.listinput import ListInput
from workbench.ui.filters.listtable import ListTable
from workbench.ui.parts.progress import Ring
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import elided_label, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.picking import Line, Outcome

EVERY = "every"


class ListBody(QWidget):
    """Shows the input, then the answer; below them what went wrong and what is under way.

    Attributes:
        input: where the list is put in.
        table: the answer.
        outcomes: chooses lines by their outcome: "every", "found", "several" or "missing".
        ring: turns while it is looked up.
        said: how far it is.
        error: what went wrong, in words.
    """

    def __init__(self, look: Look, *busy: QWidget) -> None:
        super().__init__()
        self.input = ListInput(look)
        self.table = ListTable(look)
        self.outcomes = Segmented(tr("Outcome"), _choices(()), look)
        self.ring = Ring(tr("Looking up"), look)
        self.said = elided_label("", look, Role.NOTE, "text2")
        self.error = label("", look, Role.NOTE, Mark.REFUSED, wrap=True, selectable=True)
        self._pages = QStackedWidget()
        self._lay_out(look, busy)
        self.outcomes.chosen.connect(self.show_only)
        self.input.file_dropped.connect(self.load_file)

    def _lay_out(self, look: Look, busy: Iterable[QWidget]) -> None:
        answer, above = QWidget(), QHBoxLayout()
        below, column, whole = QHBoxLayout(), QVBoxLayout(answer), QVBoxLayout(self)
        for layout in (above, below, column, whole):
            keep_spacing(layout, look)
        above.addWidget(self.outcomes)
        above.addStretch(1)
        column.addLayout(above)
        column.addWidget(self.table, 1)
        self._pages.addWidget(self.input)
        self._pages.addWidget(answer)
        below.addWidget(self.ring)
        below.addWidget(self.said, 1)
        for part in busy:
            below.addWidget(part)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self.error)
        whole.addLayout(below)

    def show_input(self) -> None:
        """Return to the input."""
        self._pages.setCurrentIndex(0)
        self.input.setFocus()

    def show_answer(self, lines: Sequence[Line]) -> None:
        """Show lines with their outcome, all of them."""
        self.table.set_lines(lines)
        for key, text in _choices([line.outcome for line in lines]):
            self.outcomes.say(key, text)
        self.outcomes.set_value(EVERY)
        self._pages.setCurrentIndex(1)

    def show_only(self, key: str) -> None:
        """Show the lines of one outcome ("found", "several", "missing"), or "every" one."""
        self.table.show_only(None if key == EVERY else Outcome(key))

    def fail(self, error: WbError) -> None:
        """Say what went wrong; that it was stopped is said without alarm."""
        self.error.set_ink("text2" if error.code is ErrorCode.CANCELLED else Mark.REFUSED)
        self.error.say(error.full_text)
        self.error.show()

    def load_file(self, path: str) -> None:
        """Put the lines of a text or CSV file into the input."""
        try:
            self.input.set_text(read_list(Path(path)))
        except WbError as error:
            self.fail(error)

    def choose_file(self) -> None:
        """Ask for a file with a list and put it in."""
        kinds = (tr("Lists (*.txt *.csv *.tsv)"), tr("All files (*)"))
        ask_open(self, tr("Open a list"), ";;".join(kinds), self.load_file)

    def choose_target(self, folder: str, take: Take) -> None:
        """Ask for a file the answer is to be written to."""
        kinds = ((tr("Excel (*.xlsx)"), "xlsx"), (tr("CSV (*.csv)"), "csv"))
        ask_target(self, tr("Export list"), folder, kinds, take)


def _choices(outcomes: Sequence[Outcome]) -> tuple[tuple[str, str], ...]:
    """Return the outcomes with how many lines came out so."""

    def count(outcome: Outcome) -> str:
        return f"{sum(each is outcome for each in outcomes):,}"

    return (
        (EVERY, tr("All {count}", count=f"{len(outcomes):,}")),
        (Outcome.FOUND.value, tr("Found {count}", count=count(Outcome.FOUND))),
        (Outcome.SEVERAL.value, tr("Several {count}", count=count(Outcome.SEVERAL))),
        (Outcome.MISSING.value, tr("Not found {count}", count=count(Outcome.MISSING))),
    )
