"""Import in the window: its action, files dropped on a tab, and the strip that says the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from workbench.core.fields import Field
from workbench.core.texts import tr, trn
from workbench.ui.board.working import begin
from workbench.ui.desk.widening import show_columns
from workbench.ui.importing.dropping import FileDrop
from workbench.ui.safe import never_raises
from workbench.ui.theme.marks import Mark
from workbench.workspace.intake.rules import why_not

if TYPE_CHECKING:
    from workbench.ui.importing.returned import ReturnedDialog
    from workbench.ui.importing.wizard import ImportDialog
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab
    from workbench.workspace.comparison.workbook_return import BasketReturn


class Importing(QObject):
    """Opens the wizard over a window.

    Attributes:
        action_wanted: the service is to import a file itself: id of the action, for its form.
    """

    action_wanted = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: ImportDialog | ReturnedDialog | None = None
        self._drops: dict[int, FileDrop] = {}
        window.registry.on("import", self.open)
        window.registry.on("workbook.back", self.ask_back)
        window.front_changed.connect(self._follow)
        self._follow()

    @never_raises(None)
    def refresh(self) -> None:
        """Say whether a file can be imported into the table in front, and why not."""
        tab = self._window.front
        reason = why_not(tab.desk.session) if tab is not None else tr("No tab is open.")
        self._window.registry.enable("import", on=not reason, reason=reason)
        none = "" if tab is not None else tr("No tab is open.")
        self._window.registry.enable("workbook.back", on=not none, reason=none)

    def _follow(self) -> None:
        tab = self._window.front
        if tab is not None and tab.findChild(FileDrop) is None:
            drop = FileDrop(tab)
            drop.dropped.connect(self.open)
            for signal in (tab.desk.session_changed, tab.desk.status_changed):
                signal.connect(self.refresh, Qt.ConnectionType.UniqueConnection)
        self.refresh()

    def open(self, path: str = "", *, plain: bool = False) -> None:
        """Show the wizard, with a file where one was dropped.

        A workbook that says where it came from is brought back instead, unless it is to be read as
        any other file; one of a table that can only be read is compared.
        """
        tab = self._window.front
        session = tab.desk.session if tab is not None else None
        if self._dialog is not None:
            self._dialog.raise_()
            return
        if tab is None or session is None or why_not(session):
            if tab is not None and path.lower().endswith((".xlsx", ".ods")) and not plain:
                self.bring_back(path)
            return
        from workbench.ui.importing.wizard import ImportDialog  # noqa: PLC0415 - on use

        dialog = ImportDialog(tab.desk, session, tab.desk_look, path, self._window, plain=plain)
        importing = dialog.importing
        dialog.staged.connect(
            lambda rows, file: self._staged(tab, rows, file, importing.staged_made())
        )
        dialog.action_wanted.connect(self.action_wanted)
        dialog.ours.connect(self.bring_back, Qt.ConnectionType.QueuedConnection)
        self._show(dialog)

    def ask_back(self) -> None:
        """Ask which workbook comes back, and show what it says."""
        from workbench.ui.dialogs.choosing import ask_open  # noqa: PLC0415 - on use

        title, kinds = tr("Bring back a workbook"), tr("Workbooks (*.xlsx *.ods)")
        ask_open(self._window, title, kinds, self.bring_back)

    def bring_back(self, path: str) -> None:
        """Show what a workbook says that was exported here."""
        tab = self._window.front
        if tab is None or self._dialog is not None:
            return
        from workbench.ui.importing.returned import ReturnedDialog  # noqa: PLC0415 - on use

        desk = tab.desk
        baskets = desk.workspace.keeping.baskets
        dialog = ReturnedDialog(desk, desk.session, baskets, tab.desk_look, path, self._window)
        dialog.staged.connect(lambda count, file: self._brought(tab, count, file))
        dialog.applied.connect(lambda count: self._applied(tab, dialog.basket, count))
        dialog.plain_wanted.connect(
            lambda held: self.open(held, plain=True), Qt.ConnectionType.QueuedConnection
        )
        dialog.plain.setEnabled(not why_not(desk.session))
        self._show(dialog)

    def _show(self, dialog: ImportDialog | ReturnedDialog) -> None:
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def _closed(self, _result: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _staged(self, tab: SourceTab, rows: int, file: str, more: Sequence[Field]) -> None:
        # What was staged in columns that the table did not show is to be seen.
        show_columns(tab.desk, more)
        what = trn("{count} row staged", "{count} rows staged", rows)
        meaning = tr("From {file}. Nothing is sent yet.", file=file)
        strip = tab.strips.say("imported", Mark.CHANGED, what, meaning, [("undo", tr("Undo"))])
        strip.acted.connect(lambda _key: self._undo(tab))

    def _brought(self, tab: SourceTab, count: int, file: str) -> None:
        what = trn("{count} change staged", "{count} changes staged", count)
        meaning = tr("From {file}. Nothing is sent yet.", file=file)
        strip = tab.strips.say("imported", Mark.CHANGED, what, meaning, [("undo", tr("Undo"))])
        strip.acted.connect(lambda _key: self._undo(tab))

    def _applied(self, tab: SourceTab, basket: BasketReturn | None, count: int) -> None:
        if basket is None:
            return
        what = trn("{count} change taken over", "{count} changes taken over", count)
        meaning = tr("Into the basket “{name}”.", name=basket.returned.origin.title)
        strip = tab.strips.say("imported", Mark.DONE, what, meaning, [("undo", tr("Undo"))])
        comparison = tab.desk.workspace.comparison

        async def put_back() -> None:
            await basket.undo()
            # A quantity of before is promised anew where nothing was promised for it.
            await comparison.promise(basket.returned.origin.resource)

        def back(_key: str) -> None:
            tab.strips.drop("imported")
            begin(self, tab.desk, "put a basket back", put_back)

        strip.acted.connect(back)

    def _undo(self, tab: SourceTab) -> None:
        tab.strips.drop("imported")
        editing = tab.desk.session.editing if tab.desk.session else None
        if editing is not None:
            editing.book.steps.undo()
