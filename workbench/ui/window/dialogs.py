"""The window's dialogs: opened without blocking, one of a kind at a time, imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from workbench.core.errors import WbError
from workbench.core.jobs import Job
from workbench.core.texts import tr, trn
from workbench.ui.links import open_folder, open_path
from workbench.ui.theme.marks import Mark
from workbench.ui.topics import topic_at
from workbench.ui.window.hidden import HIDDEN, say_hidden
from workbench.workspace.loading import Resume

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.ui.window.acting import ActionCommands
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab


class Dialogs(QObject):
    """Dialogs over one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self._look = window.look
        self._open: dict[str, QWidget] = {}
        self.acts: ActionCommands | None = None

    @property
    def _tab(self) -> SourceTab | None:
        return self._window.front

    def _show(self, key: str, make: Callable[[], QWidget]) -> QWidget:
        """Show a dialog, or bring it to the front where it is open already."""
        held = self._open.get(key)
        if held is not None:
            held.raise_()
            held.activateWindow()
            return held
        dialog = make()
        self._open[key] = dialog
        dialog.destroyed.connect(lambda: self._open.pop(key, None))
        finished = getattr(dialog, "finished", None) or getattr(dialog, "closed", None)
        if finished is not None:
            finished.connect(lambda *_: self._end(key))
        opener = getattr(dialog, "open", dialog.show)
        opener()
        return dialog

    def _end(self, key: str) -> None:
        dialog = self._open.pop(key, None)
        if dialog is not None:
            dialog.deleteLater()

    # ---- accounts, settings, help ----------------------------------------------------------

    def accounts(self, source: str = "") -> None:
        """Show the accounts."""
        from workbench.ui.dialogs.accounts import AccountsDialog  # noqa: PLC0415

        self._show(
            "accounts",
            lambda: AccountsDialog(self._workspace, self._look, source, self._window),
        )

    def settings(self) -> None:
        """Show the settings."""
        from workbench.ui.dialogs.settings import SettingsDialog  # noqa: PLC0415

        def make() -> QWidget:
            specs = self._window.registry.specs
            dialog = SettingsDialog(self._workspace, self._look, specs, self._window)
            dialog.restore_wanted.connect(self._window.restore_wanted)
            dialog.sandbox_removed.connect(self._window.sandbox_removed)
            return dialog

        self._show("settings", make)

    def about(self) -> None:
        """Show what the program is."""
        from workbench.ui.dialogs.about import AboutDialog  # noqa: PLC0415

        self._show("about", lambda: AboutDialog(self._workspace, self._look, self._window))

    def shortcuts(self) -> None:
        """Show every shortcut."""
        from workbench.ui.dialogs.shortcuts import ShortcutsDialog  # noqa: PLC0415

        specs = self._window.registry.specs
        keys = self._workspace.settings.key_bindings
        self._show(
            "shortcuts", lambda: ShortcutsDialog(specs, self._look, self._window, bindings=keys)
        )

    def help(self) -> None:
        """Show the manual at the page for where the user is."""
        from workbench.ui.dialogs.contents import HelpWindow  # noqa: PLC0415

        topic = topic_at(QApplication.focusWidget()) or self._topic()
        page = self._show("help", lambda: HelpWindow(self._look, topic, self._window))
        if isinstance(page, HelpWindow):
            page.show_topic(topic)

    def _topic(self) -> str:
        """Return the page about the rows in front."""
        tab = self._tab
        if tab is None:
            return "search"
        if tab.gallery.isVisible():
            return "gallery"
        resource, session = tab.desk.resource, tab.desk.session
        if resource.following is not None:
            return "etim"
        if resource.kept:
            return "compare" if tab.board is not None else "orders"
        if resource.asked or resource.opens:
            return "requests"
        return "typing" if session and session.editing else "search"

    # ---- rows ------------------------------------------------------------------------------

    def export(self) -> None:
        """Show what can be exported, and how."""
        tab = self._tab
        if tab is None or tab.desk.session is None:
            return
        from workbench.ui.dialogs.export import ExportDialog  # noqa: PLC0415

        def make() -> QWidget:
            dialog = ExportDialog(tab.desk, tab.desk_look, self._window)
            dialog.exported.connect(lambda path, rows: self.exported(tab, path, rows))
            return dialog

        self._show("export", make)

    def export_again(self, *, too: bool = False) -> None:
        """Export with the last template; the dialog where there is none yet.

        Args:
            too: ticked rows that are out of sight go too; without it they are said.
        """
        tab = self._tab
        if tab is None or tab.desk.session is None:
            return
        from workbench.ui.dialogs.again import quick_export  # noqa: PLC0415
        from workbench.ui.dialogs.exportrun import left_out  # noqa: PLC0415

        hidden = () if too else left_out(tab.desk)

        def say(path: str, rows: int) -> None:
            if hidden:
                meaning = tr("Only rows in sight were exported.")
                say_hidden(tab.strips, hidden, meaning, lambda: self.export_again(too=True))
            self.exported(tab, path, rows)

        tab.strips.drop(HIDDEN)
        if not quick_export(tab.desk, say, too=too):
            self.export()

    def exported(self, tab: SourceTab, path: str, rows: int) -> None:
        """Say where an export is, and offer to open it."""
        what = trn("{count} row exported", "{count} rows exported", rows)
        actions = [("open", tr("Open")), ("folder", tr("Show in folder"))]
        strip = tab.strips.say("exported", Mark.DONE, what, path, actions)
        strip.acted.connect(lambda key: open_path(path) if key == "open" else open_folder(path))

    def compare(self) -> None:
        """Show the ticked rows side by side."""
        tab = self._tab
        if tab is None or tab.desk.session is None:
            return
        from workbench.ui.compare.panel import ComparePanel  # noqa: PLC0415

        keys = tab.desk.selection.keys

        def make() -> QWidget:
            panel = ComparePanel(tab.desk, tab.desk_look, tab.shelf, keys, self._window)
            panel.export_wanted.connect(lambda _keys: self.export())
            return panel

        try:
            self._show("compare", make)
        except WbError as error:
            tab.desk.trouble.emit(error)

    def look_up_list(self) -> None:
        """Look up a pasted list of references."""
        tab = self._tab
        if tab is None or tab.desk.session is None:
            return
        from workbench.ui.filters.listing import ListDialog  # noqa: PLC0415

        self._show("list", lambda: ListDialog(tab.desk, tab.desk_look, self._window))

    # ---- jobs and palette ------------------------------------------------------------------

    def jobs(self) -> None:
        """Show every job."""
        from workbench.ui.jobs.centre import JobCentre  # noqa: PLC0415

        def make() -> QWidget:
            centre = JobCentre(self._workspace, self._look, self._window)
            centre.resume_wanted.connect(self.go_on)
            centre.open_wanted.connect(open_path)
            centre.folder_wanted.connect(open_folder)
            return centre

        self._show("jobs", make)

    def go_on(self, job: Job) -> None:
        """Go on with a load that was cut off, in a tab that asks the same question."""
        try:
            resume = msgspec.json.decode(job.resume, type=Resume)
        except msgspec.DecodeError:
            return
        source = self._workspace.source(resume.source)
        resource = source.resource(resume.resource) if source else None
        if source is None or resource is None:
            return
        tab = next(
            (held for held in self._window.all_tabs if held.desk.source.id == source.id), None
        ) or self._window.open_tab(source)
        self._window.bring_forward(tab)
        tab.desk.go_on(resource, resume.query)
        self._workspace.joblog.remove(job)

    def calls(self) -> None:
        """Show what was asked of services."""
        from workbench.ui.calls.dialog import CallHistory  # noqa: PLC0415

        self._show("calls", lambda: CallHistory(self._workspace, self._look, self._window))

    def palette(self) -> None:
        """Find any action or operation by a few letters."""
        from workbench.ui.palette.palette import CommandPalette  # noqa: PLC0415

        operations = [
            (source.id, operation)
            for source in self._workspace.sources
            for operation in source.operations()
        ]

        def make() -> QWidget:
            own = self.acts.specs() if self.acts is not None else ()
            palette = CommandPalette(
                (*self._window.registry.specs, *own),
                operations,
                self._look,
                self._window,
                titles={source.id: source.title for source in self._workspace.sources},
                bindings=self._workspace.settings.key_bindings,
                refused=self._window.registry.refused(),
            )
            palette.action_chosen.connect(self._run)
            palette.operation_chosen.connect(self.operation)
            return palette

        self._show("palette", make)

    def _run(self, name: str) -> None:
        """Do what was chosen in the palette: an action of the source in front, or the window's."""
        if self.acts is None or not self.acts.run(name):
            self._window.registry[name].trigger()

    def operation(self, source_id: str, name: str) -> None:
        """Show the form of an operation."""
        from workbench.ui.palette.operation import OperationDialog  # noqa: PLC0415

        source = self._workspace.source(source_id)
        found = (
            next((held for held in source.operations() if held.name == name), None)
            if source
            else None
        )
        if source is None or found is None:
            return
        self._show(
            f"operation {name}",
            lambda: OperationDialog(
                self._workspace, self._look.tinted(source.id), source, found, self._window
            ),
        )

    def columns(self) -> None:
        """Choose the columns of the table."""
        tab = self._tab
        if tab is None:
            return
        from workbench.ui.grid.columns import column_chooser  # noqa: PLC0415

        column_chooser(tab.desk, tab.desk_look, tab).open_at(tab.tools.columns, right=True)
