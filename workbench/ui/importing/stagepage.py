"""The last step: in one sentence with numbers what will be staged, and what will not."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workbench.core.texts import tr, trn
from workbench.ui.parts.shapes import MarkSign
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.text import TextLabel, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.importing import Import
from workbench.workspace.intake.lines import Fate


class StagePage(QWidget):
    """Numbers before something is staged."""

    def __init__(self, done: Import, look: Look) -> None:
        super().__init__()
        self._import = done
        self.sentence = label("", look, Role.RECORD, wrap=True)
        self._lines: dict[Fate, tuple[MarkSign, TextLabel]] = {}
        grid = QGridLayout()
        keep_spacing(grid, look, 8)
        for row, (fate, sign) in enumerate(_SIGNS.items()):
            held = (MarkSign(sign, str(sign), look), label("", look, Role.CELL, wrap=True))
            self._lines[fate] = held
            grid.addWidget(held[0], row, 0)
            grid.addWidget(held[1], row, 1)
        grid.setColumnStretch(1, 1)
        self._after = label("", look, Role.CELL, "text2", wrap=True)
        column = QVBoxLayout(self)
        keep_spacing(column, look, 14, (0, 8, 0, 8))
        column.addWidget(self.sentence)
        column.addLayout(grid)
        column.addWidget(self._after)
        column.addStretch(1)

    def show_numbers(self) -> None:
        """Show what the check found."""
        tally = self._import.tally
        self.sentence.say(sentence_of(self._import))
        for fate, (sign, line) in self._lines.items():
            count = tally.count(fate)
            for part in (sign, line):
                part.setVisible(count > 0)
            line.say(_told(self._import, fate, count))
        told = [tr("Nothing is sent. Look at it in the review, and send from there.")]
        if tally.warnings:
            told.append(
                trn(
                    "{count} value deserves a look; the check says why.",
                    "{count} values deserve a look; the check says why.",
                    tally.warnings,
                )
            )
        unseen = self._import.unseen()
        if unseen:
            told.append(
                trn(
                    "{count} of these records is not among the rows shown; the review lists it.",
                    "{count} of these records are not among the rows shown; the review lists them.",
                    unseen,
                )
            )
        self._after.say(" ".join(told))


_SIGNS = {
    Fate.CHANGE: Mark.CHANGED,
    Fate.NEW: Mark.NEW,
    Fate.BAD: Mark.INVALID,
    Fate.MISSING: Mark.DELETED,
    Fate.SAME: Mark.DONE,
}


def sentence_of(done: Import) -> str:
    """Return what will be staged, in words."""
    good = done.tally.good
    if not good:
        return tr("Nothing of {file} can be staged.", file=done.path.name)
    return trn(
        "{count} row of {file} will be staged as one step.",
        "{count} rows of {file} will be staged as one step.",
        good,
        file=done.path.name,
    )


def _told(done: Import, fate: Fate, count: int) -> str:
    match fate:
        case Fate.CHANGE:
            told = trn("{count} record changes.", "{count} records change.", count)
            if done.tally.cleared:
                cleared = done.tally.cleared
                told += " " + trn(
                    "{count} field is emptied.", "{count} fields are emptied.", cleared
                )
            return told
        case Fate.NEW:
            return trn("{count} record is new.", "{count} records are new.", count)
        case Fate.BAD:
            return trn(
                "{count} row is wrong and left out; the error workbook says why.",
                "{count} rows are wrong and left out; the error workbook says why.",
                count,
            )
        case Fate.MISSING:
            return trn(
                "{count} row names no record and is left out.",
                "{count} rows name no record and are left out.",
                count,
            )
        case _:
            return trn("{count} row changes nothing.", "{count} rows change nothing.", count)
