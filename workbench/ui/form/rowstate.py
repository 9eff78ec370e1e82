"""What became of the rows of a list: added, changed, taken away, against what the service has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import msgspec

from workbench.core.edits import Entry, Finding, Values
from workbench.core.fields import Field
from workbench.edits.drafts import State
from workbench.edits.merging_rows import row_name
from workbench.edits.values import same


class RowLine(msgspec.Struct, frozen=True):
    """One row of a list as it is shown.

    Attributes:
        values: typed values by field id.
        state: NEW, CHANGED, DELETED, or None.
        base: the row as the service has it, None where it has none.
        changed: ids of the fields that differ from `base`.
        findings: what was found about the row.
    """

    values: Values
    state: State | None = None
    base: Values | None = None
    changed: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()

    def finding(self, field: str) -> Finding | None:
        """Return what was found about one of its fields."""
        return next((held for held in self.findings if held.member == field), None)


def listed(value: object) -> tuple[Values, ...]:
    """Return the rows of a list's value; none where it is no list."""
    if not isinstance(value, tuple):
        return ()
    return tuple(row for row in cast("Sequence[object]", value) if isinstance(row, Mapping))


def lines_of(
    entry: Entry,
    base: Sequence[Values],
    mine: Sequence[Values],
    findings: Sequence[Finding] = (),
) -> list[RowLine]:
    """Return the typed rows with their states; behind them those that were taken away.

    Rows are the same where their names are; without names those that are equal, then those that
    stand in the same place.
    """
    partners = _partners(entry, base, mine)
    said: dict[int, list[Finding]] = {}
    for finding in findings:
        said.setdefault(finding.row - 1, []).append(finding)
    lines = [
        _line(entry, row, base[partners[at]] if at in partners else None, tuple(said.get(at, ())))
        for at, row in enumerate(mine)
    ]
    kept = set(partners.values())
    gone = [row for at, row in enumerate(base) if at not in kept]
    return [*lines, *(RowLine(row, State.DELETED, row) for row in gone)]


def _line(entry: Entry, row: Values, base: Values | None, findings: tuple[Finding, ...]) -> RowLine:
    if base is None:
        return RowLine(row, State.NEW, None, findings=findings)
    changed = frozenset(
        held.field
        for held in entry.entries
        if not same(row.get(held.field), base.get(held.field), held)
    )
    return RowLine(row, State.CHANGED if changed else None, base, changed, findings)


def _partners(entry: Entry, base: Sequence[Values], mine: Sequence[Values]) -> dict[int, int]:
    """Return the place in `base` of each row of `mine` that was there before."""
    found: dict[int, int] = {}
    free = dict.fromkeys(range(len(base)))
    if entry.row_key:
        names = {row_name(row, entry): at for at, row in enumerate(base)}
        for at, row in enumerate(mine):
            name = row_name(row, entry)
            if name and names.get(name) in free:
                found[at] = names[name]
                del free[names[name]]
        return found
    for at, row in enumerate(mine):
        place = next((held for held in free if same((row,), (base[held],), entry)), None)
        if place is not None:
            found[at] = place
            del free[place]
    for at in range(len(mine)):
        if at not in found and at in free:
            found[at] = at
            del free[at]
    return found


def fresh(fields: Sequence[Field]) -> Values:
    """Return a row that holds nothing yet."""
    return {field.id: None for field in fields}
