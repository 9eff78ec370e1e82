"""Countries have names in the language in use; those in English are the library's own."""

from __future__ import annotations

import pytest
from babel import Locale

from workbench.core.texts import use_language
from workbench.sources.countries import country_name


@pytest.fixture
def language():
    yield use_language
    use_language("")


def test_english_names_are_those_of_the_library():
    known = {code: name for code, name in Locale("en").territories.items() if len(code) == 2}
    assert {code: country_name(code) for code in known} == known
    assert len(known) > 250


@pytest.mark.parametrize(
    ("chosen", "name"),
    [("", "Germany"), ("en", "Germany"), ("de", "Deutschland"), ("fr", "Allemagne")],
)
def test_a_name_is_in_the_language_in_use(language, chosen, name):
    language(chosen)
    assert country_name("de") == name


def test_a_language_without_names_has_english_ones(language):
    language("tlh")
    assert country_name("DE") == "Germany"


def test_what_is_no_country_is_its_code():
    assert country_name("Q9") == "Q9"
    assert country_name("") == ""
