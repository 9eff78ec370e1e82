"""Rows of any table as items: what a basket's line is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from workbench.compare.board_outcome import expiry
from workbench.compare.quoting import ordered
from workbench.core.offers import BOUGHT_AT, Item, Offer
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.workspace.comparison.pool import Held, Origins, Place, read_document
from workbench.workspace.keys import scope_of

if TYPE_CHECKING:
    from workbench.workspace.session import Session


class Row(NamedTuple):
    """An item of a row, the offer to buy it by ("" for none), and the row's key."""

    item: Item
    offer: str = ""
    key: str = ""


class Rows(NamedTuple):
    """What rows are made of."""

    rows: tuple[Row, ...] = ()
    left_out: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    """The items with the places of their documents, for the pool."""


async def rows_of_session(
    session: Session, keys: Iterable[str], quantity: int, currency: str
) -> Rows:
    """Return the items of rows of a source's table.

    Args:
        session: of the table.
        keys: of its rows.
        quantity: the cheapest offer at it is chosen.
        currency: offers in it go before others.
    """
    resource = session.resource
    offering = resource.offering
    keys = list(keys)
    if offering is None:
        return Rows(left_out=(tr("{title} have no prices to compare.", title=tr(resource.title)),))
    of = Origins(session.source, resource, session.account, offering)
    scope = scope_of(session.source, session.account, resource, session.query.language)
    moment = session.status.read_at or now()

    def read() -> Rows:
        rows: list[Row] = []
        left_out: list[str] = []
        held: list[Held] = []
        for key in keys:
            document = session.documents.of_row(key)
            place = Place(of, scope, key)
            read = read_document(of, document, moment, place) if document else None
            item = chosen_item([each.item for each in read or ()], key, quantity, currency)
            if item is None:
                left_out.append(tr("“{key}” has no item that can be bought.", key=key))
                continue
            held += [each._replace(place=Place(of, scope, item.ref.key)) for each in read or ()]
            rows.append(Row(item, chosen_offer(item, quantity, currency), key))
        return Rows(tuple(rows), tuple(left_out), tuple(held))

    return await asyncio.to_thread(read)


def chosen_item(items: Sequence[Item], key: str, quantity: int, currency: str) -> Item | None:
    """Return the item that a row means: its own variant, else the cheapest of the record.

    Amounts of different currencies are not compared; see `chosen_offer`.
    """
    own = next((item for item in items if item.ref.variant == key), None)
    if own is not None:
        return own
    found = _cheapest(
        [(item, offer) for item in items for offer in item.offers], quantity, currency
    )
    return found[0] if found else next(iter(items), None)


def chosen_offer(item: Item, quantity: int, currency: str) -> str:
    """Return the id of the cheapest offer of an item at a quantity, "" where none is to be bought.

    Without a rate amounts of different currencies are not compared: those in the wanted currency
    go first, then those of the first one's.
    """
    found = _cheapest([(item, offer) for offer in item.offers], quantity, currency)
    return found[1].id if found else ""


def _cheapest(
    offers: Sequence[tuple[Item, Offer]], quantity: int, currency: str
) -> tuple[Item, Offer] | None:
    """Return the cheapest of offers in the wanted currency, else of those in the first one's."""
    priced = [(each, amount) for each in offers if (amount := _price(each[1], quantity))]
    codes = [offer.ladder.currency for (_item, offer), _amount in priced]
    code = currency if currency in codes else next(iter(codes), "")
    same = [each for each in priced if each[0][1].ladder.currency == code]
    best = min(same, key=lambda each: (each[1], each[0][0].ref, each[0][1].id), default=None)
    return best[0] if best else None


def _price(offer: Offer, quantity: int) -> Decimal | None:
    """Return the price of a piece; None where it cannot be bought so, or not today."""
    if not offer.compared or offer.kind not in BOUGHT_AT or offer.vat_included:
        return None
    if expiry(offer, now().astimezone().date()) is not None:
        return None
    priced = ordered(offer, quantity)
    return priced.amount if priced is not None else None
