"""One group in full: its offers, what a cost unfolds into, curves by quantity, the own shelf.

Each group gets a board of its own, so that looking at one never waits for the others.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from workbench.compare.board import Board
from workbench.compare.board_groups import Grouped
from workbench.compare.board_outcome import CODE, COMPARED, Outcome, Unpriced
from workbench.compare.board_pricing import Pricing, Spread
from workbench.compare.curve import (
    LARGEST_QUANTITY,
    Curve,
    axis,
    better_quantities,
    chart_quantities,
    nudge,
    table,
)
from workbench.compare.curve_crossing import (
    CrossOver,
    cross_over_sentence,
    cross_overs,
    nudge_sentence,
)
from workbench.compare.landed import Landed, Marker
from workbench.compare.landed_terms import PARTS, Part, Wanted
from workbench.compare.rates import rate_sentence
from workbench.compare.shelf import plans
from workbench.compare.shelf_sentences import beside, on_shelf, steps
from workbench.core.formats import Formats
from workbench.core.texts import tr, trn
from workbench.workspace.comparison.answers import (
    Crossing,
    Curves,
    PricedOffer,
    Said,
    Series,
    Split,
)

DRAWN: Final = 6
"""Suppliers that a chart shows."""
MARKED_LIMIT: Final = 1_000
"""Where a curve with marking ends at least: each quantity is priced by the marking's formula."""
FIRST: Final = 10
"""Left end of an axis, where less is not asked for."""


class Detail:
    """One group at what is wanted.

    Args:
        group: with all its offers, those of sale among them.
        wanted: what for.
        marker: prices markings.
        formats: of numbers in sentences.
        name_of: what a technique is called, by its code.
    """

    def __init__(
        self,
        group: Grouped,
        wanted: Wanted,
        marker: Marker,
        formats: Formats,
        name_of: Callable[[str], str] = str,
    ) -> None:
        self.group = group
        self._name_of = name_of
        self.wanted = wanted
        self._formats = formats
        self._board = Board([group], marker)
        self._pricing: Pricing = self._board.price(wanted)

    def offers(self) -> tuple[PricedOffer, ...]:
        """Return every offer, the best first; those without a cost behind, nearest to one first."""
        found = [self._offer(place) for place in self._board.places(0)]
        return tuple(sorted(found, key=_standing))

    def _offer(self, place: int) -> PricedOffer:
        pricing, board = self._pricing, self._board
        item, offer = board.items[place], board.offers[place]
        outcome = pricing.outcome(place)
        identity = self._identity(place)
        if outcome not in COMPARED:
            reason = pricing.reason(place)
            return PricedOffer(identity, place, item, offer, outcome, reason=reason)
        bought = int(pricing.costs.pieces[place])
        return PricedOffer(
            identity,
            place,
            item,
            offer,
            outcome,
            pricing.per_piece(place),
            pricing.total(place),
            bought,
            int(pricing.costs.tier[place]),
            pricing.rank(place),
            pricing.above_best(place),
            stale=outcome is Outcome.STALE,
            short=offer.stock is not None and offer.stock < bought,
        )

    def _identity(self, place: int) -> str:
        return "\x1f".join((*self._board.items[place].ref, self._board.offers[place].id))

    def _place(self, identity: str) -> int | None:
        places = self._board.places(0)
        return next((each for each in places if self._identity(each) == identity), None)

    def best(self) -> PricedOffer | None:
        """Return the best offer, None where none is compared."""
        place = self._pricing.best(0)
        return None if place is None else self._offer(place)

    def spread(self) -> Spread | None:
        """Return how far the suppliers lie apart, None with fewer than two."""
        return self._pricing.spread(0)

    def landed(self, identity: str) -> Landed | Unpriced:
        """Return what the cost of an offer unfolds into, or why there is none."""
        place = self._place(identity)
        if place is None:
            return Unpriced(Outcome.QUOTE, tr("The offer is gone."))
        return self._pricing.landed(place, self._formats)

    # ---- by quantity -------------------------------------------------------------------------

    def _curves(self, limit: int) -> list[Curve]:
        """Return a curve of each supplier's best offer, the best at the quantity first."""
        bests = list(self._pricing.supplier_bests(0).values())
        ranked = {int(self._board.supplier[place]) for place in bests}
        others: dict[int, int] = {}
        for place in self._board.places(0):
            supplier = int(self._board.supplier[place])
            if supplier not in ranked and self._pricing.outcome(place) is Outcome.QUANTITY:
                others.setdefault(supplier, place)
        places = [*bests, *others.values()][:DRAWN]
        return [Curve(self._board, place, self.wanted, limit) for place in places]

    def curves(self, limit: int = 0) -> Curves:
        """Return the costs by quantity; takes a while where marking is included: for a thread.

        Args:
            limit: right end; 0 chooses one.
        """
        quantity = self.wanted.quantity
        limit = limit or self._limit()
        every = self._curves(max(limit, quantity))
        currency = every[0].currency if every else self.wanted.home
        drawn = [curve for curve in every if curve.currency == currency]
        first, last = min(FIRST, quantity), max(limit, quantity)
        named = {curve.supplier for curve in drawn}
        left_out = dict.fromkeys(
            self._board.suppliers[int(self._board.supplier[place])]
            for place in self._board.places(0)
        )
        quantities = axis(drawn, first, last, (quantity,)) if drawn else ()
        points = chart_quantities(drawn, first, last) if drawn else ()
        series = tuple(self._series(curve, points) for curve in drawn)
        rows = table(drawn, quantities)
        return Curves(
            title=self.group.name,
            about=self.about(currency),
            currency=currency,
            quantity=quantity,
            first=first,
            last=last,
            series=series,
            axis=quantities,
            table=tuple((at, tuple(cells)) for at, cells in rows),
            crossings=tuple(self._crossings(drawn, first, last)),
            nudges=tuple(
                Said(*nudge_sentence(each.nudge, self._formats)) for each in series if each.nudge
            ),
            left_out=tuple(name for name in left_out if name not in named),
        )

    def _limit(self) -> int:
        quantity = self.wanted.quantity
        if self.wanted.marked:
            return min(max(MARKED_LIMIT, 2 * quantity), max(LARGEST_QUANTITY, quantity))
        return max(LARGEST_QUANTITY, 2 * quantity)

    def _series(self, curve: Curve, quantities: tuple[int, ...]) -> Series:
        points = (curve.at(each) for each in quantities if each <= curve.limit)
        quantity = self.wanted.quantity
        return Series(
            curve.supplier,
            self._identity(curve.place),
            tuple(point for point in points if point),
            curve.at(quantity),
            better_quantities(curve),
            nudge(curve, quantity),
        )

    def _crossings(self, curves: list[Curve], first: int, last: int) -> list[Crossing]:
        """Return where another supplier becomes the cheapest of all."""
        found: dict[int, CrossOver] = {}
        for number, one in enumerate(curves):
            for other in curves[number + 1 :]:
                for crossing in cross_overs(one, other, first, last):
                    if _cheapest(curves, crossing.quantity) == crossing.cheaper:
                        found.setdefault(crossing.quantity, crossing)
        return [
            Crossing(found[at], Said(*cross_over_sentence(found[at], self._formats)))
            for at in sorted(found)
        ]

    def about(self, currency: str) -> str:
        """Return currency, marking and what is included in words."""
        printing = self.wanted.printing
        parts = [currency or tr("as quoted")]
        if self.wanted.marked and printing is not None:
            parts.append(self._name_of(printing.technique))
            parts.append(trn("{count} colour", "{count} colours", printing.colours))
            if printing.length and printing.width:
                size = (self._formats.number(printing.length), self._formats.number(printing.width))
                parts.append(tr("{length} × {width} mm", length=size[0], width=size[1]))
        marking = frozenset() if self.wanted.marked else frozenset({Part.MARKING, Part.SETUP})
        parts_asked = self.wanted.includes - marking
        included = [tr(PARTS[part]) for part in Part if part in parts_asked]
        if included:
            parts.append(tr("with {parts}", parts=", ".join(included).lower()))
        return ", ".join(parts)

    # ---- the own shelf -----------------------------------------------------------------------

    def split(self, value: Decimal = Decimal(0), needed: date | None = None) -> Split | None:
        """Return what the own shelf does; None where nothing stands there, not even expired.

        Args:
            value: what a piece of the shelf counts for, in the currency of the costs.
            needed: when the pieces are needed; today for None.
        """
        lots = [lot for item in self.group.items if item.own for lot in item.lots]
        day = needed or self.wanted.day
        title = on_shelf(lots, day, self._formats)
        if not title:
            return None
        quantity, formats = self.wanted.quantity, self._formats
        curves = self._curves(max(self._limit(), quantity))
        found = plans(curves, lots, quantity, value=value, day=day)
        first, bought = found.shelf_first, found.bought
        return Split(
            title,
            found,
            steps(first, formats) if first else (),
            steps(found.cheapest, formats) if found.cheapest else (),
            beside(first, bought, formats) if first and bought else "",
        )


def rates_used(found: Landed) -> tuple[str, ...]:
    """Return the rates that a cost was converted by, a sentence each with day and origin."""
    sentences = (
        rate_sentence(line.original.currency, line.amount.currency, line.quote)
        for line in found.lines
        if line.quote
    )
    return tuple(dict.fromkeys(filter(None, sentences)))


def _standing(offer: PricedOffer) -> tuple[bool, int, int, int]:
    return offer.rank is None, offer.rank or 0, CODE[offer.outcome], offer.place


def _cheapest(curves: list[Curve], quantity: int) -> str:
    points = [(curve, curve.at(quantity)) for curve in curves]
    priced = [(point.per_piece.amount, curve.supplier) for curve, point in points if point]
    return min(priced)[1] if priced else ""
