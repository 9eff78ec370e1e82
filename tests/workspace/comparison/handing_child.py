"""A program that makes order lines of a basket and is killed at one step of the first.

Run as a process of its own: `python -m tests.workspace.comparison.handing_child HOME BASKET STEP`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path

import httpx

from tests.workspace.loupe_kit import ACCOUNT, house
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.net.log import RequestLog
from workbench.sandbox.loupe.identity import ACCESS_TOKEN
from workbench.sources.loupe import SOURCE
from workbench.store.journal import Journal
from workbench.store.journal_types import Draft
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.store.workspace import WorkspaceStore
from workbench.workspace.comparison.handed import KIND
from workbench.workspace.workspace import Workspace

STEPS = ("before the note", "after the note", "before the line", "after the line")


def die(step: str) -> None:
    """End at once, as by a power cut, where this is the step."""
    if sys.argv[3] == step:
        os.kill(os.getpid(), signal.SIGKILL)


class MortalWorkspace(WorkspaceStore):
    """Ends the program beside a note of a line that is handed on."""

    def put_item(self, kind: str, name: str, data: bytes) -> None:
        if kind == KIND:
            die("before the note")
        super().put_item(kind, name, data)
        if kind == KIND:
            die("after the note")


class MortalJournal(Journal):
    """Ends the program beside the drafts of an order line."""

    def put(self, *drafts: Draft) -> Future[None]:
        die("before the line")
        future = super().put(*drafts)
        future.add_done_callback(lambda _done: die("after the line"))
        return future


class MortalStores(Stores):
    """The stores of a home, two of which end the program."""

    @cached_property
    def workspace(self) -> WorkspaceStore:
        return MortalWorkspace(self.folders.workspace)

    @cached_property
    def journal(self) -> Journal:
        return MortalJournal(self.folders.journal)


async def run(home: Path, basket: str) -> None:
    vault = MemoryVault()
    vault.hold(ACCOUNT, {"access_token": Secret(ACCESS_TOKEN)})
    workspace = Workspace(
        folders_in(home).make(), MortalStores(folders_in(home)), (SOURCE,), Jobs(),
        vault=vault, log=RequestLog(), demo=(ACCOUNT,),
        transport=httpx.ASGITransport(house().app),  # type: ignore[arg-type]
    )  # fmt: skip
    await workspace.comparison.gather()
    await workspace.comparison.order_lines(basket)


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), sys.argv[2]))
    raise SystemExit("nothing ended it")
