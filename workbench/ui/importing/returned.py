"""A workbook of ours that came back: what it says, before anything of it is taken over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
from workbench.ui.dialogs.notes import NoteBox
from workbench.ui.dialogs.working import Working
from workbench.ui.importing.returnedmodel import ReturnedModel, ReturnedView
from workbench.ui.importing.running import Running, Work
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.switch import Switch
from workbench.ui.safe import never_raises
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.comparison.baskets import Baskets
from workbench.workspace.comparison.workbook_return import BasketReturn, is_basket
from workbench.workspace.returning import Returning, recognise
from workbench.workspace.returning_lines import CellFate, Outcome, RowFate
from workbench.workspace.session import Session


class ReturnedDialog(DialogFrame):
    """Shows what a workbook says and stages it.

    Attributes:
        staged: changes were staged in the table: how many, from which file.
        applied: changes were written into a basket: how many.
        plain_wanted: the file is to be imported as any other one; its path.

    Args:
        desk: of the table in front.
        session: of it, None where none is connected.
        baskets: of the workspace.
        look: how it looks.
        path: the file.
    """

    staged = Signal(int, str)
    applied = Signal(int)
    plain_wanted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        session: Session | None,
        baskets: Baskets,
        look: Look,
        path: str,
        parent: QWidget | None = None,
    ) -> None:
        colour = QColor(session.account.colour) if session and session.account.colour else None
        super().__init__(
            tr("Bring back {name}", name=Path(path).name), look, width="dialog_wide",
            account_colour=colour, topic="import", parent=parent,
        )  # fmt: skip
        self._desk, self._session, self._baskets = desk, session, baskets
        self._path = Path(path)
        self._table: Returning | None = None
        self._basket: BasketReturn | None = None
        self._running = Running(desk, self, lambda: None)
        self.notes = NoteBox(look)
        self.sentence = label("", look, Role.RECORD, wrap=True)
        self.details = label("", look, Role.CELL, "text2", wrap=True)
        self.model = ReturnedModel(desk.workspace.formats)
        self.view = ReturnedView(self.model, look)
        self.over = Switch(tr("Take the workbook's value where both changed"), look)
        self.over.hide()
        self.working = Working(look)
        self.working.hide()
        for part in (self.notes, self.sentence, self.details):
            self.body.addWidget(part)
        self.body.addWidget(self.view, 1)
        for part in (self.over, self.working):
            self.body.addWidget(part)
        self.plain = self.add_left(tr("Import as any other file"))
        self.add_cancel(tr("Close"))
        self.go = self.add_primary(tr("Stage"), accepts=False)
        self.go.setEnabled(False)
        self.setMinimumHeight(look.px(520))
        self.plain.clicked.connect(self._to_plain)
        self.go.clicked.connect(self.take)
        self.over.toggled.connect(lambda _on: self._say())
        self.finished.connect(lambda _result: self._running.leave())
        self._start(tr("Reading {name}", name=self._path.name), self._read, self._was_read)

    @property
    def outcome(self) -> Outcome:
        """What the workbook says; empty until it is read."""
        held = self._table or self._basket
        return held.outcome if held is not None else Outcome()

    @property
    def basket(self) -> BasketReturn | None:
        """The workbook where it is one of a basket: its `undo` puts back what was taken over."""
        return self._basket

    # ---- reading ----------------------------------------------------------------------------

    async def _read(self, job: Job) -> None:
        returned = await recognise(self._path, job)
        if returned is None:
            raise _not_ours()
        if is_basket(returned):
            self._basket = BasketReturn(self._baskets, returned)
            await self._basket.look(job)
        elif self._session is None:
            raise _not_ours()
        else:
            table = Returning(self._session, returned, self._desk.choices)
            await table.look(job)
            self._table = table

    def _start(self, title: str, work: Work, done: Callable[[], None]) -> None:
        self.notes.clear()
        self.go.setEnabled(False)
        job = self._running.start(title, work, done, self._fail)
        self.working.watch(job)
        self.working.show()

    def _fail(self, error: WbError) -> None:
        self.working.hide()
        self.notes.fail(error)
        self._say()

    def _was_read(self) -> None:
        self.working.hide()
        self.model.show_outcome(self.outcome)
        reason = self._why_not
        if reason:
            self.notes.say(Mark.CHANGED, tr("Nothing of it is taken over."), reason)
        self._say()

    @property
    def _why_not(self) -> str:
        if self._basket is not None:
            return self._basket.why_not_apply
        return self._table.why_not_stage if self._table is not None else ""

    # ---- words ------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many changes would be taken over."""
        if self._why_not:
            return 0
        counts = self.outcome.counts()
        if self._basket is None:
            return self.outcome.staged
        over = counts.get(CellFate.CONFLICT, 0) if self.over.isChecked() else 0
        return counts.get(CellFate.CHANGED, 0) + over

    def _say(self) -> None:
        count = self.count
        both = bool(self.outcome.counts().get(CellFate.CONFLICT, 0))
        self.over.setVisible(self._basket is not None and both and not self._why_not)
        if self._basket is not None:
            self.go.say(trn("Take over {count} change", "Take over {count} changes", count))
        else:
            self.go.say(trn("Stage {count} change", "Stage {count} changes", count))
        self.go.setEnabled(count > 0 and not self._running.busy)
        if self._table is not None or self._basket is not None:
            self.sentence.say(sentence_of(self.outcome))
            self.details.say(" ".join(details_of(self.outcome)))

    # ---- taking over ------------------------------------------------------------------------

    @never_raises(None)
    def take(self) -> None:
        """Stage the changes, or write them into the basket."""
        if self._running.busy or not self.count:
            return
        self._start(tr("Bring back {name}", name=self._path.name), self._take, self._taken)

    async def _take(self, job: Job) -> None:
        if self._basket is not None:
            await self._basket.apply(over=self.over.isChecked())
            if self._basket.again:
                # Another quantity is promised anew, as where it is typed in the basket.
                basket = self._basket.returned.origin.resource
                comparison = self._desk.workspace.comparison
                await comparison.promise(basket)
        elif self._table is not None:
            await self._table.stage(job)

    def _taken(self) -> None:
        if self._basket is not None:
            self.applied.emit(self.count)
        else:
            self.staged.emit(self.count, self._path.name)
        self.accept()

    def _to_plain(self) -> None:
        self.reject()
        self.plain_wanted.emit(str(self._path))


def sentence_of(outcome: Outcome) -> str:
    """Return what a workbook says, in one sentence with numbers."""
    counts, rows = outcome.counts(), outcome.row_counts()
    changed = counts.get(CellFate.CHANGED, 0) + counts.get(CellFate.CONFLICT, 0)
    new, moved = rows.get(RowFate.NEW, 0), counts.get(CellFate.MOVED, 0)
    told = []
    if changed:
        told.append(trn("{count} cell was edited.", "{count} cells were edited.", changed))
    if new:
        told.append(trn("{count} row is new.", "{count} rows are new.", new))
    if moved:
        told.append(
            trn("{count} value is another one now than it was exported.",
                "{count} values are other ones now than they were exported.", moved)
        )  # fmt: skip
    return " ".join(told) or tr("Nothing was edited in the workbook.")


def details_of(outcome: Outcome) -> list[str]:
    """Return what else is to be known, a sentence each."""
    counts, rows = outcome.counts(), outcome.row_counts()
    both, wrong = counts.get(CellFate.CONFLICT, 0), counts.get(CellFate.WRONG, 0)
    told = []
    if both:
        told.append(trn("{count} was changed on both sides.", "{count} were changed on both sides.",
                        both))  # fmt: skip
    if wrong:
        told.append(trn("{count} cell cannot be read and is left out.",
                        "{count} cells cannot be read and are left out.", wrong))  # fmt: skip
    if outcome.read_only:
        names = ", ".join(outcome.read_only)
        told.append(tr("Cannot be changed and is left out: {names}.", names=names))
    missing = rows.get(RowFate.MISSING, 0)
    if missing:
        told.append(
            trn(
                "{count} record is no longer there.",
                "{count} records are no longer there.",
                missing,
            )
        )
    if outcome.absent:
        told.append(
            trn("{count} row is gone from the workbook; nothing is deleted.",
                "{count} rows are gone from the workbook; nothing is deleted.", outcome.absent)
        )  # fmt: skip
    if outcome.deleted:
        told.append(tr("Columns gone: {names}.", names=", ".join(outcome.deleted)))
    if outcome.added:
        told.append(tr("Columns not read: {names}.", names=", ".join(outcome.added)))
    if outcome.unsure:
        told.append(tr("Columns that stand twice are not read: {names}.",
                       names=", ".join(outcome.unsure)))  # fmt: skip
    return told


def _not_ours() -> WbError:
    return WbError(
        ErrorCode.FILE,
        tr("The file does not say where it came from."),
        tr("Import it as any other file."),
    )
