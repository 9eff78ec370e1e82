"""Reading the ticked rows again, and what that costs in requests, told before it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.errors import WbError
from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
from workbench.ui.safe import weak_slot
from workbench.ui.text import no_mnemonic
from workbench.ui.window.registry import Registry
from workbench.workspace.changes import refresh_cost, refresh_rows

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.ui.window.tab import SourceTab


def tell_refresh_cost(registry: Registry, desk: Desk) -> None:
    """Name how many requests reading the ticked rows again takes."""
    count = len(desk.selection)
    text = tr("Refresh selection")
    if count and desk.resource.key_filter:
        requests = refresh_cost(desk.resource, count)
        cost = trn("{count} request", "{count} requests", requests)
        text = tr("{act} ({cost})", act=text, cost=cost)
    registry["refresh.selection"].setText(no_mnemonic(text))


def refresh_selection(tab: SourceTab | None) -> None:
    """Read the ticked rows of a tab again, as a job."""
    session = tab.desk.session if tab else None
    if tab is None or session is None:
        return
    keys, fail = tab.desk.selection.keys, weak_slot(tab, tab.desk.trouble.emit)

    async def work(job: Job) -> None:
        try:
            count = await refresh_rows(session, keys)
        except WbError as error:
            fail(error)
            raise
        job.advance(count, len(keys))

    tab.desk.workspace.jobs.start(
        tr("Refresh selection"), "refresh", work, source=session.source.id, awaited=True
    )
