"""Moments as the databases keep them: whole microseconds since 1970, exact both ways."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)

DAY: Final = 86_400_000_000
HOUR: Final = 3_600_000_000


def to_micros(moment: datetime) -> int:
    """Return microseconds since 1970 (UTC); a moment without a zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the moment, in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def now_micros() -> int:
    """Return the present moment in microseconds since 1970."""
    return to_micros(datetime.now(UTC))
