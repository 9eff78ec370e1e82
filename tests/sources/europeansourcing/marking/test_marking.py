"""The rules of the calculation: what counts, how often, and where no price may be named."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.sources.europeansourcing.marking.orders import (
    OTHER,
    Document,
    fixed,
    holder,
    marking,
    of,
    option,
    priced,
    reason,
    variant,
)
from workbench.sources.europeansourcing.marking_outcome import Calculation, Label, Term

MARKED = marking(static_fixed_prices=[fixed("40.000")])


def amounts(of_variant: Document, of_marking: Document | None, **request: Any) -> Calculation:
    outcome = priced(of_variant, of_marking, **request)
    assert isinstance(outcome, Calculation), outcome
    assert sum(term.total for term in outcome.terms) == outcome.price
    return outcome


def rows(outcome: Calculation) -> list[tuple[Label, Decimal]]:
    return [(term.label, term.total) for term in outcome.terms]


def test_the_documents_example_unfolds_into_its_four_rows() -> None:
    least = [{"value": 25, "supplier_profile": of()}]
    marked = marking(
        static_fixed_prices=[fixed("40.000")],
        dynamic_variable_price_holders=[holder("dynamic", (1, "40 * nb_couleurs"))],
        supplier_options=[option(2, (1, "5.000"))],
    )
    outcome = amounts(variant(variant_minimum_quantities=least), marked, nbColor=2)
    assert outcome.terms == (
        Term(Label.BASIC, Decimal("62.5"), Decimal("2.5"), 25),
        Term(Label.STATIC_FIXED, Decimal(40), Decimal("40.000")),
        Term(Label.DYNAMIC_VARIABLE, Decimal(80), formula="40 * nb_couleurs"),
        Term(Label.OPTION_STATIC, Decimal(250), Decimal(5), 25, 2, name="manutention"),
    )
    assert outcome.price == Decimal("432.5")
    assert outcome.per_piece == Decimal("17.3")
    assert outcome.marking_price == Decimal(120)
    assert outcome.option_price == Decimal(250)
    assert outcome.without_marking == Decimal("62.5")


def test_prices_of_the_order_stand_in_for_those_of_the_service() -> None:
    marked = marking(
        static_fixed_prices=[fixed("99")],
        dynamic_variable_price_holders=[holder("dynamic", (1, "7 * quantite"))],
        supplier_options=[option(2, (1, "9.99"))],
    )
    own = {
        "static_fixed_price": 40,
        "dynamic_variable_price": "40 * nb_couleurs",
        "variant_price": "2.5",
        "option_static_variable_price": "5.0",
    }
    outcome = amounts(variant((1, "8")), marked, quantityM=25, nbColor=2, supplierPrices=own)
    assert outcome.price == Decimal("432.5")


def test_a_price_of_the_order_counts_where_the_service_asks_none() -> None:
    outcome = amounts(variant(), MARKED, quantityM=10, supplierPrices={"static_variable_price": 1})
    assert outcome.price == Decimal("75.000")


def test_static_prices_are_asked_per_piece_and_formulas_once() -> None:
    marked = marking(
        static_fixed_prices=[fixed("18.65")],
        dynamic_fixed_prices=[fixed("29.95*nb_couleurs")],
        static_variable_price_holders=[holder("static", (1, "0.180"))],
        dynamic_variable_price_holders=[holder("dynamic", (1, "0.5*nb_couleurs"))],
    )
    outcome = amounts(variant(), marked, quantityM=100, nbColor=3)
    assert rows(outcome) == [
        (Label.BASIC, Decimal(250)),
        (Label.DYNAMIC_FIXED, Decimal("89.85")),
        (Label.STATIC_FIXED, Decimal("18.65")),
        (Label.STATIC_VARIABLE, Decimal(18)),
        (Label.DYNAMIC_VARIABLE, Decimal("1.5")),
    ]


def test_options_are_taken_times_their_number() -> None:
    options = [
        option(3, (1, "0.2"), (50, "0.1")),
        option(2, (1, "10 + nb_couleurs"), kind="dynamic"),
        option(5, (1, "1000"), profile=OTHER),
    ]
    marked = MARKED | {"supplier_options": options}
    outcome = amounts(variant(), marked, quantityM=100, nbColor=4)
    assert outcome.option_price == Decimal(30) + Decimal(28)
    assert outcome.option_names == ("manutention",)
    assert outcome.marking_price == Decimal(40)


def test_prices_of_other_profiles_do_not_count() -> None:
    other = fixed("1000", supplier_profile=of(OTHER))
    marked = marking(static_fixed_prices=[other, fixed("5")])
    assert amounts(variant(), marked, quantityM=1).price == Decimal("7.5")
    assert "No price of the marking" in reason(
        variant(), marking(static_fixed_prices=[other]), quantityM=1
    )


def test_ids_are_the_same_as_number_and_as_text() -> None:
    marked = marking(static_fixed_prices=[fixed("5", supplier_profile={"id": "419"})])
    assert amounts(variant(), marked, quantityM=1).price == Decimal("7.5")


def test_only_prices_whose_condition_is_met_count() -> None:
    marked = marking(
        static_fixed_prices=[
            fixed("1", "nb_couleurs == 1"),
            fixed("2", "nb_couleurs == 2"),
            fixed("4", "quantite >= 100 and not (nb_couleurs > 3)"),
        ]
    )
    assert amounts(variant(), marked, quantityM=100, nbColor=2).marking_price == Decimal(6)
    assert "No price" in reason(variant(), marked, quantityM=99, nbColor=3)


@pytest.mark.parametrize("broken", ["nb_couleurs >", "1 = 1", "formule", "quantite / 0", "a b"])
def test_a_broken_condition_leaves_the_order_on_quote(broken: str) -> None:
    marked = marking(static_fixed_prices=[fixed("1"), fixed("2", broken)])
    assert broken in reason(variant(), marked, quantityM=100)


def test_a_broken_condition_of_another_profile_does_not_matter() -> None:
    broken = fixed("2", "nb_couleurs >", supplier_profile=of(OTHER))
    marked = marking(static_fixed_prices=[fixed("1"), broken])
    assert amounts(variant(), marked, quantityM=2).price == Decimal(6)


def test_a_broken_price_does_not_matter_while_its_condition_fails() -> None:
    marked = marking(
        static_fixed_prices=[fixed("1")], dynamic_fixed_prices=[fixed("1 +", "quantite > 5")]
    )
    assert amounts(variant(), marked, quantityM=5).price == Decimal("13.5")
    assert "ends too early" in reason(variant(), marked, quantityM=6)


def test_a_total_price_takes_the_place_of_the_variants_own() -> None:
    marked = marking(
        static_variable_price_holders=[holder("static", (1, "3.1"), total_price=True)],
        static_fixed_prices=[fixed("20", total_price=True)],
        supplier_options=[option(1, (1, "0.5"))],
    )
    outcome = amounts(variant((1, "2.5")), marked, quantityM=10)
    assert outcome.total_price
    assert outcome.price == Decimal(56)
    assert outcome.without_marking == 0
    assert Label.BASIC not in [term.label for term in outcome.terms]
    unpriced = amounts({"name": "Raja"}, marked, quantityM=10)
    assert unpriced.price == Decimal(56)
    assert unpriced.unit_price is None


def test_total_prices_beside_others_are_an_error_of_the_data() -> None:
    marked = marking(static_fixed_prices=[fixed("20", total_price=True), fixed("5")])
    assert "total prices" in reason(variant(), marked, quantityM=10)
    unmet = marking(static_fixed_prices=[fixed("20", total_price=True), fixed("5", "1 > 2")])
    assert amounts(variant(), unmet, quantityM=10).price == Decimal(20)


@pytest.mark.parametrize("quantity", [0, -5])
def test_no_pieces_have_no_price(quantity: int) -> None:
    assert "at least 1" in reason(variant(), MARKED, quantityM=quantity)


def test_quantities_outside_the_limits_have_no_price() -> None:
    limited = MARKED | {"minimum_quantity": 50, "maximum_quantity": "500"}
    assert "50" in reason(variant(), limited, quantityM=49)
    assert "500" in reason(variant(), limited, quantityM=501)
    assert amounts(variant(), limited, quantityM=500).quantity == 500
    least = [
        {"value": 100, "supplier_profile": of()},
        {"value": 900, "supplier_profile": of(OTHER)},
    ]
    assert "100" in reason(variant(variant_minimum_quantities=least), None, quantityM=99)


def test_no_quantity_means_the_smallest_order() -> None:
    least = [{"value": 25, "supplier_profile": of()}]
    assert amounts(variant(variant_minimum_quantities=least), MARKED).quantity == 25
    assert amounts(variant((20, "2"), (10, "3")), MARKED).quantity == 10
    bigger = MARKED | {"minimum_quantity": 60}
    assert amounts(variant(variant_minimum_quantities=least), bigger).quantity == 60
    assert "No quantity" in reason({}, None)


def test_a_marking_without_prices_is_on_quote_unless_it_is_included() -> None:
    bare = marking(number_of_colors=1)
    assert "No price of the marking" in reason(variant(), bare, quantityM=10)
    included = bare | {"included_in_variant_prices": True}
    outcome = amounts(variant(), included, quantityM=10, nbColor=1)
    assert outcome.included
    assert outcome.price == Decimal(25)
    assert outcome.marking_price == 0
    two = included | {"number_of_colors": None, "maximum_number_of_colors": 4}
    assert "No price of the marking" in reason(variant(), two, quantityM=10, nbColor=2)


@pytest.mark.parametrize("name", ["included_in_variant_prices", "use_only_variant_prices"])
def test_the_older_name_of_included_is_read_too(name: str) -> None:
    assert amounts(variant(), marking(**{name: True}), quantityM=4).price == Decimal(10)
    assert "No price" in reason(variant(), marking(**{name: False}), quantityM=4)


@pytest.mark.parametrize(
    "members",
    [
        {"variant_prices": "2.5"},
        {"variant_prices": [{"from_quantity": "one", "calculation_value": 1}]},
        {"variant_minimum_quantities": [{"value": "few", "supplier_profile": of()}]},
        {"variant_prices": [{"from_quantity": 1, "supplier_profile": of()}]},
        {"variant_prices": None},
    ],
)
def test_a_variant_that_cannot_be_read_has_no_price(members: Document) -> None:
    assert reason(variant(**members), MARKED, quantityM=4)


@pytest.mark.parametrize(
    "prices",
    [
        {"static_fixed_prices": [fixed("0")]},
        {"dynamic_fixed_prices": [fixed("nb_couleurs - 1")]},
        {"static_variable_price_holders": [holder("static", (500, "0.18"))]},
    ],
)
def test_prices_that_add_up_to_nothing_are_no_price(prices: Document) -> None:
    assert "nothing" in reason(variant(), marking(**prices), quantityM=10, nbColor=1)
    held = marking(**prices, included_in_variant_prices=True)
    assert "nothing" in reason(variant(), held, quantityM=10, nbColor=1)


@pytest.mark.parametrize(
    ("prices", "said"),
    [
        ({"static_fixed_prices": [fixed("vingt")]}, "vingt"),
        ({"static_fixed_prices": [fixed("1,50")]}, "1,50"),
        ({"static_fixed_prices": [fixed(None)]}, "no amount"),
        ({"static_fixed_prices": [fixed("-5"), fixed("50")]}, "below zero"),
        ({"static_fixed_prices": ["40"]}, "cannot be read"),
        ({"static_fixed_prices": [fixed("1"), None]}, "cannot be read"),
        ({"dynamic_fixed_prices": [fixed("nb_dents * 2")]}, "nb_dents"),
        ({"dynamic_fixed_prices": [fixed("nb_logos * 2")]}, "nbLogo"),
        ({"dynamic_fixed_prices": [fixed("nb_couleurs > 1")]}, "no number"),
        ({"dynamic_fixed_prices": [fixed("marquage_s_x.nb_couleurs")]}, "marquage_s_x"),
        ({"static_fixed_prices": [fixed("1")], "maximum_length": "long"}, "maximum_length"),
        ({"static_fixed_prices": [fixed("1")], "minimum_quantity": "many"}, "minimum_quantity"),
        ({"static_fixed_prices": [fixed("9" * 40)] * 2, "maximum_width": 3}, ""),
    ],
)
def test_what_cannot_be_reckoned_is_said(prices: Document, said: str) -> None:
    outcome = priced(variant(), marking(**prices), quantityM=10, nbColor=2)
    if said:
        assert said in reason(variant(), marking(**prices), quantityM=10, nbColor=2)
    else:
        assert isinstance(outcome, Calculation)


def test_a_variant_sold_marked_only_has_no_price_unmarked() -> None:
    assert "marked only" in reason(variant(mandatory_marking=True), None, quantityM=10)
    assert amounts(variant(mandatory_marking=True), MARKED, quantityM=10).price == Decimal(65)
    assert amounts(variant(), None, quantityM=10).price == Decimal(25)


def test_a_step_of_the_variant_ends_where_the_service_says() -> None:
    steps = [
        {"from_quantity": 1, "to_quantity": 11, "calculation_value": 2, "supplier_profile": of()},
        {
            "from_quantity": 20,
            "to_quantity": None,
            "calculation_value": 1,
            "supplier_profile": of(),
        },
    ]
    held = variant(variant_prices=steps)
    assert amounts(held, None, quantityM=11).price == Decimal(22)
    assert "no price at 12" in reason(held, None, quantityM=12)
    assert amounts(held, None, quantityM=20).price == Decimal(20)


def test_margins_are_added_to_their_own_part() -> None:
    marked = MARKED | {"supplier_options": [option(1, (1, "1"))]}
    outcome = amounts(
        variant(), marked, quantityM=10, default_margin=10, default_marking_margin="50"
    )
    assert outcome.without_marking == Decimal("27.5")
    assert outcome.marking_price == Decimal(60)
    assert outcome.option_price == Decimal(10)


def test_values_of_the_marking_itself_reach_the_formulas() -> None:
    held = marking(
        full_color=True,
        number_of_colors=3,
        length="40.000",
        width="15.000",
        dynamic_fixed_prices=[
            fixed("nb_couleurs * superficie", 'quadrichromie and "abcd" in cles'),
            fixed("1000", 'position == "corps" and marquage == "gravure-laser"'),
        ],
    )
    assert amounts(variant(), held, quantityM=1).marking_price == Decimal(2800)
