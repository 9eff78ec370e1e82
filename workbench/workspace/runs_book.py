"""The runs of one account as the reading of their table is given them, and who begins one here."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.core.accounts import Account
    from workbench.core.runs import Run
    from workbench.core.sources import Resource, Source
    from workbench.workspace.runs import Runs


class BookOfRuns:
    """The runs of one resource of one account; see `core.runs.RunBook`."""

    def __init__(self, runs: Runs, source: Source, resource: Resource, account: Account) -> None:
        self._runs = runs
        self._of = (source, resource, account)

    async def all(self) -> tuple[Run, ...]:
        """Return every run, newest first."""
        return await self._runs.of(*self._of)

    async def find(self, names: Sequence[str]) -> tuple[Run, ...]:
        """Return the runs of these names; the service is asked for those that are not kept."""
        return await self._runs.found(*self._of, names)


def login() -> str:
    """Return who works on this machine, "" where it does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
