"""What a failed call means for sending: try again, look it up, leave this record, or stop all."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.pacing import LONGEST_QUIET_WAIT


class Fate(StrEnum):
    """How sending goes on after a failure of a write."""

    STOP = "stop"
    """Nothing was done, and the next record would fail the same way."""
    LATER = "later"
    """Nothing was done; the service asks for a short wait."""
    LOST = "lost"
    """It may have been done."""
    GONE = "gone"
    CLASH = "clash"
    """The record is not as it was expected."""
    REFUSED = "refused"


_SIGNED_OUT: Final = frozenset(
    {
        *(ErrorCode.AUTH, ErrorCode.AUTH_MISSING, ErrorCode.FORBIDDEN, ErrorCode.KEYRING),
        *(ErrorCode.READ_ONLY, ErrorCode.CANCELLED),
        *(ErrorCode.DISK, ErrorCode.DISK_FULL, ErrorCode.STORE),
    }
)
_UNREACHABLE: Final = frozenset(
    {
        *(ErrorCode.OFFLINE, ErrorCode.NAME, ErrorCode.CONNECT, ErrorCode.TLS, ErrorCode.PROXY),
        *(ErrorCode.PROXY_AUTH, ErrorCode.RESTING, ErrorCode.HOST),
    }
)
_UNREADABLE: Final = frozenset(
    {
        *(ErrorCode.BODY_CUT, ErrorCode.BODY_WEB_PAGE, ErrorCode.BODY_JSON, ErrorCode.BODY_EMPTY),
        *(ErrorCode.BODY_BIG, ErrorCode.BODY_DEEP, ErrorCode.DATA),
    }
)
"""An answer came, and cannot be read: the work may have been done."""


def stops(error: WbError) -> bool:
    """Return whether the next record would fail the same way, so that nothing more is sent."""
    if error.code is ErrorCode.RATE:
        return (error.wait or 0.0) > LONGEST_QUIET_WAIT
    return error.code in _SIGNED_OUT or error.code in _UNREACHABLE


def fate_of(error: WbError) -> Fate:
    """Return how sending goes on after a write failed."""
    if error.sent is Sent.MAYBE or error.code in _UNREADABLE:
        return Fate.LOST
    if stops(error):
        return Fate.STOP
    match error.code:
        case ErrorCode.RATE:
            return Fate.LATER
        case ErrorCode.NOT_FOUND:
            return Fate.GONE
        case ErrorCode.CONFLICT:
            return Fate.CLASH
        case _:
            return Fate.REFUSED
