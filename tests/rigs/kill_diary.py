"""What a child that will be killed tells its parent, and what the parent then may find.

Lines go through a pipe: `about` before something is done, `typed` when it was done, `acked` when
the journal said that it is on the disk. What was acked, or typed more than 250 ms before the kill,
must be there; what came later may be.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

GRACE = 0.25
"""Seconds that a typed value may be in memory alone."""
SENT = "\0sent"
"""A draft may be gone because the service has its value."""

Cell = tuple[str, str, str]
"""Resource, record, field."""
Held = dict[Cell, str]
"""Packed drafts by cell."""


class Diary:
    """The child's end."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._number = 0

    def about(self, cells: Iterable[tuple[Cell, str | None]]) -> None:
        """Tell what is about to be done."""
        self._tell("about", [[*cell, value] for cell, value in cells])

    def typed(self, cells: Iterable[tuple[Cell, str | None]]) -> int:
        """Tell what was done; returns a number to acknowledge it by."""
        self._number += 1
        rows = [[*cell, value] for cell, value in cells]
        self._tell("typed", self._number, time.monotonic(), rows)
        return self._number

    def acked(self, number: int) -> None:
        """Tell that the disk has it."""
        self._tell("acked", number)

    def note(self, kind: str, *about: object) -> None:
        """Tell something else."""
        self._tell(kind, *about)

    def _tell(self, *line: object) -> None:
        os.write(self._pipe, f"{json.dumps(line)}\n".encode())


@dataclass(slots=True)
class _State:
    value: str | None
    at: float
    number: int = 0
    acked: bool = False


@dataclass(slots=True)
class Life:
    """One life of the child, as its parent read it.

    Attributes:
        acks: how many durable writes it was told of.
        notes: other lines by kind.
    """

    acks: int = 0
    notes: dict[str, list[list[Any]]] = field(default_factory=dict)
    _cells: dict[Cell, list[_State]] = field(default_factory=dict)
    _numbers: dict[int, list[_State]] = field(default_factory=dict)

    @classmethod
    def begun(cls, held: Held) -> Life:
        """Return a life that begins with drafts on the disk; a start may settle what was sent."""
        life = cls()
        for cell, value in held.items():
            kept = _State(value, 0.0, acked=True)
            life._cells[cell] = [kept, _State(SENT, float("inf"))]
        return life

    def read(self, text: str) -> None:
        """Take the lines that came; a torn last one was never told."""
        for line in text.split("\n")[:-1]:
            self._take(json.loads(line))

    def _take(self, line: list[Any]) -> None:
        match line:
            case ["about", rows]:
                for *cell, value in rows:
                    self._put(tuple(cell), _State(value, float("inf")))
            case ["typed", number, at, rows]:
                made = [self._put(tuple(cell), _State(v, at, number)) for *cell, v in rows]
                self._numbers[number] = made
            case ["acked", number]:
                self.acks += 1
                for state in self._numbers.get(number, ()):
                    state.acked = True
            case [kind, *about]:
                self.notes.setdefault(kind, []).append(about)
            case _:
                raise ValueError(line)

    def _put(self, cell: Any, state: _State) -> _State:
        self._cells.setdefault(cell, [_State(None, 0.0, acked=True)]).append(state)
        return state

    def expectations(self, killed: float) -> Iterable[tuple[Cell, Sequence[str | None]]]:
        """Return every cell with the values that it may have now."""
        for cell, states in self._cells.items():
            due = [n for n, s in enumerate(states) if s.acked or s.at < killed - GRACE]
            yield cell, [state.value for state in states[due[-1] if due else 0 :]]

    def last_typed(self, cell: Cell) -> list[str]:
        """Return every value that the cell ever had in this life."""
        states = self._cells.get(cell, ())
        return [state.value for state in states if state.value not in {None, SENT}]  # type: ignore[misc]
