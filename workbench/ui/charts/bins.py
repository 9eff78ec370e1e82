"""The arithmetic of a histogram with handles: heights of bars, places of values, tidy numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

STEPS = 100
"""A key moves a handle by one of so many parts of the whole span."""


def bar_heights(counts: Sequence[int], height: int) -> list[float]:
    """Return the heights of bars in pixels; they start at 0, and what is there can be seen."""
    most = max(counts, default=0)
    if most <= 0:
        return [0.0] * len(counts)
    return [max(height * count / most, 2.0) if count else 0.0 for count in counts]


def place_of(value: Decimal, low: Decimal, high: Decimal) -> float:
    """Return where a value stands between two ends, 0 to 1."""
    if high <= low:
        return 0.0 if value <= low else 1.0
    return min(max(float((value - low) / (high - low)), 0.0), 1.0)


def value_at(share: float, low: Decimal, high: Decimal) -> Decimal:
    """Return the value at a place between two ends, 0 to 1."""
    held = Decimal(str(round(min(max(share, 0.0), 1.0), 6)))
    return low + (high - low) * held


def tidy(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Return a value rounded to what a hand can mean on this span; the ends stay exact."""
    if value <= low or value >= high:
        return min(max(value, low), high)
    unit = Decimal(1).scaleb(min((high - low).adjusted() - 2, 0))
    return min(max(value.quantize(unit), low), high)


def moved(value: Decimal, steps: int, low: Decimal, high: Decimal) -> Decimal:
    """Return a value moved by so many hundredths of the span, held between the ends."""
    return tidy(min(max(value + (high - low) * steps / STEPS, low), high), low, high)
