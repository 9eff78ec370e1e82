"""`workbench receive`: takes what services say by themselves of their records, until interrupted.

The window of the same home then shows the rows as changed at the service.
"""

from __future__ import annotations

import argparse
import asyncio
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from workbench.cli.output import Output, to_json
from workbench.cli.places import check_place
from workbench.cli.reach import find_account, find_source, run_on_workspace
from workbench.core.accounts import Account
from workbench.core.errors import EXIT, bad_input, from_os_error
from workbench.core.notices import Notice
from workbench.core.secret import Secret
from workbench.core.sources import Source
from workbench.net.receiver import Receiver
from workbench.workspace.workspace import Workspace

SHORTEST: Final = 16
"""Characters of a secret path at least."""


def receive(options: argparse.Namespace) -> int:
    """Listen for messages until interrupted.

    Raises:
        WbError: INPUT for a source that sends none, or an account that is not there; DISK where
            the address or a file cannot be used.
    """
    output = Output(as_json=options.json)
    token = _token(options.token_file)
    if options.ready_file:
        check_place(Path(options.ready_file))

    async def work(workspace: Workspace) -> None:
        await _serve(workspace, _accounts(workspace, options), token, options, output)

    run_on_workspace(work)
    return EXIT.done


async def _serve(
    workspace: Workspace,
    accounts: Mapping[str, Account],
    token: Secret,
    options: argparse.Namespace,
    output: Output,
) -> None:
    async def take(name: str, message: object) -> None:
        account = accounts.get(name)
        if account is None:
            raise bad_input(f"Nothing is received for “{name}”.")
        told = await asyncio.to_thread(
            workspace.classes.notified, account.source, account.name, message
        )
        _print(output, account, told)

    receiver = Receiver(token, take)
    port = await receiver.listen(options.host, options.port)
    try:
        _ready(options, {name: _url(options.host, port, token, name) for name in accounts}, output)
        await asyncio.Event().wait()
    finally:
        await receiver.close()


def _url(host: str, port: int, token: Secret, name: str) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/{token.reveal()}/{name}"


def _ready(options: argparse.Namespace, urls: Mapping[str, str], output: Output) -> None:
    """Say where to send to: these addresses are to be entered at the services."""
    text = to_json({name: {"url": url} for name, url in urls.items()})
    if options.ready_file:
        path = Path(options.ready_file)
        try:
            path.write_text(text + "\n")
        except OSError as error:
            raise from_os_error(error, path) from error
    if options.json:
        output.line(text)
    else:
        for name, url in urls.items():
            output.line(f"Listening for {name}: {url}")
    output.flush()


def _print(output: Output, account: Account, told: tuple[Notice, ...]) -> None:
    for notice in told:
        if output.as_json:
            facts = msgspec.structs.asdict(notice)
            output.line(to_json({"source": account.source, "account": account.name} | facts))
        else:
            output.line(
                f"{account.source} {account.name} {notice.resource}: {len(notice.new)} new, "
                f"{len(notice.changed)} changed, {len(notice.deleted)} deleted"
            )
    if not told and not output.as_json:
        output.line(f"{account.source} {account.name}: nothing that a table shows")
    output.flush()


def _accounts(workspace: Workspace, options: argparse.Namespace) -> dict[str, Account]:
    """Return the account that the messages of each source are about."""
    options.credentials, options.url = None, ""
    if options.source:
        return {name: _account(workspace, find_source(name), options) for name in options.source}
    if options.account:
        raise bad_input("An account is one of a source.", "Name it with --source.", "account")
    found = {
        source.id: find_account(workspace, source, options)
        for source in workspace.sources
        if source.notices is not None and workspace.accounts.list(source.id)
    }
    if not found:
        raise bad_input(
            "No account is kept of a source that sends messages.",
            "Add one: workbench accounts add etim NAME, or lagerkoll NAME.",
            "source",
        )
    return found


def _account(workspace: Workspace, source: Source, options: argparse.Namespace) -> Account:
    if source.notices is None:
        raise bad_input(
            f"{source.title} sends no messages.", "Those that do: etim, lagerkoll.", "source"
        )
    return find_account(workspace, source, options)


def _token(path: str) -> Secret:
    """Return the secret part of the path: of a file, so that it stays the same, or a new one.

    Raises:
        WbError: INPUT, where it is short or holds signs that a path cannot have; DISK.
    """
    if not path:
        return Secret(secrets.token_urlsafe(24))
    try:
        text = Path(path).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError):
            raise from_os_error(error, path) from error
        text = ""
    plain = text.replace("-", "").replace("_", "")
    if len(text) < SHORTEST or not (plain.isascii() and plain.isalnum()):
        raise bad_input(
            f"The secret path must have at least {SHORTEST} letters and digits.",
            "Leave --token-file away for a new one.",
            "token-file",
        )
    return Secret(text)
