"""Names of countries."""

from __future__ import annotations

from workbench.sources.countries import country_name


def test_a_code_has_a_name_in_either_case():
    assert country_name("PL") == "Poland"
    assert country_name("se") == "Sweden"


def test_an_unknown_code_stays_as_it_is():
    assert country_name("Q9") == "Q9"
    assert country_name("") == ""
