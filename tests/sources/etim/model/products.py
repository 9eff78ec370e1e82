"""Made-up products of real classes, some with gaps: for the counts of completeness."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from workbench.core.etim_reports import EtimProduct


def gappy(
    count: int, required: Mapping[str, Sequence[str]], seed: int = 1, share: float = 0.25
) -> list[EtimProduct]:
    """Return products of these classes; features near the end of a class are missing more often."""
    chance = random.Random(seed)
    codes = sorted(required)
    made = []
    for number in range(count):
        code = codes[number % len(codes)]
        features = required[code]
        filled = {
            feature: chance.choice(["NA", "1", "true"])
            for place, feature in enumerate(features)
            if chance.random() > share * 2 * (place + 1) / len(features)
        }
        made.append(EtimProduct(f"P{number:05}", code, filled))
    return made
