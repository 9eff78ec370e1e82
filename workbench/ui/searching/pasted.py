"""The dialog that looks up a pasted list over all sources, line by line, in the pasted order."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from workbench.core.errors import WbError
from workbench.core.jobs import Job
from workbench.core.texts import tr, trn
from workbench.ui.filters.listbody import ListBody
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.safe import weak_slot
from workbench.ui.searching.pastedfile import write_lookup
from workbench.ui.theme.look import Look
from workbench.ui.theme.marks import Mark
from workbench.workspace.picking import Line
from workbench.workspace.searching_hits import Hit
from workbench.workspace.searching_lists import (
    LookedUp,
    look_up_here,
    look_up_there,
    requests_for,
)

if TYPE_CHECKING:
    from workbench.workspace.searching_index import Index
    from workbench.workspace.workspace import Workspace

Work = Callable[[Job], Coroutine[object, object, tuple[LookedUp, ...]]]


class ListLookup(DialogFrame):
    """Paste, drop or open a list; what comes out can be opened, copied and exported.

    Attributes:
        hit_wanted: the row of a line is to be opened: a `Hit`.
        lines: the answer, empty before.
    """

    hit_wanted = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        index: Index,
        look: Look,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Look up a list in all sources")
        super().__init__(title, look, width="dialog_wide", topic="search", parent=parent)
        self._workspace = workspace
        self._index = index
        self._job: Job | None = None
        self.lines: tuple[LookedUp, ...] = ()
        self._list = ListBody(look)
        self.input, self.table, self._error = self._list.input, self._list.table, self._list.error
        self.body.addWidget(self._list, 1)
        self.setMinimumHeight(look.px(560))
        self._make_buttons()
        self._connect()
        self.input.set_text(text)
        self._show()
        if text.strip():
            self.look_up()

    def _make_buttons(self) -> None:
        self.again = self.add_left(tr("Another list"))
        self.open_file = self.add_left(tr("Open a file…"))
        self.copy = self.add_plain("")
        self.export = self.add_plain(tr("Export list…"))
        self.ask = self.add_plain("")
        self.cancel = self.add_cancel(tr("Close"))
        self.take = self.add_primary("", accepts=False)

    def _connect(self) -> None:
        self.input.changed.connect(self._show)
        self.input.entered.connect(self._act)
        self.take.clicked.connect(self._act)
        self.again.clicked.connect(self.start_over)
        self.open_file.clicked.connect(self._list.choose_file)
        self.copy.clicked.connect(self.copy_missing)
        self.export.clicked.connect(self._choose_target)
        self.ask.clicked.connect(self.ask_services)
        self._list.outcomes.chosen.connect(self._show)
        self.table.view.doubleClicked.connect(self._open_line)
        self.table.view.selectionModel().currentRowChanged.connect(self._show)
        self.finished.connect(self.stop)

    # ---- the list ----------------------------------------------------------------------------

    def load_file(self, path: str) -> None:
        """Put the lines of a text or CSV file into the input."""
        self._list.load_file(path)

    def start_over(self) -> None:
        """Return to the input."""
        self.lines = ()
        self._error.hide()
        self._show()
        self._list.show_input()

    # ---- looking up --------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether it is looking up."""
        return self._job is not None and self._job.open

    def look_up(self) -> None:
        """Look the list up among what is kept on this machine; nothing is asked."""
        text, workspace, index = self.input.text(), self._workspace, self._index
        count = self.input.count()
        title = trn("Look up {count} line", "Look up {count} lines", count)
        self._start(title, lambda job: look_up_here(workspace, index, text, job))

    def ask_services(self) -> None:
        """Ask the services for the lines that name nothing here."""
        lines, workspace = self.lines, self._workspace
        count = len(self.missing())
        title = trn("Ask for {count} number", "Ask for {count} numbers", count)
        self._start(title, lambda job: look_up_there(workspace, lines, job))

    def stop(self) -> None:
        """Stop at the next request."""
        if self._job is not None:
            self._job.cancel()

    def _start(self, title: str, work: Work) -> None:
        tell, fail = weak_slot(self, self._answered), weak_slot(self, self._fail)

        async def run(job: Job) -> None:
            try:
                lines = await work(job)
            except WbError as error:
                fail(error)
                raise
            tell(lines, tuple(job.failures))

        self._error.hide()
        self._job, _task = self._workspace.jobs.start(title, "list", run, awaited=True)
        self._job.changed.connect(weak_slot(self, self._show))
        self._list.said.say(title)
        self._show()

    def _answered(self, lines: tuple[LookedUp, ...], failures: Sequence[str]) -> None:
        self.lines = lines
        titles = self._workspace.sources.titles
        self._list.show_answer([shown_line(line, titles) for line in lines])
        if failures:
            self._error.set_ink(Mark.REFUSED)
            self._error.say("\n".join(failures))
            self._error.show()
        if lines:
            self.table.view.selectRow(0)
        self.table.view.setFocus()
        self._show()

    def _fail(self, error: WbError) -> None:
        self._list.fail(error)
        self._show()

    def show_only(self, key: str) -> None:
        """Show the lines of one outcome ("found", "several", "missing"), or "every" one."""
        self._list.show_only(key)
        self._show()

    # ---- what to do with it ------------------------------------------------------------------

    @property
    def current(self) -> LookedUp | None:
        """The line that is current in the table, None for none."""
        row = self.table.view.currentIndex().row()
        if not 0 <= row < self.table.model.rowCount():
            return None
        number = self.table.model.line(row).number
        return next((line for line in self.lines if line.number == number), None)

    def open_row(self) -> None:
        """Open the row of the current line in its tab."""
        line = self.current
        if line is None or not line.things:
            return
        thing = line.things[0]
        ref = thing.refs[0]
        hit = Hit(ref.source, ref.account, ref.resource, ref.key, ref.key, "", "", thing.name)
        self.accept()
        self.hit_wanted.emit(hit)

    def missing(self) -> tuple[str, ...]:
        """Return the lines that name nothing, as pasted."""
        return tuple(line.text for line in self.lines if not line.things)

    def copy_missing(self) -> None:
        """Put the lines that name nothing on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(self.missing()))

    def save(self, path: str) -> None:
        """Write the lines shown, with what they name, to a CSV or Excel file."""
        numbers = {line.number for line in self.table.lines()}
        lines = [line for line in self.lines if line.number in numbers]
        titles, fail = self._workspace.sources.titles, weak_slot(self, self._fail)

        async def work(job: Job) -> None:
            try:
                await write_lookup(lines, Path(path), titles, job)
            except WbError as error:
                fail(error)
                raise

        title = tr("Export {name}", name=Path(path).name)
        self._workspace.jobs.start(title, "export", work, awaited=True)

    def _choose_target(self) -> None:
        self._list.choose_target(self._workspace.settings.export_folder, self.save)

    def _open_line(self, _index: QModelIndex) -> None:
        self.open_row()

    def _act(self) -> None:
        if self.lines:
            self.open_row()
        else:
            self.look_up()

    def _show(self, *_: object) -> None:
        """Show what can be done now."""
        busy, answered = self.busy, bool(self.lines)
        missing = self.missing()
        self._list.ring.setVisible(busy)
        self._list.said.setVisible(busy)
        self.input.setEnabled(not busy)
        for button, on in (
            (self.again, answered),
            (self.open_file, not answered),
            (self.copy, bool(missing)),
            (self.export, answered),
            (self.ask, bool(missing)),
        ):
            button.setVisible(on)
            button.setEnabled(not busy)
        self.copy.say(tr("Copy {count} not found", count=f"{len(missing):,}"))
        numbers = len(dict.fromkeys(line.asked for line in self.lines if not line.things))
        most = requests_for(self._workspace, numbers) if missing else 0
        self.ask.say(trn("Ask services ({count} request)", "Ask services ({count} requests)", most))
        line = self.current
        count = self.input.count()
        looks = trn("Look up {count} line", "Look up {count} lines", count)
        self.take.say(tr("Open row") if answered else looks)
        self.take.setEnabled(not busy and bool((line and line.things) if answered else count))


def shown_line(line: LookedUp, titles: Mapping[str, str]) -> Line:
    """Return a line as the table shows it: what was found, and where.

    One thing that several sources have is one thing: it is carried by the key of its first place.
    """
    names: list[str] = []
    for thing in line.things:
        held = ", ".join(dict.fromkeys(titles.get(ref.source, "") for ref in thing.refs))
        names.append(tr("{name} ({sources})", name=thing.name, sources=held))
    keys = tuple(thing.refs[0].key for thing in line.things)
    return Line(line.number, line.text, keys, tuple(names))
