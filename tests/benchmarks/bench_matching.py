"""Benchmark of matching: a catalogue of 100,000 variants beside 5,000 own articles."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.harness import Result, Scale, best_of, within
from tests.compare.matching.made import articles, variants
from workbench.compare.matching.facts import all_facts
from workbench.compare.matching.match import match
from workbench.compare.matching.model import Facts

EXACT_S = 0.3
WHOLE_S = 5.0


def matching(scale: Scale) -> Iterator[Result]:
    """Match by numbers alone, with names, and from items as they were read."""
    count, own = scale.rows(100_000), scale.rows(5_000)
    facts, whole = _read(count, own)
    assert len(match(facts, by_name=False).groups) > own // 5
    size = f"{count:,} x {own:,} items"
    exact = best_of(lambda: match(facts, by_name=False), times=9)
    yield within("matched by numbers", size, exact, "300 ms", EXACT_S, at_most=1)
    names = best_of(lambda: match(facts), times=2)
    yield within("matched with names", size, names, "5 s", WHOLE_S, at_most=1)
    yield within("matched from items as read", size, whole, "5 s", WHOLE_S, at_most=1)


def _read(count: int, own: int) -> tuple[list[Facts], float]:
    """Return the facts alone, as a worker holds them, and the seconds from items to groups."""
    catalogue = variants(count)
    items = [*catalogue, *articles(catalogue, min(own, count))[0]]
    return all_facts(items), best_of(lambda: match(all_facts(items)), times=2)
