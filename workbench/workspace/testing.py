"""Testing an account step by step: kept credentials, typed ones in their place, nothing stored."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING

from workbench.core.accounts import Account, check_account
from workbench.core.secret import Secret
from workbench.core.sources import Source
from workbench.net.diagnosis import Step, StepState, diagnose

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

__all__ = ["Step", "StepState", "try_account"]


async def try_account(
    workspace: Workspace,
    source: Source,
    account: Account,
    credentials: Mapping[str, Secret],
    kept: Account | None,
) -> AsyncIterator[Step]:
    """Yield the steps as they end; after a bad one the rest are skipped.

    Args:
        workspace: whose network settings and keyring count.
        source: the account's.
        account: as it is now in the form; it need not be kept yet.
        credentials: typed ones, used in place of kept ones and not kept.
        kept: the account under which credentials are kept, None where it is a new one.

    Raises:
        WbError: INPUT for a bad address, KEYRING where the keyring does not answer.
    """
    check_account(account)
    names = [credential.name for credential in source.credentials]
    held = await workspace.vault.get(kept, names) if kept is not None else {}
    secrets = {**held, **{name: secret for name, secret in credentials.items() if secret}}

    async def probe() -> str:
        connection = workspace.connections.make(source, account, secrets)
        try:
            return await source.probe(connection.client)
        finally:
            await connection.close()

    async for step in diagnose(source, account, workspace.network(), probe):
        yield step
