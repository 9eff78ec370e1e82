"""What is asked of attributes: read from typed texts, written back as the same, said in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.attribute_words import label_of, words_of
from workbench.core.attributes import (
    Asked,
    Attribute,
    AttributeType,
    asked_in,
    conditions_for,
    without_attribute,
)
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Condition
from workbench.core.values import Coded

COLOUR = Attribute("S3", "Colour", AttributeType.CHOICE, (Coded("v1", "White"), Coded("v2", "Red")))


def plain(asked, _part):
    return asked.code


def parts(conditions):
    return {held.part: held.value for held in conditions}


CODES = st.text("ABCabc019_-", min_size=1, max_size=6)
NUMBERS = st.integers(-99, 99)


@st.composite
def asked(draw):
    kind = draw(st.sampled_from(list(AttributeType)))
    code = draw(CODES)
    values = tuple(draw(st.lists(CODES, min_size=1, max_size=3, unique=True)))
    match kind:
        case AttributeType.SPOKEN:
            texts = {language: draw(CODES) for language in draw(st.sets(
                st.sampled_from(["en", "pl", "de"]), min_size=1))}  # fmt: skip
            return Asked(code, kind, spoken=tuple(texts.items()))
        case AttributeType.NUMBER:
            return Asked(code, kind, (str(draw(NUMBERS)),))
        case AttributeType.RANGE:
            low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
            ends = draw(st.sampled_from([(str(low), str(high)), (str(low), ""), ("", str(high))]))
            return Asked(code, kind, ends)
        case AttributeType.FLAG:
            return Asked(code, kind, (draw(st.sampled_from(["true", "false"])),))
        case AttributeType.SEVERAL | AttributeType.REFERENCE:
            out = tuple(draw(st.lists(CODES, max_size=2, unique=True)))
            return Asked(code, kind, values, out, len(values) > 1 and draw(st.booleans()))
        case AttributeType.TEXT:
            return Asked(code, kind, values[:1])
        case _:
            return Asked(code, kind, values)


@given(st.lists(asked(), max_size=5, unique_by=lambda one: one.code))
def test_what_is_written_is_read_as_the_same(held):
    conditions = conditions_for("attributes", held, plain)
    read = asked_in(parts(conditions))
    assert {one.code: one for one in read} == {one.code: one for one in held}
    assert all(len(condition.labels) == len(condition.value) for condition in conditions)


@given(st.lists(asked(), min_size=1, max_size=4, unique_by=lambda one: one.code))
def test_one_attribute_goes_and_the_others_stay(held):
    kept = without_attribute(conditions_for("attributes", held, plain), held[0].code)
    assert {one.code for one in asked_in(parts(kept))} == {one.code for one in held[1:]}
    assert held[0].code not in {label for condition in kept for label in condition.labels}


@pytest.mark.parametrize(("part", "typed"), [
    ("S", "v1"),
    ("S", "S3="),
    ("S", "S3=|"),
    ("N", "N4=four"),
    ("R", "R5=3..1"),
    ("R", "R5=.."),
    ("R", "R5=cold..1"),
    ("L", "L2=perhaps"),
    ("X", "X1=1"),
])  # fmt: skip
def test_what_cannot_be_meant_is_refused(part, typed):
    with pytest.raises(WbError) as refused:
        asked_in({part: (typed,)})
    assert refused.value.code is ErrorCode.INPUT
    assert refused.value.field == "attributes"


def test_a_text_that_names_no_language_is_in_the_first():
    assert asked_in({"M": ("M1=word",)}, "en") == asked_in({"M": ("M1.en=word",)})


def test_a_single_number_is_a_range_from_itself_to_itself():
    (one,) = asked_in({"R": ("R5=3",)})
    assert one.values == ("3", "3")


def test_yes_and_no_are_sent_as_true_and_false():
    (one,) = asked_in({"L": ("L2=yes",)})
    assert one.values == ("true",)


@pytest.mark.parametrize(("held", "said"), [
    (Asked("S3", AttributeType.CHOICE, ("v1", "v2")), "White, Red"),
    (Asked("S3", AttributeType.SEVERAL, ("v1", "v2"), ("v9",), all=True), "White and Red, not v9"),
    (Asked("S3", AttributeType.SEVERAL, (), ("v2",)), "not Red"),
    (Asked("R5", AttributeType.RANGE, ("1", "3")), "1 … 3"),
    (Asked("R5", AttributeType.RANGE, ("", "3")), "≤ 3"),
    (Asked("L2", AttributeType.FLAG, ("false",)), "no"),
    (Asked("M1", AttributeType.SPOKEN, spoken=(("pl", "wart"),)), "PL wart"),
])  # fmt: skip
def test_words(held, said):
    assert words_of(held, COLOUR) == said


def test_a_label_begins_with_the_name_or_the_code():
    held = Asked("S3", AttributeType.CHOICE, ("v1",))
    assert label_of(held, "S", COLOUR) == "Colour: White"
    assert label_of(held, "S", None) == "S3: v1"


def test_conditions_without_labels_stay_without():
    held = Condition("attributes", "S", ("S3=v1", "S4=v2"))
    assert without_attribute((held,), "S3") == (Condition("attributes", "S", ("S4=v2",)),)
