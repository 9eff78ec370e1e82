"""What an order costs marked, by the marking of the wanted technique that takes it cheapest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from workbench.core.offers import Item, Offer, OnQuote, PriceKind, Printing, Worked
from workbench.core.texts import tr
from workbench.sources.europeansourcing.marking import calculate
from workbench.sources.europeansourcing.marking_documents import PricedMarking
from workbench.sources.europeansourcing.marking_order import MarkingOrder
from workbench.sources.europeansourcing.marking_outcome import Calculation, Label
from workbench.sources.europeansourcing.offers_prepared import MarkingOf, Prepared, VariantOf
from workbench.sources.europeansourcing.offers_worked import worked_of


class Chosen(NamedTuple):
    """A marking that takes an order.

    Attributes:
        marking: which one; None for an order without marking.
        order: the order as it was priced.
        priced: what it costs.
    """

    marking: MarkingOf | None
    order: MarkingOrder
    priced: Calculation


def marked(
    prepared: Prepared, item: Item, offer: Offer, quantity: int, printing: Printing
) -> Worked | OnQuote:
    """Return what an order costs, or why no price may be named."""
    held = chosen(prepared, item, offer, quantity, printing)
    if isinstance(held, OnQuote):
        return held
    marking = held.marking
    return worked_of(held.priced, marking.id, marking.name) if marking else worked_of(held.priced)


def chosen(
    prepared: Prepared, item: Item, offer: Offer, quantity: int, printing: Printing
) -> Chosen | OnQuote:
    """Return the cheapest marking of the technique that takes the order.

    Of two that cost the same the one that the service names first is taken. Where none takes it,
    the reason of the first one is given.
    """
    variant = prepared.get(item.ref.variant)
    if variant is None:
        return OnQuote(tr("The record does not hold this variant any more."))
    order = order_of(offer, quantity, printing)
    if isinstance(order, OnQuote):
        return order
    if not printing.technique:
        priced = calculate(variant.priced, None, offer.ladder.profile, order)
        return Chosen(None, order, priced) if isinstance(priced, Calculation) else (
            OnQuote(priced.reason)
        )  # fmt: skip
    return _cheapest(variant, offer, order, printing.technique)


def _cheapest(
    variant: VariantOf, offer: Offer, order: MarkingOrder, technique: str
) -> Chosen | OnQuote:
    held = variant.by(technique)
    if not held:
        return OnQuote(variant.why_not(technique))
    best: Chosen | None = None
    reason = ""
    for marking in held:
        for each in _orders(order, marking.priced):
            priced = calculate(variant.priced, marking.priced, offer.ladder.profile, each)
            if not isinstance(priced, Calculation):
                reason = reason or priced.reason
            elif best is None or priced.price < best.priced.price:
                best = Chosen(marking, each, priced)
    return best or OnQuote(reason)


def _orders(order: MarkingOrder, marking: PricedMarking) -> Iterator[MarkingOrder]:
    """Give the order; for a marking that the price holds also with its counts of one left open.

    One colour, logo or place is what such a marking is, without its saying so.
    """
    yield order
    if marking.included:
        yield replace(
            order,
            colors=None if order.colors == 1 else order.colors,
            logos=None if order.logos == 1 else order.logos,
            positions=None if order.positions == 1 else order.positions,
        )


def order_of(offer: Offer, quantity: int, printing: Printing) -> MarkingOrder | OnQuote:
    """Return the order; an offer of another kind brings its own price of the goods."""
    order = MarkingOrder(
        quantity=quantity,
        colors=printing.colours,
        logos=printing.logos,
        positions=printing.positions,
        length=printing.length,
        width=printing.width,
        diameter=printing.diameter,
        squared_size=printing.squared_size,
    )
    if offer.kind is PriceKind.CALCULATION:
        return order
    priced = offer.ladder.at(quantity)
    if priced is None:
        return OnQuote(tr("The offer has no price at {quantity} pieces.", quantity=quantity))
    return replace(order, prices={Label.BASIC: priced.amount})
