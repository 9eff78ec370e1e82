"""An account gets another name: all that is kept of it on this machine follows.

Drafts, the history of sends, orders, runs, exports and prices are bound to the name, so that they
are never offered to another account. Without this they would be there and nobody would see them.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from workbench.core.errors import bad_input
from workbench.core.texts import tr
from workbench.store.runs import RunStore

if TYPE_CHECKING:
    from workbench.core.accounts import Account
    from workbench.workspace.workspace import Workspace


async def follow_name(workspace: Workspace, old: Account, new: Account) -> None:
    """Give what is kept of an account its new name; drafts come last, as nothing else is typed.

    Raises:
        WbError: INPUT while changes of it are being sent; DISK, DISK_FULL or STORE.
    """
    source, stores = old.source, workspace.stores
    if workspace.deliveries.is_busy(source, old.name):
        raise bad_input(
            tr("Changes of “{name}” are being sent.", name=old.name),
            tr("Give it another name once they are."),
            "name",
        )
    names = (source, old.name, new.name)
    await asyncio.to_thread(lambda: stores.prices.rename(*names))
    await asyncio.to_thread(stores.cache.rename_account, old.key, new.key)
    await workspace.remotes.rename_account(*names)
    await asyncio.to_thread(RunStore(stores.workspace.database).rename_account, *names)
    await asyncio.to_thread(stores.calls.rename_account, *names)
    await asyncio.wrap_future(stores.journal.rename_account(*names))
    workspace.deliveries.forget(source, old.name)
    workspace.books.forget(source, old.name)
