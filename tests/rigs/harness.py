"""What a fault rig is: faults made to happen, and an honest count of what they cost.

A rig is an async function that takes a `Scale` and returns a `Tally`, listed in `registry.py`.
It says of every fault which rows of `table.py` it belongs to. Zero is the only good number for
what was lost; a rig that could not inject anything fails as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

SHOWN = 20
"""Sentences about losses that are kept of one rig."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much a rig does.

    Attributes:
        quick: the bounded share that every check run does.
        folder: of this rig alone, empty.
        seed: of everything that is drawn.
    """

    quick: bool
    folder: Path
    seed: int = 44

    def of(self, quick: int, full: int) -> int:
        """Return a number at this scale."""
        return quick if self.quick else full


@dataclass(slots=True)
class Tally:
    """What a rig injected and what it found.

    Attributes:
        faults: faults that really happened.
        rows: of those, how many belong to each row of the table.
        lost_edits: drafts or results that are gone without the service having them.
        leaks: slots, files or secrets that were not given back or got out.
        half_files: files under a final name that are not whole, databases that are damaged.
        double_orders: writes that took effect twice, or that were forgotten.
        unnamed_errors: failures that no `WbError` names.
        facts: further numbers of the report.
        wrong: sentences about what was found, the first few.
    """

    faults: int = 0
    rows: Counter[int] = field(default_factory=Counter)
    lost_edits: int = 0
    leaks: int = 0
    half_files: int = 0
    double_orders: int = 0
    unnamed_errors: int = 0
    facts: dict[str, int | float | str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def inject(self, *rows: int, count: int = 1) -> None:
        """Count faults; one fault may belong to several rows."""
        self.faults += count
        for row in rows:
            self.rows[row] += count

    def add(self, fact: str, count: int = 1) -> None:
        """Add to a further number."""
        self.facts[fact] = int(self.facts.get(fact, 0)) + count

    def lost(self, sentence: str) -> None:
        """Say that an edit is gone."""
        self.lost_edits += 1
        self._say(f"lost: {sentence}")

    def half(self, sentence: str) -> None:
        """Say that a file or database is not whole."""
        self.half_files += 1
        self._say(f"half: {sentence}")

    def double(self, sentence: str) -> None:
        """Say that a write took effect twice, or that nobody sees what became of it."""
        self.double_orders += 1
        self._say(f"double: {sentence}")

    def leak(self, sentence: str) -> None:
        """Say that something got out or was not given back."""
        self.leaks += 1
        self._say(f"leak: {sentence}")

    def unnamed(self, sentence: str) -> None:
        """Say that a failure has no name."""
        self.unnamed_errors += 1
        self._say(f"unnamed: {sentence}")

    def _say(self, sentence: str) -> None:
        if len(self.wrong) < SHOWN:
            self.wrong.append(sentence)

    @property
    def losses(self) -> int:
        """Everything that should be zero, in one number."""
        return (
            self.lost_edits
            + self.leaks
            + self.half_files
            + self.double_orders
            + self.unnamed_errors
        )

    @property
    def good(self) -> bool:
        """Whether faults happened and nothing was lost."""
        return self.faults > 0 and self.losses == 0

    def take(self, other: Tally) -> None:
        """Add what another rig counted."""
        self.faults += other.faults
        self.rows.update(other.rows)
        self.lost_edits += other.lost_edits
        self.leaks += other.leaks
        self.half_files += other.half_files
        self.double_orders += other.double_orders
        self.unnamed_errors += other.unnamed_errors

    def as_json(self) -> dict[str, object]:
        """Return the members of the contract; `by_row` is added by whoever knows the table."""
        return {
            "faults_injected": self.faults,
            "lost_edits": self.lost_edits,
            "leaks": self.leaks,
            "half_files": self.half_files,
            "double_orders": self.double_orders,
            "unnamed_errors": self.unnamed_errors,
        }


Rig = Callable[[Scale], Awaitable[Tally]]
