"""ETIM Mapper's sandbox behind the window: its products and counters lie open to the test."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from PySide6.QtWidgets import QApplication

from tests.acceptance.service import Service
from tests.acceptance.stage import SIZE, Stage
from workbench.app.main import dress_window
from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.net.log import RequestLog
from workbench.sandbox.etim import catalogue
from workbench.sandbox.etim.service import Etim, application, build
from workbench.sandbox.faults import Faults
from workbench.sandbox.server import build_app
from workbench.sources.etim import SOURCE
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.workspace import Workspace

PRODUCTS = 300


@dataclass
class Mapper:
    """A running service.

    Attributes:
        app: the service; `app.world` and `app.ledger` are its truth.
        service: how the window reaches it, and its faults.
        credentials: that sign in.
    """

    app: Etim
    service: Service
    credentials: dict[str, str]

    def document(self, key: str) -> dict[str, Any]:
        """A product as the service has it."""
        return self.app.world.products[key].document

    def writes(self) -> list[tuple[str, str]]:
        """Method and last part of the path of the writes since the ledger was emptied."""
        return [
            (entry.method, entry.path.rstrip("/").rpartition("/")[2])
            for entry in self.app.ledger.entries
            if entry.method != "GET"
        ]


@contextmanager
def open_mapper(products: int = PRODUCTS) -> Iterator[Mapper]:
    """Run the service until the block ends; what a test writes stays with it."""
    faults = Faults()
    app = application(catalogue.build(products), None)
    held = build(app, faults)
    whole = build_app([held])
    server = uvicorn.Server(uvicorn.Config(whole, port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    given = {name: str(value) for name, value in held.credentials.items()}
    try:
        yield Mapper(app, Service(f"http://127.0.0.1:{port}/etim", faults), given)
    finally:
        server.should_exit = True
        thread.join(10)


@asynccontextmanager
async def mapping(home: Path, mapper: Mapper) -> AsyncIterator[Stage]:
    """Open the window on ETIM Mapper alone until the block ends."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    name = "Products"
    account = Account(SOURCE.id, name, url=mapper.service.url, bound=name, session_only=True)
    vault = MemoryVault()
    vault.hold(account, {member: Secret(text) for member, text in mapper.credentials.items()})
    folders = folders_in(home).make()
    workspace = Workspace(
        folders, Stores(folders), (SOURCE,), Jobs(),
        vault=vault, log=RequestLog(), demo=(account,),
    )  # fmt: skip
    broken: list[str] = []
    workspace.jobs.failed.connect(lambda name, error: broken.append(f"{name}: {error!r}"))
    window = dress_window(app, workspace)
    stage = Stage(app, workspace, window, mapper.service)
    try:
        window.resize(*SIZE)
        await stage.act(window.show)
        await stage.act(window.activateWindow)
        await stage.until(window.isActiveWindow)
        await stage.rows()
        yield stage
    finally:
        await stage.close_floating()
        await stage.act(window.save_state)
        await stage.act(window.end)
        await workspace.close()
        window.deleteLater()
    assert not broken, "\n".join(broken)


def range_feature(mapper: Mapper, key: str) -> str:
    """A feature of a product that is a range, as the service has it; "" where it has none."""
    held = (mapper.document(key).get("etimDescription") or {}).get("features") or {}
    return next((code for code, value in held.items() if isinstance(value, list)), "")
