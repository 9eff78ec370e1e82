"""The comparison as a person reads it: a row a group, a column a supplier, a cell what it costs.

The client-safe form of the same rows holds sale prices only: no cost and no supplier can be read
out of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from workbench.compare.board_outcome import CODE, COMPARED, OUTCOMES, Outcome
from workbench.compare.board_pricing import Pricing, Spread
from workbench.compare.margins import MarginRule, Sale, sale
from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.core.values import Money


class Column(NamedTuple):
    """One supplier."""

    supplier: int
    """Its number on the board."""
    title: str
    groups: int
    """How many groups it offers."""
    currency: str
    """The currency that all its offers are quoted in, "" where there are several."""


class Cell(NamedTuple):
    """What a supplier asks for a group: its best offer, or why it has none.

    Attributes:
        place: of the offer on the board.
        outcome: what became of it.
        per_piece: cost of a piece received, None where there is none.
        total: of the order.
        tier: where the price step in effect begins; the caption "250+".
        bought: pieces really bought.
        buy: the same where it is not what is wanted: "buy 500".
        original: price of a piece as quoted, where the currency is another one.
        best: whether it is the group's best.
        above: percent above the best, to a tenth; 0 for the best.
        reason: why there is no cost, in the user's words.
        stale: whether its record was read long ago.
        troubles: what is wrong in the offer's data, in the user's words.
        short: whether the supplier says that fewer pieces are in stock than are bought.
    """

    place: int
    outcome: Outcome
    per_piece: Money | None = None
    total: Money | None = None
    tier: int = 0
    bought: int = 0
    buy: int | None = None
    original: Money | None = None
    best: bool = False
    above: Decimal | None = None
    reason: str = ""
    stale: bool = False
    short: bool = False
    troubles: tuple[str, ...] = ()


class ClientCell(NamedTuple):
    """What a customer is shown of a group."""

    quantity: int
    """Pieces delivered."""
    per_piece: Money
    total: Money


class Facets(NamedTuple):
    """How many groups or offers stand behind each value, to filter by."""

    supplier: Mapping[str, int]
    """Groups by supplier."""
    reason: Mapping[str, int]
    """Groups by why their items are held to be the same (`matching.model.Reason`)."""
    currency: Mapping[str, int]
    """Offers by the currency they are quoted in."""
    outcome: Mapping[Outcome, int]
    """Offers by outcome; those whose marking is not reckoned yet are told as such."""


class Pivot:
    """Groups by suppliers at one pricing; cells are made when they are looked at."""

    def __init__(self, pricing: Pricing) -> None:
        self.pricing = pricing
        self._rows: dict[int, dict[int, Cell]] = {}

    def columns(self) -> tuple[Column, ...]:
        """Return the suppliers, the one with the most groups first, then by name."""
        board = self.pricing.board
        groups: dict[int, set[int]] = {}
        currencies: dict[int, set[str]] = {}
        for place, offer in enumerate(board.offers):
            number = int(board.supplier[place])
            groups.setdefault(number, set()).add(int(board.group[place]))
            currencies.setdefault(number, set()).add(offer.ladder.currency)
        found = [
            Column(
                number,
                board.suppliers[number],
                len(held),
                next(iter(currencies[number])) if len(currencies[number]) == 1 else "",
            )
            for number, held in groups.items()
        ]
        return tuple(sorted(found, key=lambda each: (-each.groups, each.title)))

    def row(self, group: int) -> Mapping[int, Cell]:
        """Return the cells of a group by supplier; a supplier that does not offer it has none."""
        if group not in self._rows:
            self._rows[group] = self._made(group)
        return self._rows[group]

    def cell(self, group: int, supplier: int) -> Cell | None:
        """Return one cell, None where the supplier does not offer the group."""
        return self.row(group).get(supplier)

    def spread(self, group: int) -> Spread | None:
        """Return how far the suppliers of a group lie apart."""
        return self.pricing.spread(group)

    def _made(self, group: int) -> dict[int, Cell]:
        pricing = self.pricing
        chosen = pricing.supplier_bests(group)
        others: dict[int, int] = {}
        for place in sorted(pricing.board.places(group), key=self._nearness):
            others.setdefault(int(pricing.board.supplier[place]), place)
        return {number: self._cell(chosen.get(number, place)) for number, place in others.items()}

    def _nearness(self, place: int) -> tuple[int, int]:
        """Return how near an offer is to a price."""
        return int(self.pricing.costs.outcome[place]), place

    def _cell(self, place: int) -> Cell:
        pricing = self.pricing
        outcome, offer = pricing.outcome(place), pricing.board.offers[place]
        per_piece, total = pricing.per_piece(place), pricing.total(place)
        if outcome not in COMPARED or per_piece is None:
            return Cell(place, outcome, reason=pricing.reason(place), troubles=offer.troubles)
        bought, tier = int(pricing.costs.pieces[place]), int(pricing.costs.tier[place])
        priced = offer.ladder.at(bought)
        quoted = priced and Money(priced.amount, priced.currency)
        return Cell(
            place,
            outcome,
            per_piece,
            total,
            tier,
            bought,
            bought if bought != pricing.wanted.quantity else None,
            quoted if quoted and quoted.currency != per_piece.currency else None,
            pricing.best(int(pricing.board.group[place])) == place,
            pricing.above_best(place),
            stale=outcome is Outcome.STALE,
            short=offer.stock is not None and offer.stock < bought,
            troubles=offer.troubles,
        )

    def facets(self) -> Facets:
        """Return what the groups can be filtered by, with counts."""
        board, costs = self.pricing.board, self.pricing.costs
        codes = costs.outcome.tolist()
        return Facets(
            {column.title: column.groups for column in self.columns()},
            dict(Counter(group.reason for group in board.groups)),
            dict(Counter(offer.ladder.currency for offer in board.offers)),
            {outcome: codes.count(CODE[outcome]) for outcome in OUTCOMES if CODE[outcome] in codes},
        )

    def sale(self, group: int, rule: MarginRule) -> Sale | None:
        """Return the sale price of a group by a rule on its best cost; None without a cost."""
        place = self.pricing.best(group)
        return None if place is None else self._sale(place, rule)

    def _sale(self, place: int, rule: MarginRule) -> Sale | None:
        cost = self.pricing.per_piece(place)
        sold = None if cost is None else sale(cost, rule)
        return sold if sold is not None and sold.price.amount > 0 else None

    def client_cell(self, group: int, rule: MarginRule) -> ClientCell | None:
        """Return what a customer is shown: the sale price, and nothing that it is made of."""
        place = self.pricing.best(group)
        return None if place is None else self.client_cell_of(place, rule)

    def client_cell_of(self, place: int, rule: MarginRule) -> ClientCell | None:
        """Return the same for an offer that is not the group's best one, by its place."""
        sold = self._sale(place, rule)
        if sold is None:
            return None
        pieces = int(self.pricing.costs.pieces[place])
        total = Money(sold.price.amount * pieces, sold.price.currency)
        return ClientCell(pieces, sold.price, total)


def caption(cell: Cell, formats: Formats) -> str:
    """Return the second line of a cell: "250+", "500+ buy 500", "100+ 58.40 SEK", or its reason."""
    if cell.per_piece is None:
        return cell.reason
    parts = [tr("{tier}+", tier=formats.integer(max(cell.tier, 1)))]
    if cell.buy is not None:
        parts.append(tr("buy {count}", count=formats.integer(cell.buy)))
    if cell.original is not None:
        parts.append(formats.money(cell.original))
    return " ".join(parts)
