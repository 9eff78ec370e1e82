"""ETIM Mapper's sandbox behind a workspace, in this process: the service lies open to the test."""

from __future__ import annotations

from contextlib import asynccontextmanager

import httpx

from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.net.log import RequestLog
from workbench.sandbox.etim import catalogue
from workbench.sandbox.etim.service import application, build
from workbench.sandbox.server import build_app
from workbench.sources.etim import SOURCE
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.workspace import Workspace

ACCOUNT = Account("etim", "test", url="http://127.0.0.1/etim", session_only=True, bound="test")


@asynccontextmanager
async def house(tmp_path, products=240, per_day=None):
    """The service and a workspace on it; `per_day` is the service's own quota."""
    app = application(catalogue.build(products), per_day)
    service = build(app)
    vault = MemoryVault()
    vault.hold(ACCOUNT, {name: Secret(value) for name, value in service.credentials.items()})
    folders = folders_in(tmp_path).make()
    workspace = Workspace(
        folders, Stores(folders), (SOURCE,), Jobs(), vault=vault, log=RequestLog(),
        demo=(ACCOUNT,), transport=httpx.ASGITransport(build_app([service])),
    )  # fmt: skip
    try:
        yield app, workspace
    finally:
        await workspace.close()
