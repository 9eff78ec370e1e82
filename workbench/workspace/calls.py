"""The history of requests: what was asked of services in this run and before, and asking again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from workbench.core.accounts import Account
from workbench.core.calls import MASK, CallBodies, CallRecord
from workbench.core.errors import ErrorCode, WbError
from workbench.core.operations import Effect, Repeat
from workbench.core.signals import Signal
from workbench.core.sources import Source
from workbench.core.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.net.log import RequestLog
    from workbench.net.masking import RawBodies
    from workbench.store.calls import CallStore
    from workbench.workspace.accounts import Accounts
    from workbench.workspace.connections import Connections


class Repeated(msgspec.Struct, frozen=True):
    """The answer to a call that was sent again."""

    status: int
    bytes: int


class Calls:
    """The calls of this home.

    Attributes:
        added: a call ended.

    Args:
        log: of the requests, from which secrets were taken out.
        store: opens where they are kept.
        connections: to send again.
        accounts: of the home.
        find: gives a source by its id.
    """

    def __init__(
        self,
        log: RequestLog,
        store: Callable[[], CallStore],
        connections: Connections,
        accounts: Accounts,
        find: Callable[[str], Source | None],
    ) -> None:
        self.added: Signal[CallRecord] = Signal()
        self._log = log
        self._store = store
        self._connections = connections
        self._accounts = accounts
        self._find = find
        log.added.connect(self._keep)

    @property
    def keeps_bodies(self) -> bool:
        """Whether the bodies of the next calls are kept; off at every start."""
        return self._log.keeps_bodies

    @keeps_bodies.setter
    def keeps_bodies(self, on: bool) -> None:
        self._log.keeps_bodies = on

    @property
    def trouble(self) -> WbError | None:
        """Why the last calls could not be kept, None where they were."""
        return self._store().trouble

    def _keep(self, call: CallRecord, bodies: RawBodies | None) -> None:
        clean = self._log.clean
        self._store().put(call, None if bodies is None else lambda: bodies.shown(clean))
        self.added.emit(call)

    async def read(self) -> tuple[CallRecord, ...]:
        """Return the calls of this run and of runs before, oldest first.

        Raises:
            WbError: DISK, DISK_FULL or STORE, where the disk refuses.
        """
        return await asyncio.to_thread(self._store().read)

    async def bodies(self, call: CallRecord) -> CallBodies | None:
        """Return the bodies of a call, None where they were not kept or had to make room.

        Raises:
            WbError: DISK, DISK_FULL or STORE, where the disk refuses.
        """
        if not call.kept:
            return None
        return await asyncio.to_thread(self._store().bodies, call.id)

    async def clear(self) -> None:
        """Forget every call.

        Raises:
            WbError: DISK, DISK_FULL or STORE, where the disk refuses.
        """
        await asyncio.to_thread(self._store().clear)

    # ---- asking again ------------------------------------------------------------------------

    def refusal(self, call: CallRecord, bodies: CallBodies | None) -> str:
        """Return why a call is not sent again from here, "" where it can be."""
        if call.private:
            return tr("Signing in is not repeated from here: the program does it when it must.")
        if call.writes:
            return tr("It changes something at the service: that goes through the review.")
        found = self._account(call)
        if found is None:
            return tr("Its account is no longer there.")
        if _address(*found, call) != call.base:
            return tr("Its account asks at another address now.")
        if any(MASK in value for _name, value in call.query):
            return tr("A secret stood in its address, and secrets are not kept.")
        request = bodies.request if bodies is not None else None
        if call.body and (request is None or not request.whole):
            return tr("Its body was not kept. Turn Keep bodies on and do the same once more.")
        return ""

    async def again(self, call: CallRecord, bodies: CallBodies | None) -> Repeated:
        """Send a read once more, through the account's gateway and by its rules.

        Raises:
            WbError: INPUT where it cannot be; as the gateway names it.
        """
        reason = self.refusal(call, bodies)
        found = self._account(call)
        if reason or found is None:
            raise WbError(ErrorCode.INPUT, tr("This was not sent again."), reason)
        from workbench.net.requests import Request  # noqa: PLC0415 - net only once it is needed

        source, account = found
        body = bodies.request if bodies is not None else None
        own = [pair for pair in call.sent if pair[0].lower() not in _GATEWAY]
        request = Request(
            operation=call.operation,
            method=call.method,
            path=call.path,
            values={name: value for name, value in call.values if MASK not in value},
            query=call.query,
            headers=tuple(pair for pair in own if MASK not in pair[1]),
            body=body.text.encode() if body is not None and call.body else None,
            host=call.site,
            effect=Effect.READ,
            repeat=Repeat.SAFE,
            answer=call.answer,
        )
        connection = await self._connections.open(source, account)
        reply = await connection.gateway.send(request)
        return Repeated(reply.status, len(reply.body))

    def _account(self, call: CallRecord) -> tuple[Source, Account] | None:
        source = self._find(call.source)
        held = () if source is None else self._accounts.list(source.id)
        account = next((each for each in held if each.name == call.account), None)
        return None if source is None or account is None else (source, account)


def _address(source: Source, account: Account, call: CallRecord) -> str:
    """Return where an account's calls of this kind go now."""
    return (account.url or source.hosts.get(call.site, "")).rstrip("/")


_GATEWAY = frozenset({"accept", "accept-encoding", "user-agent"})
"""Headers that the gateway gives every request; what signs it is masked."""
