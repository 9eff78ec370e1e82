"""The dialog that looks up a pasted list: which references and EANs a source has, line by line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.queries import Condition, Query
from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.listbody import ListBody
from workbench.ui.filters.listfile import write_lines
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.progress import Bar
from workbench.ui.safe import weak_slot
from workbench.ui.theme.look import Look
from workbench.workspace.picking import Line, Outcome, Picked, pasted_lines, pick


class ListDialog(DialogFrame):
    """Paste, drop or open a list; look it up; show, copy or export what came out.

    Attributes:
        export_wanted: lines to export: a tuple of `Line`, told besides writing the file.
        picked: the answer, None before.
    """

    export_wanted = Signal(object)

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(tr("Look up a list"), look, width="dialog_wide", parent=parent)
        self._desk = desk
        self._job: Job | None = None
        self.picked: Picked | None = None
        self._bar = Bar(tr("Lines looked up"), look)
        self._stop = Button(tr("Stop"), look, small=True)
        self._list = ListBody(look, self._bar, self._stop)
        self.input, self.table, self._error = self._list.input, self._list.table, self._list.error
        self.body.addWidget(self._list, 1)
        self.setMinimumHeight(look.px(560))
        self._make_buttons()
        self._connect()
        self._typed()
        self._show_busy(on=False)
        self.input.setFocus()

    def _make_buttons(self) -> None:
        self.again = self.add_left(tr("Another list"))
        self.open_file = self.add_left(tr("Open a file…"))
        self.copy = self.add_plain(tr("Copy not found"))
        self.export = self.add_plain(tr("Export list…"))
        self.cancel = self.add_cancel(tr("Close"))
        self.take = self.add_primary("", accepts=False)

    def _connect(self) -> None:
        self.input.changed.connect(self._typed)
        self.input.entered.connect(self._act)
        self.take.clicked.connect(self._act)
        self.again.clicked.connect(self.start_over)
        self.open_file.clicked.connect(self._list.choose_file)
        self.copy.clicked.connect(self.copy_missing)
        self.export.clicked.connect(self._choose_target)
        self._stop.clicked.connect(self.stop)
        self.finished.connect(self.stop)

    # ---- the list --------------------------------------------------------------------------

    def load_file(self, path: str) -> None:
        """Put the lines of a text or CSV file into the input."""
        self._list.load_file(path)

    def start_over(self) -> None:
        """Return to the input."""
        self.picked = None
        self._typed()
        self._list.show_input()

    def _typed(self) -> None:
        count = self.input.count()
        self._error.hide()
        self.take.say(trn("Look up {count} line", "Look up {count} lines", count))
        self._show_buttons()

    # ---- looking up ------------------------------------------------------------------------

    def look_up(self) -> None:
        """Ask the service for the lines; a job with progress that can be stopped."""
        desk = self._desk
        session = desk.session
        if session is None or not session.resource.list_filter:
            self._fail(_cannot_be_asked())
            return
        try:
            lines = pasted_lines(self.input.text())
        except WbError as error:
            self._fail(error)
            return
        tell, fail = weak_slot(self, self._answered), weak_slot(self, self._fail)

        async def work(job: Job) -> None:
            tell(await pick(session, lines, job))

        job, task = desk.workspace.jobs.start(
            trn("Look up {count} line", "Look up {count} lines", len(lines)),
            "list",
            work,
            source=desk.source.id,
            account=desk.account.name if desk.account else "",
            awaited=True,
        )
        self._job = job

        def ended(_done: object) -> None:
            if task.cancelled():
                return
            error = task.exception()
            if isinstance(error, WbError):
                fail(error)

        job.changed.connect(weak_slot(self, self._progress))
        task.add_done_callback(ended)
        self._show_busy(on=True)

    def stop(self) -> None:
        """Stop looking up at the next request."""
        if self._job is not None and self._job.open:
            self._job.cancel()

    def _progress(self, job: Job) -> None:
        if job is not self._job:
            return
        self._bar.set_share(job.done / job.total if job.total else 0)
        done, total = f"{job.done:,}", f"{job.total or 0:,}"
        self._list.said.say(tr("{done} of {total} looked up", done=done, total=total))

    def _answered(self, picked: Picked) -> None:
        self._job = None
        self.picked = picked
        self._show_busy(on=False)
        self._list.show_answer(picked.lines)
        count = len(picked.page.keys)
        self.take.say(trn("Show {count} row", "Show {count} rows", count))
        missing = picked.count(Outcome.MISSING)
        self.copy.say(tr("Copy {count} not found", count=f"{missing:,}"))
        self._show_buttons()
        self.take.setFocus()

    def _fail(self, error: WbError) -> None:
        self._job = None
        self._show_busy(on=False)
        self._list.fail(error)

    def show_only(self, key: str) -> None:
        """Show the lines of one outcome ("found", "several", "missing"), or "every" one."""
        self._list.show_only(key)

    # ---- what to do with it ----------------------------------------------------------------

    def show_rows(self) -> None:
        """Show the rows found in the tab, in the pasted order."""
        session, picked = self._desk.session, self.picked
        if session is None or picked is None:
            return
        texts = tuple(dict.fromkeys(line.text for line in picked.lines))
        name = session.resource.list_filter[0]
        query = Query(
            conditions=(Condition(name, "include", texts),),
            language=session.query.language,
            quantity=session.query.quantity,
        )
        session.show(picked.page, query)
        self.accept()

    def missing(self) -> tuple[str, ...]:
        """Return the lines that were not found, as pasted."""
        lines = self.picked.lines if self.picked else ()
        return tuple(line.text for line in lines if line.outcome is Outcome.MISSING)

    def copy_missing(self) -> None:
        """Put the lines that were not found on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(self.missing()))

    def save(self, path: str) -> None:
        """Write the lines shown, with their outcome, to a CSV or Excel file."""
        lines: tuple[Line, ...] = self.table.lines()
        desk = self._desk
        name = self._target_job(Path(path))
        fail = weak_slot(self, self._fail)

        async def work(job: Job) -> None:
            try:
                await write_lines(lines, Path(path), desk, job)
            except WbError as error:
                fail(error)
                raise

        desk.workspace.jobs.start(name, "export", work, source=desk.source.id, awaited=True)
        self.export_wanted.emit(lines)

    @staticmethod
    def _target_job(path: Path) -> str:
        return tr("Export {name}", name=path.name)

    def _choose_target(self) -> None:
        self._list.choose_target(self._desk.workspace.settings.export_folder, self.save)

    def _act(self) -> None:
        if self.picked is None:
            self.look_up()
        else:
            self.show_rows()

    def _show_busy(self, *, on: bool) -> None:
        for part in (self._list.ring, self._list.said, self._bar, self._stop):
            part.setVisible(on)
        self._bar.set_share(0)
        self._list.said.say(tr("Looking up…") if on else "")
        self.input.setEnabled(not on)
        if on:
            self._error.hide()
        self._show_buttons()

    def _show_buttons(self) -> None:
        picked, busy = self.picked, self._job is not None and self._job.open
        self.again.setVisible(picked is not None)
        self.open_file.setVisible(picked is None)
        self.open_file.setEnabled(not busy)
        self.copy.setVisible(picked is not None and bool(self.missing()))
        self.export.setVisible(picked is not None)
        rows = len(picked.page.keys) if picked else self.input.count()
        self.take.setEnabled(bool(rows) and not busy)
        self.take.set_kind(Kind.PRIMARY)


def _cannot_be_asked() -> WbError:
    return WbError(
        ErrorCode.INPUT,
        tr("This table cannot be asked for a list."),
        tr("Choose a table of products first."),
    )
