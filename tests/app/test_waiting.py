"""What was asked of a service before the program ended is offered by the next run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from tests.harness.waiting import until
from tests.workspace.loupe_kit import ACCOUNT, House, house
from workbench.app.main import dress_window
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs, JobState
from workbench.core.queries import Condition, Query
from workbench.core.remote import AskedState
from workbench.core.secret import Secret
from workbench.core.views import TabState, WindowState
from workbench.net.log import RequestLog
from workbench.sandbox.loupe.identity import ACCESS_TOKEN
from workbench.sandbox.server import build_hosts
from workbench.sources import ALL
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.ui.parts.buttons import Button
from workbench.ui.window.later import LaterTab
from workbench.ui.window.main import MainWindow
from workbench.workspace.workspace import Workspace

FILES_PORT = 4712
QUESTION = Query(conditions=(Condition("Query", "", "spring"),))
TABS = (TabState("europeansourcing"), TabState("loupe", account=ACCOUNT.name))


def slow_service() -> House:
    """A service that takes a second for an export, longer than the first run lives."""
    of = house(pending_seconds=1.0)
    of.app = build_hosts([of.service], FILES_PORT)
    return of


def opened(home: Path, of: House) -> Workspace:
    """The workspace of one run, over every source."""
    vault = MemoryVault()
    vault.hold(ACCOUNT, {"access_token": Secret(ACCESS_TOKEN)})
    return Workspace(
        folders_in(home).make(),
        Stores(folders_in(home)),
        ALL,
        Jobs(),
        vault=vault,
        log=RequestLog(),
        demo=(ACCOUNT,),
        transport=httpx.ASGITransport(of.app),  # type: ignore[arg-type]
    )


@asynccontextmanager
async def started(qapp: object, workspace: Workspace) -> AsyncIterator[MainWindow]:
    """The window as the program shows it, the tab of another service in front."""
    workspace.stores.workspace.save_window(WindowState(tabs=TABS, active=0))
    window = dress_window(qapp, workspace)  # type: ignore[arg-type]
    window.show()
    try:
        yield window
    finally:
        window.end()
        window.deleteLater()
        await asyncio.sleep(0.05)
        await workspace.close()


async def ask(home: Path, of: House) -> None:
    """Ask for an export, and end while it is being made."""
    workspace = opened(home, of)
    source = workspace.source("loupe")
    assert source is not None
    samples = source.resource("samples")
    assert samples is not None
    asking = workspace.remotes.page(source, samples, ACCOUNT, QUESTION, "Spring line")
    task = workspace.jobs.spawn("ask", asking, awaited=True)
    try:
        records = workspace.remotes.records
        await until(lambda: [held.state for held in records.all()] == [AskedState.MAKING])
    finally:
        await workspace.close()
    await asyncio.gather(task, return_exceptions=True)


def strips(window: MainWindow) -> tuple[str, ...]:
    assert window.front is not None
    return window.front.strips.texts()


async def test_an_export_is_waited_for_and_offered_where_the_user_is(qapp, home) -> None:
    of = slow_service()
    await ask(home, of)
    before = len(await of.exports())
    async with started(qapp, opened(home, of)) as window:
        await until(lambda: any("Loupe" in text for text in strips(window)))
        assert [text for text in strips(window) if "Spring line" in text]
        assert window.findChildren(LaterTab), "the tab of the service was never opened"
        (job,) = window.workspace.jobs.jobs
        assert (job.state, job.kind) == (JobState.DONE, "export")
        assert "Ready" in job.note
        front = window.front
        assert front is not None
        button = next(held for held in front.strips.findChildren(Button) if "Open" in held.text())
        button.click()
        await until(lambda: window.front is not None and window.front.desk.resource.id == "samples")
        tab = window.front
        assert tab is not None
        await until(lambda: tab.desk.session is not None and len(tab.desk.session.table) > 0)
    assert len(await of.exports()) == before, "nothing was asked for anew"


async def test_a_start_with_nothing_under_way_reads_nothing(qapp, home) -> None:
    of = slow_service()
    workspace = opened(home, of)
    async with started(qapp, workspace) as window:
        done: list[bool] = []
        window.complete.connect(lambda: done.append(True))
        await until(lambda: bool(done))
        await asyncio.sleep(0.1)
        assert workspace.jobs.jobs == ()
        assert "remotes" not in vars(workspace)
        assert workspace.connections.live(ACCOUNT) is None
