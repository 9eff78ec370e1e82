"""What marking adds to an order, in the parts that a comparison shows: setup and the rest."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from workbench.compare.landed_terms import Part, Wanted
from workbench.compare.units import units_of
from workbench.core.offers import Item, Offer, OnQuote, Printing, Worked, WorkedTerm
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
    """Return what a priced marking adds to an order, as far as the cost includes it.

    A price for goods and marking together is one: no setup is told apart from it, and without the
    marking the goods cost what their ladder says.
    """
    if worked is None:
        return OnQuote(tr("Nothing is known of this marking here."))
    if isinstance(worked, OnQuote):
        return worked
    together = worked.goods is None
    setup = Decimal(0) if together else sum((t.total for t in once_of(worked)), Decimal(0))
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


def once_of(worked: Worked) -> tuple[WorkedTerm, ...]:
    """Return the lines that are paid once an order."""
    return () if worked.goods is None else tuple(term for term in worked.terms if term.once)


def each_of(worked: Worked) -> tuple[WorkedTerm, ...]:
    """Return the other lines of the marking, without the goods' own."""
    if worked.goods is None:
        return worked.terms
    terms = worked.terms
    own = bool(terms) and terms[0].total == worked.goods
    return tuple(term for term in terms[1 if own else 0 :] if not term.once)
