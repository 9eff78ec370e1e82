"""Baskets and their lines in the workspace file: in the user's order, and back after a deletion.

What a basket is stands above; here it is a body with a place in an order.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from workbench.store.database import Database
from workbench.store.moments import DAY, now_micros

KEPT_DAYS: Final = 90
"""How long what was deleted can be brought back."""

Bodies = list[tuple[str, bytes]]
"""(id, body) pairs in the user's order."""


class BasketStore:
    """The baskets of one workspace; every method may be called from any thread.

    Raises:
        WbError: DISK, DISK_FULL or STORE, from every method, where the disk refuses.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # Baskets

    def baskets(self) -> Bodies:
        """Return the baskets that are there."""
        return self._rows("SELECT id, body FROM basket WHERE deleted IS NULL ORDER BY position")

    def deleted(self) -> Bodies:
        """Return the baskets that can be brought back, the last deleted first."""
        return self._rows(
            "SELECT id, body FROM basket WHERE deleted IS NOT NULL ORDER BY deleted DESC, position"
        )

    def put_basket(self, identity: str, body: bytes) -> None:
        """Keep a basket over an older state of it; a new one goes to the end."""
        with self._database.write() as connection:
            _put_basket(connection, identity, body)

    def add_basket(self, identity: str, body: bytes, lines: Iterable[tuple[str, bytes]]) -> None:
        """Keep a new basket together with its lines."""
        with self._database.write() as connection:
            _put_basket(connection, identity, body)
            _add_lines(connection, identity, lines)

    def order_baskets(self, identities: Sequence[str]) -> None:
        """Put baskets into this order."""
        with self._database.write() as connection:
            _order(connection, "basket", identities)

    def delete_basket(self, identity: str) -> bool:
        """Take a basket away with its lines, for now; return whether it was there."""
        moment = now_micros()
        with self._database.write() as connection:
            _sweep(connection, moment - KEPT_DAYS * DAY)
            taken = connection.execute(
                "UPDATE basket SET deleted = ? WHERE id = ? AND deleted IS NULL", (moment, identity)
            )
            return bool(taken.rowcount)

    def restore_basket(self, identity: str) -> bool:
        """Bring a deleted basket back to its place; return whether it could be."""
        with self._database.write() as connection:
            return bool(
                connection.execute(
                    "UPDATE basket SET deleted = NULL WHERE id = ? AND deleted IS NOT NULL",
                    (identity,),
                ).rowcount
            )

    # Lines

    def lines(self, basket: str) -> Bodies:
        """Return the lines of a basket."""
        return self._rows(
            """SELECT id, body FROM basket_line WHERE basket = ? AND deleted IS NULL
            ORDER BY position, rowid""",
            basket,
        )

    def add_lines(self, basket: str, lines: Iterable[tuple[str, bytes]]) -> None:
        """Add lines at the end of a basket, all or none."""
        with self._database.write() as connection:
            _add_lines(connection, basket, lines)

    def change_lines(self, lines: Iterable[tuple[str, bytes]]) -> None:
        """Write new states of lines, all or none."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE basket_line SET body = ? WHERE id = ?",
                [(body, identity) for identity, body in lines],
            )

    def order_lines(self, identities: Sequence[str]) -> None:
        """Put the lines of one basket into this order."""
        with self._database.write() as connection:
            _order(connection, "basket_line", identities)

    def move_lines(self, identities: Sequence[str], basket: str) -> None:
        """Move lines to the end of another basket, in this order."""
        with self._database.write() as connection:
            connection.executemany(
                """UPDATE basket_line SET basket = ?1, position =
                (SELECT coalesce(max(position), -1) + 1 FROM basket_line WHERE basket = ?1)
                WHERE id = ?2""",
                [(basket, each) for each in identities],
            )

    def delete_lines(self, identities: Iterable[str]) -> None:
        """Take lines away, for now."""
        moment = now_micros()
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE basket_line SET deleted = ? WHERE id = ?",
                [(moment, each) for each in identities],
            )

    def restore_lines(self, identities: Iterable[str]) -> None:
        """Bring deleted lines back to their places."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE basket_line SET deleted = NULL WHERE id = ?",
                [(each,) for each in identities],
            )

    def _rows(self, statement: str, *values: object) -> list:
        with self._database.read() as connection:
            return connection.execute(statement, values).fetchall()


def _put_basket(connection: sqlite3.Connection, identity: str, body: bytes) -> None:
    connection.execute(
        """INSERT INTO basket (id, position, body) VALUES (?1,
        (SELECT coalesce(max(position), -1) + 1 FROM basket), ?2)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body""",
        (identity, body),
    )


def _add_lines(
    connection: sqlite3.Connection, basket: str, lines: Iterable[tuple[str, bytes]]
) -> None:
    (last,) = connection.execute(
        "SELECT coalesce(max(position), -1) FROM basket_line WHERE basket = ?", (basket,)
    ).fetchone()
    connection.executemany(
        "INSERT INTO basket_line (id, basket, position, body) VALUES (?, ?, ?, ?)",
        [(each, basket, place, body) for place, (each, body) in enumerate(lines, last + 1)],
    )


def _order(connection: sqlite3.Connection, table: str, identities: Sequence[str]) -> None:
    connection.executemany(
        f"UPDATE {table} SET position = ? WHERE id = ?",  # noqa: S608 - one of two names above
        list(enumerate(identities)),
    )


def _sweep(connection: sqlite3.Connection, before: int) -> None:
    """Let go of what was deleted long ago."""
    connection.execute("DELETE FROM basket WHERE deleted < ?", (before,))
    connection.execute(
        """DELETE FROM basket_line WHERE deleted < ? OR basket NOT IN (SELECT id FROM basket)""",
        (before,),
    )
