"""What of an article stands free on the own shelf (class Article, "batches").

The free amount is what the service says is available: in stock less reserved. A document that
holds batches tells where it stands; what is reserved without a batch is taken to go out first
from what expires first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal
from typing import Final

import msgspec
from msgspec.structs import replace

from workbench.core.offers import Lot
from workbench.sources.lagerkoll.records.article import Article, Batch
from workbench.sources.lagerkoll.records.values import stamp
from workbench.sources.leaves import amount, flag, identity
from workbench.sources.reading import Reader


class Batches(msgspec.Struct, gc=False, rename="camel"):
    """The first batches and serial numbers of an article (class ArticleBatchResponse)."""

    batches: list[Batch] | None = None
    serial_numbers: list[Batch] | None = None


class Stocked(msgspec.Struct, gc=False):
    """The part of an article's document that only the shelf needs."""

    batches: Batches | None = None


_STOCKED: Final = Reader(Stocked)
_NO_BATCHES: Final = (b'"batches":null', b'"batches": null')
_GOODS: Final = frozenset({"", "stock"})
_MOST: Final = Decimal(2**62)


def lots_of(article: Article, document: bytes) -> tuple[Lot, ...]:
    """Return the free pieces of an article, what expires first before the others."""
    free = _pieces(amount(article.amount))
    if free < 1 or flag(article.stock) is False or not _is_goods(article):
        return ()
    place = identity(article.stock_place)
    held = sorted(_batches(document, place), key=_expiry)
    told = sum(lot.quantity for lot in held)
    if told > free:
        return tuple(_without(held, told - free))
    rest = [Lot("", free - told, place=place)] if free > told else []
    return (*held, *rest)


def _is_goods(article: Article) -> bool:
    return identity(article.type).lower() in _GOODS


def _pieces(value: Decimal | None) -> int:
    """Return whole pieces; half a piece cannot be delivered."""
    if value is None or not 0 < value < _MOST:
        return 0
    return int(value.to_integral_value(ROUND_FLOOR))


def _batches(document: bytes, place: str) -> Iterator[Lot]:
    if any(sign in document for sign in _NO_BATCHES) or b'"batches"' not in document:
        return
    read, _odd = _STOCKED.read(document)
    held = read.batches if read is not None else None
    for each in (*(held.batches or ()), *(held.serial_numbers or ())) if held else ():
        pieces = _pieces(amount(each.amount) or Decimal(0)) - _pieces(amount(each.reserved))
        if pieces > 0:
            batch = identity(each.batch_id) or identity(each.serial_nr)
            yield Lot("", pieces, batch=batch, expires=_day(each.best_before), place=place)


def _day(value: object) -> date | None:
    found = stamp(value)
    return found.date() if isinstance(found, datetime) else None


def _expiry(lot: Lot) -> tuple[date, str]:
    return lot.expires or date.max, lot.batch


def _without(lots: Sequence[Lot], taken: int) -> Iterator[Lot]:
    """Give the lots less so many pieces, taken from the first ones."""
    for lot in lots:
        gone = min(taken, lot.quantity)
        taken -= gone
        if lot.quantity > gone:
            yield replace(lot, quantity=lot.quantity - gone)
