"""Prices over time, as they are kept: a point only where a price became another one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec

from workbench.core.offers import Ref
from workbench.core.values import Ladder


class PricePoint(NamedTuple):
    """From a moment on an offer was this one.

    `ladder` is None from when the offer was gone, and has no steps while it named no price.
    `stock` is what the supplier had at that moment, None where nothing was said.
    """

    at: datetime
    ladder: Ladder | None
    stock: int | None = None


class Past(msgspec.Struct, frozen=True):
    """What is known of the prices of one item.

    Attributes:
        seen: when its record was last read, to the hour; None where it never was.
        offers: points by offer id, oldest first.
    """

    seen: datetime | None = None
    offers: Mapping[str, tuple[PricePoint, ...]] = msgspec.field(default_factory=dict)


class Moved(NamedTuple):
    """An offer that is not what it was at an earlier moment, or at its first reading after it.

    `before` is None where it was gone then or was read for the first time since, `after` where it
    is gone now; `known` says whether anything is kept of it that it can be held against.
    """

    ref: Ref
    offer: str
    at: datetime
    """Of its last change."""
    before: Ladder | None
    after: Ladder | None
    known: bool
