"""Where further columns of products are typed, and what an attribute takes by its definition."""

from __future__ import annotations

import msgspec
import pytest

from workbench.core.values import Coded, Odd
from workbench.sources.etim.paths import PATHS


def part(path):
    assert PATHS.part is not None
    found = PATHS.part(path)
    assert found is not None
    return found


def definition(kind, **more):
    return msgspec.json.encode({"identifier": "A1", "type": kind, "name": {"en": "Colour"}, **more})


def entry(kind, path="attributes.A1", **more):
    made = part(path).entry
    assert made is not None
    return made(definition(kind, **more))


VALUES = [
    {"identifier": "v1", "value": {"en": "Red"}},
    {"identifier": "v2", "value": {"en": "Blue"}},
]


@pytest.mark.parametrize(
    ("path", "rows", "names"),
    [
        ("EF005474", "features", ("EF005474",)),
        ("attributes.A1.de", "attributes", ("A1.de",)),
        ("overallInformation.keyword.de", "texts", ("keyword.de",)),
    ],
)
def test_every_column_that_can_be_made_has_its_row(path, rows, names):
    found = part(path)
    assert (found.rows, found.names) == (rows, names)


def test_an_attribute_without_a_language_stands_for_its_first_one_too():
    names = part("attributes.A1").names
    assert names[0] == "A1"
    assert "A1.de" in names
    assert part("attributes.A1").defined == part("attributes.A1.de").defined == "A1"


def test_what_is_listed_has_no_part():
    assert PATHS.part is not None
    assert [PATHS.part(path) for path in ("name_de", "attributes.", "nonsense")] == [None] * 3


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("N", "12,5", "12.5"),
        ("N", "twelve", Odd("twelve")),
        ("R", "2 .. 5", "2 | 5"),
        ("R", "2", Odd("2")),
        ("L", "yes", "true"),
        ("L", "perhaps", Odd("perhaps")),
        ("S", "blue", "v2"),
        ("S", "v1", "v1"),
        ("S", "green", Odd("green")),
        ("MS", "Red; v2", "v1 | v2"),
        ("MS", "Red; green", Odd("Red; green")),
    ],
)
def test_a_text_is_read_by_the_type_of_the_attribute(kind, typed, value):
    held = entry(kind, values=VALUES)
    assert held.means(typed) == value
    finding = held.check(value)
    assert (finding is not None) == isinstance(value, Odd)
    assert finding is None or typed in finding.sentence


def test_values_are_offered_by_name_and_a_range_as_two_numbers():
    assert entry("S", values=VALUES).choices == (Coded("v1", "Red"), Coded("v2", "Blue"))
    assert not entry("S", values=VALUES).free
    assert entry("MS", values=VALUES).free, "several stand beside each other"
    assert [choice.code for choice in entry("L").choices] == ["true", "false"]
    assert entry("R").ends
    assert not entry("N").ends


@pytest.mark.parametrize("kind", ["T", "M", "REF"])
def test_a_text_takes_whatever_is_typed(kind):
    assert entry(kind).means is None
    assert entry(kind).lines is (kind == "M")


def test_an_attribute_that_nobody_defines_is_a_text():
    made = part("attributes.A1").entry
    assert made is not None
    assert made(b"").means is None


def test_a_text_in_languages_is_begun_in_the_column_of_one():
    plain, spoken = part("attributes.A1"), part("attributes.A1.de")
    assert plain.why_not is not None
    assert spoken.why_not is not None
    assert "Colour" in plain.why_not(definition("M"))
    assert plain.why_not(definition("T")) == ""
    assert spoken.why_not(definition("M")) == ""
    assert "no languages" in spoken.why_not(definition("T"))
    assert plain.why_not(b"") == spoken.why_not(b"") == ""


def test_keywords_stand_in_the_column_as_it_shows_them():
    keywords = part("overallInformation.keyword.de")
    assert keywords.typed("Lampe | Decke") == "Lampe; Decke"
    assert keywords.written("Lampe; Wand|Decke") == "Lampe | Wand | Decke"
    assert keywords.written(None) is None
    assert keywords.typed(None) is None


def test_a_column_of_one_language_is_found_by_name_and_language():
    found = PATHS.found("colour de", (Coded("A1", "Colour of housing"),))
    assert "attributes.A1.de" in [field.id for field in found]
    assert "attributes.A1" not in [field.id for field in found]
