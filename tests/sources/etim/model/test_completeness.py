"""Counts by class and feature, and a worklist whose first line really pays off most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.etim.model.kit import shipped
from tests.sources.etim.model.products import gappy
from workbench.core.etim_reports import EtimProduct, Payoff, is_filled
from workbench.sources.etim.completeness import Completeness, required_features
from workbench.sources.etim.completeness_sets import Group, densest
from workbench.sources.etim.model import Model

REQUIRED = {
    f"EC{at:06}": tuple(f"EF{at:03}{place:03}" for place in range(5 + at % 5)) for at in range(8)
}


@pytest.fixture(scope="module")
def model() -> Model:
    return shipped()


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        (None, False),
        ("", False),
        ("  ", False),
        ("UN", False),
        ("MV", False),
        ("NA", True),
        ("0", True),
        ("false", True),
        (("1", "2"), True),
        (("1", ""), False),
        ((), False),
    ],
)
def test_what_counts_as_a_value(value: str | tuple[str, ...] | None, filled: bool) -> None:
    assert is_filled(value) is filled


def _lacks(product: EtimProduct, required: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(required[product.class_code]) - set(product.features)


def _by_trying(
    products: list[EtimProduct], features: frozenset[str], class_code: str
) -> tuple[int, int]:
    """Fill the features for all, and count: how many were edited, how many got complete."""
    edited = complete = 0
    for product in products:
        lacking = _lacks(product, REQUIRED)
        if product.class_code != class_code or not lacking & features:
            continue
        edited += 1
        complete += lacking <= features
    return edited, complete


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("share", [0.1, 0.25, 0.5])
def test_the_first_line_beats_every_other_set(seed: int, share: float) -> None:
    products = gappy(500, REQUIRED, seed, share)
    first = Completeness(products, REQUIRED).worklist(1, together=True)[0]
    best = max(
        Fraction(_by_trying(products, frozenset(chosen), code)[1], size)
        for code, features in REQUIRED.items()
        for size in (1, 2, 3, len(features))
        for chosen in combinations(features, size)
    )
    assert Fraction(first.completes, len(first.features)) >= best


@pytest.mark.parametrize("seed", range(3))
def test_the_first_of_single_features_beats_every_other(seed: int) -> None:
    products = gappy(500, REQUIRED, seed, 0.2)
    lines = Completeness(products, REQUIRED).worklist(1000)
    every = {
        (code, feature): _by_trying(products, frozenset({feature}), code)
        for code, features in REQUIRED.items()
        for feature in features
    }
    assert lines[0].completes == max(completes for _, completes in every.values())
    told = {(own.class_code, own.features[0]): (own.missing, own.completes) for own in lines}
    assert told == {key: counts for key, counts in every.items() if counts[0]}


def test_several_together_where_none_pays_alone() -> None:
    required = {"EC1": ("A", "B", "C")}
    pairs = [{"C": "1"}, {"A": "1"}, {"B": "1"}]
    products = [EtimProduct(str(at), "EC1", pairs[at % 3]) for at in range(30)]
    first = Completeness(products, required).worklist(together=True)[0]
    ids = tuple(str(at) for at in range(30))
    assert first == Payoff("EC1", ("A", "B", "C"), ids, 30, 0, 30)


GROUPS = st.lists(
    st.builds(
        Group,
        st.frozensets(st.integers(0, 6), min_size=1, max_size=5),
        st.integers(1, 9),
    ),
    max_size=12,
    unique_by=lambda own: own.lacks,
)


@settings(deadline=None, max_examples=150)
@given(GROUPS)
def test_the_set_found_is_the_best_of_all(groups: list[Group]) -> None:
    def completes(chosen: frozenset[int]) -> int:
        return sum(own.weight for own in groups if own.lacks <= chosen)

    found, count = densest(groups, 0)
    assert count == completes(found)
    yields = [
        Fraction(completes(frozenset(chosen)), size)
        for size in range(1, 8)
        for chosen in combinations(range(7), size)
    ]
    best = max(yields)
    assert (Fraction(count, len(found)) if found else 0) == best
    assert densest(groups, int(best) + 1) == (frozenset(), 0)


def test_the_heat_map_counts(model: Model) -> None:
    codes = [row.code for row in model.classes("luminaire", limit=12)]
    required = {code: tuple(own.code for own in model.class_(code).features) for code in codes}
    products = gappy(300, required)
    counted = Completeness(products, required)
    heat = counted.heat_map(model, 10, 60)
    assert len(heat.rows) == 10
    assert len(heat.columns) == 60
    assert all(column.name for column in heat.columns)
    for row in heat.rows:
        own = [product for product in products if product.class_code == row.code]
        assert row.products == len(own)
        assert row.name == model.class_(row.code).name
        assert row.complete == sum(not _lacks(product, required) for product in own)
        assert counted.complete(row.code) == row.complete
        for column, count in zip(heat.columns, row.filled, strict=True):
            has = column.code in required[row.code]
            filled = sum(column.code in product.features for product in own)
            assert count == (filled if has else -1)
            without = tuple(p.id for p in own if has and column.code not in p.features)
            assert counted.lacking(row.code, column.code) == without


def test_percent_is_never_rounded_up_to_all() -> None:
    required = {"EC1": ("A", "B")}
    products = [EtimProduct(str(at), "EC1", {"A": "1"} if at else {}) for at in range(300)]
    heat = Completeness(products, required).heat_map(shipped())
    assert [heat.rows[0].percent(at) for at in range(2)] == [99, 0]
    assert heat.rows[0].name == ""


def test_only_features_of_the_mask_count(model: Model) -> None:
    products = [EtimProduct("1", "EC001744"), EtimProduct("2", ""), EtimProduct("3", "EC999999")]
    mask = {"EC001744": frozenset({"EF000136", "EF999999"})}
    assert required_features(model, products, mask) == {"EC001744": ("EF000136",)}
    every = required_features(model, products)
    assert list(every) == ["EC001744"]
    assert len(every["EC001744"]) == len(model.class_("EC001744").features)
    assert required_features(model, products, {"EC001744": frozenset()}) == {}


def test_nothing_to_count(model: Model) -> None:
    counted = Completeness([EtimProduct("1"), EtimProduct("2", "EC1")], {})
    assert counted.worklist() == ()
    assert counted.heat_map(model).rows == ()
    assert counted.complete("EC1") == 0
    assert counted.lacking("EC1", "EF1") == ()
