"""The language of prices and conditions: right where it is right, and never more than reckoning."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.sources.europeansourcing.marking_formula import Formula
from workbench.sources.europeansourcing.marking_outcome import NoPrice
from workbench.sources.europeansourcing.marking_values import Missing, Value

KNOWN: dict[str, Value] = {
    "nb_couleurs": Decimal(2),
    "quantite": Decimal(250),
    "superficie": Decimal("600.5"),
    "quadrichromie": True,
    "cles": ("abcd", "efgh"),
    "position": "corps",
    "nb_logos": Missing("nb_logos", "nbLogo"),
    "marquage_s_x": {"nb_couleurs": Decimal(4)},
}


def number(text: str) -> Decimal:
    return Formula(text).number(KNOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40 * nb_couleurs", "80"),
        ("0.180*nb_couleurs", "0.36"),
        ("  29.95*nb_couleurs ", "59.9"),
        ("1 + 2 * 3 - 4 / 2", "5"),
        ("(1 + 2) * 3", "9"),
        ("2 ** 3 ** 2", "512"),
        ("-2 ** 2", "4"),
        ("7 % 3 - -7 % 3", "2"),
        ("10 - 3 - 2", "5"),
        ("quantite > 100 ? 1.5 : 2", "1.5"),
        ("quantite > 1000 ? 1 : nb_couleurs == 2 ? 5 : 6", "5"),
        ("quadrichromie * 30", "30"),
        ("nb_logos ?? 3", "3"),
        ("min(quantite, 100) + max(1, nb_couleurs, 0)", "102"),
        ("marquage_s_x.nb_couleurs + 1", "5"),
        ("[5, 7][1]", "7"),
        ("'40'", "40"),
        ("1e2", "100"),
        ("0 ?: 9", "9"),
    ],
)
def test_a_price_is_reckoned(text: str, expected: str) -> None:
    assert number(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nb_couleurs == 2 and quantite >= 250", True),
        ("nb_couleurs == 2 && quantite > 250", False),
        ("nb_couleurs != 2 or quadrichromie", True),
        ("nb_couleurs != 2 || !quadrichromie", False),
        ("not quadrichromie or nb_couleurs < 1", False),
        ("not nb_couleurs == 3", False),
        ("not (nb_couleurs == 3)", True),
        ("nb_couleurs in 1..4", True),
        ("nb_couleurs not in [1, 3]", True),
        ('"abcd" in cles', True),
        ("'zz' not in cles", True),
        ("position == 'corps'", True),
        ('position starts with "co" and position ends with "ps"', True),
        ('position contains "rp"', True),
        ('"a" ~ 1 == "a1"', True),
        ("nb_couleurs == '2'", True),
        ("nb_couleurs === 2", True),
        ("nb_logos == null", True),
        ("nb_couleurs != null", True),
        ("true and TRUE and not false", True),
        ("0", False),
        ("''", False),
        ("nb_couleurs - 2", False),
    ],
)
def test_a_condition_is_decided(text: str, expected: bool) -> None:
    assert Formula(text).holds(KNOWN) is expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "1 +", "* 2", "(1", "1)", "1 2", "a b", "0,18*2", "1 = 1", "nb_couleurs;"),
        *("[1", "min(1", "__import__('os')", "ceil(2)", "min()", "x.y.z", "lambda: 1"),
        *("quantite.real", "1 if 1 else 2", "1/0", "0 ** -1", "0/0", "5 % 0", "2 ** 99"),
        *("(-1) ** 0.5", "'a' + 1", "cles * 2", "null + 1", "'open", "1 in 2", "cles[9]"),
        *("1..9999 == 1", "position.x", "nb_logos * 2", "nb_logos > 1", "$a", "true"),
        *("quantite := 1", "1e999 * 1e999", "1e9999", "position", "unknown ?? 1"),
        *("(" * 60 + "1" + ")" * 60, "+".join(["1"] * 300), "-" * 300 + "1", "1" * 2500),
        *("1?" * 100 + "1", "[" * 100 + "]" * 100, "not " * 100 + "1"),
    ],
)  # fmt: skip
def test_what_is_no_price_is_said_in_one_sentence(text: str) -> None:
    with pytest.raises(NoPrice) as caught:
        number(text)
    assert caught.value.reason.endswith(".")
    assert len(caught.value.reason) < 260


def test_an_unknown_variable_is_named_even_where_it_would_not_be_read() -> None:
    with pytest.raises(NoPrice, match="nb_dents"):
        Formula("quadrichromie or nb_dents").holds(KNOWN)


def test_an_open_value_is_named_by_the_member_that_gives_it() -> None:
    with pytest.raises(NoPrice, match="nbLogo"):
        Formula("nb_logos == 1").holds(KNOWN)


def is_told(text: str) -> bool:
    """Whether a text is a finite number or a reason."""
    try:
        return number(text).is_finite()
    except NoPrice as stop:
        return bool(stop.reason)


@given(st.text(max_size=60))
def test_any_text_is_a_price_or_a_reason(text: str) -> None:
    assert is_told(text)


WORDS = st.sampled_from(
    [
        *("nb_couleurs", "cles", "1", "2.5", "'a'", "(", ")", "[", "]", "+", "-", "*", "/", "**"),
        *("==", "<", "?", ":", "??", ".", "..", ",", "and", "not", "in", "~", "min(", "null"),
    ]
)


@given(st.lists(WORDS, max_size=14))
def test_any_row_of_words_is_a_price_or_a_reason(words: list[str]) -> None:
    assert is_told(" ".join(words))


SIGNS = {"+": Decimal.__add__, "-": Decimal.__sub__, "*": Decimal.__mul__}
NUMBERS = st.decimals(0, 9999, places=3).map(lambda value: (f"{value:f}", value))


def _joined(parts: st.SearchStrategy) -> st.SearchStrategy:
    return st.tuples(parts, st.sampled_from(sorted(SIGNS)), parts).map(
        lambda row: (f"({row[0][0]}){row[1]}({row[2][0]})", SIGNS[row[1]](row[0][1], row[2][1]))
    )


@given(st.recursive(NUMBERS, _joined, max_leaves=6))
def test_nested_arithmetic_is_what_decimals_give(pair: tuple[str, Decimal]) -> None:
    text, expected = pair
    assert number(text) == expected


@given(st.lists(st.tuples(st.sampled_from("+-"), st.integers(0, 999)), min_size=1, max_size=30))
def test_sums_are_read_from_the_left(parts: list[tuple[str, int]]) -> None:
    text = "0" + "".join(f" {sign} {value}" for sign, value in parts)
    assert number(text) == sum(value if sign == "+" else -value for sign, value in parts)
