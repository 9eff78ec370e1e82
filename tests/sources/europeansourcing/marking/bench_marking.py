"""Benchmark of the calculation of marked orders: a comparison reckons a thousand at once."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.harness import Result, Scale, best_of, within
from tests.sources.europeansourcing.marking.cases import PRICED, Case, cases
from tests.sources.europeansourcing.marking.orders import priced, variant
from workbench.sources.europeansourcing.marking_outcome import Calculation

COUNT = 1000
LIMIT_S = 0.2


def marked_orders(scale: Scale) -> Iterator[Result]:
    """Read and reckon a thousand markings of every kind, as the service sends them."""
    del scale
    found = [case for kind in PRICED.values() for case in cases(kind)]
    chosen = [found[at % len(found)] for at in range(COUNT)]
    assert all(isinstance(_reckoned(case), Calculation) for case in chosen)
    seconds = best_of(lambda: [_reckoned(case) for case in chosen])
    yield within("marked orders", f"{COUNT:,} orders", seconds, "200 ms", LIMIT_S, at_most=1)


def _reckoned(case: Case) -> object:
    return priced(variant((1, case.unit)), case.marking, **case.request)
