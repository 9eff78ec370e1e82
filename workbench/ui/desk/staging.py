"""Rows narrowed to those with drafts in some state: typed values are what one works on next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.ui.desk.selection import Selection
    from workbench.workspace.session import Session


def narrow(
    session: Session | None, states: Iterable[str], told: Mapping[str, frozenset[str]]
) -> None:
    """Show only rows whose drafts are in one of these states, all where none is named.

    A row whose state moves afterwards stays until the rows are read or narrowed anew.

    Args:
        session: whose rows.
        states: of drafts.
        told: what else they are narrowed to: rows that the service told of, by name.
    """
    wanted = frozenset(states)
    if session is None or not (wanted or told or session.rows.ids):
        return
    records = session.editing.records() if session.editing else {}
    keys = frozenset(key for key, held in records.items() if held.state.value in wanted)
    session.arrange(ids={**told, "staged": keys} if wanted else dict(told))


def show_first(
    session: Session | None,
    states: Iterable[str],
    told: Mapping[str, frozenset[str]],
    selection: Selection,
) -> None:
    """Narrow rows that were just read, and make the first current where none of the shown is."""
    narrow(session, states, told)
    if session is None or not len(session.rows):
        return
    if session.table.row_of(selection.current) is None:
        selection.set_current(session.table.key(session.rows.row(0)))
