"""What the price history holds, packed so that years of it stay small.

A point's number is its offer's number and the minute, so that the points of an offer lie side by
side in the order of time and need no index. Equal ladders are kept once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Final

import msgspec

from workbench.core.amounts import from_units, to_units
from workbench.core.offers import Ref
from workbench.core.values import Ladder, Step
from workbench.store.database import Schema

PRICES_SCHEMA: Final = Schema(
    title="The price history",
    precious=True,
    steps=(
        (
            """CREATE TABLE place (
                id INTEGER PRIMARY KEY, source TEXT NOT NULL, account TEXT NOT NULL,
                resource TEXT NOT NULL, UNIQUE (source, account, resource)) STRICT""",
            """CREATE TABLE item (
                id INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, place INTEGER NOT NULL,
                key TEXT NOT NULL, variant TEXT NOT NULL, seen INTEGER NOT NULL) STRICT""",
            "CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT",
            """CREATE TABLE ladder (
                id INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, body BLOB NOT NULL)
                STRICT""",
            """CREATE TABLE offer (
                id INTEGER PRIMARY KEY, item INTEGER NOT NULL, name INTEGER NOT NULL,
                at INTEGER NOT NULL, ladder INTEGER NOT NULL, stock INTEGER,
                UNIQUE (item, name)) STRICT""",
            """CREATE TABLE point (
                id INTEGER PRIMARY KEY, ladder INTEGER NOT NULL, stock INTEGER) STRICT""",
        ),
    ),
)

GONE: Final = 0
"""Stands for a ladder where the offer is gone."""
MINUTE_BITS: Final = 26
"""Of a point's number: minutes since 1970 until the year 2097."""
MINUTES: Final = (1 << MINUTE_BITS) - 1

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_Body = tuple[str, int, int | None, list[tuple[int, int | str]]]


def to_minutes(moment: datetime) -> int:
    """Return whole minutes since 1970 (UTC); a moment without a zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(int(aware.timestamp()) // 60, 0), MINUTES)


def from_minutes(minutes: int) -> datetime:
    """Return the moment, in UTC."""
    return datetime.fromtimestamp(minutes * 60, UTC)


def point_number(offer: int, minutes: int) -> int:
    """Return the number of an offer's point at a minute."""
    return offer << MINUTE_BITS | minutes


def digest_of(data: bytes) -> int:
    """Return a number that stands for the data: 64 bits, so that two never meet in practice."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


def ref_digest(ref: Ref) -> int:
    """Return the number that stands for an item."""
    return digest_of(msgspec.msgpack.encode(ref))


def ladder_body(ladder: Ladder) -> bytes:
    """Return what decides a price: currency, minimum, end and steps; 2.0 and 2.00 are the same."""
    steps = [(step.from_quantity, _packed(step.amount)) for step in ladder.steps]
    return msgspec.msgpack.encode((ladder.currency, ladder.minimum, ladder.until, steps))


def read_ladder(body: bytes) -> Ladder:
    """Return the ladder of a body.

    Raises:
        msgspec.DecodeError: the body is damaged.
    """
    currency, minimum, until, steps = msgspec.msgpack.decode(body, type=_Body)
    laid = tuple(Step(start, _unpacked(amount)) for start, amount in steps)
    return Ladder(laid, minimum, currency, until=until)


def _packed(amount: Decimal) -> int | str:
    units = to_units(amount)
    return str(amount) if units is None else units


def _unpacked(packed: int | str) -> Decimal:
    return from_units(packed) if isinstance(packed, int) else Decimal(packed)
