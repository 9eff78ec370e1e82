"""What the service counts when it took a body: refusals that come with a success, read as such.

A put is answered with 200 and counters. The reason of a refusal stands in a counter's name and
the ids in its value: `"rejected (product ID longer than 32 characters)": "1 (JHJ…)"`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.texts import tr
from workbench.net.requests import Reply, Request, Sender
from workbench.net.service_errors import plain
from workbench.sources.etim.records.values import items
from workbench.sources.leaves import identity

_VALUE: Final = re.compile(r"\s*(\d+)\s*(?:\((.*)\))?\s*", re.DOTALL)
_NAME: Final = re.compile(r"(\w+)\s*(?:\((.*)\)|\W*(.*))\s*", re.DOTALL)


class Counted(msgspec.Struct, frozen=True):
    """One counter of a report, such as of records that were not taken.

    Attributes:
        count: how many.
        reason: in the service's words, one line, "" where it names none.
        ids: which, as far as it names them.
    """

    count: int
    reason: str
    ids: tuple[str, ...]


def counted_in(report: object, name: str) -> tuple[Counted, ...]:
    """Return the counters of a name, with a reason behind it or without, that count something."""
    if not isinstance(report, Mapping):
        return ()
    found = (_counted(str(held), value, name) for held, value in report.items())
    return tuple(each for each in found if each is not None and each.count)


def rejected_in(report: object) -> tuple[Counted, ...]:
    """Return the refusals that a report counts."""
    return counted_in(report, "rejected")


def counter(report: object, name: str) -> int:
    """Return how many a report counts under a name."""
    return sum(each.count for each in counted_in(report, name))


def _counted(held: str, value: object, name: str) -> Counted | None:
    named = _NAME.fullmatch(held)
    if named is None or named[1].casefold() != name.casefold():
        return None
    reason = plain(named[2] or named[3] or "")
    if isinstance(value, (list, dict)) or value in (None, ""):
        ids = tuple(identity(each).strip() for each in items(value))
        return Counted(len(ids), reason, ids)
    read = _VALUE.fullmatch(str(value))
    if read is None:
        return Counted(1, plain(f"{reason} {value}"), ())
    ids = tuple(part.strip() for part in re.split(r"[,;]", read[2] or "") if part.strip())
    return Counted(int(read[1]), reason, ids)


def keys_meant(refusal: Counted, keys: Sequence[str]) -> frozenset[str]:
    """Return which of the keys that were sent a counter is about.

    All of them, where it names none of these: an id may hold the comma that parts ids, or be cut,
    and nobody can say then which are meant.
    """
    return frozenset(refusal.ids).intersection(keys) or frozenset(keys)


def why(refusal: Counted) -> str:
    """Return the sentence of a refusal, translated around the service's own words."""
    if refusal.reason:
        return tr("ETIM Mapper did not take it: {reason}.", reason=refusal.reason.rstrip("."))
    return tr("ETIM Mapper did not take it and does not say why.")


def undone(operation: str, answer: object) -> tuple[str, ...]:
    """Return in words what an answer to a write says was not done; none where all was."""
    if not operation.startswith("put_"):
        return ()
    told = tuple(f"{why(each)} {_which(each)}" for each in rejected_in(answer))
    if counter(answer, "limitExceeded"):
        told += (tr("The account may hold no more products."),)
    return told


def _which(refusal: Counted) -> str:
    return f"({', '.join(refusal.ids)})" if refusal.ids else f"({refusal.count})"


class Reports:
    """Sends requests; a put of one record that was not taken is a refusal, not a success."""

    def __init__(self, gateway: Sender) -> None:
        self._gateway = gateway

    async def send(self, request: Request) -> Reply:
        """Send a request.

        Raises:
            WbError: as the gateway names it; code REFUSED for one record that was not taken.
        """
        reply = await self._gateway.send(request)
        if request.method == "PUT" and _is_one(request.body):
            _check(reply.body, request)
        return reply


def _is_one(body: bytes | None) -> bool:
    try:
        return body is not None and len(msgspec.json.decode(body, type=list[msgspec.Raw])) == 1
    except msgspec.DecodeError:
        return False


def _check(body: bytes, request: Request) -> None:
    report, operation = _decoded(body), request.operation
    refusals = rejected_in(report)
    if refusals:
        raise _refused(why(refusals[0]), operation, report)
    if counter(report, "limitExceeded"):
        sentence = tr("The account may hold no more products: nothing was added.")
        raise _refused(sentence, operation, report)
    if counter(report, "deletedClassifications") and _sends_class(request.body):
        sentence = tr("DANGER: the service deleted the classification of this product.")
        raise _refused(sentence, operation, report)


def _sends_class(body: bytes | None) -> bool:
    """Return whether the one product of a body names a class."""
    rows = _decoded(body or b"[]")
    described = rows[0].get("etimDescription") if isinstance(rows[0], dict) else None
    return isinstance(described, dict) and bool(described.get("classId"))


def _decoded(body: bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return None


def _refused(sentence: str, operation: str, report: object) -> WbError:
    return WbError(
        ErrorCode.REFUSED,
        sentence,
        tr("Change the record; what was typed is kept."),
        source="etim",
        operation=operation,
        sent=Sent.YES,
        answer=report,
    )
