"""Loading the rows of the tab in front: all of them, told before where it is long, or changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.core.errors import WbError
from workbench.core.texts import tr
from workbench.ui.safe import weak_slot
from workbench.ui.theme.marks import Mark
from workbench.workspace.changes import Update
from workbench.workspace.loading import MANY_REQUESTS, estimate

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.ui.window.main import MainWindow
    from workbench.ui.window.tab import SourceTab

BATCH = 50
"""Rows of one request when all are loaded, as the services document it."""


class LoadCommands(QObject):
    """The actions that load rows, done."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        window.registry.on("load.all", self.load_all)
        window.registry.on("load.changes", self.load_changes)

    def load_all(self) -> None:
        """Load all rows; a large load is announced in a strip with its size and a way out."""
        tab = self._window.front
        session = tab.desk.session if tab else None
        if tab is None or session is None or session.status.complete:
            return
        cost = estimate(session, BATCH)
        if cost.requests <= MANY_REQUESTS:
            tab.desk.load_all()
            return
        formats = self._workspace.formats
        what = tr("Load all {count} rows?", count=formats.integer(session.status.total or 0))
        meaning = tr(
            "About {time}, {requests} requests. You can go on working, pause and stop.",
            time=formats.duration(cost.seconds),
            requests=formats.integer(cost.requests),
        )
        strip = tab.strips.say("load", Mark.UNKNOWN, what, meaning, [("load", tr("Load all"))])
        strip.acted.connect(lambda _key: self._load_now(tab))

    def _load_now(self, tab: SourceTab) -> None:
        tab.strips.drop("load")
        tab.desk.load_all()

    def load_changes(self) -> None:
        """Bring the rows up to date with what changed."""
        tab = self._window.front
        session = tab.desk.session if tab else None
        if tab is None or session is None:
            return
        update = Update(session)
        say, fail = weak_slot(tab, tab.strips.say), weak_slot(tab, tab.desk.trouble.emit)

        async def work(job: Job) -> None:
            try:
                changed = await update.run(job)
            except WbError as error:
                fail(error)
                raise
            say("changes", Mark.DONE, tr("Up to date."), changed.sentence())

        self._workspace.jobs.start(
            tr("Only what changed"), "changes", work, source=session.source.id, awaited=True
        )
