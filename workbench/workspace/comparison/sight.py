"""Who offers the rows in sight: what a search leaves is of other suppliers than all rows are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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
    cells = {row.key: row.cells for row in shown.rows if isinstance(row, OfferRow)}
    counts = Counter(chain.from_iterable(cells.get(key, ()) for key in keys))
    names = {supplier_key(column.title): column.title.casefold() for column in shown.columns}
    return dict(sorted(counts.items(), key=lambda each: (-each[1], names.get(each[0], each[0]))))
