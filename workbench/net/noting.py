"""One `send` of the gateway on its way, and the record of it once it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from workbench.core.accounts import Account
from workbench.core.calls import CallRecord, new_call_id
from workbench.core.errors import WbError
from workbench.core.operations import Answer, Effect
from workbench.core.sources import Source
from workbench.net.addresses import base_of, origin_of
from workbench.net.errors import About
from workbench.net.exchange import Facts
from workbench.net.masking import (
    RawBodies,
    beginning,
    is_text,
    kind_of,
    masked_headers,
    masked_pairs,
)
from workbench.net.requests import Reply, Request

if TYPE_CHECKING:
    from workbench.net.log import RequestLog


@dataclass(slots=True)
class Sending:
    """One `send` on its way.

    Attributes:
        signed: the headers it was last signed with; never kept as they are.
        facts: what its last attempt saw.
        reply: its answer, None before it is there.
    """

    request: Request
    url: str
    about: About
    turn: int
    started: float
    attempt: int = 0
    spent: float = 0.0
    paid: int = 0
    signed: Mapping[str, str] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    reply: Reply | None = None


def record_of(
    call: Sending,
    where: tuple[Source, Account],
    ended: tuple[datetime, int],
    failure: WbError | None,
    log: RequestLog,
) -> CallRecord:
    """Return what is kept of a call that ended.

    Args:
        call: the call.
        where: source and account.
        ended: the moment, and the milliseconds that it took.
        failure: why it failed.
        log: knows the secrets in use.
    """
    request, facts = call.request, call.facts
    source, account = where
    return CallRecord(
        time=ended[0],
        source=source.id,
        operation=request.operation,
        method=request.method,
        host=origin_of(call.url).host,
        path=request.path,
        status=facts.status,
        ms=ended[1],
        bytes=facts.size,
        attempts=call.attempt,
        code=failure.code.value if failure else "",
        id=new_call_id(),
        account=account.name,
        base=base_of(source, account, request.host),
        site=request.host,
        values=masked_pairs(request.values.items(), log.clean),
        query=masked_pairs(request.query, log.clean),
        sent=masked_headers(facts.sent, call.signed, log.clean),
        answered=masked_headers(facts.answered, (), log.clean),
        writes=request.effect is Effect.WRITE,
        answer=request.answer,
        body=len(request.body or b""),
        private=request.private,
        kept=log.keeps_bodies and not request.private,
    )


def bodies_of(call: Sending) -> RawBodies:
    """Return the beginnings of a call's bodies, of those that people can read."""
    request, reply = call.request, call.reply
    readable = is_text(kind_of(dict(request.headers)))
    answer = reply.body if reply is not None else call.facts.refusal
    if reply is not None and (request.answer is Answer.BYTES or not is_text(reply.content_type)):
        answer = None
    return RawBodies(beginning(request.body) if readable else None, beginning(answer))
