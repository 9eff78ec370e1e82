"""Benchmark of the calculation of marked orders: a comparison reckons a thousand at once."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.harness import Result, Scale, best_of, within
from tests.sources.europeansourcing.marking.cases import PRICED, cases
from tests.sources.europeansourcing.marking.orders import PROFILE, variant
from workbench.sources.europeansourcing.marking import calculate
from workbench.sources.europeansourcing.marking_documents import read_marking, read_variant
from workbench.sources.europeansourcing.marking_order import read_order
from workbench.sources.europeansourcing.marking_outcome import Calculation

COUNT = 1000
LIMIT_S = 0.2


def marked_orders(scale: Scale) -> Iterator[Result]:
    """Reckon a thousand markings of every kind: read before, and from what the service sends."""
    del scale
    found = [case for kind in PRICED.values() for case in cases(kind)]
    documents = [
        (variant((1, case.unit)), case.marking, case.request)
        for case in (found[at % len(found)] for at in range(COUNT))
    ]
    prepared = [
        (read_variant(own), read_marking(marked), str(PROFILE), read_order(request))
        for own, marked, request in documents
    ]

    def reckon() -> None:
        for order in prepared:
            assert isinstance(calculate(*order), Calculation)

    def read() -> None:
        for own, marked, request in documents:
            read_variant(own)
            read_marking(marked)
            read_order(request)

    size, beside = f"{COUNT:,} orders", ("200 ms", LIMIT_S)
    yield within("marked orders", size, best_of(reckon), *beside, at_most=1)
    yield within("markings read for them", size, best_of(read), *beside, at_most=1)
