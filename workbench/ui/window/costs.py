"""What an action will cost in requests, told before it is chosen."""

from __future__ import annotations

from workbench.core.texts import tr, trn
from workbench.ui.desk.desk import Desk
from workbench.ui.text import no_mnemonic
from workbench.ui.window.registry import Registry
from workbench.workspace.changes import refresh_cost


def tell_refresh_cost(registry: Registry, desk: Desk) -> None:
    """Name how many requests reading the ticked rows again takes."""
    count = len(desk.selection)
    text = tr("Refresh selection")
    if count and desk.resource.key_filter:
        requests = refresh_cost(desk.resource, count)
        cost = trn("{count} request", "{count} requests", requests)
        text = tr("{act} ({cost})", act=text, cost=cost)
    registry["refresh.selection"].setText(no_mnemonic(text))
