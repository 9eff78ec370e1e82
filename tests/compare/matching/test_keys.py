"""Numbers and companies that people write differently have one key; different ones do not."""

from __future__ import annotations

import pytest

from workbench.compare.matching.colours import colour_of, colour_word
from workbench.compare.matching.keys import company_key, number_key, pair_key
from workbench.compare.matching.sizes import measures_in, size_trait


@pytest.mark.parametrize("text", ["MO-9243 03", "mo9243_03", "Mo.9243/03", "MO924303"])
def test_numbers_without_signs(text):
    assert number_key(text) == "mo924303"


@pytest.mark.parametrize("text", ["Müller GmbH", "MULLER", "Muller GmbH & Co. KG", "Müller A.G."])
def test_companies_without_legal_form(text):
    assert company_key(text) == "muller"


def test_a_company_of_legal_words_alone_keeps_them():
    assert company_key("The Group") == "thegroup"


def test_a_pair_needs_both():
    assert pair_key("muller", "A-1") == "muller\x1fa1"
    assert pair_key("", "A-1") == pair_key("muller", "") == pair_key("muller", "--") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("300 ml", "0,3 l"),
        ("30cl", "0.3 L"),
        ("42 × 38 cm", "380x420mm"),
        ("X-Large", "xl"),
        ("XXL", "2XL"),
        ("A4", "a 4"),
        ("1 kg", "1000 g"),
        ("042", "42"),
    ],
)
def test_sizes_written_differently(one, other):
    assert size_trait(one) == size_trait(other) is not None


@pytest.mark.parametrize(("one", "other"), [("300 ml", "500 ml"), ("M", "L"), ("A4", "A5")])
def test_other_sizes_of_one_measure(one, other):
    (axis, value), (same, different) = size_trait(one), size_trait(other)
    assert axis == same
    assert value != different


def test_sizes_of_other_measures_do_not_compare():
    assert size_trait("300 ml")[0] != size_trait("L")[0]
    assert size_trait("") is None


def test_measures_leave_the_name():
    found, rest = measures_in("mug 0,3 l and tray 20 x 30 cm")
    assert found == ["edges mm:300x200", "ml:300"]
    assert rest.split() == ["mug", "and", "tray"]


def test_colours_in_many_languages():
    assert {colour_of(text) for text in ("Blau", "bleu", "blå", "BLUE")} == {"blue"}
    assert colour_of("petrol") == ""
    assert colour_word("rose") == ""
    assert colour_word("schwarz") == "black"
