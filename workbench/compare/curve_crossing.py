"""Where one offer becomes cheaper than another as the quantity grows, and what to say of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from workbench.compare.board_rank import each_keys
from workbench.compare.curve import Curve, Nudge
from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.tables.arrays import Ints


class CrossOver(NamedTuple):
    """A quantity from which another offer is the cheaper one."""

    quantity: int
    cheaper: str
    """Supplier that is cheaper from here up."""
    dearer: str
    """The one that was cheaper below."""


def cross_overs(
    a: Curve, b: Curve, first: int = 1, last: int | None = None
) -> tuple[CrossOver, ...]:
    """Return every quantity at which the order of two offers changes.

    They are compared as on the board: by the cost for a piece received. Where one of them has no
    cost, or both cost the same, the order stays as it was. Costs in two currencies have none.
    """
    if a.currency != b.currency:
        return ()
    last = min(a.limit, b.limit) if last is None else last
    order = _order(a, b, first, last)
    told = np.flatnonzero(order)
    changes = told[1:][order[told[1:]] != order[told[:-1]]]
    return tuple(
        CrossOver(
            first + place,
            (a if order[place] < 0 else b).supplier,
            (b if order[place] < 0 else a).supplier,
        )
        for place in changes.tolist()
    )


def _order(a: Curve, b: Curve, first: int, last: int) -> Ints:
    """Return by quantity -1 where `a` is cheaper, 1 where `b` is, 0 where it is not told."""
    one, two = a.costs(first, last), b.costs(first, last)
    keys = zip(each_keys(one.total, one.pieces), each_keys(two.total, two.pieces), strict=True)
    order = np.zeros(len(one.total), np.int64)
    for left, right in keys:
        order = np.where(order == 0, np.sign(left - right), order)
    return np.where(one.compared & two.compared, order, 0)


def cross_over_sentence(crossing: CrossOver, formats: Formats) -> tuple[str, str]:
    """Return a title and what it means: "Cross-over at 500", "Mid Ocean cheaper from here up"."""
    quantity = formats.integer(crossing.quantity)
    return (
        tr("Cross-over at {quantity}", quantity=quantity),
        tr("{supplier} cheaper from here up", supplier=crossing.cheaper),
    )


def nudge_sentence(found: Nudge, formats: Formats) -> tuple[str, str]:
    """Return a title and what it means: "Buy 500 instead of 470", "Tier 500: the total falls…"."""
    return (
        tr(
            "Buy {instead} instead of {bought}",
            instead=formats.integer(found.instead),
            bought=formats.integer(found.bought),
        ),
        tr(
            "Tier {tier}: the total falls by {saving}.",
            tier=formats.integer(found.tier),
            saving=formats.total(found.saving),
        ),
    )
