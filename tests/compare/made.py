"""Offers, groups and what is wanted of them, made for tests: tiers, currencies, odd numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from workbench.compare.board_groups import Grouped
from workbench.compare.landed_terms import Freight, Part, Terms, Wanted
from workbench.compare.rates import TYPED, Rate, Rates
from workbench.core.offers import (
    Item,
    Offer,
    OnQuote,
    PriceKind,
    Printing,
    Ref,
    Worked,
    WorkedTerm,
)
from workbench.core.values import Ladder, Step

DAY = date(2026, 11, 19)
READ = datetime(2026, 11, 18, 9, tzinfo=UTC)
RATES = Rates(
    [
        Rate("SEK", Decimal("11.4105"), DAY),
        Rate("PLN", Decimal("4.2653"), DAY - timedelta(days=1)),
        Rate("USD", Decimal("1.0563"), DAY, TYPED),
    ]
)
LASER = Printing("laser", colours=2)


def steps(*pairs):
    return tuple(Step(start, Decimal(amount)) for start, amount in pairs)


def offer(*pairs, supplier="Nordic", currency="EUR", minimum=1, until=None, **more):
    ladder = Ladder(steps(*pairs), minimum, currency, until=until)
    kind = more.pop("kind", PriceKind.LIST)
    return Offer(more.pop("id", "x"), supplier, kind, ladder, **more)


def item(*offers, key="1", name="Mug", **more):
    ref = Ref("shop", "main", "products", key)
    return Item(ref, name, more.pop("read", READ), offers=offers, **more)


def group(*offers, identity="g", **more):
    return Grouped(identity, (item(*offers, **more),))


def marker(held, asked, pieces, printing):
    """Price a marking by a formula with steps; on quote for odd numbers of pieces over 900."""
    if asked.supplier == "Bare":
        return None
    if pieces > 900 and pieces % 2:
        return OnQuote("Too many for this machine.")
    setup = Decimal(40) * printing.colours
    rest = Decimal(pieces) * (Decimal("0.35") if pieces < 500 else Decimal("0.2"))
    terms = (WorkedTerm("Setup", "2 × 40.00", setup, once=True), WorkedTerm("Print", "", rest))
    priced = asked.ladder.at(pieces)
    if asked.supplier == "Whole":
        return Worked(pieces, setup + rest, Decimal(0), terms, None, setup + rest)
    goods = priced.total if priced else Decimal(0)
    terms = (WorkedTerm("Goods", "", goods), *terms)
    return Worked(pieces, setup + rest, Decimal(0), terms, goods, goods + setup + rest)


amounts = st.one_of(
    st.decimals("0.01", "90", places=2),
    st.decimals("0.0001", "9", places=4),
    st.sampled_from([Decimal("0.123456"), Decimal(0), Decimal("1E+20"), Decimal("1E-9")]),
)


@st.composite
def ladders(draw):
    count = draw(st.integers(0, 4))
    starts = draw(st.lists(st.integers(0, 120), min_size=count, max_size=count))
    if draw(st.integers(0, 5)):
        starts.sort()
    cells = [Step(start, draw(amounts)) for start in starts]
    return Ladder(
        tuple(cells),
        draw(st.sampled_from([1, 1, 5, 30])),
        draw(st.sampled_from(["EUR", "EUR", "SEK", "PLN", "GBP", ""])),
        until=draw(st.sampled_from([None, None, 90, 20])),
    )


@st.composite
def offers(draw, identity="x"):
    return Offer(
        identity,
        draw(st.sampled_from(["Nordic", "NORDIC ", "Whole", "Bare", "Gaveland"])),
        draw(st.sampled_from([PriceKind.LIST, PriceKind.BUY, PriceKind.SALES])),
        draw(ladders()),
        multiple=draw(st.sampled_from([0, 1, 1, 1, 12, 25])),
        lead_days=draw(st.sampled_from([None, 3, 5])),
        valid_from=draw(st.sampled_from([None, DAY, DAY + timedelta(days=1)])),
        valid_until=draw(st.sampled_from([None, DAY, DAY - timedelta(days=1)])),
        territories=draw(st.sampled_from([(), (), ("SE", "DE"), ("FR",)])),
        vat_included=draw(st.integers(0, 6)) == 0,
        charges=draw(st.sampled_from([(), (), (("Shipment", Decimal("12.345678")),)])),
        rate=draw(st.sampled_from([None, Decimal("13.2")])),
        gaps=draw(st.sampled_from([(), (), (), ((20, 61),), ((3, 4), (90, 95))])),
    )


@st.composite
def groups(draw):
    made = []
    for number in range(draw(st.integers(1, 4))):
        held = draw(st.lists(offers(), max_size=4))
        read = draw(st.sampled_from([READ, READ - timedelta(days=9)]))
        made.append(group(*held, identity=str(number), read=read))
    return made


freights = st.builds(
    Freight,
    st.sampled_from([Decimal(0), Decimal("45.50")]),
    st.sampled_from([Decimal(0), Decimal("0.125")]),
    st.sampled_from(["EUR", "SEK", "GBP"]),
    st.sampled_from([None, Decimal(100)]),
)
terms = st.builds(Terms, freights, st.sampled_from([Decimal(0), Decimal("4.7"), Decimal(100)]))
wishes = st.builds(
    Wanted,
    quantity=st.integers(1, 200),
    home=st.sampled_from(["EUR", "SEK", ""]),
    rates=st.just(RATES),
    includes=st.sets(st.sampled_from(Part)).map(frozenset),
    standard=terms,
    terms=st.fixed_dictionaries({"nordic": terms}),
    printing=st.sampled_from([None, LASER]),
    homes=st.just({("shop", "main"): "SEK"}),
    day=st.just(DAY),
    country=st.sampled_from(["", "SE"]),
    vat_included=st.booleans(),
    stale_before=st.just(READ - timedelta(days=1)),
)
