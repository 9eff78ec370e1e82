"""The comparison: a new quantity for all offers of all groups, and a thousand markings."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

from tests.benchmarks.harness import Result, Scale, best_of, faster, within
from tests.sources.europeansourcing.marking.orders import fixed, holder, marking, variant
from workbench.compare.board import Board
from workbench.compare.board_groups import Grouped
from workbench.compare.curve import Curve, better_quantities
from workbench.compare.curve_crossing import cross_overs
from workbench.compare.landed_terms import Freight, Terms, Wanted
from workbench.compare.pivot import Pivot
from workbench.compare.rates import Rate, Rates
from workbench.core.offers import Item, Offer, Origin, PriceKind, Printing, Ref
from workbench.core.values import Ladder, Step
from workbench.sources.europeansourcing.offers import OFFERING
from workbench.sources.europeansourcing.offers_prepared import prepare

GROUPS: Final = 1000
OFFERS: Final = 20
MARKINGS: Final = 1000
REPRICE_S: Final = 0.1
MARKING_S: Final = 0.2
TOGGLE_S: Final = 0.2
CURVE_S: Final = 0.05

_DAY: Final = date(2026, 11, 19)
_READ: Final = datetime(2026, 11, 19, tzinfo=UTC)
_RATES: Final = Rates([Rate("SEK", Decimal("11.4105"), _DAY), Rate("PLN", Decimal("4.2653"), _DAY)])
_CURRENCIES: Final = ("EUR", "SEK", "PLN")
_WANTED: Final = Wanted(
    quantity=250,
    rates=_RATES,
    standard=Terms(Freight(Decimal(20), free_from=Decimal(500)), Decimal("4.7")),
    day=_DAY,
)


def _made(groups: int) -> list[Grouped]:
    drawn = random.Random(7)

    def offered(number: int) -> Item:
        base = drawn.randint(100, 5000)
        steps = tuple(
            Step(start, Decimal(base - 5 * at) / 100)
            for at, start in enumerate((1, 50, 100, 250, 500))
        )
        offer = Offer(
            "x",
            f"Supplier {number % 12}",
            PriceKind.LIST,
            Ladder(steps, currency=_CURRENCIES[number % 3]),
            multiple=(1, 25)[number % 2],
            lead_days=number % 9,
        )
        return Item(Ref("s", "a", "p", str(number)), "Mug", _READ, offers=(offer,))

    return [
        Grouped(str(group), tuple(offered(number) for number in range(OFFERS)))
        for group in range(groups)
    ]


def _one_by_one(groups: Sequence[Grouped], quantity: int) -> list[Decimal]:
    """Return the lowest cost of each group with Decimals, as a plain loop finds it."""
    return [
        min(_cost(item.offers[0], quantity) for item in group.items if item.offers)
        for group in groups
    ]


def _cost(offer: Offer, quantity: int) -> Decimal:
    pieces = -(-max(quantity, offer.ladder.minimum) // offer.multiple) * offer.multiple
    priced = offer.ladder.at(pieces)
    assert priced is not None
    rate = _RATES.of(priced.currency)
    goods = priced.total / (rate.per_euro if rate else 1)
    freight = 0 if goods >= 500 else 20
    return (goods + freight) * Decimal("1.047") / pieces


def comparison(scale: Scale) -> Iterator[Result]:
    """A new quantity, another switch, and the curves of two offers."""
    made = _made(max(int(GROUPS * scale.share), 20))
    board = Board(made)
    quantities = iter(range(10, 10_000))
    board.price(_WANTED)
    ours = best_of(lambda: board.price(_WANTED.at(next(quantities))).settle())
    loop = best_of(lambda: _one_by_one(made, next(quantities)), times=2)
    size = f"{len(board):,} offers, {len(made):,} groups"
    yield within("compare: new quantity", size, ours, "100 ms", REPRICE_S, at_most=1)
    yield faster("compare: new quantity", size, ours, "Decimals in a loop", loop, at_least=5)
    homes = iter(["SEK", "PLN", "EUR"] * 9)

    def toggled() -> None:
        board.price(Wanted(quantity=250, rates=_RATES, home=next(homes))).settle()

    yield within("compare: other currency", size, best_of(toggled), "200 ms", TOGGLE_S, at_most=1)
    pricing = board.price(_WANTED)

    def screen() -> None:
        pivot = Pivot(pricing)
        for group in range(20):
            pivot.row(group)

    yield within(
        "compare: rows of a screen", "20 rows", best_of(screen), "50 ms", CURVE_S, at_most=1
    )

    def curves() -> None:
        one, two = Curve(board, 0, _WANTED), Curve(board, 1, _WANTED)
        better_quantities(one)
        cross_overs(one, two)

    yield within("compare: curves", "2 x 5,000", best_of(curves), "50 ms", CURVE_S, at_most=1)


def marked_comparison(scale: Scale) -> Iterator[Result]:
    """Markings of a thousand offers, each reckoned by its own formulas."""
    del scale
    printed = marking(
        static_fixed_prices=[fixed("40.0")],
        dynamic_variable_price_holders=[
            holder("dynamic", (1, "40 * nb_couleurs"), (100, "35 * nb_couleurs"))
        ],
    )
    document = json.dumps(
        {"id": 9, "variants": [variant((1, "2.5")) | {"variant_markings": [printed]}]}
    ).encode()
    prepared = prepare(document)
    (item,) = OFFERING.items(document, Origin("europeansourcing", "main", "products", _READ))
    marked = OFFERING.marked
    assert marked is not None
    groups = [Grouped(str(number), (item,)) for number in range(MARKINGS)]
    board = Board(groups, lambda *asked: marked(prepared, *asked))
    wanted = Wanted(printing=Printing("gravure-laser", colours=2))
    quantities = iter(range(30, 10_000))
    board.price(wanted).settle()

    def settle() -> None:
        pricing = board.price(wanted.at(next(quantities)))
        pricing.settle()
        assert pricing.best(0) is not None

    size = f"{len(board):,} markings"
    yield within("compare: marked", size, best_of(settle), "200 ms", MARKING_S, at_most=1)
