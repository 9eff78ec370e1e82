"""The dialog that looks up a pasted list: which references and EANs a source has, line by line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.queries import Condition, Query
from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
from workbench.ui.filters.listfile import read_list, write_lines
from workbench.ui.filters.listinput import ListInput
from workbench.ui.filters.listtable import ListTable
from workbench.ui.parts.buttons import Button, Kind
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.progress import Bar, Ring
from workbench.ui.parts.segmented import Segmented
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import weak_slot
from workbench.ui.text import elided_label, label
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role
from workbench.workspace.picking import Line, Outcome, Picked, pasted_lines, pick

EVERY = "every"


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
        self.input = ListInput(look)
        self.table = ListTable(look)
        self.answer = QWidget()
        self._filter: Segmented | None = None
        self._filter_place = QHBoxLayout()
        self._ring = Ring(tr("Looking up"), look)
        self._bar = Bar(tr("Lines looked up"), look)
        self._said = elided_label("", look, Role.NOTE, "text2")
        self._error = label("", look, Role.NOTE, Mark.REFUSED, wrap=True, selectable=True)
        self._stop = Button(tr("Stop"), look, small=True)
        self._pages = QStackedWidget()
        self._make_buttons()
        self._lay_out_all()
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

    def _lay_out_all(self) -> None:
        look = self._look
        column = QVBoxLayout(self.answer)
        keep_spacing(column, look)
        keep_spacing(self._filter_place, look)
        column.addLayout(self._filter_place)
        column.addWidget(self.table, 1)
        self._pages.addWidget(self.input)
        self._pages.addWidget(self.answer)
        busy = QHBoxLayout()
        keep_spacing(busy, look)
        for part in (self._ring, self._said, self._bar, self._stop):
            busy.addWidget(part)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._error)
        self.body.addLayout(busy)
        self.setMinimumHeight(look.px(560))

    def _connect(self) -> None:
        self.input.changed.connect(self._typed)
        self.input.entered.connect(self._act)
        self.input.file_dropped.connect(self.load_file)
        self.take.clicked.connect(self._act)
        self.again.clicked.connect(self.start_over)
        self.open_file.clicked.connect(self._choose_file)
        self.copy.clicked.connect(self.copy_missing)
        self.export.clicked.connect(self._choose_target)
        self._stop.clicked.connect(self.stop)
        self.finished.connect(self.stop)

    # ---- the list --------------------------------------------------------------------------

    def load_file(self, path: str) -> None:
        """Put the lines of a text or CSV file into the input."""
        try:
            self.input.set_text(read_list(Path(path)))
        except WbError as error:
            self._fail(error)

    def start_over(self) -> None:
        """Return to the input."""
        self.picked = None
        self._pages.setCurrentWidget(self.input)
        self._typed()
        self.input.setFocus()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Open a list"))
        dialog.setNameFilters([tr("Lists (*.txt *.csv *.tsv)"), tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.load_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

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
        self._said.say(tr("{done} of {total} looked up", done=done, total=total))

    def _answered(self, picked: Picked) -> None:
        self._job = None
        self.picked = picked
        self._show_busy(on=False)
        self._show_filter(picked)
        self.table.set_lines(picked.lines)
        self._pages.setCurrentWidget(self.answer)
        count = len(picked.page.keys)
        self.take.say(trn("Show {count} row", "Show {count} rows", count))
        missing = picked.count(Outcome.MISSING)
        self.copy.say(tr("Copy {count} not found", count=f"{missing:,}"))
        self._show_buttons()
        self.take.setFocus()

    def _fail(self, error: WbError) -> None:
        self._job = None
        self._show_busy(on=False)
        stopped = error.code is ErrorCode.CANCELLED
        self._error.set_ink("text2" if stopped else Mark.REFUSED)
        self._error.say(error.full_text)
        self._error.show()

    def _show_filter(self, picked: Picked) -> None:
        while (item := self._filter_place.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        found = [(EVERY, tr("All {count}", count=f"{len(picked.lines):,}"))]
        words = {
            Outcome.FOUND: tr("Found {count}", count=f"{picked.count(Outcome.FOUND):,}"),
            Outcome.SEVERAL: tr("Several {count}", count=f"{picked.count(Outcome.SEVERAL):,}"),
            Outcome.MISSING: tr("Not found {count}", count=f"{picked.count(Outcome.MISSING):,}"),
        }
        found += [(outcome.value, text) for outcome, text in words.items()]
        self._filter = Segmented(tr("Outcome"), found, self._look)
        self._filter.chosen.connect(self.show_only)
        self._filter_place.addWidget(self._filter)
        self._filter_place.addStretch(1)

    def show_only(self, key: str) -> None:
        """Show the lines of one outcome ("found", "several", "missing"), or "every" one."""
        self.table.show_only(None if key == EVERY else Outcome(key))

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
        dialog = QFileDialog(self, tr("Export list"), self._desk.workspace.settings.export_folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Excel (*.xlsx)"), tr("CSV (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(
            lambda text: dialog.setDefaultSuffix("csv" if "csv" in text else "xlsx")
        )
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _act(self) -> None:
        if self.picked is None:
            self.look_up()
        else:
            self.show_rows()

    def _show_busy(self, *, on: bool) -> None:
        for part in (self._ring, self._said, self._bar, self._stop):
            part.setVisible(on)
        self._bar.set_share(0)
        self._said.say(tr("Looking up…") if on else "")
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
