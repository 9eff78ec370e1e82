"""Ticked rows that are in sight, and those that a search or a filter hides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.core.texts import tr, trn

if TYPE_CHECKING:
    from workbench.ui.desk.desk import Desk


class Ticked(NamedTuple):
    """Keys of the ticked rows, in the order they were ticked."""

    seen: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def ticked(desk: Desk) -> Ticked:
    """Return the ticked rows, apart by whether they are among the rows shown."""
    session, keys = desk.session, desk.selection.keys
    if session is None or not keys:
        return Ticked(hidden=keys)
    row_of, position_of = session.table.row_of, session.rows.position_of
    seen = {
        key for key in keys if (row := row_of(key)) is not None and position_of(row) is not None
    }
    return Ticked(
        tuple(key for key in keys if key in seen), tuple(key for key in keys if key not in seen)
    )


def loaded(desk: Desk) -> Ticked:
    """Return the ticked rows that are here: only with those something can be done on this machine.

    Others were ticked in the rows of another question.
    """
    session = desk.session
    if session is None:
        return Ticked()
    seen, hidden = ticked(desk)
    return Ticked(seen, tuple(key for key in hidden if session.table.row_of(key) is not None))


def hidden_words(count: int) -> str:
    """Say how many ticked rows were left out because they are not in sight."""
    return trn(
        "{count} more is ticked and not in sight.",
        "{count} more are ticked and not in sight.",
        count,
    )


def too_words(count: int) -> str:
    """Return what offers to take them too."""
    return tr("Add it too") if count == 1 else tr("Add them too")


def chosen(desk: Desk) -> tuple[str, ...]:
    """Return the keys of the ticked rows in sight, of the current one where none is."""
    current = desk.selection.current
    return ticked(desk).seen or ((current,) if current else ())
