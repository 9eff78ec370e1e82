"""The dialog of any action: what it is about, its form, what it would do, how it ended.

It opens from what the source declares: no action has a dialog of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.core.edits import Action, Chosen, Scope, Weight
from workbench.core.errors import WbError
from workbench.core.jobs import Job
from workbench.core.texts import inside, tr, trn
from workbench.ui.acts.confirming import Confirming
from workbench.ui.acts.effects import EffectList
from workbench.ui.acts.form import ActionForm
from workbench.ui.acts.outcome import OutcomeView
from workbench.ui.acts.sheetview import SheetView
from workbench.ui.board.working import begin_job
from workbench.ui.bulk.growing import grow
from workbench.ui.desk.ticked import ticked
from workbench.ui.dialogs.working import Working
from workbench.ui.parts.buttons import Kind
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.acting import Acting, Ended, refused

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.session import Session

NAMES = 5
"""Records that are named."""
PAUSE = 150
"""Milliseconds after the last key, before what it would do is reckoned."""


class ActionDialog(DialogFrame):
    """One action about chosen rows.

    Attributes:
        ended: it was done: how (`workspace.acting.Ended`).
        outcome: shows how it ended; its signals ask to open the answered file.
    """

    ended = Signal(object)

    def __init__(
        self,
        desk: Desk,
        session: Session,
        action: Action,
        keys: Sequence[str],
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        acting = Acting(desk.workspace, session, action, keys)
        colour = QColor(session.account.colour) if session.account.colour else look.accent.ink
        wide = action.preview is not None or action.sheet is not None
        super().__init__(
            tr(action.title).removesuffix("…"),
            look,
            width="dialog_wide" if wide else "dialog",
            topic="many",
            account_colour=colour if acting.writes else None,
            parent=parent,
        )
        self.acting = acting
        self._desk = desk
        self._session = session
        self._action = action
        self._job: Job | None = None
        self._tried = False
        self._failure = ""
        """What went wrong; it stands there until it is tried again."""
        self._timer = QTimer(self, interval=PAUSE, singleShot=True)
        self._timer.timeout.connect(self.look_again)
        self.form = ActionForm(acting.inputs(), desk, look, action.defaults)
        self.says = label("", look, Role.TOTAL, wrap=True)
        self.trouble = label("", look, Role.CELL, Mark.REFUSED, wrap=True)
        self.effects = EffectList(desk.workspace.formats, look)
        self.counts = label("", look, Role.NOTE, "text2")
        self.sheet = SheetView(look)
        self.confirming = Confirming(tr(action.danger), self.acting.number, look)
        self.working = Working(look)
        self.outcome = OutcomeView(action, desk.workspace.jobs, look)
        self._compose(look)
        self._cancel = self.add_cancel(tr("Cancel"))
        kind = Kind.DELETE if action.danger else Kind.PRIMARY
        self.go = self.add_primary(self._verb(), kind, accepts=False)
        self._connect()
        self.look_again()

    # ---- before it is done -----------------------------------------------------------------

    def chosen(self) -> Chosen:
        """Return what it is about, with what is typed."""
        return self.acting.chosen(self.form.values(), self.form.files())

    @never_raises(None)
    def look_again(self) -> None:
        """Check the form and show what it would do."""
        if self._job is not None:
            return
        chosen = self.chosen()
        findings = self.acting.findings(chosen)
        aside = self.form.show_findings(findings, all_inputs=self._tried)
        self._say(self.trouble, " ".join(filter(None, (*aside, self._failure))))
        self._say(self.says, self.acting.says(chosen))
        self._show_effects(chosen)
        self.sheet.show_sheet(self.acting.sheet(chosen))
        self.go.setEnabled(self.confirming.given)
        grow(self)

    def _show_effects(self, chosen: Chosen) -> None:
        found = self.acting.effects(chosen)
        self.effects.effects.show(found or ())
        moved = sum(effect.new != effect.old for effect in found or ())
        text = trn("{count} value changes.", "{count} values change.", moved)
        self._say(self.counts, text if found is not None else "")

    @never_raises(None)
    def act(self) -> None:
        """Do it, where nothing is wrong with the form."""
        if self._job is not None or not self.confirming.given:
            return
        self._tried = True
        chosen = self.chosen()
        findings = self.acting.findings(chosen)
        if refused(findings):
            self.look_again()
            wrong = (held.field for held in findings if held.weight is Weight.REFUSED)
            self.form.go_to(next(wrong))
            return
        self._start(chosen)

    def _start(self, chosen: Chosen) -> None:
        self._failure = ""
        acting = self.acting
        self._job = begin_job(
            self,
            self._desk,
            tr(self._action.title).removesuffix("…"),
            "action",
            lambda job: acting.run(chosen, job),
            self._done,
            failed=self._fail,
            account=self._session.account.name,
        )
        self.working.watch(self._job)
        self._busy(busy=True)

    # ---- how it ends -----------------------------------------------------------------------

    @never_raises(None)
    def _done(self, ended: Ended) -> None:
        """Close where all is done and nothing is left to say; else show what there is.

        What goes on at the service is said beside the table that follows it.
        """
        self.ended.emit(ended)
        answer = ended.answer and not ended.follows
        if not (ended.failed or ended.files or ended.trouble or answer):
            super().accept()
            return
        self._before.hide()
        self.working.hide()
        self.go.hide()
        self._cancel.say(tr("Close"))
        self.outcome.show()
        self.outcome.show_ended(ended)
        grow(self)

    def _fail(self, error: WbError) -> None:
        self._job = None
        self._busy(busy=False)
        self._failure = error.full_text
        self.look_again()

    def _busy(self, *, busy: bool) -> None:
        self._before.setEnabled(not busy)
        self.working.setVisible(busy)
        self.go.setEnabled(not busy)

    @never_raises(None)
    def reject(self) -> None:
        """Close; while it is being done, stop it instead and stay until it is known how it ends."""
        if self._job is not None and self._job.open:
            self._job.cancel()
            return
        super().reject()

    # ---- the screen ------------------------------------------------------------------------

    def _verb(self) -> str:
        title, count = tr(self._action.title).removesuffix("…"), len(self.acting.keys)
        if not count:
            return title
        return f"{title} · {trn('{count} row', '{count} rows', count)}"

    def _about(self) -> list[str]:
        """Return where it goes, and what it is about."""
        session, resource = self._session, self._session.resource
        found = [
            tr(
                "To {source} · account {account}",
                source=session.source.title,
                account=session.account.name,
            )
        ]
        count = len(self.acting.keys)
        if count:
            names = " · ".join(self.acting.names(NAMES))
            more = count - NAMES
            if more > 0:
                names = tr("{names} and {count} more", names=names, count=f"{more:,}")
            title = inside(tr(resource.one if count == 1 else resource.title))
            found.append(f"{count:,} {title}: {names}")
            hidden = set(ticked(self._desk).hidden).intersection(self.acting.keys)
            if hidden:
                found.append(
                    trn(
                        "{count} of them is ticked and not in sight.",
                        "{count} of them are ticked and not in sight.",
                        len(hidden),
                    )
                )
        return found

    def _compose(self, look: Look) -> None:
        self._before = QWidget()
        column = QVBoxLayout(self._before)
        keep_spacing(column, look, 8)
        roles = (Role.CELL_STRONG, Role.CELL, Role.CELL)
        for text, role in zip(self._about(), roles, strict=False):
            column.addWidget(label(text, look, role, "text" if role is roles[0] else "text2",
                                   wrap=True))  # fmt: skip
        middle = QHBoxLayout()
        keep_spacing(middle, look, 16)
        middle.addWidget(self.form, 1, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self.sheet)
        column.addLayout(middle)
        for part in (self.says, self.effects, self.counts, self.trouble, self.confirming):
            column.addWidget(part)
        self.form.setVisible(bool(self._action.fields))
        self.sheet.setVisible(self._action.sheet is not None)
        self.effects.setVisible(self._action.preview is not None)
        self.confirming.setVisible(bool(self._action.danger))
        for part in (self._before, self.working, self.outcome):
            self.body.addWidget(part)
        self.working.hide()
        self.outcome.hide()
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.form.changed.connect(self._timer.start)
        self.confirming.changed.connect(self.look_again)
        self.go.clicked.connect(self.act)
        self.outcome.saved.connect(self._saved)
        shows = self._action.preview is not None or self._action.sheet is not None
        # What is done with one record may be said, and made, of its document.
        if (shows or self._action.scope is Scope.ONE) and self.acting.keys:
            self._desk.workspace.jobs.spawn("documents of an action", self._read())

    async def _read(self) -> None:
        look_again = weak_slot(self, self.look_again)
        await self.acting.read_documents()
        look_again()

    def _saved(self, path: str) -> None:
        if self._job is not None:
            self._job.result = path
            self._job.changed.emit(self._job)

    @staticmethod
    def _say(line: QWidget, text: str) -> None:
        line.say(text)  # type: ignore[attr-defined]
        line.setVisible(bool(text))
