"""Two downloads compared and other metal prices, from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from workbench.core.errors import ErrorCode, WbError
from workbench.core.texts import inside, tr
from workbench.ui.safe import weak_slot
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.core.sources import Resource
    from workbench.ui.desk.desk import Desk
    from workbench.ui.parts.dialog import DialogFrame
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab
    from workbench.workspace.differing import Compared
    from workbench.workspace.session import Session


class DifferenceCommands(QObject):
    """Comparing and reckoning in the tab in front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: DialogFrame | None = None
        window.registry.on("downloads", self.choose)
        window.registry.on("metals", self.metals)
        window.front_changed.connect(self._follow)
        self._follow()

    def refresh(self) -> None:
        """Say what can be done now, and why the rest cannot."""
        tab = self._window.front
        desk = tab.desk if tab is not None else None
        rows = desk is not None and desk.session is not None and len(desk.session.table) > 0
        many = desk is not None and desk.session is not None and len(desk.session.table) > 1
        self._window.registry.enable(
            "downloads",
            on=many and desk is not None and _opened_by(desk) is not None,
            reason=tr("Choose the table that lists downloads."),
        )
        self._window.registry.enable(
            "metals",
            on=rows and desk is not None and desk.resource.metals is not None,
            reason=tr("These rows tell no metals."),
        )

    # ---- two downloads -----------------------------------------------------------------------

    def choose(self) -> None:
        """Ask which two downloads are compared; the ticked ones are proposed."""
        tab = self._window.front
        session = tab.desk.session if tab is not None else None
        if tab is None or session is None or self.dialog is not None:
            return
        from workbench.ui.differences.choosing import (  # noqa: PLC0415 - on use
            DownloadsDialog,
            downloads_of,
        )

        downloads = downloads_of(session, tab.desk.workspace.formats)
        held = tab.desk.selection
        order = [each.identity for each in downloads]
        ticked = sorted((key for key in held.keys if key in order), key=order.index)
        chosen = ticked[:2] or [held.current]
        dialog = DownloadsDialog(downloads, chosen, tab.desk_look, self._window)
        dialog.accepted.connect(lambda: self.compare(*dialog.pair()))
        self._show(dialog)

    def compare(self, old: str, new: str) -> None:
        """Compare two downloads by their ids and show the differences as a table."""
        tab = self._window.front
        resource = _opened_by(tab.desk) if tab is not None else None
        if tab is None or resource is None or tab.desk.account is None:
            return
        from workbench.workspace.differing import compare_downloads  # noqa: PLC0415 - on use

        desk, account = tab.desk, tab.desk.account
        show, fail = weak_slot(tab, self._shown), weak_slot(desk, desk.trouble.emit)

        async def work() -> None:
            try:
                session, compared = await compare_downloads(
                    desk.workspace, desk.source, resource, account, old, new
                )
            except WbError as error:
                if error.code is not ErrorCode.CANCELLED:
                    fail(error)
            else:
                show(tab, session, compared)

        tab.strips.say(
            "differences", Mark.LOADING, tr("Comparing two downloads…"), tr("It may take a while.")
        )
        desk.workspace.jobs.spawn("compare downloads", work())

    def _shown(self, tab: SourceTab, session: Session, compared: Compared) -> None:
        before = tab.desk.resource
        tab.desk.show(session)
        said = tr(
            "{new} new, {gone} gone, {changed} changed, {same} as they were.",
            new=f"{compared.new:,}",
            gone=f"{compared.gone:,}",
            changed=f"{compared.changed:,}",
            same=f"{compared.same:,}",
        )
        actions = [("back", tr("Back to {title}", title=inside(tr(before.title))))]
        strip = tab.strips.say("differences", Mark.DONE, tr("Compared."), said, actions)
        strip.acted.connect(lambda _key: self._back(tab, before))

    def _back(self, tab: SourceTab, resource: Resource) -> None:
        tab.strips.drop("differences")
        tab.desk.open(tab.desk.source.resource(resource.id))

    # ---- other prices ------------------------------------------------------------------------

    def metals(self) -> None:
        """Reckon the ticked rows with other metal prices, all shown rows where none is ticked."""
        tab = self._window.front
        session = tab.desk.session if tab is not None else None
        if tab is None or session is None or self.dialog is not None:
            return
        from workbench.ui.differences.metals import WhatIfDialog  # noqa: PLC0415 - on use

        shown = [session.table.key(session.rows.row(at)) for at in range(len(session.rows))]
        ticked = [key for key in tab.desk.selection.keys if session.table.row_of(key) is not None]
        keys = ticked if len(ticked) > 1 else shown
        self._show(WhatIfDialog(tab.desk, keys, tab.desk_look, self._window))

    def _show(self, dialog: DialogFrame) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _follow(self) -> None:
        tab = self._window.front
        if tab is not None:
            unique = Qt.ConnectionType.UniqueConnection
            for signal in (tab.desk.session_changed, tab.desk.status_changed):
                signal.connect(self.refresh, unique)
        self.refresh()


def _opened_by(desk: Desk) -> Resource | None:
    """Return the resource that the rows of a desk open, None where they are no downloads."""
    opened = desk.source.resource(desk.resource.opens) if desk.resource.opens else None
    return opened if opened is not None and opened.remote is not None else None
