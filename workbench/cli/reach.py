"""Which account a command uses, and the connection it works on."""

from __future__ import annotations

import argparse
import asyncio
import difflib
import signal
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from workbench.app.compose import open_workspace
from workbench.cli.credentials import read_credentials
from workbench.core.accounts import Account, check_account
from workbench.core.errors import ErrorCode, WbError, bad_input
from workbench.core.sources import Resource, Source
from workbench.sources import ALL
from workbench.workspace.connections import Connection
from workbench.workspace.workspace import Workspace

T = TypeVar("T")

ONCE = "this run"
"""Name of an account that exists for one run."""


def find_source(identity: str) -> Source:
    """Return the source of that id.

    Raises:
        WbError: INPUT, naming the nearest.
    """
    found = next((source for source in ALL if source.id == identity), None)
    if found:
        return found
    known = [source.id for source in ALL]
    near = difflib.get_close_matches(identity, known, 3, 0.0)
    raise bad_input(
        f"There is no source “{identity}”.", f"The nearest are: {', '.join(near)}.", "source"
    )


def find_resource(words: str) -> tuple[Source, Resource]:
    """Return the source and resource of `SOURCE[/RESOURCE]`.

    Raises:
        WbError: INPUT, naming the nearest.
    """
    name, _, rest = words.partition("/")
    source = find_source(name)
    resource = source.resource(rest)
    if resource:
        return source, resource
    known = [held.id for held in source.resources]
    near = difflib.get_close_matches(rest, known, 3, 0.0)
    raise bad_input(
        f"{source.title} has no resource “{rest}”.",
        f"The nearest are: {', '.join(near)}.",
        "resource",
    )


def find_account(workspace: Workspace, source: Source, options: argparse.Namespace) -> Account:
    """Return the account a command names, or the source's only one.

    Credentials and an address of their own make an account for this run.

    Raises:
        WbError: INPUT for an unknown name or where one of several must be named, AUTH_MISSING
            where there is none at all.
    """
    name = getattr(options, "account", "") or getattr(options, "name", "")
    once = bool(options.credentials)
    held = None
    if name or not (once and options.url):
        held = workspace.accounts.find(source.id, name)
        _check_only(workspace, source, name)
    if held is None and (name and not once):
        names = [account.name for account in workspace.accounts.list(source.id)]
        raise bad_input(
            f"{source.title} has no account “{name}”.",
            f"There are: {', '.join(names) or 'none'}.",
            "account",
        )
    if held is None and not once:
        raise WbError(
            ErrorCode.AUTH_MISSING,
            f"There is no account at {source.title}.",
            f"Add one: workbench accounts add {source.id} NAME, or give --credentials FILE.",
            source=source.id,
        )
    account = held or Account(source.id, name or ONCE)
    if options.url:
        account = msgspec.structs.replace(account, url=options.url)
    if once:
        account = msgspec.structs.replace(account, session_only=True)
    return check_account(account)


def _check_only(workspace: Workspace, source: Source, name: str) -> None:
    """Refuse to choose between accounts: a command that is repeated must mean the same one."""
    names = [account.name for account in workspace.accounts.list(source.id)]
    if not name and len(names) > 1:
        raise bad_input(
            f"{source.title} has {len(names)} accounts.",
            f"Name one with --account: {', '.join(names)}.",
            "account",
        )


async def connect(
    workspace: Workspace, source: Source, account: Account, options: argparse.Namespace
) -> Connection:
    """Return a connection with the account's credentials, or those given for this run.

    Raises:
        WbError: AUTH_MISSING or KEYRING, where there are none.
    """
    if options.credentials:
        given = read_credentials(source, options.credentials)
        await workspace.vault.put(account, given, session_only=True)
    return await workspace.connections.open(source, account)


def run_on_workspace(work: Callable[[Workspace], Awaitable[T]]) -> T:
    """Open the workspace, do the work, close it; an interrupt stops the work in good order.

    Raises:
        WbError: as the work named it.
        KeyboardInterrupt: where the user stopped it.
    """

    async def run() -> T:
        workspace = open_workspace(alone=False)
        loop = asyncio.get_running_loop()
        task = workspace.jobs.spawn("command", _awaited(work, workspace), awaited=True)
        stopped = _stop_on_interrupt(loop, task)
        try:
            return await task
        except asyncio.CancelledError:
            if stopped.is_set():
                raise KeyboardInterrupt from None
            raise
        finally:
            await workspace.close()

    return asyncio.run(run())


async def _awaited(work: Callable[[Workspace], Awaitable[T]], workspace: Workspace) -> T:
    return await work(workspace)


def _stop_on_interrupt(loop: asyncio.AbstractEventLoop, task: asyncio.Task[T]) -> asyncio.Event:
    stopped = asyncio.Event()

    def stop() -> None:
        stopped.set()
        task.cancel()

    try:
        loop.add_signal_handler(signal.SIGINT, stop)
        loop.add_signal_handler(signal.SIGTERM, stop)
    except NotImplementedError:
        return stopped
    return stopped
