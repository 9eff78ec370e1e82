"""Which rows of the comparison something is done with: those ticked in sight, else those shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.ui.desk.ticked import ticked

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk
    from workbench.workspace.comparison.comparison import Comparison

OFFERS = "offers"
"""Id of the table whose rows are compared."""


def rows_shown(desk: Desk) -> tuple[str, ...]:
    """Return the keys of the offers shown, in their order; none where another table is shown."""
    session = desk.session
    if session is None or desk.resource.id != OFFERS:
        return ()
    return tuple(session.table.key(session.rows.row(at)) for at in range(len(session.rows)))


def rows_ticked(desk: Desk) -> tuple[str, ...]:
    """Return the keys of the ticked offers in sight, in the order they are shown."""
    held = desk.selection
    return tuple(key for key in rows_shown(desk) if key in held) if len(held) else ()


def rows_hidden(desk: Desk, comparison: Comparison) -> tuple[str, ...]:
    """Return the keys of the ticked offers that are not in sight, without those that are gone."""
    if desk.resource.id != OFFERS:
        return ()
    return tuple(key for key in ticked(desk).hidden if comparison.group(key) is not None)


def count_ticked(desk: Desk) -> int:
    """Return how many ticked offers are in sight."""
    return len(ticked(desk).seen) if desk.resource.id == OFFERS else 0
