"""A request before it is sent and a reply once it was read: between operations and gateway."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

import msgspec

from workbench.core.operations import Answer, Effect, Repeat


class Request(msgspec.Struct, frozen=True):
    """One call, complete but for host prefix, auth and pacing, which the gateway adds.

    Attributes:
        operation: its name, for messages and the log.
        method: HTTP method.
        path: path template as documented, with braces.
        values: path parameters by name; encoded by the gateway, a "/" inside one as %2F.
        query: query parameters in order, already text.
        headers: headers of the operation itself, never credentials.
        body: JSON bytes, or None.
        host: which of the source's hosts.
        effect, repeat, answer: as the operation says.
        urgent: whether somebody looks at the screen for it; goes before background work.
        private: whether its body or answer is a credential: it signs in.
    """

    operation: str
    method: str
    path: str
    values: Mapping[str, str] = msgspec.field(default_factory=dict)
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    host: str = ""
    effect: Effect = Effect.READ
    repeat: Repeat = Repeat.SAFE
    answer: Answer = Answer.JSON
    urgent: bool = True
    private: bool = False


class Reply(msgspec.Struct, frozen=True):
    """A complete, successful answer.

    Attributes:
        status: 2xx.
        body: decoded bytes, whole.
        content_type: as sent, lower case, without parameters.
        received_at: by our clock, UTC.
        date: the service's own clock from its `Date` header, None where it sent none.
    """

    status: int
    body: bytes
    content_type: str
    received_at: datetime
    date: datetime | None = None


class Sender(Protocol):
    """What operations are called on: a gateway, or a test's stand-in for the service."""

    async def send(self, request: Request) -> Reply:
        """Send one request by the rules and return its whole answer.

        Raises:
            WbError: every failure, by name.
        """
        ...
