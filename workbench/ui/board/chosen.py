"""Which rows of the comparison something is done with: the ticked ones, else those shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk

OFFERS = "offers"
"""Id of the table whose rows are compared."""


def rows_shown(desk: Desk) -> tuple[str, ...]:
    """Return the keys of the offers shown, in their order; none where another table is shown."""
    session = desk.session
    if session is None or desk.resource.id != OFFERS:
        return ()
    return tuple(session.table.key(session.rows.row(at)) for at in range(len(session.rows)))


def rows_ticked(desk: Desk) -> tuple[str, ...]:
    """Return the keys of the ticked offers: as they are shown, then those that are not shown."""
    held = desk.selection
    if desk.resource.id != OFFERS or not held:
        return ()
    shown = [key for key in rows_shown(desk) if key in held]
    return tuple(dict.fromkeys((*shown, *held.keys)))
