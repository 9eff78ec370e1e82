"""Any documented operation, called as a person wrote it; orders and runs are kept before.

Whoever writes an order's body by hand is owed the same as somebody who fills in its form: it is on
the disk before its first byte leaves, one without an answer stays unknown until a person decides,
and the same reference is not sent twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.core.edits import Call
from workbench.core.errors import Sent, WbError, bad_input
from workbench.core.orders import Ordering, OrderState, SentOrder
from workbench.core.texts import tr
from workbench.edits.fates import Fate, fate_of, stops
from workbench.store.journal_types import Op, OpState
from workbench.workspace.books import place_of
from workbench.workspace.ordering_ops import OrderOps

if TYPE_CHECKING:
    from workbench.core.accounts import Account
    from workbench.core.operations import Operation
    from workbench.core.sources import Resource, Source
    from workbench.store.journal import Journal
    from workbench.workspace.workspace import Workspace


async def call_operation(
    workspace: Workspace,
    source: Source,
    account: Account,
    operation: Operation,
    client: object,
    arguments: Mapping[str, object],
    body: object,
    *,
    follow: bool = False,
) -> object:
    """Call an operation once and return its decoded answer.

    Args:
        workspace: whose history keeps orders and runs.
        source: of the service.
        account: of the service.
        operation: which.
        client: of the account.
        arguments: by documented name.
        body: as a person wrote it, None for none.
        follow: whether a run that it begins is followed from here; else the next window does.

    Raises:
        WbError: INPUT for an order whose reference was sent already; as the service was named.
    """
    runs = runs_of(source, operation)
    if runs is not None:
        return await workspace.runs.called(
            source, runs, account, Call(arguments, body),
            lambda: operation.call(client, arguments, body), follow=follow,
        )  # fmt: skip
    ordering = source.ordering
    if ordering is None or operation.name != ordering.operation or not isinstance(body, dict):
        return await operation.call(client, arguments, body)
    written = WrittenOrder(source, ordering, account, workspace.stores.journal)
    return await written.send(operation, client, arguments, body)


def runs_of(source: Source, operation: Operation) -> Resource | None:
    """Return the resource that lists what a call begins, None where it begins nothing."""
    actions = (action for resource in source.resources for action in resource.actions)
    tables = (
        source.resource(action.table)
        for action in actions
        if action.follows is not None and action.operation == operation.name
    )
    return next((held for held in tables if held is not None and held.following), None)


class WrittenOrder:
    """Sends one order whose body a person wrote.

    Args:
        source: whose orders.
        ordering: how they are ordered there.
        account: whose journal.
        journal: of the workspace.
    """

    def __init__(
        self, source: Source, ordering: Ordering, account: Account, journal: Journal
    ) -> None:
        self._source = source
        self._ordering = ordering
        self._ops = OrderOps(ordering, place_of(source, account), journal)

    async def send(
        self,
        operation: Operation,
        client: object,
        arguments: Mapping[str, object],
        body: dict[str, object],
    ) -> object:
        """Keep it, send it once, and keep how it ended.

        Raises:
            WbError: INPUT where its reference was sent already; DISK, DISK_FULL or STORE, nothing
                was sent then; as the service was named.
        """
        reference = self._ordering.reference_in(body)
        await self._check(reference)
        op = await self._ops.written(body, reference)
        try:
            answer = await operation.call(client, arguments, body)
        except WbError as error:
            raise await self._failed(op, reference, error) from error
        except BaseException:
            self._ops.abandon(op, self._unknown(reference))
            raise
        number = self._ordering.number(answer)
        await self._ops.move(op, OpState.DONE, sent=Sent.YES, number=number)
        return answer

    async def _check(self, reference: str) -> None:
        """Refuse a reference that may have reached the service already."""
        if not reference:
            return
        for held in reversed(await self._ops.sent()):
            if held.reference == reference and held.state is not OrderState.REFUSED:
                raise self._sent_before(held)

    def _sent_before(self, held: SentOrder) -> WbError:
        said = tr(
            "An order “{reference}” was sent on {moment}; nothing was sent now.",
            reference=held.reference,
            moment=f"{held.sent.astimezone():%Y-%m-%d %H:%M}",
        )
        if held.state is OrderState.PLACED:
            return bad_input(said, tr("Give another order another reference."), "body")
        doubt = tr("Its outcome is unknown: it may or may not have been placed.")
        return bad_input(f"{said} {doubt}", self._look(), "body")

    async def _failed(self, op: Op, reference: str, error: WbError) -> WbError:
        """Keep how it ended; return what is to be told."""
        fate = fate_of(error)
        if fate is Fate.LOST:
            said = self._unknown(reference)
            await self._ops.move(op, OpState.UNKNOWN, sent=Sent.MAYBE, note=said)
            return _lost(error, f"{said} {self._look()}")
        if stops(error) or fate is Fate.LATER:
            taken_back = (OpState.READY, OpState.DRAFT)
            await self._ops.move(op, *taken_back, sent=Sent.NO, note=error.full_text)
        else:
            await self._ops.move(op, OpState.REFUSED, sent=Sent.YES, note=error.full_text)
        return error

    def _unknown(self, reference: str) -> str:
        return tr(
            "The outcome of the order “{reference}” is unknown: it may or may not have been"
            " placed. It is kept among the purchase orders.",
            reference=reference,
        )

    def _look(self) -> str:
        return tr(
            "Look in {source} whether it is there, and settle it in the window among the purchase"
            " orders.",
            source=self._source.title,
        )


def _lost(error: WbError, hint: str) -> WbError:
    return WbError(
        error.code,
        error.sentence,
        hint,
        source=error.source,
        operation=error.operation,
        service_code=error.service_code,
        status=error.status,
        sent=Sent.MAYBE,
        detail=error.detail,
    )
