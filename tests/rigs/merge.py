"""The rig of merging: every pattern of four fields, then records drawn at random."""

from __future__ import annotations

import itertools
import random
from decimal import Decimal

from tests.edits.test_merging import FIELDS, PATTERNS, _merged, _reference, _sides, _told
from tests.rigs.harness import Scale, Tally

_VALUES = (None, 0, 1, -3, "a", "b", "x y", Decimal("2.50"), Decimal(7))


async def merge(scale: Scale) -> Tally:
    """Merge, and compare with a plain reference."""
    tally, chance = Tally(), random.Random(scale.seed)
    for patterns in itertools.product(PATTERNS, repeat=len(FIELDS)):
        numbered = enumerate(zip(FIELDS, patterns, strict=True))
        _compare(tally, {field: _sides(pattern, n) for n, (field, pattern) in numbered})
    tally.facts["patterns"] = tally.faults
    for _ in range(scale.of(5_000, 100_000)):
        _compare(tally, {field: tuple(chance.choices(_VALUES, k=3)) for field in FIELDS})
    return tally


def _compare(tally: Tally, sides: dict[str, tuple]) -> None:
    """What others changed is never written over without being told."""
    tally.inject(41)
    found, wanted = _told(_merged(sides)), _reference(sides)
    if found != wanted:
        tally.lost(f"{sides}: {found}, not {wanted}")
