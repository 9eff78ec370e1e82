"""Accounts of a workspace: added, changed, tested and removed; secrets go to the vault alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from workbench.core.accounts import COLOURS, Account, check_account
from workbench.core.errors import bad_input
from workbench.core.secret import Secret
from workbench.core.signals import Signal
from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.workspace.connections import check_credentials

if TYPE_CHECKING:
    from workbench.store.cache import Cache
    from workbench.store.secrets import Vault
    from workbench.store.workspace import WorkspaceStore
    from workbench.workspace.connections import Connections


class Accounts:
    """The accounts of a workspace.

    Attributes:
        changed: accounts were added, changed or removed.
    """

    def __init__(
        self,
        store: WorkspaceStore,
        vault: Vault,
        connections: Connections,
        cache: Cache,
        demo: tuple[Account, ...] = (),
    ) -> None:
        self.changed: Signal[()] = Signal()
        self._store = store
        self._vault = vault
        self._connections = connections
        self._cache = cache
        self._held: dict[str, Account] = {account.key: account for account in demo}

    def list(self, source: str = "") -> tuple[Account, ...]:
        """Return the accounts, of one source or of all, by source and name."""
        kept = {account.key: account for account in self._store.accounts()} | self._held
        return tuple(kept[key] for key in sorted(kept) if not source or kept[key].source == source)

    def find(self, source: str, name: str = "") -> Account | None:
        """Return the account of that name, or a source's first for ""; None where there is none."""
        held = self.list(source)
        if not name:
            return held[0] if held else None
        return next((account for account in held if account.name == name), None)

    async def add(
        self, source: Source, account: Account, credentials: Mapping[str, Secret]
    ) -> Account:
        """Keep a new account, its credentials in the keyring.

        Raises:
            WbError: INPUT for a bad name or URL or one that is taken, AUTH_MISSING where the
                credentials are not complete, KEYRING where no keyring can keep them.
        """
        check_account(account)
        check_credentials(source, credentials)
        if self.find(account.source, account.name):
            raise bad_input(
                tr("There is an account “{name}” already.", name=account.name),
                tr("Choose another name."),
                "name",
            )
        colour = account.colour or COLOURS[len(self.list()) % len(COLOURS)]
        account = msgspec.structs.replace(account, colour=colour)
        await self._vault.put(account, credentials, session_only=account.session_only)
        self._keep(account)
        return account

    async def add_without_credentials(self, account: Account) -> Account:
        """Keep a new account whose credentials no keyring could take; they come with each run.

        Raises:
            WbError: INPUT for a bad name or URL.
        """
        check_account(account)
        self._keep(account)
        return account

    async def update(
        self, old: Account, account: Account, credentials: Mapping[str, Secret] | None = None
    ) -> Account:
        """Change an account; credentials stay where None is given.

        Raises:
            WbError: as `add`.
        """
        check_account(account)
        moved = account.key != old.key or account.url != old.url
        if moved and account.key != old.key and self.find(account.source, account.name):
            raise bad_input(
                tr("There is an account “{name}” already.", name=account.name),
                tr("Choose another name."),
                "name",
            )
        if credentials:
            await self._vault.put(account, credentials, session_only=account.session_only)
        elif moved:
            await self._vault.move(old, account)
        if account.key != old.key:
            self._forget(old)
        await self._connections.close(old.key)
        self._keep(account)
        return account

    async def remove(self, account: Account) -> None:
        """Forget an account with its credentials and everything of it in the cache.

        Raises:
            WbError: KEYRING, where the keyring does not answer; the account stays then.
        """
        await self._vault.remove(account)
        await self._connections.close(account.key)
        self._cache.clear(account.key)
        self._forget(account)
        self.changed.emit()

    def _keep(self, account: Account) -> None:
        if account.session_only:
            self._held[account.key] = account
        else:
            self._store.put_account(account)
        self.changed.emit()

    def _forget(self, account: Account) -> None:
        self._held.pop(account.key, None)
        self._store.remove_account(account)
