"""What earlier runs asked of services is waited for again from the start; nothing is asked anew.

No tab has to be opened for it. Where nothing is under way, no source and no network is touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.workspace.books import place_of
from workbench.workspace.remote_records import Records

if TYPE_CHECKING:
    from workbench.core.jobs import Job
    from workbench.workspace.workspace import Workspace


async def go_on_waiting(workspace: Workspace) -> tuple[Job, ...]:
    """Wait again for what the workspace's accounts have under way; `offered` tells what is ready.

    Returns:
        a job for everything that is waited for.

    Raises:
        WbError: STORE, where what was asked cannot be read.
    """
    records = Records(workspace.stores.workspace)
    await records.read()
    places = records.under_way()
    begun: list[Job] = []
    for account in workspace.accounts.list() if places else ():
        if account.source not in {source for source, _host, _name in places}:
            continue
        source = workspace.source(account.source)
        if source is not None and place_of(source, account) in places:
            begun += await workspace.remotes.resume(source, account)
    return tuple(begun)
