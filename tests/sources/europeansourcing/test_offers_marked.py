"""Marked orders: which marking is taken, how its price unfolds, why there is none."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.sources.europeansourcing.marking.orders import (
    OTHER,
    PROFILE,
    fixed,
    holder,
    marking,
    of,
    option,
    variant,
)
from workbench.core.offers import (
    Item,
    Offer,
    OnQuote,
    Origin,
    PriceKind,
    Printing,
    Technique,
    Worked,
)
from workbench.core.values import Ladder, Step
from workbench.sources.europeansourcing.marking_outcome import Label, Term
from workbench.sources.europeansourcing.offers import OFFERING
from workbench.sources.europeansourcing.offers_prepared import Prepared, prepare, techniques
from workbench.sources.europeansourcing.offers_worked import lines_of

LASER = Printing("gravure-laser", colours=2)
ORIGIN = Origin("europeansourcing", "main", "products", datetime(2026, 3, 14, tzinfo=UTC))


def read(*markings: dict[str, Any], **members: Any) -> tuple[Prepared, Item]:
    """A product of one variant with markings, as it is prepared and as an item."""
    held = variant(**members) | {"variant_markings": list(markings)}
    document = json.dumps({"id": 9, "variants": [held]}).encode()
    (item,) = OFFERING.items(document, ORIGIN)
    return prepare(document), item


def order(
    prepared: Prepared, item: Item, printing: Printing = LASER, quantity: int = 25
) -> Worked | OnQuote:
    assert OFFERING.marked is not None
    return OFFERING.marked(prepared, item, item.offers[0], quantity, printing)


def priced(*markings: dict[str, Any], printing: Printing = LASER, quantity: int = 25) -> Worked:
    prepared, item = read(*markings)
    found = order(prepared, item, printing, quantity)
    assert isinstance(found, Worked), found
    return found


def refused(*markings: dict[str, Any], printing: Printing = LASER, quantity: int = 25) -> str:
    prepared, item = read(*markings)
    found = order(prepared, item, printing, quantity)
    assert isinstance(found, OnQuote), found
    return found.reason


EXAMPLE = marking(
    static_fixed_prices=[fixed("40.0")],
    dynamic_variable_price_holders=[holder("dynamic", (1, "40 * nb_couleurs"))],
    supplier_options=[option(2, (1, "5.0"))],
)


def test_the_documented_example_unfolds_into_its_lines():
    found = priced(EXAMPLE)
    assert (found.total, found.marking, found.options) == (432.5, 120, 250)
    assert (found.goods, found.quantity) == (Decimal("62.5"), 25)
    assert (found.name, found.marking_id) == ("gravure laser, corps", "supplier_720")
    assert [(each.label, each.reckoning, each.total, each.once) for each in found.terms] == [
        ("Goods", "25 × 2.50", Decimal("62.5"), False),
        ("Setup", "once", Decimal(40), True),
        ("Marking", "40 × colours", Decimal(80), True),
        ("manutention", "25 × 5.00 × 2", Decimal(250), False),
    ]
    assert sum(each.total for each in found.terms) == found.total


def test_a_formula_of_the_quantity_is_not_paid_once():
    by_pieces = marking(dynamic_fixed_prices=[fixed("0.1 * quantite")])
    (_goods, line) = priced(by_pieces).terms
    assert (line.total, line.once) == (Decimal("2.5"), False)


def test_a_total_price_holds_the_goods():
    total = marking(static_variable_price_holders=[holder("static", (1, "3"), total_price=True)])
    found = priced(total)
    assert (found.goods, found.total) == (None, 75)
    assert [each.label for each in found.terms] == ["Marking (with the goods)"]


def test_the_cheapest_marking_that_takes_the_order_is_chosen():
    small = marking(id="a", static_fixed_prices=[fixed("1")], maximum_number_of_colors=1)
    dear = marking(id="b", static_fixed_prices=[fixed("90")])
    cheap = marking(id="c", static_fixed_prices=[fixed("30")])
    same = marking(id="d", static_fixed_prices=[fixed("30")])
    assert priced(small, dear, cheap, same).marking_id == "c"
    assert priced(small, dear, same, cheap).marking_id == "d"
    one = Printing("gravure-laser", colours=1)
    assert priced(small, dear, cheap, printing=one).marking_id == "a"


def test_where_none_takes_it_the_first_reason_is_given():
    small = marking(id="a", static_fixed_prices=[fixed("1")], maximum_number_of_colors=1)
    broken = marking(id="b", static_fixed_prices=[fixed("1", "what(")])
    assert "number of colours 2" in refused(small, broken)


def test_prices_of_the_offers_own_profile_count():
    theirs = fixed("5") | {"supplier_profile": of(OTHER)}
    assert priced(marking(static_fixed_prices=[fixed("40"), theirs])).marking == 40
    assert refused(marking(static_fixed_prices=[theirs]))


def test_an_included_marking_adds_nothing_to_an_order_that_is_just_it():
    held = marking(included_in_variant_prices=True)
    one = Printing("gravure-laser")
    assert priced(held, printing=one).total == Decimal("62.5")
    assert refused(held, printing=LASER)


def test_sizes_reach_the_formulas_and_the_limits():
    by_area = marking(
        dynamic_fixed_prices=[fixed("superficie * 0.01")], maximum_length="60", maximum_width="40"
    )
    sized = Printing("gravure-laser", length=Decimal(50), width=Decimal(30))
    assert priced(by_area, printing=sized).marking == 15
    large = Printing("gravure-laser", length=Decimal(70), width=Decimal(30))
    assert "length 70" in refused(by_area, printing=large)
    assert "squared_size" in refused(by_area, printing=LASER)


def test_an_unmarked_order_is_the_goods_alone():
    found = priced(EXAMPLE, printing=Printing())
    assert (found.total, found.marking, found.marking_id) == (Decimal("62.5"), 0, "")
    assert [each.label for each in found.terms] == ["Goods"]
    prepared, item = read(EXAMPLE, mandatory_marking=True)
    assert order(prepared, item, Printing()) == OnQuote(
        "The variant is sold marked only; choose a marking."
    )


def test_another_kind_of_offer_brings_its_own_price_of_the_goods():
    prepared, item = read(EXAMPLE)
    ladder = Ladder((Step(1, Decimal(4)),), profile=str(PROFILE))
    listed = Offer("419/list", "Raja", PriceKind.LIST, ladder)
    assert OFFERING.marked is not None
    found = OFFERING.marked(prepared, item, listed, 25, LASER)
    assert isinstance(found, Worked)
    assert (found.goods, found.total) == (100, 470)


def test_why_there_is_no_such_marking_is_said():
    printing = Printing("screen-printing")
    assert "it is by: gravure laser" in refused(EXAMPLE, printing=printing)
    prepared, item = read(marking_additional_information="unmarkable")
    assert order(prepared, item) == OnQuote("The variant cannot be marked.")
    prepared, item = read(marking_additional_information="more_marking_available")
    assert "offers more on request" in str(order(prepared, item))
    prepared, item = read()
    assert "No marking of the variant is known" in str(order(prepared, item))
    assert isinstance(order({}, item), OnQuote)


def test_techniques_are_told_once_by_their_slug():
    bare = marking(id="x", marking={"id": 7, "name": "Pad printing"})
    prepared, item = read(EXAMPLE, bare, marking(id="y"))
    assert techniques(prepared, item) == (
        Technique("gravure-laser", "gravure laser"),
        Technique("pad-printing", "Pad printing"),
    )


def test_what_cannot_be_read_is_said_and_no_price():
    assert prepare(b"{") == prepare(b"[]") == prepare(b'{"variants": 3}') == {}
    prepared, item = read(static_fixed_prices="odd")
    assert isinstance(order(prepared, item), OnQuote)
    odd = json.dumps({"id": 9, "variants": [variant() | {"variant_markings": "x"}]}).encode()
    held = prepare(odd)["1"]
    assert held.priced.problem


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("0.180*nb_couleurs*quantite", "0.18 × colours × pieces"),
        ("superficie > 2500 ? 10 : 8.5", "area > 2,500 ? 10 : 8.50"),
        ("2 ** nb_dents", "2 ** nb_dents"),
    ],
)
def test_a_formula_is_read_by_the_words_of_its_variables(formula: str, said: str):
    (line,) = lines_of([Term(Label.DYNAMIC_VARIABLE, Decimal(1), formula=formula)])
    assert line.reckoning == said
