"""Orders of every kind, for the comparison with the sandbox's own calculation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from tests.sources.europeansourcing.marking.orders import OTHER, fixed, holder, marking, of, option

Document = dict[str, Any]

EACH = 15
FORMULAS = (
    "40 * nb_couleurs",
    "0.180*nb_couleurs*quantite",
    "superficie * 0.02 + 12.5",
    "nb_logos * 3 + nb_positions * 1.25",
    "quantite >= 250 ? 15 : 30",
    "longueur / 4 + largeur / 8",
    "diametre * 0.5 + 1",
)
TRUE = ("nb_couleurs >= 1", "quantite > 0 and superficie > 1", "not (nb_logos > 9)", "1 == 1")
FALSE = ("nb_couleurs > 9", "quantite < 1 or nb_positions > 8", "quadrichromie", "superficie == 7")
BROKEN = ("nb_couleurs >", "((1", "nb_dents > 1", "quantite / 0", "1 = 2", "0,5 >")


class Case(NamedTuple):
    """One marking, one order; `unit` is the variant's price."""

    marking: Document
    request: Document
    unit: str


def steps(random: Random) -> list[tuple[int, str]]:
    starts = sorted(random.sample((1, 10, 25, 50, 100, 250, 500, 1000), random.randint(1, 4)))
    return [(start, f"{random.uniform(0.05, 3):.3f}") for start in starts]


def amount(random: Random) -> str:
    return f"{random.uniform(1, 90):.3f}"


def static_fixed(random: Random) -> Document:
    return {"static_fixed_prices": [fixed(amount(random)) for _ in range(random.randint(1, 3))]}


def dynamic_fixed(random: Random) -> Document:
    return {"dynamic_fixed_prices": [fixed(random.choice(FORMULAS)) for _ in range(2)]}


def static_variable(random: Random) -> Document:
    return {"static_variable_price_holders": [holder("static", (1, amount(random)))]}


def dynamic_variable(random: Random) -> Document:
    return {"dynamic_variable_price_holders": [holder("dynamic", (1, random.choice(FORMULAS)))]}


def tiers(random: Random) -> Document:
    rows = [(start, f"{value} * nb_couleurs") for start, value in steps(random)]
    random.shuffle(rows)
    return static_fixed(random) | {
        "static_variable_price_holders": [holder("static", *steps(random))],
        "dynamic_variable_price_holders": [holder("dynamic", *rows)],
    }


def options(random: Random) -> Document:
    return static_fixed(random) | {
        "supplier_options": [
            option(random.randint(1, 4), *steps(random)),
            option(2, (1, "99"), profile=OTHER),
        ]
    }


def other_profile(random: Random) -> Document:
    other = fixed("1000", supplier_profile=of(OTHER))
    return {"static_fixed_prices": [*static_fixed(random)["static_fixed_prices"], other]}


def met(random: Random) -> Document:
    return {"static_fixed_prices": [fixed("5"), fixed(amount(random), random.choice(TRUE))]}


def unmet(random: Random) -> Document:
    return {"static_fixed_prices": [fixed("5"), fixed(amount(random), random.choice(FALSE))]}


def total_price(random: Random) -> Document:
    return {
        "static_fixed_prices": [fixed(amount(random), total_price=True)],
        "static_variable_price_holders": [holder("static", (1, amount(random)), total_price=True)],
    }


PRICED: dict[str, Callable[[Random], Document]] = {
    made.__name__: made
    for made in (
        *(static_fixed, dynamic_fixed, static_variable, dynamic_variable, tiers, options),
        *(other_profile, met, unmet, total_price),
    )
}


def broken(random: Random) -> Document:
    return {"static_fixed_prices": [fixed("5"), fixed(amount(random), random.choice(BROKEN))]}


def broken_formula(random: Random) -> Document:
    return {"dynamic_fixed_prices": [fixed(random.choice((*BROKEN, "nb_couleurs > 1")))]}


def twice_the_same(random: Random) -> Document:
    rows = [(1, amount(random)), (1, amount(random))]
    return static_fixed(random) | {
        "static_variable_price_holders": [holder("static", *rows)],
    }


def mixed_totals(random: Random) -> Document:
    return {"static_fixed_prices": [fixed(amount(random), total_price=True), fixed("5")]}


def nothing_met(random: Random) -> Document:
    return {"static_fixed_prices": [fixed(amount(random), random.choice(FALSE))]}


def nothing_asked(random: Random) -> Document:
    del random
    return {"static_fixed_prices": [fixed("0.000")]}


def too_few(random: Random) -> Document:
    return static_fixed(random) | {"minimum_quantity": 5000}


def too_many(random: Random) -> Document:
    return static_fixed(random) | {"maximum_quantity": 2}


ON_QUOTE: dict[str, Callable[[Random], Document]] = {
    made.__name__: made
    for made in (
        *(broken, broken_formula, twice_the_same, mixed_totals, nothing_met, nothing_asked),
        *(too_few, too_many),
    )
}


def oversize(random: Random) -> Document:
    side = random.choice(("length", "width", "diameter"))
    return static_fixed(random) | {f"maximum_{side}": f"{random.uniform(0.5, 2.9):.2f}"}


OVERSIZE: dict[str, Callable[[Random], Document]] = {"oversize": oversize}
"""On quote here; the service's own calculation looks at no measures."""


def cases(kind: Callable[[Random], Document]) -> Iterator[Case]:
    """Give the cases of a kind: the same ones each time."""
    random = Random(kind.__name__)
    for _ in range(EACH):
        request = {
            "quantityM": random.choice((3, 10, 24, 25, 99, 100, 250, 999, 4000)),
            "nbColor": random.randint(1, 4),
            "nbLogo": random.randint(1, 3),
            "nbPosition": random.randint(1, 2),
            "length": random.randint(10, 90),
            "width": f"{random.uniform(5, 60):.2f}",
            "diameter": random.randint(3, 50),
        }
        yield Case(marking(**kind(random)), request, f"{random.uniform(0.1, 20):.3f}")
