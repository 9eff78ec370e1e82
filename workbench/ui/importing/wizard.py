"""The import wizard: four steps in one dialog, each forward by Enter; none sends anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.texts import inside, tr, trn
from workbench.export.origin_reading import carries
from workbench.export.reading.sheet import ReadOptions
from workbench.ui.desk.desk import Desk
from workbench.ui.dialogs.choosing import ask_save
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.dialogs.notes import NoteBox
from workbench.ui.dialogs.working import Working
from workbench.ui.importing.checkpage import CheckPage
from workbench.ui.importing.filepage import FilePage
from workbench.ui.importing.mappage import MapPage
from workbench.ui.importing.running import Running, Work
from workbench.ui.importing.stagepage import StagePage
from workbench.ui.importing.trail import Trail
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.safe import never_raises
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.workspace.importing import Import
from workbench.workspace.intake.layouts import Layouts
from workbench.workspace.intake.lines import Fate
from workbench.workspace.intake.rules import Rules, imports_of, lists_of, namings
from workbench.workspace.session import Session

FILE, MAP, CHECK, STAGE = range(4)


class ImportDialog(DialogFrame):
    """Imports a file into the drafts of the table on a desk.

    Attributes:
        staged: rows were staged: how many, from which file.
        action_wanted: id of an action by which the service imports a file itself.
        errors_saved: path of the error workbook.
        ours: the file is a workbook that can be brought back; its path. The dialog closes.
        step: the present step.
    """

    staged = Signal(int, str)
    action_wanted = Signal(str)
    errors_saved = Signal(str)
    ours = Signal(str)

    def __init__(
        self,
        desk: Desk,
        session: Session,
        look: Look,
        path: str = "",
        parent: QWidget | None = None,
        *,
        plain: bool = False,
    ) -> None:
        title = tr("Import {title}", title=inside(tr(desk.resource.title)))
        colour = QColor(session.account.colour) if session.account.colour else None
        super().__init__(
            title, look, width="dialog_wide", account_colour=colour, topic="import", parent=parent
        )
        self._desk = desk
        self._plain = plain
        self._touched = False
        self._waiting: set[int] = set()
        store = desk.workspace.stores.workspace
        layouts = Layouts(store, desk.source.id, desk.resource.id)
        self.importing = Import(session, desk.choices, layouts)
        self._running = Running(desk, self, self.importing.close)
        self.file = FilePage(look, imports_of(desk.resource))
        self.map = MapPage(look)
        self.check = CheckPage(self.importing, desk.workspace.formats, look)
        self.stage = StagePage(self.importing, look)
        self.notes = NoteBox(look)
        self.working = Working(look)
        self._trail = Trail((tr("File"), tr("Columns"), tr("Check"), tr("Stage")), look)
        self._pages = QStackedWidget()
        self._compose(look)
        self._connect()
        self._go(FILE)
        if path:
            self.open_file(path)

    def _compose(self, look: Look) -> None:
        for page in (self.file, self.map, self.check, self.stage):
            self._pages.addWidget(page)
        for part in (self._trail, self.notes):
            self.body.addWidget(part)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.working)
        self.working.hide()
        self.errors = self.add_left(tr("Save error workbook…"))
        self.back = self.add_plain(tr("Back"))
        self.add_cancel(tr("Cancel"))
        self.go = self.add_primary(tr("Continue"), accepts=False)
        self.setMinimumHeight(look.px(600))

    def _connect(self) -> None:
        self.file.chosen.connect(self.open_file)
        self.file.reread_wanted.connect(self.read_again)
        self.file.action_wanted.connect(self._to_service)
        self.map.changed.connect(self._mapped)
        self.check.rules_changed.connect(self._check_by)
        self.check.typed.connect(self._typed)
        self.errors.clicked.connect(self._ask_errors)
        self.back.clicked.connect(self.go_back)
        self.go.clicked.connect(self.go_on)
        self.finished.connect(self._end)

    @property
    def step(self) -> int:
        """The present step, from 0."""
        return self._pages.currentIndex()

    # ---- steps ------------------------------------------------------------------------------

    @never_raises(None)
    def go_on(self) -> None:
        """Go to the next step; the last one stages."""
        if self._busy or self.check.view.is_typing or not self.go.isEnabled():
            return
        match self.step:
            case 0:
                self._show_map()
            case 1:
                self.run_check()
            case 2 if self._waiting:
                self.run_check()
            case 2:
                self.stage.show_numbers()
                self._go(STAGE)
            case _:
                self.run_stage()

    @never_raises(None)
    def go_back(self) -> None:
        """Go to the step before."""
        if self.step and not self._busy:
            self._go(self.step - 1)

    def _go(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        self._trail.go_to(step)
        self._say()
        page = self._pages.currentWidget()
        clean = step == CHECK and not self.importing.tally.count(Fate.BAD)
        target = self.go if step == STAGE or clean else page
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        """Put words and numbers on the buttons."""
        done, tally = self.importing, self.importing.tally
        rows = len(done.sheet.rows) if done.sheet else 0
        wrong = tally.count(Fate.BAD) + tally.count(Fate.MISSING)
        texts = (
            tr("Continue"),
            trn("Check {count} row", "Check {count} rows", rows),
            tr("Continue with the good rows") if wrong and tally.good else tr("Continue"),
            trn("Stage {count} row", "Stage {count} rows", tally.good),
        )
        reason = done.why_not_check() if self.step == MAP and done.sheet else ""
        ready = (bool(rows), bool(rows) and not reason, tally.good > 0, tally.good > 0)
        self.go.say(texts[self.step])
        self.go.setEnabled(ready[self.step] and not self._busy)
        self.go.setToolTip(reason)
        self.back.setEnabled(self.step > FILE and not self._busy)
        self.errors.setVisible(self.step >= CHECK and wrong > 0)
        self.errors.setEnabled(not self._busy)
        if self.step == MAP:
            self.notes.clear()
            if reason:
                self.notes.say(Mark.UNKNOWN, reason)

    # ---- file -------------------------------------------------------------------------------

    def open_file(self, path: str) -> None:
        """Read a file and show its beginning."""
        self.file.reading.begin()
        self._read(Path(path), None)

    def read_again(self) -> None:
        """Read the same file by what was chosen."""
        self._read(self.importing.path, self.file.reading.options)

    def _read(self, path: Path, options: ReadOptions | None) -> None:
        async def work(job: Job) -> None:
            await self.importing.read(path, options, job)

        self._go(FILE)
        self._start(tr("Reading {name}", name=path.name), work, self._was_read)

    def _was_read(self) -> None:
        sheet = self.importing.sheet
        if sheet is not None and not self._plain and carries(sheet):
            self.ours.emit(str(self.importing.path))
            self.reject()
            return
        self.file.show_sheet(self.importing.sheet, self.importing.path.name)
        self._go(FILE)
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_map(self) -> None:
        done = self.importing
        if done.sheet is not None:
            session = done.session
            names, lists = namings(session), lists_of(session)
            told = (names, done.rules, lists, done.further.doubts)
            parted = session.resource.paths is not None
            self.map.show_sheet(done.sheet, done.targets, done.matches, *told, parted=parted)
            self._go(MAP)

    def _mapped(self) -> None:
        self._touched = True
        self.importing.choose(self.map.rules)
        self.map.settle(self.importing.rules)
        self._say()

    # ---- check ------------------------------------------------------------------------------

    def run_check(self) -> None:
        """Check all rows by the rules in force."""

        async def work(job: Job) -> None:
            await self.importing.check(job)

        name = self.importing.path.name
        self._start(tr("Checking {name}", name=name), work, self._was_checked)

    def _was_checked(self) -> None:
        self._waiting.clear()
        self.check.show_check()
        self._go(CHECK)

    @never_raises(None)
    def _check_by(self, rules: Rules) -> None:
        if self._busy:
            self.check.settle(self.importing.rules)
            return
        self.importing.choose(rules)
        self.run_check()

    @never_raises(None)
    def _typed(self, rows: tuple[int, ...], column: int, text: str) -> None:
        """Put a text in place of cells and judge their rows again, asking where it must."""
        self._touched = True
        for index in rows:
            self._waiting |= self.importing.fix(index, column, text)
        self._judge_waiting()

    def _judge_waiting(self) -> None:
        """Judge the rows again that something was typed in; those that cannot be, wait on."""
        if self._busy or not self._waiting:
            return
        done, touched = self.importing, frozenset(self._waiting)
        if done.is_told(touched):
            self._waiting.clear()
            done.judge_again(touched)
            self.check.judged(touched)
            self._say()
            return

        async def work(job: Job) -> None:
            await done.recheck(touched, job)

        def judged() -> None:
            self._waiting -= touched
            self.check.judged(touched)
            self._say()
            self._judge_waiting()

        self._start(tr("Checking {name}", name=done.path.name), work, judged)

    # ---- stage ------------------------------------------------------------------------------

    def run_stage(self) -> None:
        """Stage the good rows as one step."""

        async def work(job: Job) -> None:
            await self.importing.stage(job)

        name = self.importing.path.name
        self._start(tr("Staging rows of {name}", name=name), work, self._was_staged)

    def _was_staged(self) -> None:
        self.staged.emit(self.importing.tally.good, self.importing.path.name)
        self._touched = False
        self.accept()

    def _ask_errors(self) -> None:
        name = f"{self.importing.path.stem}-{tr('errors')}.xlsx"
        filters = tr("Excel workbook (*.xlsx)")
        ask_save(self, tr("Save error workbook"), name, filters, self.save_errors)

    def save_errors(self, path: str) -> None:
        """Write the sheet with a reason column."""
        target = Path(path) if path.lower().endswith(".xlsx") else Path(f"{path}.xlsx")

        async def work(job: Job) -> None:
            await self.importing.save_errors(target, job)

        def written() -> None:
            self._say()
            self.notes.say(Mark.DONE, tr("The error workbook is written."), str(target))
            self.errors_saved.emit(str(target))

        self._start(tr("Writing {name}", name=target.name), work, written)

    # ---- work -------------------------------------------------------------------------------

    @property
    def _busy(self) -> bool:
        return self._running.busy

    def _start(self, title: str, work: Work, done: Callable[[], None]) -> None:
        """Work while the window goes on; one piece at a time."""
        if self._busy:
            return
        self.notes.clear()
        job = self._running.start(title, work, lambda: self._ended(done), self._fail)
        self.working.watch(job)
        self._show_busy(busy=True)

    def _ended(self, done: Callable[[], None]) -> None:
        self._show_busy(busy=False)
        done()

    def _fail(self, error: WbError) -> None:
        self._show_busy(busy=False)
        self._say()
        if error.code is not ErrorCode.CANCELLED:
            self.notes.fail(error)

    def _show_busy(self, *, busy: bool) -> None:
        self.working.setVisible(busy)
        for page in (self.file, self.map, self.stage):
            page.setEnabled(not busy)
        self.go.setEnabled(not busy)
        self.back.setEnabled(not busy and self.step > FILE)

    @never_raises(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go_on()
        else:
            super().keyPressEvent(event)

    # ---- leaving ----------------------------------------------------------------------------

    @never_raises(None)
    def reject(self) -> None:  # noqa: D102
        if not self._touched:
            self._leave()
            return
        ask = ConfirmDialog(
            tr("Leave the import?"),
            tr("What you chose and typed here is forgotten."),
            tr("The file itself and what is staged already stay as they are."),
            tr("Leave"),
            self._look,
            parent=self,
        )
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.accepted.connect(self._leave)
        ask.open()

    def _leave(self) -> None:
        super().reject()

    def _to_service(self, action: str) -> None:
        self._leave()
        self.action_wanted.emit(action)

    def _end(self, _result: int) -> None:
        self._running.leave()
