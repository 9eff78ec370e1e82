"""Accounts of a workspace: added, changed, tested and removed; secrets go to the vault alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
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
    from workbench.store.secrets import SecretVault
    from workbench.store.workspace import WorkspaceStore
    from workbench.workspace.connections import Connections


Follow = Callable[[Account, Account], Awaitable[None]]
"""Gets an account as it was and as it is to be; raises `WbError` where that cannot be."""


class Accounts:
    """The accounts of a workspace.

    Attributes:
        changed: accounts were added, changed or removed.
        renamed: an account has another name: as it was, as it is; `changed` follows.

    Args:
        store: keeps them.
        vault: keeps their credentials.
        connections: by which they are reached.
        cache: of what was read through them.
        demo: accounts that exist for this run alone.
        follow: gives what is kept of an account its new name.
    """

    def __init__(
        self,
        store: WorkspaceStore,
        vault: SecretVault,
        connections: Connections,
        cache: Cache,
        demo: tuple[Account, ...] = (),
        follow: Follow | None = None,
    ) -> None:
        self.changed: Signal[()] = Signal()
        self.renamed: Signal[Account, Account] = Signal()
        self._follow = follow
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
        account = self._coloured(account)
        await self._vault.put(account, credentials, session_only=account.session_only)
        self._keep(account)
        return account

    async def add_without_credentials(self, account: Account) -> Account:
        """Keep a new account whose credentials no keyring could take; they come with each run.

        Raises:
            WbError: INPUT for a bad name or URL.
        """
        check_account(account)
        account = self._coloured(account)
        self._keep(account)
        return account

    def _coloured(self, account: Account) -> Account:
        colour = account.colour or COLOURS[len(self.list()) % len(COLOURS)]
        return msgspec.structs.replace(account, colour=colour)

    async def update(
        self,
        source: Source,
        old: Account,
        account: Account,
        credentials: Mapping[str, Secret] | None = None,
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
            await self._move_secrets(source, old, account)
        await self._connections.close(old.key)
        if account.key != old.key and self._follow is not None:
            await self._follow(old, account)
        self._keep(account, old)
        return account

    async def _move_secrets(self, source: Source, old: Account, account: Account) -> None:
        """Secrets are bound to host and name: they follow, and are not left behind."""
        names = [credential.name for credential in source.credentials]
        held = await self._vault.get(old, names)
        await self._vault.put(account, held, session_only=account.session_only)
        await self._vault.remove(old, names)

    async def remove(self, source: Source, account: Account) -> None:
        """Forget an account with its credentials and everything of it in the cache.

        Raises:
            WbError: KEYRING, where the keyring does not answer; the account stays then.
        """
        await self._vault.remove(account, [credential.name for credential in source.credentials])
        await self.remove_without_credentials(account)

    async def remove_without_credentials(self, account: Account) -> None:
        """Forget an account and everything of it in the cache; no keyring is asked."""
        await self._connections.close(account.key)
        self._cache.clear(account.key)
        self._forget(account)
        self.changed.emit()

    def _keep(self, account: Account, old: Account | None = None) -> None:
        """Keep an account: for this run only in memory, else in the workspace."""
        if account.session_only:
            if old is not None:
                self._forget(old)
            self._held[account.key] = account
        elif old is not None and not old.session_only:
            self._store.update_account(account, old.name)
        else:
            if old is not None:
                self._forget(old)
            self._store.add_account(account)
        if old is not None and old.key != account.key:
            self.renamed.emit(old, account)
        self.changed.emit()

    def _forget(self, account: Account) -> None:
        if self._held.pop(account.key, None) is None:
            self._store.remove_account(account.source, account.name)
