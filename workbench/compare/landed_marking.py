"""What marking adds to an order, in the parts that a comparison shows: setup and the rest."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from workbench.compare.landed_terms import Part, Wanted
from workbench.compare.units import units_of
from workbench.core.offers import Item, Offer, OnQuote, Printing, Worked
from workbench.core.texts import tr


class Marking(NamedTuple):
    """What marking adds to an order, in ten-thousandths of the offer's currency."""

    setup: int = 0
    """Paid once an order."""
    rest: int = 0
    """Everything else; the goods too where `holds_goods`."""
    holds_goods: bool = False
    """Whether the price is one for goods and marking together."""
    worked: Worked | None = None
    """What it unfolds into, None for unmarked."""


UNMARKED = Marking()


def marking_of(
    item: Item,
    offer: Offer,
    pieces: int,
    wanted: Wanted,
    marker: Callable[[Item, Offer, int, Printing], Worked | OnQuote | None] | None,
) -> Marking | OnQuote:
    """Return what marking so many pieces adds to an order, or why it cannot be told."""
    if not wanted.marked or wanted.printing is None:
        return UNMARKED
    worked = marker(item, offer, pieces, wanted.printing) if marker else None
    return read_marking(worked, wanted)


def read_marking(worked: Worked | OnQuote | None, wanted: Wanted) -> Marking | OnQuote:
    """Return what a priced marking adds to an order, as far as the cost includes it."""
    if worked is None:
        return OnQuote(tr("Nothing is known of this marking here."))
    if isinstance(worked, OnQuote):
        return worked
    setup = sum((term.total for term in worked.terms if term.once), Decimal(0))
    together = worked.goods is None
    everything = worked.total if together else worked.marking + worked.options
    once, rest = units_of(setup), units_of(everything - setup)
    if once is None or rest is None:
        return OnQuote(tr("The amount is too large to be reckoned."))
    included = Part.MARKING in wanted.includes
    return Marking(
        once if Part.SETUP in wanted.includes else 0,
        rest if included else 0,
        together and included,
        worked,
    )
