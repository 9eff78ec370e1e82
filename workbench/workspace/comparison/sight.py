"""Who offers the rows in sight: what a search leaves is of other suppliers than all rows are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain

from workbench.compare.landed_terms import supplier_key
from workbench.workspace.comparison.reckoning import Shown
from workbench.workspace.comparison.rows import OfferRow


def suppliers_of_rows(shown: Shown, keys: Iterable[str]) -> dict[str, int]:
    """Return how many of some rows each supplier offers, by `supplier_key`.

    The one with most of them stands first, then by name; who offers none of them is left out.

    Args:
        shown: all rows, with their cells.
        keys: of the rows in sight; one that is gone meanwhile counts for nobody.
    """
    counts, names = _counts(_offered(shown, keys)), _names(shown)
    return dict(sorted(counts.items(), key=lambda each: (-each[1], names.get(each[0], each[0]))))


def suppliers_compared(shown: Shown, keys: Iterable[str]) -> list[str]:
    """Return who offers some rows, by `supplier_key`, in the order that columns compare best.

    Who offers most rows that somebody else offers as well stands first: a row of one supplier has
    its price in the best offer already. Then as in `suppliers_of_rows`.

    Args:
        shown: all rows, with their cells.
        keys: of the rows in sight.
    """
    offered, names = _offered(shown, keys), _names(shown)
    counts, shared = _counts(offered), _counts(each for each in offered if len(each) > 1)
    return sorted(counts, key=lambda key: (-shared[key], -counts[key], names.get(key, key)))


def _offered(shown: Shown, keys: Iterable[str]) -> list[Collection[str]]:
    cells = {row.key: row.cells for row in shown.rows if isinstance(row, OfferRow)}
    return [cells.get(key, ()) for key in keys]


def _counts(offered: Iterable[Collection[str]]) -> Counter[str]:
    return Counter(chain.from_iterable(offered))


def _names(shown: Shown) -> dict[str, str]:
    return {supplier_key(column.title): column.title.casefold() for column in shown.columns}
