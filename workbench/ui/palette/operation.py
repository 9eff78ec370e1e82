"""One documented operation as a form: filled in, run with an account, its answer shown.

A write is refused on a read-only account, and asks before it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QWidget

from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.operations import Effect, Operation
from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.dialogs.lists import clear_ground
from workbench.ui.dialogs.notes import NoteBox
from workbench.ui.dialogs.working import Working
from workbench.ui.palette.answers import AnswerView
from workbench.ui.palette.forms import ParameterForm
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.field import FieldBox
from workbench.ui.safe import weak_slot
from workbench.ui.text import label
from workbench.ui.theme.look import Look
from workbench.ui.theme.tokens import Role
from workbench.workspace.calling import call_operation
from workbench.workspace.workspace import Workspace

ANSWER_HEIGHT = 640
"""Height of the dialog with an answer, px at 100 %."""

FORM_HEIGHT = 150
"""Px at 100 %."""


class OperationDialog(DialogFrame):
    """The form of an operation and its answer."""

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        source: Source,
        operation: Operation,
        parent: QWidget | None = None,
    ) -> None:
        accounts = workspace.accounts.list(source.id)
        writes = operation.effect is Effect.WRITE
        colour = QColor(accounts[0].colour) if writes and accounts else None
        super().__init__(
            f"{source.title} · {operation.name}", look, account_colour=colour, parent=parent
        )
        self._workspace, self._source, self._operation = workspace, source, operation
        self._accounts = accounts
        self._job: Job | None = None
        self.notes = NoteBox(look)
        self.account_box = QComboBox()
        for account in accounts:
            read_only = tr("{name}, read-only", name=account.name)
            self.account_box.addItem(read_only if account.read_only else account.name)
        self.form = ParameterForm(operation, look)
        self.working = Working(look)
        self.working.hide()
        self.answer = AnswerView(look)
        self._compose(look)
        self.add_cancel(tr("Close"))
        self.run_button = self.add_primary(tr("Send…") if writes else tr("Run"), accepts=False)
        self.run_button.clicked.connect(self.run)
        self.run_button.setEnabled(bool(accounts))
        self.account_box.currentIndexChanged.connect(self._other_account)
        if not accounts:
            self.notes.fail(
                WbError(
                    ErrorCode.AUTH_MISSING,
                    tr("There is no account at {source} yet.", source=source.title),
                    tr("Add one in File, Accounts."),
                )
            )

    @property
    def account(self) -> Account | None:
        """The account it runs with."""
        at = self.account_box.currentIndex()
        return self._accounts[at] if 0 <= at < len(self._accounts) else None

    def run(self) -> None:
        """Check the form; a read is run at once, a write after it was confirmed."""
        account = self.account
        if account is None or (self._job is not None and self._job.open):
            return
        self.notes.clear()
        self.form.clear_errors()
        try:
            self._refuse_read_only(account)
            arguments, body = self.form.arguments(), self.form.document()
        except WbError as error:
            self._fail(error)
            return
        if self._operation.effect_of(arguments) is Effect.WRITE:
            self.confirm(account, arguments, body)
        else:
            self._start(account, arguments, body)

    def confirm(
        self, account: Account, arguments: Mapping[str, object], body: object
    ) -> ConfirmDialog:
        """Ask before something is changed at the service."""
        host = account.url or self._source.hosts.get("", "")
        dialog = ConfirmDialog(
            tr("Send to {source} · {account}?", source=self._source.title, account=account.name),
            f"{self._operation.method} {self._operation.path}",
            tr("This changes data at {host}. It cannot be undone from here.", host=host),
            tr("Send {name}", name=self._operation.name),
            self._look,
            parent=self,
        )
        dialog.accepted.connect(lambda: self._start(account, arguments, body))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _refuse_read_only(self, account: Account) -> None:
        if account.read_only and self._operation.effect is Effect.WRITE:
            raise WbError(
                ErrorCode.READ_ONLY,
                tr("“{name}” is read-only: nothing was sent.", name=account.name),
                tr("Choose another account, or allow writes in File, Accounts."),
            )

    def _start(self, account: Account, arguments: Mapping[str, object], body: object) -> None:
        done, fail = weak_slot(self, self._done), weak_slot(self, self._fail)
        workspace, source, operation = self._workspace, self._source, self._operation

        async def work(job: Job) -> None:
            try:
                connection = await workspace.connections.open(source, account)
                await job.checkpoint()
                client = connection.client
                answer = await call_operation(
                    workspace, source, account, operation, client, arguments, body, follow=True
                )
                await job.checkpoint()
            except WbError as error:
                fail(error)
                raise
            done(answer)

        job, _ = workspace.jobs.start(
            operation.name,
            "operation",
            work,
            source=source.id,
            account=account.name,
            awaited=True,
        )
        self._job = job
        self.working.watch(job)
        self._busy(busy=True)

    def _done(self, answer: object) -> None:
        self._busy(busy=False)
        self.answer.show_answer(answer)
        look = self._look
        room = QSize(look.size("dialog_wide"), look.px(ANSWER_HEIGHT))
        behind = self.parentWidget()
        if behind is not None:
            room = room.boundedTo(behind.window().size())
        self.resize(self.size().expandedTo(room))

    def _fail(self, error: WbError) -> None:
        self._busy(busy=False)
        if error.code is ErrorCode.CANCELLED:
            return
        if not self.form.fail(error):
            self.notes.fail(error)

    def _busy(self, *, busy: bool) -> None:
        self.working.setVisible(busy)
        self.run_button.setEnabled(not busy)

    def _other_account(self, _at: int) -> None:
        account = self.account
        if account is not None and self._operation.effect is Effect.WRITE:
            self._account_colour = QColor(account.colour)
            self.update()

    def _compose(self, look: Look) -> None:
        operation = self._operation
        self.body.addWidget(self.notes)
        self.body.addWidget(label(operation.title, look, Role.CELL, "text2", wrap=True))
        call = f"{operation.method} {operation.path}"
        self.body.addWidget(label(call, look, Role.MONO, "text2", selectable=True))
        self.body.addWidget(FieldBox(tr("Account"), self.account_box, look))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.form)
        clear_ground(scroll)
        form_height = max(look.px(28), self.form.sizeHint().height())
        scroll.setMinimumHeight(min(look.px(2 * FORM_HEIGHT), form_height))
        scroll.setMaximumHeight(form_height)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self.working)
        self.body.addWidget(self.answer, 2)
