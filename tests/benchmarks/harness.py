"""Measures work beside a baseline in one run, so that machines of any speed give the same ratio.

A benchmark is a function that yields `Result`s and is listed in `registry.py`:

    def repaint(scale: Scale) -> Iterator[Result]:
        ours = best_of(lambda: paint(view))
        baseline = best_of(lambda: paint(plain_view))
        yield faster("repaint", "51 x 16 cells", ours, "QTableView", baseline, at_least=1.6)

`Scale.rows(1_000_000)` is what to use for a size, so that `--quick` stays quick. Times are seconds,
of the fastest of a few runs; memory stands in the same members in bytes.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import TypeVar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Scale:
    """How large the sizes are: 1 as the targets say, less for a quick look."""

    share: float = 1.0

    def rows(self, count: int) -> int:
        """Return a number of rows at this scale."""
        return max(int(count * self.share), 1000)


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the report; `ratio` and `target` are read as `met` says."""

    name: str
    size: str
    ours_s: float
    baseline: str
    baseline_s: float
    ratio: float
    target: str
    met: bool

    def as_json(self) -> dict[str, object]:
        """Return the members of the contract."""
        return asdict(self)

    def as_line(self) -> str:
        """Return what a person reads."""
        verdict = "met" if self.met else "MISSED"
        return (
            f"{self.name:<34} {self.size:<22} {_short(self.ours_s):>9}  "
            f"{self.baseline:<34} {_short(self.baseline_s):>9}  {self.ratio:>8.2f}  "
            f"{self.target:<10} {verdict}"
        )


Benchmark = Callable[[Scale], Iterator[Result]]


def _short(amount: float) -> str:
    if amount >= 100_000:
        return f"{amount / 1e6:.0f} MB"
    if amount >= 1:
        return f"{amount:.2f} s"
    return f"{amount * 1e3:.2f} ms" if amount >= 1e-4 else f"{amount * 1e6:.3f} µs"


def best_of(work: Callable[[], object], times: int = 5, at_most: float = 5.0) -> float:
    """Return the seconds of the fastest of some runs; stops when `at_most` seconds have passed."""
    fastest, spent = float("inf"), 0.0
    for _ in range(times):
        seconds, _ = timed(work)
        fastest, spent = min(fastest, seconds), spent + seconds
        if spent > at_most:
            break
    return fastest


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    """Return the seconds of one run, and what came of it."""
    gc.collect()
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def faster(
    name: str, size: str, ours: float, baseline: str, theirs: float, *, at_least: float
) -> Result:
    """Return the result of work that is to be so many times faster than its baseline."""
    ratio = theirs / ours
    return Result(
        name, size, ours, baseline, theirs, ratio, f">= {at_least:g} x", ratio >= at_least
    )


def within(
    name: str, size: str, ours: float, baseline: str, theirs: float, *, at_most: float
) -> Result:
    """Return the result of something that may be so many times its baseline at most."""
    ratio = ours / theirs
    return Result(name, size, ours, baseline, theirs, ratio, f"<= {at_most:g} x", ratio <= at_most)
