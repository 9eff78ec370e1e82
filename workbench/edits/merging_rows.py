"""Three-way merge of a list whose rows have names: price steps, stocks per warehouse.

Two people may change different rows of one list; a row that both touched is left to the user.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from workbench.core.edits import Entry, Values
from workbench.core.values import Coded
from workbench.edits.values import same

_Rows = Mapping[str, Values]


def merge_rows(
    base: object, theirs: object, mine: object, entry: Entry
) -> tuple[Values, ...] | None:
    """Return the list with the changes of both sides, None where they touched the same row.

    None as well where rows cannot be told apart by their names, or where both sides changed the
    order and the order counts.

    Args:
        base: the rows that both began with.
        theirs: the rows that the service has now.
        mine: the rows as they were typed; rows without a name are new.
        entry: how the list is typed; has a `row_key`.
    """
    old, now = _named(base, entry), _named(theirs, entry)
    typed = [row for row in _listed(mine) if row_name(row, entry)]
    nameless = [row for row in _listed(mine) if not row_name(row, entry)]
    own = _named(typed, entry)
    if old is None or now is None or own is None:
        return None
    merged: dict[str, Values] = {}
    for name in {**old, **now, **own}:
        row = _row(old.get(name), now.get(name), own.get(name), entry)
        if row is False:
            return None
        if isinstance(row, Mapping):
            merged[name] = row
    order = _order(list(old), list(now), list(own), counts=entry.ordered)
    if order is None:
        return None
    return (*(merged[name] for name in order if name in merged), *nameless)


def _listed(value: object) -> Sequence[Values]:
    return cast("Sequence[Values]", value or ())


def row_name(row: Values, entry: Entry) -> str:
    """Return what names a row in its list, "" where nothing does yet."""
    value = row.get(entry.row_key)
    if isinstance(value, Coded):
        return value.code
    return "" if value is None else str(value).strip()


def _named(value: object, entry: Entry) -> _Rows | None:
    """Return the rows by their names, None where one has none or two have the same."""
    rows = _listed(value)
    named = {row_name(row, entry): row for row in rows}
    return None if "" in named or len(named) < len(rows) else named


def _row(
    old: Values | None, now: Values | None, own: Values | None, entry: Entry
) -> Values | bool | None:
    """Return the merged row, None where it is gone, False where both sides changed it."""
    if _alike(own, old, entry):
        return now
    if _alike(now, old, entry) or _alike(now, own, entry):
        return own
    return False


def _alike(one: Values | None, other: Values | None, entry: Entry) -> bool:
    if one is None or other is None:
        return one is other
    return same((one,), (other,), entry)


def _order(
    old: Sequence[str], now: Sequence[str], own: Sequence[str], *, counts: bool
) -> list[str] | None:
    """Return the names in their merged order, None where both sides moved rows."""
    shared = set(old) & set(now) & set(own)
    before, theirs, mine = ([name for name in names if name in shared] for names in (old, now, own))
    if counts and mine not in (before, theirs) and theirs != before:
        return None
    first, second = (own, now) if mine != before else (now, own)
    order = list(first)
    for place, name in enumerate(second):
        if name not in order:
            ahead = second[place - 1] if place else ""
            order.insert(order.index(ahead) + 1 if ahead in order else 0, name)
    return order
