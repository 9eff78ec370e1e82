"""How complete products are by class and feature, and what to fill first. Pure.

The worklist is by newly complete products for each feature that is edited: a feature a line, and
where it is asked for several as one line, if they complete more for each than any of them alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from workbench.core.etim import Classification
from workbench.core.etim_reports import (
    EtimProduct,
    HeatColumn,
    HeatMap,
    HeatRow,
    Payoff,
    is_filled,
)
from workbench.sources.etim.completeness_sets import Group, densest
from workbench.tables.arrays import Bools


@dataclass(frozen=True, slots=True)
class _Class:
    """Products of a class by the features that count.

    Attributes:
        filled: a row each product, True where there is a value.
        counts: how many products have a value, by feature.
    """

    code: str
    products: tuple[str, ...]
    features: tuple[str, ...]
    filled: Bools
    counts: tuple[int, ...]

    def lacking(self, places: Sequence[int]) -> tuple[str, ...]:
        """Return the products that lack one of the features."""
        rows = np.flatnonzero(~self.filled[:, list(places)].all(axis=1))
        return tuple(self.products[row] for row in rows.tolist())


class Completeness:
    """Products by class, counted once.

    Args:
        products: with and without class; one whose class has no features counts nowhere.
        required: the features that count, by class, in order (see `required_features`).
    """

    def __init__(
        self, products: Iterable[EtimProduct], required: Mapping[str, Sequence[str]]
    ) -> None:
        by_class: dict[str, list[EtimProduct]] = defaultdict(list)
        for product in products:
            by_class[product.class_code].append(product)
        self._classes = {
            code: _counted(code, own, tuple(required[code]))
            for code, own in by_class.items()
            if required.get(code)
        }

    def heat_map(self, model: Classification, classes: int = 200, features: int = 60) -> HeatMap:
        """Return the classes with most products, by the features that most products have or lack.

        Args:
            model: for names.
            classes: rows at most.
            features: columns at most.
        """
        rows = sorted(self._classes.values(), key=lambda own: (-len(own.products), own.code))
        rows = rows[:classes]
        columns = _columns(rows, features)
        place = {code: number for number, code in enumerate(columns)}
        return HeatMap(
            tuple(HeatColumn(code, model.feature(code).name) for code in columns),
            tuple(_heat_row(own, place, model.class_(own.code).name) for own in rows),
        )

    def complete(self, class_code: str) -> int:
        """Return how many products of a class lack nothing."""
        own = self._classes.get(class_code)
        return int(own.filled.all(axis=1).sum()) if own else 0

    def lacking(self, class_code: str, feature: str) -> tuple[str, ...]:
        """Return ids of the products of a class without a value for a feature."""
        own = self._classes.get(class_code)
        if own is None or feature not in own.features:
            return ()
        return own.lacking([own.features.index(feature)])

    def worklist(self, limit: int = 50, *, together: bool = False) -> tuple[Payoff, ...]:
        """Return what to fill, the most newly complete products for each edited feature first.

        Args:
            limit: lines at most.
            together: whether several features may be one line, where that completes more for each.
        """
        found = [
            (own, places, completes)
            for own in self._classes.values()
            for places, completes in _lines(own, together=together)
        ]
        found.sort(key=lambda line: _order(*line))
        return tuple(_payoff(*line) for line in found[:limit])


def required_features(
    model: Classification,
    products: Iterable[EtimProduct],
    mask: Mapping[str, frozenset[str]] | None = None,
) -> dict[str, tuple[str, ...]]:
    """Return the features that count, by class of these products, in the release's order.

    Args:
        model: the release; a class that it does not have is left out.
        products: whose classes are asked for.
        mask: features that count, by class; all of them in a class that is not in it.
    """
    chosen = mask or {}
    found: dict[str, tuple[str, ...]] = {}
    for code in dict.fromkeys(product.class_code for product in products if product.class_code):
        codes = tuple(feature.code for feature in model.class_(code).features)
        wanted = chosen.get(code)
        found[code] = codes if wanted is None else tuple(own for own in codes if own in wanted)
    return {code: features for code, features in found.items() if features}


def _counted(code: str, products: list[EtimProduct], features: tuple[str, ...]) -> _Class:
    place = {feature: number for number, feature in enumerate(features)}
    wide, places = len(features), list[int]()
    for row, own in enumerate(products):
        first = row * wide
        places += [
            first + place[held]
            for held, value in own.features.items()
            if held in place and is_filled(value)
        ]
    filled = np.zeros(len(products) * wide, np.bool_)
    filled[places] = True
    filled = filled.reshape(len(products), wide)
    counts = tuple(filled.sum(axis=0).tolist())
    return _Class(code, tuple(own.id for own in products), features, filled, counts)


def _columns(rows: Iterable[_Class], most: int) -> list[str]:
    concerned: dict[str, int] = defaultdict(int)
    for own in rows:
        for feature in own.features:
            concerned[feature] += len(own.products)
    return sorted(concerned, key=lambda code: (-concerned[code], code))[:most]


def _heat_row(own: _Class, place: Mapping[str, int], name: str) -> HeatRow:
    counts = [-1] * len(place)
    for feature, count in zip(own.features, own.counts, strict=True):
        if feature in place:
            counts[place[feature]] = count
    complete = int(own.filled.all(axis=1).sum())
    return HeatRow(own.code, name, len(own.products), complete, tuple(counts))


def _lines(own: _Class, *, together: bool) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield places of features with the products they complete: each alone, and the best set."""
    lacks = ~own.filled
    alone = lacks[lacks.sum(axis=1) == 1].sum(axis=0)
    for place in np.flatnonzero(lacks.any(axis=0)).tolist():
        yield (place,), int(alone[place])
    if not together:
        return
    sets, weights = np.unique(lacks[lacks.any(axis=1)], axis=0, return_counts=True)
    groups = [
        Group(frozenset(np.flatnonzero(row).tolist()), weight)
        for row, weight in zip(sets, weights.tolist(), strict=True)
    ]
    best, completes = densest(groups, int(alone.max(initial=0)))
    if len(best) > 1:
        yield tuple(sorted(best)), completes


def _order(own: _Class, places: tuple[int, ...], completes: int) -> tuple[object, ...]:
    """Return what lines are ordered by; of equals the one with fewer features and products."""
    if len(places) == 1:
        # Nearly every line; whole numbers are compared much faster.
        lacking = len(own.products) - own.counts[places[0]]
        return -completes, 1, lacking, own.code, places
    lacking = int((~own.filled[:, list(places)].all(axis=1)).sum())
    return -Fraction(completes, len(places)), len(places), lacking, own.code, places


def _payoff(own: _Class, places: tuple[int, ...], completes: int) -> Payoff:
    products = own.lacking(places)
    count = len(own.products)
    features = tuple(own.features[place] for place in places)
    return Payoff(own.code, features, products, completes, count - len(products), count)
