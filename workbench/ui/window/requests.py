"""Requests from the window: the form by a key, a question before one is repeated, what is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from workbench.core.texts import tr
from workbench.ui.links import open_folder, open_path
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.dialogs.confirm import ConfirmDialog
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab

MADE = ("made.open", "made.file", "made.check")
"""What can be done with the current row of a list of requests."""


class RequestCommands(QObject):
    """Watches the tabs whose tables are asked for on a button."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._watched: set[int] = set()
        self.dialog: ConfirmDialog | None = None
        on = window.registry.on
        on("request", self.new)
        on("made.open", self.open_tables)
        on("made.file", self.download)
        on("made.check", self.check)
        window.front_changed.connect(self._follow)
        self._follow()

    def context(self) -> tuple[str, ...]:
        """Return the actions for a context menu over the rows in front."""
        tab = self._window.front
        return (*MADE, "") if tab is not None and tab.request.made is not None else ()

    def new(self) -> None:
        """Put the focus into the form of a request."""
        if self._window.front is not None:
            self._window.front.request.focus_form()

    def open_tables(self) -> None:
        """Open what the current row stands for."""
        tab = self._window.front
        if tab is not None and tab.request.made is not None:
            tab.request.made.open_tables()

    def download(self) -> None:
        """Download the file of the current row."""
        tab = self._window.front
        if tab is not None and tab.request.made is not None:
            tab.request.made.download()

    def check(self) -> None:
        """Look at the service whether the current row is ready: its list is read again."""
        tab = self._window.front
        if tab is not None and tab.desk.session is not None:
            tab.desk.session.search(tab.desk.view.query, again=True)

    def _act(self, tab: SourceTab, key: str, name: str) -> None:
        """Do what a row offers in its own cell."""
        if name in MADE:
            tab.desk.selection.set_current(key)
            self._window.registry[name].trigger()

    def refresh(self) -> None:
        """Say what can be done now, and why the rest cannot."""
        tab = self._window.front
        place = tab.request if tab is not None else None
        enable = self._window.registry.enable
        enable(
            "request",
            on=place is not None and place.panel is not None,
            reason=tr("This table is asked for by itself."),
        )
        made = place.made if place is not None else None
        for name in MADE:
            enable(
                name,
                on=made is not None and bool(made.identity),
                reason=tr("Choose a row of what was asked for."),
            )

    def _follow(self) -> None:
        tab = self._window.front
        if tab is not None and id(tab) not in self._watched:
            held = id(tab)
            self._watched.add(held)
            tab.destroyed.connect(lambda: self._watched.discard(held))
            unique = Qt.ConnectionType.UniqueConnection
            tab.request.shown.connect(self.refresh, unique)
            tab.desk.selection.current_changed.connect(self.refresh, unique)
            tab.desk.status_changed.connect(self.refresh, unique)
            tab.request.saved.connect(lambda path: _say_saved(tab, path))
            tab.grid.act_wanted.connect(lambda key, name: self._act(tab, key, name))
            tab.desk.requests.wanted.connect(lambda: self._confirm(tab))
        self.refresh()

    def _confirm(self, tab: SourceTab) -> None:
        """Ask before a question is asked again that leaves something at the service."""
        requests = tab.desk.requests
        if self.dialog is not None or not requests.title:
            return
        from workbench.ui.dialogs.confirm import ConfirmDialog  # noqa: PLC0415 - rarely needed

        sentence = tr("The same question is asked of {source} again.", source=tab.desk.source.title)
        dialog = self.dialog = ConfirmDialog(
            requests.title,
            sentence,
            requests.leaves,
            requests.title,
            tab.desk_look,
            parent=self._window,
        )
        dialog.accepted.connect(requests.ask)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def _say_saved(tab: SourceTab, path: str) -> None:
    actions = [("open", tr("Open")), ("folder", tr("Show in folder"))]
    strip = tab.strips.say("saved file", Mark.DONE, tr("The file is saved."), path, actions)
    strip.acted.connect(lambda key: open_path(path) if key == "open" else open_folder(path))
