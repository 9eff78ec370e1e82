"""`workbench accounts`: add, list, remove and test, as the command-line contract says."""

from __future__ import annotations

import argparse
from typing import Final

from workbench.cli.credentials import read_credentials
from workbench.cli.output import Output
from workbench.cli.reach import connect, find_account, find_source, run_on_workspace
from workbench.core.accounts import Account
from workbench.core.errors import EXIT, ErrorCode, WbError
from workbench.workspace.workspace import Workspace

KEYLESS_HINT: Final = (
    "The account is kept without its credentials: give them with --credentials FILE at each run, "
    "or set up the system's keyring, then remove the account and add it again."
)


def add(options: argparse.Namespace) -> int:
    """Add an account; its credentials go to the OS keyring only.

    Raises:
        WbError: KEYRING where no keyring is usable: the account is kept without credentials, so
            that `--credentials` can be given at each run.
    """
    source = find_source(options.source)
    account = Account(
        source=source.id, name=options.name, url=options.url, read_only=options.read_only
    )
    credentials = read_credentials(source, "-")

    async def work(workspace: Workspace) -> Account:
        try:
            return await workspace.accounts.add(source, account, credentials)
        except WbError as error:
            if error.code is not ErrorCode.KEYRING:
                raise
            await workspace.accounts.add_without_credentials(account)
            raise WbError(error.code, error.sentence, KEYLESS_HINT, detail=error.detail) from error

    added = run_on_workspace(work)
    output = Output(as_json=options.json)
    if options.json:
        output.result(described(added))
    else:
        output.line(f"Added {added.source} {added.name}.")
    return EXIT.done


def list_all(options: argparse.Namespace) -> int:
    """List the accounts, without credentials."""

    async def work(workspace: Workspace) -> list[dict[str, object]]:
        return [described(account) for account in workspace.accounts.list()]

    rows = run_on_workspace(work)
    if not options.json:
        for row in rows:
            row["read_only"] = "read-only" if row["read_only"] else ""
    Output(as_json=options.json).table(rows, ("source", "name", "url", "read_only"))
    return EXIT.done


def remove(options: argparse.Namespace) -> int:
    """Remove an account, its credentials and what it left in the cache.

    Raises:
        WbError: KEYRING where a keyring is there and does not answer: the account stays. Where
            there is none, the account goes and it is said that no keyring was asked.
    """
    source = find_source(options.source)
    output = Output(as_json=options.json)

    async def work(workspace: Workspace) -> Account:
        options.credentials, options.url = None, ""
        account = find_account(workspace, source, options)
        try:
            await workspace.accounts.remove(source, account)
        except WbError as error:
            if error.code is not ErrorCode.KEYRING or not await workspace.vault.usable():
                raise
            await workspace.accounts.remove_without_credentials(account)
            output.note("No keyring was asked to forget its credentials.")
        return account

    removed = run_on_workspace(work)
    if options.json:
        output.result(described(removed))
    else:
        output.line(f"Removed {removed.source} {removed.name}.")
    return EXIT.done


def test(options: argparse.Namespace) -> int:
    """Make one cheap authenticated request and say what the account sees, or what is wrong."""
    source = find_source(options.source)

    async def work(workspace: Workspace) -> str:
        account = find_account(workspace, source, options)
        connection = await connect(workspace, source, account, options)
        return await source.probe(connection.client)

    sentence = run_on_workspace(work)
    output = Output(as_json=options.json)
    if options.json:
        output.result({"source": source.id, "name": options.name, "ok": True, "sees": sentence})
    else:
        output.line(sentence)
    return EXIT.done


def described(account: Account) -> dict[str, object]:
    """Return what is told of an account; never a credential."""
    return {
        "source": account.source,
        "name": account.name,
        "url": account.url,
        "read_only": account.read_only,
        "colour": account.colour,
        "currency": account.currency,
        "language": account.language,
    }
