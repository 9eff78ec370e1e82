"""The history of requests as a window beside the work: filtered, ordered, copied, asked again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.calls import CallBodies, CallRecord
from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.calls.detail import CallDetail, texts_of
from workbench.ui.calls.model import CallModel
from workbench.ui.calls.table import CallTable, OrderButton
from workbench.ui.calls.words import status_text
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.dialogs.notes import NoteBox
from workbench.ui.parts.buttons import Kind
from workbench.ui.parts.combo import ElidedCombo
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.empty import EmptyState
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.parts.splitter import Splitter
from workbench.ui.parts.switch import Switch
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import elided_label, set_tip
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.curl import curl_of

if TYPE_CHECKING:
    from workbench.workspace.calls import Repeated
    from workbench.workspace.workspace import Workspace

HEIGHT: Final = 700
LEAST: Final = 340
"""Of the window, and of the list with its details: px at 100 %."""

PAUSE_MS: Final = 200
"""Calls that come in are shown at most this often."""


class CallHistory(DialogFrame):
    """All calls that are kept, and what can be done with the one chosen."""

    def __init__(self, workspace: Workspace, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Request history"), look, width="dialog_wide", topic="calls", parent=parent
        )
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._workspace = workspace
        self._calls = workspace.calls
        self._arrived: list[CallRecord] = []
        self._bodies: dict[str, CallBodies | None] = {}
        self._texts: dict[str, tuple[str, str]] = {}
        self._before: CallRecord | None = None
        self._under_way = ""
        titles = {source.id: source.title for source in workspace.sources}
        self.model = CallModel(workspace.formats, titles)
        self.table = CallTable(self.model, look)
        self.detail = CallDetail(look, workspace.formats, titles)
        self.notes = NoteBox(look)
        self.source = ElidedCombo()
        self.text = LineEdit(
            tr("Search in calls"), look, placeholder=tr("Operation, path, status"), search=True
        )
        self.failed = Switch(tr("Failed only"), look)
        self.keep = Switch(tr("Keep bodies"), look, on=self._calls.keeps_bodies)
        self.reason = elided_label("", look, Role.NOTE, "text2")
        self._stack = QStackedWidget()
        self._soon = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._compose(look, titles)
        self._make_buttons()
        self._connect()
        self._resize()
        self._show_rows()
        self._read()

    def open(self) -> None:
        """Show it beside the window, which can be worked in meanwhile."""
        behind = self.parentWidget()
        room = QSize(self._look.size("dialog_wide"), self._look.px(HEIGHT))
        if behind is not None:
            room = room.boundedTo(behind.window().size())
        self.resize(self.sizeHint().expandedTo(room))
        self.show()

    # ---- the calls -------------------------------------------------------------------------

    def _read(self) -> None:
        take, fail = weak_slot(self, self._take), weak_slot(self, self.notes.fail)
        calls = self._calls

        async def read() -> None:
            try:
                take(await calls.read())
            except WbError as error:
                fail(error)

        self._workspace.jobs.spawn("request history", read())

    @never_raises(None)
    def _read_again(self, *_: object) -> None:
        """Read the calls anew: they are of an account that has another name now."""
        self._before = self.call
        self.model.forget()
        self._read()

    def _take(self, held: tuple[CallRecord, ...]) -> None:
        self.model.add(held)
        self._show_rows()
        trouble = self._calls.trouble
        if trouble is not None:
            self.notes.fail(trouble)

    def _came(self, call: CallRecord) -> None:
        self._arrived.append(call)
        if not self._soon.isActive():
            self._soon.start()

    @never_raises(None)
    def _show_arrived(self) -> None:
        arrived, self._arrived = self._arrived, []
        self.model.add(arrived)
        self._show_rows()

    @never_raises(None)
    def _filter(self, *_: object) -> None:
        text, source = self.text.text(), str(self.source.currentData() or "")
        failed = self.failed.isChecked()
        self.model.filter(text, source, failed=failed)
        self._show_rows()

    @never_raises(None)
    def _remember(self) -> None:
        """Know which call is chosen before the rows become others."""
        self._before = self.call

    @never_raises(None)
    def _choose_again(self) -> None:
        """Choose the same call as before where it is still shown."""
        row = self.model.row_of(self._before.id) if self._before is not None else -1
        if row >= 0:
            self.table.selectRow(row)

    def _show_rows(self) -> None:
        """Show rows, or why there are none; the first one is chosen where none is."""
        if self.model.rowCount():
            self._stack.setCurrentIndex(0)
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
        else:
            self._stack.setCurrentIndex(2 if len(self.model) else 1)
        self._chosen()

    def show_all(self) -> None:
        """Take every filter off."""
        self.text.clear()
        self.failed.setChecked(False)
        self.source.setCurrentIndex(0)

    # ---- one of them -----------------------------------------------------------------------

    @property
    def call(self) -> CallRecord | None:
        """The call chosen."""
        return self.model.call(self.table.currentIndex().row())

    @never_raises(None)
    def _chosen(self, *_: object) -> None:
        call = self.call
        if call is not None:
            if call.kept and call.id not in self._bodies:
                self._ask_bodies(call)
            texts = self._texts.get(call.id) or texts_of(call, None, waits=call.kept)
            self.detail.show_call(call, texts)
        self._offer()

    def _ask_bodies(self, call: CallRecord) -> None:
        self._bodies, self._texts = {call.id: None}, {}
        fail, calls = weak_slot(self, self.notes.fail), self._calls
        show = weak_slot(self, self._show_bodies)

        async def ask() -> None:
            try:
                bodies = await calls.bodies(call)
                show(call, bodies, await asyncio.to_thread(texts_of, call, bodies))
            except WbError as error:
                fail(error)

        self._workspace.jobs.spawn("bodies of a call", ask())

    def _show_bodies(
        self, call: CallRecord, bodies: CallBodies | None, texts: tuple[str, str]
    ) -> None:
        """Show what was asked for, unless another call was chosen meanwhile."""
        if self.call == call:
            self._bodies, self._texts = {call.id: bodies}, {call.id: texts}
            self.detail.show_call(call, texts)
            self._offer()

    def _offer(self) -> None:
        call = self.call
        bodies = self._bodies.get(call.id) if call is not None else None
        said = self._calls.refusal(call, bodies) if call is not None else ""
        self.again.setEnabled(call is not None and not said and not self._under_way)
        self.curl.setEnabled(call is not None)
        self.forget.setEnabled(len(self.model) > 0)
        self.reason.say(said)
        set_tip(self.again, said)
        self.again.setAccessibleDescription(said)

    # ---- what can be done ------------------------------------------------------------------

    def copy_curl(self) -> None:
        """Put the command that makes the call again onto the clipboard."""
        call = self.call
        if call is None:
            return
        bodies = self._bodies.get(call.id)
        QGuiApplication.clipboard().setText(curl_of(call, bodies.request if bodies else None))
        self.notes.say(
            Mark.DONE,
            tr("Copied as cURL."),
            tr("Secrets are variables like $WORKBENCH_TOKEN: set them in the shell."),
        )

    def send_again(self) -> None:
        """Send a read once more and say how it was answered."""
        call = self.call
        if call is None or not self.again.isEnabled():
            return
        bodies, calls = self._bodies.get(call.id), self._calls
        told, fail = weak_slot(self, self._told), weak_slot(self, self._failed)
        self._under_way = call.id
        self.notes.clear()
        self._offer()

        async def send() -> None:
            try:
                told(call, await calls.again(call, bodies))
            except WbError as error:
                fail(error)

        self._workspace.jobs.spawn("send again", send())

    def _told(self, call: CallRecord, answer: Repeated) -> None:
        self._under_way = ""
        size = self._workspace.formats.size(answer.bytes)
        said = tr("Sent again: {name} was answered.", name=call.operation)
        before = tr("Status {status}, {size}.", status=answer.status, size=size)
        was = tr("It was {status} before.", status=status_text(call))
        self.notes.say(Mark.DONE, said, f"{before} {was}")
        self._offer()

    def _failed(self, error: WbError) -> None:
        self._under_way = ""
        status = tr("Status {status}.", status=error.status) if error.status else ""
        self.notes.say(Mark.REFUSED, error.sentence, f"{status} {error.hint}".strip())
        self._offer()

    def ask_forget(self) -> ConfirmDialog:
        """Ask before every call is forgotten."""
        dialog = ConfirmDialog(
            tr("Forget the history?"),
            tr("The list of requests is emptied, with the bodies that were kept."),
            tr("Rows, views and typed values stay."),
            tr("Forget all"),
            self._look,
            danger=True,
            parent=self,
        )
        dialog.accepted.connect(self._forget)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _forget(self) -> None:
        gone, fail = weak_slot(self, self._forgotten), weak_slot(self, self.notes.fail)
        calls = self._calls

        async def forget() -> None:
            try:
                await calls.clear()
            except WbError as error:
                fail(error)
                return
            gone()

        self._workspace.jobs.spawn("forget calls", forget())

    def _forgotten(self) -> None:
        self._arrived, self._bodies, self._texts = [], {}, {}
        self.model.clear()
        self._show_rows()

    def _keep(self, on: bool) -> None:
        self._calls.keeps_bodies = on

    # ---- the screen ------------------------------------------------------------------------

    def _connect(self) -> None:
        self._soon.timeout.connect(self._show_arrived)
        self.text.textChanged.connect(self._filter)
        self.source.currentIndexChanged.connect(self._filter)
        self.failed.toggled.connect(self._filter)
        self.keep.toggled.connect(self._keep)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._choose_again)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self._calls.added.connect(weak_slot(self, self._came))
        self._workspace.accounts.changed.connect(weak_slot(self, self._offer))
        self._workspace.accounts.renamed.connect(weak_slot(self, self._read_again))
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.text.setFocus)
        self._look.changed.connect(self._resize)

    def _make_buttons(self) -> None:
        self.forget = self.add_left(tr("Forget all…"), Kind.QUIET)
        self.curl = self.add_plain(tr("Copy as cURL"))
        self.add_cancel(tr("Close"))
        self.again = self.add_primary(tr("Send again"), accepts=False)
        self.forget.clicked.connect(self.ask_forget)
        self.curl.clicked.connect(self.copy_curl)
        self.again.clicked.connect(self.send_again)

    def _compose(self, look: Look, titles: dict[str, str]) -> None:
        self.source.setAccessibleName(tr("Source"))
        self.source.add(tr("All sources"), "")
        for identity, title in titles.items():
            self.source.add(title, identity)
        said = tr("Requests and answers of calls from now on, until the program ends.")
        set_tip(self.keep, said)
        self.keep.setAccessibleDescription(said)
        self.order = OrderButton(self.table, look)
        tools = QHBoxLayout()
        keep_spacing(tools, look, 12)
        for part in (self.text, self.source, self.failed, self.order):
            tools.addWidget(part)
        tools.addStretch(1)
        tools.addWidget(self.keep)
        parts = Splitter(Qt.Orientation.Vertical, look)
        parts.addWidget(self.table)
        parts.addWidget(self.detail)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        for page in (parts, self._empty(look), self._none(look)):
            self._stack.addWidget(page)
        column = QVBoxLayout()
        keep_spacing(column, look, 10)
        column.addLayout(tools)
        column.addWidget(self.notes)
        column.addWidget(self._stack, 1)
        column.addWidget(self.reason)
        self.body.addLayout(column, 1)

    def _empty(self, look: Look) -> EmptyState:
        return EmptyState(
            "activity",
            tr("No requests yet"),
            tr("What is asked of services is listed here, also after a restart."),
            look,
        )

    def _none(self, look: Look) -> EmptyState:
        page = EmptyState(
            "search-x",
            tr("No request fits"),
            tr("Others are kept. Take the filters off to see them."),
            look,
            [("all", tr("Show all"))],
        )
        page.acted.connect(lambda _key: self.show_all())
        return page

    @never_raises(None)
    def _resize(self) -> None:
        look = self._look
        self.text.setMinimumWidth(look.px(220))
        self.source.setMinimumWidth(look.px(150))
        self._stack.setMinimumHeight(look.px(LEAST))
