"""What marking adds to an offer, as a formula of a workbook can say it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.compare.landed_marking import Marking, read_marking
from workbench.compare.landed_terms import MOST_PIECES
from workbench.compare.units import money_of
from workbench.core.offers import OnQuote

if TYPE_CHECKING:
    from workbench.compare.board_pricing import Pricing

_DECADES: Final = frozenset(10**power for power in range(7))
"""Quantities that a marking is tried at."""


class Marked(NamedTuple):
    """What marking adds, as a formula can say it, in the offer's currency.

    Attributes:
        setup: once an order.
        each: for one piece, None where it does not rise evenly with the pieces.
        fixed: for `pieces`, where `each` is None.
        pieces: see above; 0 where the price holds at any quantity.
        holds_goods: whether it is one price for goods and marking.
    """

    setup: Decimal = Decimal(0)
    each: Decimal | None = Decimal(0)
    fixed: Decimal = Decimal(0)
    pieces: int = 0
    holds_goods: bool = False


def marked_of(pricing: Pricing, place: int) -> Marked | str:
    """Return what marking adds to an offer, or why it cannot be told.

    It holds at any quantity where it is the same for a piece at every step of the offer and at the
    pieces bought; otherwise it is fixed for these.
    """
    wanted, board = pricing.wanted, pricing.board
    if not wanted.marked or wanted.printing is None:
        return Marked()
    pieces = int(pricing.costs.pieces[place])
    found = read_marking(board.marks.worked(place, pieces, wanted.printing), wanted)
    if isinstance(found, OnQuote):
        return found.reason
    fixed = Marked(money_of(found.setup), None, money_of(found.rest), pieces, found.holds_goods)
    if found.holds_goods or not pieces:
        return fixed
    others = {step.from_quantity for step in board.offers[place].ladder.steps} | {2 * pieces}
    # A marking has steps of its own: an even price near by says nothing of one far away.
    others |= _DECADES
    for other in sorted(each for each in others if 0 < each <= MOST_PIECES):
        held = read_marking(board.marks.worked(place, other, wanted.printing), wanted)
        if not isinstance(held, Marking) or not _alike(found, pieces, held, other):
            return fixed
    return Marked(money_of(found.setup), Decimal(found.rest) / pieces / 10_000)


def _alike(one: Marking, pieces: int, other: Marking, others: int) -> bool:
    same = one.setup == other.setup and other.holds_goods is False
    return same and one.rest * others == other.rest * pieces and one.rest % pieces == 0
