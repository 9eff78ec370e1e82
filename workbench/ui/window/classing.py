"""ETIM from the window: classes, class workbooks, JSON, quality, rehearsal and releases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QDialog

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.ui.classes.desk import ClassDesk, classified_in
from workbench.ui.dialogs.choosing import ask_open, ask_save
from workbench.ui.links import open_folder, open_path
from workbench.ui.safe import weak_slot
from workbench.ui.theme.marks import Mark
from workbench.workspace.changes import refresh_rows

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from workbench.core.jobs import Job
    from workbench.ui.classes.report import Report
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab
    from workbench.workspace.classes.model import ClassIntake, DeadLink
    from workbench.workspace.session import Session

OF_CLASS = ("class.export", "class.fill")
OF_ROWS = ("class.import", "class.json", "class.quality", "class.rehearse", "class.change")


class ClassCommands(QObject):
    """The actions of classes in the tab in front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._watched: set[int] = set()
        self.dialog: QDialog | None = None
        on = window.registry.on
        on("class.open", self.open_classes)
        on("class.change", self.change_class)
        on("class.fill", self.fill)
        on("class.export", self.export_class)
        on("class.import", self.import_class)
        on("class.json", self.export_json)
        on("class.quality", self.check_quality)
        on("class.rehearse", self.rehearse)
        on("class.releases", self.releases)
        window.front_changed.connect(self._follow)
        self._follow()

    @property
    def _tab(self) -> SourceTab | None:
        return self._window.front

    @property
    def _held(self) -> ClassDesk | None:
        tab = self._window.front
        return tab.classes.held if tab is not None else None

    def _session(self) -> Session | None:
        held = self._held
        return held.session if held is not None else None

    def context(self) -> tuple[str, ...]:
        """Return the actions for a context menu over the rows in front."""
        acts = ("class.change", "class.json", "", "label.add", "label.remove", "")
        return acts if self._session() is not None else ()

    # ---- which can be chosen ----------------------------------------------------------------

    def _follow(self) -> None:
        tab = self._tab
        if tab is not None and id(tab) not in self._watched:
            place = id(tab)
            self._watched.add(place)
            tab.destroyed.connect(lambda: self._watched.discard(place))
            unique = Qt.ConnectionType.UniqueConnection
            tab.classes.menu_wanted.connect(self._menu, unique)
            tab.classes.report_wanted.connect(self.rehearse, unique)
            tab.classes.shown.connect(self.refresh, unique)
            if tab.classes.notified is not None:
                tab.classes.notified.reread_wanted.connect(lambda keys: self._reread(tab, keys))
                tab.classes.notified.remove_wanted.connect(lambda keys: self._remove(tab, keys))
            tab.desk.status_changed.connect(self.refresh, unique)
            tab.desk.session_changed.connect(self.refresh, unique)
        self.refresh()

    def refresh(self) -> None:
        """Say what can be done now, and why the rest cannot."""
        held, session, enable = self._held, self._session(), self._window.registry.enable
        rows = session is not None and len(session.table) > 0
        none = tr("These rows have no ETIM classes.") if held is None or session is None \
            else tr("There are no rows yet.")  # fmt: skip
        enable("class.open", on=held is not None, reason=tr("This source has no ETIM classes."))
        for name in OF_ROWS:
            enable(name, on=rows, reason=none)
        for name in OF_CLASS:
            is_open = rows and held is not None and bool(held.code)
            enable(name, on=is_open, reason=none if not rows else tr("Open a class first."))

    def _menu(self, place: QPoint) -> None:
        names = ("class.fill", "class.change", "", "class.export", "class.import", "class.json", "",
                 "class.quality", "class.rehearse", "class.releases")  # fmt: skip
        menu = self._window.registry.menu_of(names, self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    # ---- classes ----------------------------------------------------------------------------

    def open_classes(self) -> None:
        """Open the class of the current row, else the largest one; go back where one is open."""
        held, session = self._held, self._session()
        if held is None:
            return
        if held.code:
            held.open("")
            return
        if session is None:
            resource = classified_in(held.desk)
            if resource is not None:
                held.desk.open(resource)
            session = held.session
        code = ""
        if session is not None and held.desk.selection.current:
            product = held.classes.records(session).get(held.desk.selection.current)
            code = product.product.class_code if product is not None else ""
        named = [count for count in held.counts if count.code]
        if not code and named:
            code = max(named, key=lambda count: count.count).code
        if code:
            held.open(code)

    def change_class(self) -> None:
        """Choose another class for the chosen rows; what it would lose is told first."""
        from workbench.ui.classes.classchange import ClassChange  # noqa: PLC0415 - on use

        tab, held, session = self._tab, self._held, self._session()
        if tab is None or held is None or session is None:
            return
        keys = held.keys() if held.code else self._chosen(tab, session)
        if keys:
            self._show(ClassChange(held.classes, session, keys, tab.desk_look, self._window))

    def fill(self) -> None:
        """Begin a bulk fill of the feature that is chosen."""
        if self._tab is not None and self._tab.classes.open:
            self._tab.classes.fill()

    def _chosen(self, tab: SourceTab, session: Session) -> tuple[str, ...]:
        held = tab.desk.selection
        keys = held.keys or ((held.current,) if held.current else ())
        return tuple(key for key in keys if session.table.row_of(key) is not None)

    # ---- files ------------------------------------------------------------------------------

    def export_class(self) -> None:
        """Write the class that is open as a workbook."""
        held = self._held
        if held is None or not held.code:
            return
        name = f"{held.code} {held.class_.name}".strip().replace("/", " ")
        ask_save(self._window, tr("Export class to Excel"), f"{name}.xlsx",
                 tr("Excel workbooks (*.xlsx)"), self.export_class_to)  # fmt: skip

    def export_class_to(self, path: str) -> None:
        """Write it there, as a job."""
        tab, held, session = self._tab, self._held, self._session()
        if tab is None or held is None or session is None:
            return
        classes, code = held.classes, held.code

        async def work(job: Job) -> None:
            await classes.export_class(session, code, Path(path), job)

        self._run(tab, tr("Export class to Excel"), work, lambda: _say_saved(tab, path))

    def import_class(self) -> None:
        """Read a class workbook back."""
        ask_open(self._window, tr("Import class workbook"), tr("Excel workbooks (*.xlsx)"),
                 self.import_class_from)  # fmt: skip

    def import_class_from(self, path: str) -> None:
        """Read it; what it changes is shown before it is staged."""
        tab, held, session = self._tab, self._held, self._session()
        if tab is None or held is None or session is None:
            return
        classes = held.classes
        show = weak_slot(self, self._show_intake)

        async def work(job: Job) -> None:
            show(tab, await classes.import_class(session, Path(path), job))

        self._run(tab, tr("Import class workbook"), work)

    def _show_intake(self, tab: SourceTab, intake: ClassIntake) -> None:
        from workbench.ui.classes.intakedialog import IntakeDialog  # noqa: PLC0415 - on use

        held = tab.classes.held
        if held is not None and held.session is not None:
            self._show(IntakeDialog(held, intake, tab.desk_look, self._window))

    def export_json(self) -> None:
        """Write the documents of the chosen rows as they came; of all loaded ones without any."""
        ask_save(self._window, tr("Export as JSON"), "products.json", tr("JSON files (*.json)"),
                 self.export_json_to)  # fmt: skip

    def export_json_to(self, path: str) -> None:
        """Write them there, as a job."""
        tab, held, session = self._tab, self._held, self._session()
        if tab is None or held is None or session is None:
            return
        keys: Sequence[str] = held.members() if held.code else tab.desk.selection.keys
        keys = keys or [session.table.key(row) for row in range(len(session.table))]
        classes = held.classes

        async def work(job: Job) -> None:
            await classes.export_raw(session, keys, Path(path), job)

        self._run(tab, tr("Export as JSON"), work, lambda: _say_saved(tab, path))

    def _run(
        self,
        tab: SourceTab,
        title: str,
        work: Callable[[Job], Awaitable[None]],
        done: Callable[[], object] | None = None,
    ) -> None:
        """Run a job of this tab; what fails is told in its strip."""
        tell, fail = weak_slot(tab, done) if done else None, weak_slot(tab, tab.desk.trouble.emit)

        async def guarded(job: Job) -> None:
            try:
                await work(job)
            except WbError as error:
                fail(error)
                raise
            if tell is not None:
                tell()

        source = tab.desk.source.id
        self._window.workspace.jobs.start(title, "classes", guarded, source=source, awaited=True)

    # ---- reports ----------------------------------------------------------------------------

    def check_quality(self) -> None:
        """List what the checks found; Enter goes to the row."""
        from workbench.ui.classes import quality  # noqa: PLC0415 - on use
        from workbench.ui.classes.report import Report  # noqa: PLC0415

        tab, held = self._tab, self._held
        if tab is None or held is None:
            return
        sections = [(key, tr(title)) for key, title in quality.SECTIONS]
        dialog = Report(tr("Quality of the loaded products"), "quality.csv", sections,
                        quality.quality_columns(), self._window.workspace.jobs, tab.desk_look,
                        self._window)  # fmt: skip
        links: list[DeadLink] = []

        def show() -> None:
            dialog.show_rows(quality.quality_says(held), quality.quality_rows(held, links))

        held.reckoned.connect(weak_slot(dialog, show))
        dialog.row_wanted.connect(lambda key: self._go_to(tab, quality.product_of(key)))
        button = dialog.add_plain(tr("Check links"))
        button.clicked.connect(lambda: self._check_links(tab, dialog, links, show))
        show()
        self._show(dialog)

    def _check_links(
        self, tab: SourceTab, dialog: Report, links: list[DeadLink], show: Callable[[], object]
    ) -> None:
        """Ask every web address of the chosen products, or of all loaded ones."""
        held, session = tab.classes.held, self._session()
        if held is None or session is None:
            return
        keys: Sequence[str] = tab.desk.selection.keys
        keys = keys or [session.table.key(row) for row in range(len(session.table))]
        classes, told = held.classes, weak_slot(dialog, show)
        dialog.parts.set_value("link")

        async def work(job: Job) -> None:
            links[:] = await classes.dead_links(session, keys, job)
            told()

        self._run(tab, tr("Check links"), work)

    def _go_to(self, tab: SourceTab, key: str) -> None:
        held = tab.classes.held
        if held is not None and held.code:
            held.open("")
        tab.desk.selection.set_current(key)
        tab.grid.go_to(key)
        tab.focus_rows()

    def _reread(self, tab: SourceTab, keys: Sequence[str]) -> None:
        """Read rows again that the service told of; those that do not come are deleted there."""
        session = tab.desk.session
        if session is None:
            return
        classes = self._window.workspace.classes

        async def work(job: Job) -> None:
            begun = now()
            job.advance(await refresh_rows(session, keys), len(keys))
            # Rows that came lost their mark as their documents were taken.
            marks = classes.marks(session)
            gone = [key for key in keys if key in marks and marks[key].at <= begun]
            if gone:
                classes.mark_gone(session, gone)

        self._run(tab, tr("Read changed rows"), work)

    def _remove(self, tab: SourceTab, keys: Sequence[str]) -> None:
        """Take rows out of the table that are deleted at the service; nothing is sent."""
        session = tab.desk.session
        if session is not None:
            session.remove(keys)
            tab.desk.told.tell()

    def rehearse(self) -> None:
        """Show the report of a move to another release, made now where there is none."""
        tab, held = self._tab, self._held
        if tab is None or held is None or held.session is None:
            return
        if not held.code:
            self.open_classes()
        if not held.code:
            return
        box = tab.classes.dock.rehearsal
        if box.rehearsal is not None:
            self._show_moves(tab)
        elif box.releases:
            box.finished.connect(
                lambda: self._show_moves(tab), Qt.ConnectionType.SingleShotConnection
            )
            box.rehearse()
        else:
            what = tr("There is one release only.")
            strip = tab.strips.say("rehearse", Mark.UNKNOWN, what,
                                   tr("Load another one to see what moving there breaks."),
                                   [("releases", tr("Releases…"))])  # fmt: skip
            strip.acted.connect(lambda _key: self.releases())

    def _show_moves(self, tab: SourceTab) -> None:
        from workbench.ui.classes import movereport  # noqa: PLC0415 - on use
        from workbench.ui.classes.report import Report  # noqa: PLC0415

        held = tab.classes.held
        found = tab.classes.dock.rehearsal.rehearsal
        if held is None or found is None:
            return
        sections = [(key, tr(title)) for key, title in movereport.SECTIONS]
        dialog = Report(tr("Release rehearsal"), "rehearsal.csv", sections,
                        movereport.move_columns(), self._window.workspace.jobs, tab.desk_look,
                        self._window)  # fmt: skip
        dialog.show_rows(movereport.move_says(found), movereport.move_rows(held, found))
        dialog.row_wanted.connect(lambda key: _open_moved(tab, key.partition("\x1f")[0], self))
        self._show(dialog)

    def releases(self) -> None:
        """Show the releases of ETIM on this machine."""
        from workbench.ui.classes.releasesdialog import ReleasesDialog  # noqa: PLC0415 - on use

        tab, held = self._tab, self._held
        look = tab.desk_look if tab is not None and held is not None else self._window.look
        account = tab.desk.account if tab is not None and held is not None else None
        self._show(ReleasesDialog(self._window.workspace, account, look, self._window))

    def _show(self, dialog: QDialog) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog
        dialog.finished.connect(lambda _result: self._closed(dialog))
        dialog.open()

    def _closed(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()


def _open_moved(tab: SourceTab, key: str, commands: ClassCommands) -> None:
    """Open the class, or go to the product, that a row of the report is about."""
    held = tab.classes.held
    if held is not None and held.members(key):
        held.open(key)
    else:
        commands._go_to(tab, key)  # noqa: SLF001 - of the same module


def _say_saved(tab: SourceTab, path: str) -> None:
    actions = [("open", tr("Open")), ("folder", tr("Show in folder"))]
    strip = tab.strips.say("saved file", Mark.DONE, tr("The file is saved."), path, actions)
    strip.acted.connect(lambda key: open_path(path) if key == "open" else open_folder(path))
