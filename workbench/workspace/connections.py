"""From an account to a client that can be called: credentials, gateway, client, made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import msgspec

from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Jobs, Serial
from workbench.core.secret import Secret
from workbench.core.signals import Signal
from workbench.core.sources import Source
from workbench.core.texts import tr
from workbench.workspace.reaching import network_code

if TYPE_CHECKING:
    from workbench.net.auth import Auth
    from workbench.net.files import Files
    from workbench.net.gateway import Gateway
    from workbench.net.log import RequestLog
    from workbench.net.network import Network, Transport
    from workbench.net.outside import Outside
    from workbench.net.pacing import Ledger
    from workbench.store.secrets import SecretVault


LEAST_TELLING: Final = 8
"""Signs of a user's or store's name, digits among them, that stand for nothing else."""


class Connection(msgspec.Struct):
    """A live account: its gateway and the source's client on it."""

    account: Account
    gateway: Gateway
    client: object
    beside: tuple[Gateway | Files, ...] = ()
    """What a source that signs in or reads files holds beside its gateway."""

    async def close(self) -> None:
        """Close every line of it."""
        for held in (self.gateway, *self.beside):
            await held.close()


class Connections:
    """The live accounts of a workspace.

    Attributes:
        opened: an account was connected.

    Args:
        vault: where credentials are.
        jobs: runs the requests.
        ledger: opens the budget that all processes share.
        network: how the network is reached, asked for at each connection.
        log: of the requests.
        watch: told every secret that comes into use, so that the log can be kept clean of it.
        downloads: folder of the files that answers link to.
        transport: what requests go through in place of the network: a service in this process.
    """

    def __init__(
        self,
        vault: SecretVault,
        *,
        jobs: Jobs,
        ledger: Callable[[], Ledger],
        network: Callable[[], Network],
        log: RequestLog,
        watch: Callable[[Secret], None],
        downloads: Path,
        transport: Transport | None = None,
    ) -> None:
        self.opened: Signal[Connection] = Signal()
        self._vault = vault
        self._jobs = jobs
        self._ledger = ledger
        self._network = network
        self._log = log
        self._watch = watch
        self._downloads = downloads
        self._transport = transport
        self._live: dict[str, Connection] = {}
        self._turns = Serial()

    def live(self, account: Account) -> Connection | None:
        """Return the connection of an account that was used already."""
        found = self._live.get(account.key)
        return found if found and found.account == account else None

    async def open(self, source: Source, account: Account) -> Connection:
        """Return the account's connection, made on first use.

        Raises:
            WbError: AUTH_MISSING where its credentials are not there, KEYRING where the keyring
                does not answer.
        """
        return await self._turns.run(account.key, lambda: self._open(source, account))

    async def _open(self, source: Source, account: Account) -> Connection:
        live = self.live(account)
        if live:
            return live
        await self.close(account.key)
        names = [credential.name for credential in source.credentials]
        credentials = await self._vault.get(account, names)
        await network_code()
        connection = self.make(source, account, credentials)
        self._live[account.key] = connection
        self.opened.emit(connection)
        return connection

    def make(
        self, source: Source, account: Account, credentials: Mapping[str, Secret]
    ) -> Connection:
        """Return a connection with the given credentials, without keeping it.

        Raises:
            WbError: AUTH_MISSING, where no documented set of them is complete.
        """
        check_credentials(source, credentials)
        plain = {held.name for held in source.credentials if not held.secret}
        for name, secret in credentials.items():
            self._watch(secret)
            if name not in plain or not _is_word(secret):
                self._log.watch(secret)
        if not source.outside:
            gateway = self._gateway(source, account, _auth(source, credentials))
            return Connection(account, gateway, source.connect(gateway))
        outside, beside = self._outside(source, account)
        gateway = self._gateway(source, account, _auth(source, credentials, outside))
        return Connection(account, gateway, source.connect(gateway, outside), beside)

    def _gateway(self, source: Source, account: Account, auth: Auth) -> Gateway:
        from workbench.net.gateway import Gateway  # noqa: PLC0415 - httpx only once it is needed

        return Gateway(
            source,
            account,
            auth,
            jobs=self._jobs,
            ledger=self._ledger(),
            network=self._network(),
            log=self._log,
            transport=self._transport,
        )

    def _outside(
        self, source: Source, account: Account
    ) -> tuple[Outside, tuple[Gateway | Files, ...]]:
        """Return a source's surroundings, and what of them is to be closed."""
        from workbench.net.auth import NoAuth  # noqa: PLC0415 - net only once it is needed
        from workbench.net.files import Files  # noqa: PLC0415
        from workbench.net.outside import Outside  # noqa: PLC0415

        plain = self._gateway(source, account, NoAuth())
        files = Files(
            self._network(),
            jobs=self._jobs,
            allow_loopback=account.loopback,
            transport=self._transport,
        )
        folder = self._downloads / source.id
        return Outside(account, plain, files, folder, self._jobs, self._watch_for), (plain, files)

    def _watch_for(self, secret: Secret) -> None:
        """Keep a secret out of the log file and out of the history of requests."""
        self._watch(secret)
        self._log.watch(secret)

    async def close(self, key: str | None = None) -> None:
        """Close one account's connection, or all."""
        keys = [key] if key else list(self._live)
        for name in keys:
            connection = self._live.pop(name, None)
            if connection:
                await connection.close()


def _is_word(secret: Secret) -> bool:
    """Return whether what is no secret by itself could stand anywhere: a name, a short number.

    It is taken out of the history where it signs in, by its place; taken out as a text it would
    take parts of other words and numbers with it.
    """
    text = secret.reveal()
    telling = "@" in text or (len(text) >= LEAST_TELLING and any(map(str.isdigit, text)))
    return not telling


def _auth(source: Source, credentials: Mapping[str, Secret], *outside: Outside) -> Auth:
    """Return a source's auth; core does not know what one is."""
    return cast("Auth", source.authenticate(credentials, *outside))


def check_credentials(source: Source, credentials: Mapping[str, Secret]) -> None:
    """Refuse credentials of which no documented set is complete.

    Raises:
        WbError: AUTH_MISSING, naming what is missing of the nearest set.
    """
    given = {name for name, secret in credentials.items() if secret}
    # Of sets that lack as much, the one that most was given of is the one that is meant.
    meant = sorted(source.credential_sets, key=lambda names: -len(given.intersection(names)))
    missing = [[name for name in names if name not in given] for names in meant]
    least = min(missing, key=len, default=[])
    if least:
        raise WbError(
            ErrorCode.AUTH_MISSING,
            tr("{source} has no credentials for this account.", source=source.title),
            tr("Enter: {names}.", names=_choice(missing if not given else [least])),
            source=source.id,
            field=least[0],
        )


def _choice(sets: Sequence[Sequence[str]]) -> str:
    """Return what is missing in words; where nothing was given, every way to sign in."""
    return tr(", or ").join(", ".join(names) for names in sets)
