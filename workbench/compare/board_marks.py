"""What markings cost, reckoned when they are first asked for and kept by quantity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from workbench.compare.board_landing import Marked
from workbench.compare.board_outcome import CODE, Outcome
from workbench.compare.landed import Marker
from workbench.compare.landed_marking import read_marking
from workbench.compare.landed_terms import Wanted
from workbench.core.offers import Item, Offer, OnQuote, Printing, Worked
from workbench.tables.arrays import Bools, Ints

_MOST: Final = 200_000
"""Markings kept; when more are asked for they are forgotten and begun again."""


_Held = dict[tuple[int, int], Worked | OnQuote | None]


class Marks:
    """Prices of markings by offer and pieces, for one printing at a time.

    What is kept may be read and added to from several threads.
    """

    def __init__(
        self, items: Sequence[Item], offers: Sequence[Offer], marker: Marker | None
    ) -> None:
        self._items, self._offers, self._marker = items, offers, marker
        self._held: tuple[Printing | None, _Held] = (None, {})

    def worked(self, place: int, pieces: int, printing: Printing) -> Worked | OnQuote | None:
        """Return the price of marking so many pieces of an offer."""
        known, held = self._held
        if printing != known or len(held) >= _MOST:
            held = {}
            self._held = printing, held
        key = place, pieces
        if key not in held:
            mark = self._marker
            held[key] = (
                mark(self._items[place], self._offers[place], pieces, printing) if mark else None
            )
        return held[key]

    def marker_of(self, place: int) -> Marker:
        """Return a marker of one offer that reads what is kept."""
        return lambda _item, _offer, pieces, printing: self.worked(place, pieces, printing)

    def of(self, places: Ints, pieces: Ints, asked: Bools, wanted: Wanted) -> Marked:
        """Return the markings of orders; those not asked for are told to be waited for."""
        size = len(places)
        setup, rest = np.zeros(size, np.int64), np.zeros(size, np.int64)
        holds = np.zeros(size, np.bool_)
        code = np.full(size, CODE[Outcome.WAITING], np.int64)
        printing = wanted.printing
        chosen = np.flatnonzero(asked).tolist() if printing is not None else []
        for at in chosen:
            worked = self.worked(int(places[at]), int(pieces[at]), printing or Printing())
            marking = read_marking(worked, wanted)
            if isinstance(marking, OnQuote):
                code[at] = CODE[Outcome.QUOTE]
            else:
                code[at] = CODE[Outcome.PRICED]
                setup[at], rest[at], holds[at] = marking[:3]
        return Marked(setup, rest, holds, code)
