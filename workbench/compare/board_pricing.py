"""What every offer of a board costs for what is wanted, and which is the best of each group."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from workbench.compare.board_footing import Footing
from workbench.compare.board_landing import Costs, reckon, unmarked
from workbench.compare.board_outcome import CODE, CODES, COMPARED, Outcome, Unpriced
from workbench.compare.board_rank import order_of
from workbench.compare.landed import Landed, landed
from workbench.compare.landed_terms import Wanted
from workbench.compare.units import Ratio, money_of, scaled
from workbench.core.formats import Formats
from workbench.core.values import Money
from workbench.tables.arrays import Bools, Ints, spread

if TYPE_CHECKING:
    from workbench.compare.board import Board

NONE: Final = -1
"""Stands where a group has no best offer, and an offer no rank."""


class Spread(NamedTuple):
    """How far the costs of a group's suppliers lie apart, each by its best offer."""

    costs: tuple[Money, ...]
    """For one piece, lowest first; one a supplier."""
    percent: Decimal
    """How much the highest is above the lowest, to a tenth."""


class Pricing:
    """Costs by place of the board for one `Wanted`.

    A group's best offer is the one with the lowest cost for a piece received: the total paid by
    the pieces bought. Where two are equal, the lower total is better, then the shorter delivery,
    then the supplier's name. Costs in different currencies are not compared: a group left as
    quoted with several of them has no best offer.

    Attributes:
        board: what is priced.
        wanted: what for.
        costs: columns by place; a group's count once it is settled.
    """

    def __init__(self, board: Board, footing: Footing, wanted: Wanted) -> None:
        self.board, self.wanted = board, wanted
        self._footing = footing
        size, groups = len(board), len(board.groups)
        self._settled = np.full(groups, not wanted.marked, np.bool_)
        self._best = np.full(groups, NONE, np.int64)
        self._rank = np.full(size, NONE, np.int64)
        self.costs = self._base()
        if not wanted.marked:
            self._order(np.arange(size))

    def _base(self) -> Costs:
        """Return the costs without marking; where it is wanted, those wait for it."""
        size = len(self.board)
        quantities = np.full(size, self.wanted.quantity, np.int64)
        costs = reckon(
            self.board.ladders, self._footing, np.arange(size), quantities, unmarked(size)
        )
        if not self.wanted.marked:
            return costs
        costs = Costs(*(np.array(column) for column in costs))
        costs.outcome[costs.compared] = CODE[Outcome.WAITING]
        return costs

    def settle(self, groups: Iterable[int] | None = None) -> None:
        """Reckon the markings of groups, all of them where none are named.

        May run in a thread while no other one reads this pricing; what it reckons is kept by the
        board, so that another pricing of the same order finds it at once.
        """
        if groups is not None:
            groups = tuple(groups)
            if all(self._settled[group] for group in groups):
                return
        named = np.arange(len(self._settled)) if groups is None else np.array([*groups], np.int64)
        open_groups = np.unique(named[~self._settled[named]])
        if not len(open_groups):
            return
        starts, ends = self.board.starts[open_groups], self.board.starts[open_groups + 1]
        places = spread(starts, ends - starts)
        asked = self.costs.outcome[places] == CODE[Outcome.WAITING]
        marked = self.board.marks.of(places, self.costs.pieces[places], asked, self.wanted)
        quantities = np.full(len(places), self.wanted.quantity, np.int64)
        found = reckon(self.board.ladders, self._footing, places, quantities, marked)
        for column, new in zip(self.costs, found, strict=True):
            column[places] = new
        self._order(places)
        self._settled[open_groups] = True

    def settled(self, group: int) -> bool:
        """Whether a group's costs are reckoned."""
        return bool(self._settled[group])

    def _order(self, places: Ints) -> None:
        """Rank the offers of whole groups."""
        costs, board = self.costs, self.board
        chosen = places[costs.compared[places]]
        if not self.wanted.home:
            chosen = chosen[~self._mixed(chosen)[board.group[chosen]]]
        group = board.group[chosen]
        order = order_of(group, costs.total[chosen], costs.pieces[chosen], board.standing[chosen])
        ranked, group = chosen[order], group[order]
        first = np.flatnonzero(np.diff(group, prepend=NONE))
        counts = np.diff(first, append=len(ranked))
        self._rank[ranked] = np.arange(len(ranked)) - np.repeat(first, counts)
        self._best[group[first]] = ranked[first]

    def _mixed(self, places: Ints) -> Bools:
        """Return which groups have costs of several currencies."""
        group, currency = self.board.group[places], self._footing.currency[places]
        size = len(self._best)
        low, high = np.full(size, len(self._footing.currencies)), np.full(size, NONE)
        np.minimum.at(low, group, currency)
        np.maximum.at(high, group, currency)
        return low < high

    def best(self, group: int) -> int | None:
        """Return the place of a group's best offer, None where none is compared."""
        self.settle((group,))
        place = int(self._best[group])
        return None if place == NONE else place

    def rank(self, place: int) -> int | None:
        """Return how many offers of the group are better, None where it is not compared."""
        self.settle((int(self.board.group[place]),))
        rank = int(self._rank[place])
        return None if rank == NONE else rank

    def outcome(self, place: int) -> Outcome:
        """Return what became of an offer."""
        self.settle((int(self.board.group[place]),))
        return CODES[int(self.costs.outcome[place])]

    def currency(self, place: int) -> str:
        """Return the currency of an offer's cost."""
        return self._footing.currencies[int(self._footing.currency[place])]

    def total(self, place: int) -> Money | None:
        """Return what the order costs, None where it has no cost."""
        if self.outcome(place) not in COMPARED:
            return None
        return Money(money_of(int(self.costs.total[place])), self.currency(place))

    def per_piece(self, place: int) -> Money | None:
        """Return what a piece received costs, to a ten-thousandth; None where it has no cost."""
        if self.outcome(place) not in COMPARED:
            return None
        total, pieces = int(self.costs.total[place]), int(self.costs.pieces[place])
        return Money(money_of(scaled(total, Ratio(1, pieces))), self.currency(place))

    def above_best(self, place: int) -> Decimal | None:
        """Return by how many percent a cost is above the group's best, to a tenth."""
        if self.rank(place) is None:
            return None
        return self._percent(place, int(self._best[self.board.group[place]]))

    def _percent(self, place: int, beside: int) -> Decimal:
        total, pieces = self.costs.total, self.costs.pieces
        base = int(total[beside]) * int(pieces[place])
        more = int(total[place]) * int(pieces[beside]) - base
        return Decimal(scaled(1000 * more, Ratio(1, max(base, 1)))).scaleb(-1)

    def supplier_bests(self, group: int) -> dict[int, int]:
        """Return the place of each supplier's best offer, by number, the group's best first."""
        self.settle((group,))
        found: dict[int, int] = {}
        ranked = [place for place in self.board.places(group) if self._rank[place] != NONE]
        for place in sorted(ranked, key=self._rank.__getitem__):
            found.setdefault(int(self.board.supplier[place]), place)
        return found

    def spread(self, group: int) -> Spread | None:
        """Return how far a group's costs lie apart; None where fewer than two are compared."""
        places = list(self.supplier_bests(group).values())
        if len(places) < 2:
            return None
        costs = [cost for place in places if (cost := self.per_piece(place))]
        return Spread(tuple(costs), self._percent(places[-1], places[0]))

    def landed(self, place: int, formats: Formats = Formats()) -> Landed | Unpriced:  # noqa: B008
        """Return what a cost unfolds into, or why there is none."""
        board = self.board
        marker = board.marks.marker_of(place)
        return landed(board.items[place], board.offers[place], self.wanted, marker, formats)

    def reason(self, place: int) -> str:
        """Return why an offer has no cost, "" where it has one."""
        found = self.landed(place)
        return found.reason if isinstance(found, Unpriced) else ""
