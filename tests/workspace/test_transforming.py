"""Transforms: each does what its name says, tells what it cannot, and can be done again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workspace.shop import shop
from workbench.core.errors import WbError
from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Money
from workbench.ui.entry.meaning import typing_text
from workbench.workspace.formula import parse_formula
from workbench.workspace.staging import UntoldError, plan_cells, take
from workbench.workspace.transforming import (
    TEXT_ONLY,
    How,
    Recipe,
    Recipes,
    changer,
    pairs_of,
    title_of,
)

KEY = "10-0003"
NUMBERS = tuple(
    Field(name, title, Kind.DECIMAL, lambda row: row)
    for name, title in (("price", "Price"), ("cost_price", "Cost price"))
)


def reckon(text: str, **numbers: str) -> Decimal:
    return parse_formula(text, NUMBERS).of({name: Decimal(held) for name, held in numbers.items()})


@pytest.mark.parametrize(
    ("how", "text", "becomes"),
    [
        (How.TRIM, "  a b ", "a b"),
        (How.SPACES, " a \t b\nc ", "a b c"),
        (How.UPPER, "Malmö", "MALMÖ"),
        (How.LOWER, "MALMÖ", "malmö"),
        (How.TITLE, "STEEL bottle o'neill ÅRE", "Steel Bottle O'neill Åre"),
        (How.SENTENCE, "12 STEEL Bottles", "12 Steel bottles"),
    ],
)
def test_texts_are_tidied(how, text, becomes):
    assert TEXT_ONLY[how](text) == becomes


@given(
    st.text(st.characters(max_codepoint=0x17F, exclude_characters="ŉǰİıſßẞ")),
    st.sampled_from(sorted(TEXT_ONLY)),
)
def test_tidying_twice_changes_nothing_more(text, how):
    once = TEXT_ONLY[how](text)
    assert TEXT_ONLY[how](once) == once


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("price * 1.1", "11.00"),
        ("[Cost price] / 4 + 1", "2"),
        ("-(price - 12) * 2", "4"),
        ("2 + 3 * 4", "14"),
        ("round(price / 3, 2)", "3.33"),
        ("round(2.5)", "3"),
        ("max(price, [cost price], 2) - min(1, 2) - abs(-3)", "6"),
        ("price − 1 × 2 ÷ 4", "9.5"),
        ("0.1 + 0.2", "0.3"),
    ],
)
def test_formulas_are_reckoned_exactly(text, result):
    assert reckon(text, price="10", cost_price="4") == Decimal(result)


@pytest.mark.parametrize(
    "text",
    [
        "", "1 +", "(1", "1)", "price price", "secret", "round()", "round(1,2,3)", "1 $ 2",
        "__import__('os')", "price.real", "1" * 2000, "(" * 60 + "1" + ")" * 60, "min(1)", "[",
    ],
)  # fmt: skip
def test_what_is_no_formula_is_said(text):
    with pytest.raises(WbError) as failure:
        parse_formula(text, NUMBERS)
    assert failure.value.field == "formula"


@pytest.mark.parametrize("text", ["1 / (price - 10)", "round(1, 99)", "round(1, 0.5)"])
def test_what_has_no_result_is_told_cell_by_cell(text):
    with pytest.raises(UntoldError):
        reckon(text, price="10")


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2))
def test_a_formula_is_what_decimals_make_of_it(price, cost):
    found = reckon("price * 2 - [Cost price] * price", price=str(price), cost_price=str(cost))
    assert found == price * 2 - cost * price


async def value(tmp_path, recipe: Recipe, choices=()) -> object:
    async with shop(tmp_path) as held:
        session = await held.session()
        session.editing.set("x", [(KEY, "note", "14/03/2026; 1.234,50; Steel")])
        make = changer(session, recipe, typing_text, choices)
        return make(KEY, session.editing.value(KEY, recipe.field))


@pytest.mark.parametrize(
    ("recipe", "found"),
    [
        (Recipe(field="name", how=How.UPPER), "ENAMEL MUG 3"),
        (Recipe(field="name", how=How.SPLIT, part=-1), "3"),
        (Recipe(field="name", how=How.SPLIT, source="note", separator=";", part=3), "Steel"),
        (Recipe(field="stock", how=How.SPLIT, source="name", part=3), 3),
        (
            Recipe(field="note", how=How.JOIN, fields=("number", "name"), separator=" · "),
            "10-0003 · Enamel mug 3",
        ),
        (Recipe(field="price", how=How.FORMULA, formula="[Stock] / 7"), "4.29"),
        (Recipe(field="stock", how=How.FORMULA, formula="price / 2"), 22),
        (
            Recipe(field="category", how=How.MAP, pairs=(("mugs", "Bottles"),)),
            Coded("2", "Bottles"),
        ),
        (Recipe(field="category", how=How.MAP, pairs=(("Bags", "Bottles"),)), Coded("1", "Mugs")),
        (Recipe(field="price", how=How.NUMBER, source="stock"), "30"),
    ],
)
async def test_each_transform_makes_a_value_of_its_field(tmp_path, recipe, found):
    made = await value(tmp_path, recipe)
    if recipe.field == "price":
        found = Money(Decimal(found), "SEK")
    assert made == found


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(field="name", how=How.SPLIT, part=9),
        Recipe(field="name", how=How.DATE),
        Recipe(field="price", how=How.NUMBER, source="name"),
    ],
)
async def test_what_cannot_be_told_is_said_cell_by_cell(tmp_path, recipe):
    with pytest.raises(UntoldError):
        await value(tmp_path, recipe)


@pytest.mark.parametrize(
    ("recipe", "field"),
    [
        (Recipe(field="name", how=How.SPLIT, part=0), "part"),
        (Recipe(field="name", how=How.JOIN), "fields"),
        (Recipe(field="name", how=How.MAP), "pairs"),
        (Recipe(field="price", how=How.FORMULA, formula="secret"), "formula"),
        (Recipe(field="price", how=How.UPPER), "how"),
        (Recipe(field="nothing", how=How.UPPER), "field"),
    ],
)
async def test_a_recipe_that_is_wrong_is_refused_at_its_input(tmp_path, recipe, field):
    with pytest.raises(WbError) as failure:
        await value(tmp_path, recipe)
    assert failure.value.field == field


async def test_days_and_numbers_are_read_out_of_texts(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        session.editing.set("x", [(KEY, "note", "3/4/2026"), (KEY, "name", "1.234,50")])
        day = changer(session, Recipe(field="note", how=How.DATE), typing_text)
        assert day(KEY, "3/4/2026") == "2026-04-03"
        turned = Recipe(field="note", how=How.DATE, day_first=False)
        assert changer(session, turned, typing_text)(KEY, "3/4/2026") == "2026-03-04"
        number = Recipe(field="name", how=How.NUMBER, decimal=",")
        assert changer(session, number, typing_text)(KEY, "1.234,50") == "1234.50"


async def test_errors_are_counted_and_the_rest_is_one_step(tmp_path):
    async with shop(tmp_path) as held:
        session = await held.session()
        session.editing.set("x", [(KEY, "price", None)])
        recipe = Recipe(field="stock", how=How.FORMULA, formula="price + 1")
        cells = [(f"10-{number:04}", "stock") for number in range(1, 11)]
        plan = plan_cells(session, cells, changer(session, recipe, typing_text))
        assert len(plan.changes) == 9
        assert plan.failed == {"There is no Price.": 1}
        stock = session.resource.field("stock")
        assert take(session, title_of(stock, recipe, plan.rows), plan).title == (
            "Reckon Stock in 9 rows"
        )


def test_lists_are_read_with_tabs_or_arrows():
    assert pairs_of([["red", "Rött"], ["", "x"], ["red", "no"]]) == (("red", "Rött"),)
    assert pairs_of([["a -> b"], ["c→d"], ["e; f"], ["nothing"]]) == (
        ("a", "b"),
        ("c", "d"),
        ("e", "f"),
    )


async def test_a_transform_is_kept_under_its_name_for_its_table(tmp_path):
    async with shop(tmp_path) as held:
        store = held.workspace.stores.workspace
        recipes = Recipes(store, "lagerkoll", "articles")
        recipe = Recipe(field="price", how=How.FORMULA, formula="price * 1.07")
        recipes.keep("Raise", recipe)
        assert recipes.all() == {"Raise": recipe}
        assert Recipes(store, "lagerkoll", "other").all() == {}
        assert recipes.forget("Raise")
        assert recipes.all() == {}
        with pytest.raises(WbError):
            recipes.keep(" ", recipe)
