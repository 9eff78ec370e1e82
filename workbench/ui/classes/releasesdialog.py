"""Releases of ETIM on this machine: those that ship, and a company's own, loaded from its files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from workbench.core.errors import WbError
from workbench.core.formats import MISSING
from workbench.core.jobs import Job
from workbench.core.texts import tr
from workbench.ui.classes.attribution import attribution
from workbench.ui.classes.cells import Cell, CellKind, Column, SheetRow
from workbench.ui.classes.sheet import SheetModel, SheetView
from workbench.ui.dialogs.choosing import ask_folder, ask_open
from workbench.ui.dialogs.confirm import ConfirmDialog
from workbench.ui.filters.languages import language_name
from workbench.ui.parts.dialog import DialogFrame
from workbench.ui.parts.inputs import LineEdit
from workbench.ui.parts.progress import ProgressLine
from workbench.ui.parts.spacing import keep_spacing
from workbench.ui.safe import never_raises, weak_slot
from workbench.ui.text import label
from workbench.ui.theme.marks import Mark
from workbench.ui.theme.tokens import Role

if TYPE_CHECKING:
    from workbench.core.accounts import Account
    from workbench.core.etim import EtimRelease
    from workbench.ui.theme.look import Look
    from workbench.workspace.workspace import Workspace


class ReleasesDialog(DialogFrame):
    """Lists, loads and removes releases, and says by which one an account's products are shown."""

    def __init__(
        self,
        workspace: Workspace,
        account: Account | None,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("ETIM releases"), look, width="dialog_wide", topic="etim",
                         parent=parent)  # fmt: skip
        self._workspace = workspace
        self._account = account
        self._book = workspace.classes.releases
        self._job: Job | None = None
        self.table = SheetView(SheetModel(_columns()), look, tr("Releases"))
        self.table.setFixedHeight(look.px(32 + 6 * 28))
        self.name = LineEdit(tr("Name of the next release"), look,
                             placeholder=tr("Name, where the files tell none"))  # fmt: skip
        self.used = QComboBox()
        self.used.setAccessibleName(tr("Products are shown by"))
        self.spoken = QComboBox()
        self.spoken.setAccessibleName(tr("Names in"))
        self.progress = ProgressLine(look)
        self.told = label("", look, Role.NOTE, Mark.REFUSED, wrap=True, selectable=True)
        self.told.hide()
        self._lay_out()
        self.remove = self.add_left(tr("Remove…"))
        self.load = self.add_plain(tr("Load a release…"))
        close = self.add_cancel(tr("Close"))
        close.setDefault(True)
        self.remove.clicked.connect(self._ask_remove)
        self.load.clicked.connect(self._ask_load)
        self.table.current.connect(lambda _key: self._tell())
        self.progress.cancel_wanted.connect(self._cancel)
        self.used.activated.connect(self._use)
        self.spoken.activated.connect(self._speak)
        self._book.changed.connect(weak_slot(self, self.refresh))
        self.refresh()
        self.table.setFocus()

    def _lay_out(self) -> None:
        look = self._look
        row = QHBoxLayout()
        keep_spacing(row, look, 8)
        row.addWidget(label(tr("Products are shown by"), look, Role.LABEL))
        row.addWidget(self.used, 1)
        row.addWidget(label(tr("Names in"), look, Role.LABEL))
        row.addWidget(self.spoken, 1)
        next_one = QHBoxLayout()
        keep_spacing(next_one, look, 8)
        next_one.addWidget(label(tr("Next release"), look, Role.LABEL))
        next_one.addWidget(self.name, 1)
        self.body.addWidget(self.table)
        self.body.addLayout(row)
        self.body.addLayout(next_one)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.told)
        about = tr("A company's own release stays on this machine and is sent nowhere.")
        self.body.addWidget(label(about, look, Role.NOTE, "text2", wrap=True))
        self.body.addWidget(label(attribution(), look, Role.NOTE, "text2", wrap=True,
                                  selectable=True))  # fmt: skip

    # ---- showing ----------------------------------------------------------------------------

    @never_raises(None)
    def refresh(self) -> None:
        """Show the releases that are at hand."""
        try:
            every = self._book.all()
        except WbError as error:
            self._fail(error)
            return
        formats = self._workspace.formats
        self.table.sheet.show([
            SheetRow(one.id, (
                Cell(one.name, CellKind.STRONG),
                Cell(one.date or MISSING),
                Cell(", ".join(one.languages).upper() or MISSING),
                Cell(formats.integer(one.classes), CellKind.NUMBER),
                Cell(formats.integer(one.features), CellKind.NUMBER),
                Cell(tr("with the program") if one.shipped else tr("own"), CellKind.FAINT),
            ))
            for one in every
        ])  # fmt: skip
        if not self.table.currentIndex().isValid() and every:
            self.table.setCurrentIndex(self.table.sheet.index(0, 0))
        self._fill_used(every)
        self._tell()

    def _fill_used(self, every: tuple[EtimRelease, ...]) -> None:
        self.used.clear()
        self.used.addItem(tr("the newest release"), "")
        for one in every:
            self.used.addItem(one.name, one.id)
        if self._account is not None:
            at = self.used.findData(self._book.in_use(self._account).release)
            self.used.setCurrentIndex(max(at, 0))
        self.used.setEnabled(self._account is not None)
        self._fill_spoken(every)

    def _fill_spoken(self, every: tuple[EtimRelease, ...]) -> None:
        """Offer the languages of the release that products are shown by."""
        identity = str(self.used.currentData() or "")
        of = next((one for one in every if one.id == identity), every[0] if every else None)
        codes = of.languages if of is not None else ()
        self.spoken.clear()
        for code in codes:
            short, _sign, region = code.partition("-")
            name = language_name(short, self._workspace.settings.language)
            self.spoken.addItem(f"{name} ({region.upper()})" if region else name, code)
        if self._account is not None:
            wish = self._book.in_use(self._account).language
            near = [code for code in codes if code.partition("-")[0] == wish.partition("-")[0]]
            meant = wish if wish in codes else next(iter(near), "")
            self.spoken.setCurrentIndex(max(self.spoken.findData(meant), 0))
        self.spoken.setEnabled(self._account is not None and self.spoken.count() > 1)

    @property
    def chosen(self) -> EtimRelease | None:
        """The release of the current row."""
        row = self.table.sheet.row(self.table.currentIndex().row())
        found = (one for one in self._book.all() if row is not None and one.id == row.key)
        return next(found, None)

    def _tell(self) -> None:
        chosen = self.chosen
        self.remove.setEnabled(chosen is not None and not chosen.shipped)

    def _use(self, _index: int) -> None:
        if self._account is None:
            return
        try:
            # The language is a wish: a release that lacks it shows the names that it has.
            language = self._book.in_use(self._account).language
            self._book.use(self._account, str(self.used.currentData() or ""), language)
        except WbError as error:
            self._fail(error)

    def _speak(self, _index: int) -> None:
        if self._account is None:
            return
        try:
            release = self._book.in_use(self._account).release
            self._book.use(self._account, release, str(self.spoken.currentData()))
        except WbError as error:
            self._fail(error)

    # ---- loading and removing ---------------------------------------------------------------

    def _ask_load(self) -> None:
        menu = QMenu(self)
        menu.addAction(tr("From a .zip or .xml file…"), self._ask_file)
        menu.addAction(tr("From a folder of CSV files…"), self._ask_folder)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.load.mapToGlobal(self.load.rect().bottomLeft()))

    def _ask_file(self) -> None:
        patterns = tr("Releases (*.zip *.xml)")
        ask_open(self, tr("Load a release"), patterns, self.load_from)

    def _ask_folder(self) -> None:
        ask_folder(self, tr("Load a release"), "", self.load_from)

    def load_from(self, path: str) -> None:
        """Load a release out of a folder of CSV, a .zip of it, or an IXF .xml."""
        if self._job is not None:
            return
        self.told.hide()
        book, name = self._book, self.name.text().strip()
        done, fail = weak_slot(self, self._loaded), weak_slot(self, self._fail)

        async def work(job: Job) -> None:
            try:
                found = await book.add(Path(path), job, name=name)
            except WbError as error:
                fail(error)
            else:
                done(found)

        job, _task = self._workspace.jobs.start(tr("Load an ETIM release"), "etim-release", work)
        self._job = job
        job.changed.connect(weak_slot(self, self._moved))
        self.progress.begin(tr("Reading {name}", name=Path(path).name))
        self.load.setEnabled(False)

    def _moved(self, *_: object) -> None:
        job = self._job
        if job is not None and job.open:
            self.progress.report(job.title, job.done, job.total)

    def _loaded(self, found: EtimRelease) -> None:
        self._end()
        at = self.table.sheet.row_of(found.id)
        self.table.setCurrentIndex(self.table.sheet.index(max(at, 0), 0))

    def _fail(self, error: WbError) -> None:
        self._end()
        self.told.say(error.full_text)
        self.told.show()

    def _end(self) -> None:
        self._job = None
        self.progress.end()
        self.load.setEnabled(True)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _ask_remove(self) -> None:
        chosen = self.chosen
        if chosen is None or chosen.shipped:
            return
        dialog = ConfirmDialog(
            tr("Remove a release"),
            tr("“{name}” is removed from this machine.", name=chosen.name),
            tr("Products are shown by the newest release that is left. The files it was loaded"
               " from stay."),
            tr("Remove {name}", name=chosen.name),
            self._look, danger=True, parent=self,
        )  # fmt: skip
        dialog.accepted.connect(lambda: self._remove(chosen.id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remove(self, identity: str) -> None:
        try:
            self._book.remove(identity)
        except WbError as error:
            self._fail(error)


def _columns() -> list[Column]:
    return [
        Column(tr("Release"), 220, stretch=True),
        Column(tr("Date"), 100),
        Column(tr("Languages"), 120),
        Column(tr("Classes"), 90, right=True),
        Column(tr("Features"), 90, right=True),
        Column(tr("From"), 140),
    ]
