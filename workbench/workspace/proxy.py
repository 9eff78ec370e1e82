"""User and password of a manual proxy: kept in the keyring like an account's, nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbench.core.accounts import Account
from workbench.core.secret import Secret

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

PROXY: Final = Account("network", "proxy")
"""Under whose name the vault keeps them; it is no account that anyone sees."""

_NAMES = ("user", "password")


async def load_proxy(workspace: Workspace) -> tuple[Secret | None, Secret | None]:
    """Bring user and password of the proxy from the keyring into force; return them.

    Raises:
        WbError: KEYRING, where the keyring does not answer.
    """
    held = await workspace.vault.get(PROXY, _NAMES)
    found = (held.get("user"), held.get("password"))
    workspace.proxy_sign_in = found
    return found


async def keep_proxy(workspace: Workspace, user: Secret, password: Secret) -> None:
    """Keep user and password of the proxy and connect anew with them; empty ones are forgotten.

    Raises:
        WbError: KEYRING, where the keyring does not keep them.
    """
    values = {name: each for name, each in zip(_NAMES, (user, password), strict=True) if each}
    await workspace.vault.put(PROXY, values)
    await workspace.vault.remove(PROXY, [name for name in _NAMES if name not in values])
    workspace.proxy_sign_in = (values.get("user"), values.get("password"))
    await workspace.connections.close()
