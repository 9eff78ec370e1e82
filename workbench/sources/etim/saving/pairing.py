"""Which row of the service's list a typed row was, so that what no column shows stays with it.

Rows hold texts in languages and members that are not typed. A list with a name for each row goes
by that; one without by what the rows have in common, as a row may have gone from between them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")
Held = Mapping[str, Any]


def named_rows(
    names: Sequence[str], held: Sequence[Held], name_of: Callable[[Held], str]
) -> list[Held]:
    """Return for each name the row that has it, in order where several do; empty for none."""
    left = list(held)
    return [_taken(left, lambda row, name=name: name_of(row) == name) for name in names]


def _taken(left: list[Held], fits: Callable[[Held], bool]) -> Held:
    for place, row in enumerate(left):
        if fits(row):
            return left.pop(place)
    return {}


class Likeness(NamedTuple, Generic[T]):
    """How rows are compared.

    Attributes:
        shared: how many values a typed row has in common with one of the service.
        most: how many that one has.
    """

    shared: Callable[[T, Held], int]
    most: Callable[[Held], int]

    def same(self, typed: T, held: Held) -> bool:
        """Return whether nothing was changed in a row."""
        return self.shared(typed, held) == self.most(held)


def alike_rows(typed: Sequence[T], held: Sequence[Held], likeness: Likeness[T]) -> list[Held]:
    """Return for each typed row the one it was, empty for a new one."""
    short = min(len(typed), len(held))
    first = next((at for at in range(short) if not likeness.same(typed[at], held[at])), short)
    last = next((at for at in range(short - first)
                 if not likeness.same(typed[-1 - at], held[-1 - at])), short - first)  # fmt: skip
    inner = _inner(typed[first : len(typed) - last], held[first : len(held) - last], likeness)
    return [*held[:first], *inner, *held[len(held) - last :]]


def _inner(typed: Sequence[T], held: Sequence[Held], likeness: Likeness[T]) -> list[Held]:
    """Pair the rows between those that are the same: most in common first, then in order."""
    scores = sorted(
        (-score, abs(mine - theirs), mine, theirs)
        for mine, own in enumerate(typed)
        for theirs, row in enumerate(held)
        if (score := likeness.shared(own, row))
    )
    found: dict[int, int] = {}
    free = set(range(len(held)))
    for _score, _far, mine, theirs in scores:
        if mine not in found and theirs in free:
            found[mine] = theirs
            free.discard(theirs)
    rest = [mine for mine in range(len(typed)) if mine not in found]
    if len(rest) == len(free):
        found |= dict(zip(rest, sorted(free), strict=True))
    return [held[found[mine]] if mine in found else {} for mine in range(len(typed))]
