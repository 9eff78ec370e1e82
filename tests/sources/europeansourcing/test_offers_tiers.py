"""Tiers as they come, with gaps, overlaps and ends, against the rules said in words."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.europeansourcing.documents import price
from tests.sources.europeansourcing.test_offers import item_of, offer_of, product_with
from workbench.compare.landed import bought_at
from workbench.compare.quoting import ordered

MOST = 40


class Tier(NamedTuple):
    start: int
    end: int | None
    amount: int


tiers = st.lists(
    st.builds(
        Tier,
        st.integers(1, 25),
        st.none() | st.integers(1, 35),
        st.integers(1, 9),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda tier: tier.start,
)


def named(held: list[Tier], pieces: int) -> int | None:
    """The price of so many pieces: of the tier that begins latest, up to its end."""
    begun = [tier for tier in held if tier.start <= pieces]
    if not begun:
        return None
    tier = max(begun)
    if tier.end is None or pieces <= tier.end:
        return tier.amount
    # An end before its own start says nothing of the quantities from there on.
    return None


@settings(max_examples=150, deadline=None)
@given(tiers, st.sampled_from([1, 1, 3, 12]))
def test_no_price_is_made_up_between_tiers(held: list[Tier], minimum: int) -> None:
    rows = [price(tier.start, tier.end, tier.amount) for tier in held]
    limits = [{"value": minimum, "supplier_profile": {"id": 1418, "country_code": "FR"}}]
    document = product_with(variant_prices=rows, variant_minimum_quantities=limits)
    offer = offer_of(item_of(document), "1418/calculation")
    first = min(tier.start for tier in held)
    for quantity in range(1, MOST):
        pieces = max(quantity, minimum, first)
        wanted = named(held, pieces)
        found = bought_at(offer, quantity)
        assert (found and found.amount) == (None if wanted is None else Decimal(wanted)), quantity
        assert found is None or found.pieces == pieces
        promised = ordered(offer, quantity)
        assert (promised and promised.amount) == (found and found.amount)


@settings(max_examples=150, deadline=None)
@given(tiers)
def test_every_gap_and_every_overlap_is_said(held: list[Tier]) -> None:
    rows = [price(tier.start, tier.end, tier.amount) for tier in held]
    offer = offer_of(item_of(product_with(variant_prices=rows)), "1418/calculation")
    said = " ".join(offer.troubles)
    by_start = sorted(held)
    for tier, following in pairwise(by_start):
        if tier.end is None:
            continue
        last = following.start - 1
        if tier.end < last:
            first = max(tier.end + 1, tier.start)
            assert f"No price is named for {first} to {last} pieces." in said
            assert (first, last) in offer.gaps
        elif tier.end >= following.start:
            assert f"hold for {following.start} to {tier.end} pieces" in said
    assert len(offer.gaps) == said.count("No price is named")
