"""Runs at services with every answer about them, in the workspace file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from workbench.core.runs import OPEN_RUNS, Run, RunAnswer, RunState
from workbench.store.database import Database
from workbench.store.moments import to_micros

T = TypeVar("T")

KEPT: Final = 1000
"""Of one account; what goes on is kept beside them."""

_RUNS: Final = """SELECT id, body FROM run WHERE source = ? AND host = ? AND account = ?
    ORDER BY begun DESC, id DESC"""
_ANSWERS: Final = """SELECT a.run, a.body FROM run_answer a JOIN run r ON r.id = a.run
    WHERE r.source = ? AND r.host = ? AND r.account = ? ORDER BY a.at DESC, a.rowid DESC"""
_OPEN: Final = tuple(state.value for state in sorted(OPEN_RUNS))


class RunStore:
    """The runs of one workspace; every method may be called from any thread.

    Raises:
        WbError: DISK, DISK_FULL or STORE, from every method, where the disk refuses.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, run: Run, answer: RunAnswer | None = None) -> None:
        """Keep a run as it stands, with one more answer about it; old ended ones make room."""
        body = msgspec.json.encode(replace(run, answers=()))
        with self._database.write() as connection:
            connection.execute(
                """INSERT INTO run (id, source, host, account, resource, state, begun, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
                state = excluded.state, body = excluded.body""",
                (run.id, run.source, run.host, run.account, run.resource, run.state.value,
                 to_micros(run.begun), body),
            )  # fmt: skip
            if answer is not None:
                connection.execute(
                    "INSERT INTO run_answer (run, at, body) VALUES (?, ?, ?)",
                    (run.id, to_micros(answer.at), msgspec.json.encode(answer)),
                )
            connection.execute(
                """DELETE FROM run WHERE source = ?1 AND host = ?2 AND account = ?3
                AND state NOT IN (?4, ?5) AND id NOT IN (SELECT id FROM run WHERE source = ?1
                AND host = ?2 AND account = ?3 ORDER BY begun DESC, id DESC LIMIT ?6)""",
                (run.source, run.host, run.account, *_OPEN, KEPT),
            )
            connection.execute("DELETE FROM run_answer WHERE run NOT IN (SELECT id FROM run)")

    def give_up(self, run: Run, was: RunState) -> bool:
        """Keep how a run stands if nobody moved it from where it was; return whether it is kept."""
        body = msgspec.json.encode(replace(run, answers=()))
        with self._database.write() as connection:
            done = connection.execute(
                "UPDATE run SET state = ?, body = ? WHERE id = ? AND state = ?",
                (run.state.value, body, run.id, was.value),
            )
            return done.rowcount > 0

    def of(self, source: str, host: str, account: str) -> tuple[Run, ...]:
        """Return the runs of an account with their answers, newest first."""
        with self._database.read() as connection:
            rows = connection.execute(_RUNS, (source, host, account)).fetchall()
            said = connection.execute(_ANSWERS, (source, host, account)).fetchall()
        answers: dict[str, list[RunAnswer]] = {}
        for name, body in said:
            answers.setdefault(name, []).extend(_decoded([body], RunAnswer))
        return tuple(
            replace(run, answers=tuple(answers.get(name, ())))
            for name, body in rows
            for run in _decoded([body], Run)
        )

    def rename_account(self, source: str, old: str, new: str) -> None:
        """Let the runs of an account follow its new name."""
        with self._database.write() as connection:
            rows = connection.execute(
                "SELECT id, body FROM run WHERE source = ? AND account = ?", (source, old)
            ).fetchall()
            connection.executemany(
                "UPDATE run SET account = ?, body = ? WHERE id = ?",
                [
                    (new, msgspec.json.encode(replace(run, account=new)), name)
                    for name, body in rows
                    for run in _decoded([body], Run)
                ],
            )

    def remove(self, ids: Sequence[str]) -> None:
        """Take runs out of the history with their answers."""
        with self._database.write() as connection:
            connection.executemany("DELETE FROM run WHERE id = ?", [(each,) for each in ids])
            connection.execute("DELETE FROM run_answer WHERE run NOT IN (SELECT id FROM run)")


def _decoded(bodies: Iterable[bytes], kind: type[T]) -> list[T]:
    """Decode what can be; what a newer version wrote stays in the file and is not shown."""
    found: list[T] = []
    for body in bodies:
        try:
            found.append(msgspec.json.decode(body, type=kind))
        except msgspec.MsgspecError:
            continue
    return found
