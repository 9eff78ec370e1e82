"""What is done once the window can be used, so that the next thing asked of it is fast."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Final

from workbench.workspace.reaching import network_code

if TYPE_CHECKING:
    from workbench.core.jobs import Jobs
    from workbench.store.stores import Stores

EVERY: Final = (20_000, 20, 50)
"""Thresholds of the collector: rows are made by the ten thousand and hold no cycles."""


def warm(jobs: Jobs, stores: Stores) -> None:
    """Import what comes next, tidy the home, and let the collector leave alone what stays."""
    gc.freeze()
    gc.set_threshold(*EVERY)
    jobs.spawn("warm up", network_code())
    jobs.spawn("sweep", asyncio.to_thread(stores.sweep))
