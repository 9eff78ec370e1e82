"""Composition without a window: folders, databases, keyring and sources become a workspace."""

from __future__ import annotations

import logging
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

from workbench.core.accounts import Account
from workbench.core.folders import Folders, find_folders, folders_in
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.net.log import RequestLog, SecretFilter, silence_libraries
from workbench.sources import ALL
from workbench.store.secrets import MemoryVault, Vault
from workbench.store.stores import Stores
from workbench.workspace.workspace import Workspace

LOG_BYTES = 2_000_000
LOGS_KEPT = 3


def open_workspace(
    folders: Folders | None = None, *, jobs: Jobs | None = None, alone: bool = True
) -> Workspace:
    """Open the user's workspace.

    Args:
        folders: where it is; the user's own for None.
        jobs: of the process.
        alone: this process has the home's window; the command line runs beside it.

    Raises:
        WbError: STORE or DISK, where its files cannot be used.
    """
    folders = (folders or find_folders()).make()
    watch = start_log(folders)
    return Workspace(
        folders,
        Stores(folders, alone=alone),
        ALL,
        jobs or Jobs(),
        vault=Vault(),
        log=RequestLog(),
        watch=watch,
    )


def open_sandbox(
    home: Path,
    accounts: tuple[Account, ...],
    vault: MemoryVault,
    *,
    jobs: Jobs | None = None,
    rates: str = "",
) -> Workspace:
    """Open the sample data's own workspace below a home, with accounts held in memory only.

    Args:
        home: of the sample data.
        accounts: one a source.
        vault: their made-up credentials.
        jobs: of the process.
        rates: folder of the exchange rates that stand for the bank's.

    Raises:
        WbError: STORE or DISK, where its files cannot be used.
    """
    folders = folders_in(home).make()
    watch = start_log(folders)
    return Workspace(
        folders,
        Stores(folders),
        ALL,
        jobs or Jobs(),
        vault=vault,
        log=RequestLog(),
        watch=watch,
        demo=accounts,
        rates=rates,
    )


def sandbox_home(folders: Folders | None = None) -> Path:
    """Return where the sandbox keeps its data: a home of its own inside the user's."""
    return (folders or find_folders()).data / "sandbox"


def start_log(folders: Folders) -> Callable[[Secret], None]:
    """Write the program's log into its folder; return what is to be told every secret in use.

    What the log writes is an allow-list of facts; the filter is the second line of defence.
    """
    silence_libraries()
    logger = logging.getLogger("workbench")
    for handler in tuple(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    path = folders.logs / "workbench.log"
    path.touch(mode=0o600)
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    secrets = SecretFilter()
    handler.addFilter(secrets)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return secrets.watch
