"""Features of a class with a product's values: in order, read, written, and lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.etim import EtimClass, EtimFeature, EtimUnit, EtimValue, FeatureType
from workbench.sources.etim.classification import (
    ValueKind,
    feature_rows,
    kept_features,
    lost_features,
    read_typed,
    read_value,
    value_shown,
    wire_value,
)

MM, CM = EtimUnit("EU1", "mm"), EtimUnit("EU2", "cm")
STEEL, BRASS = EtimValue("EV000179", "Steel"), EtimValue("EV000203", "Brass")
MATERIAL = EtimFeature("EF002169", "Material", FeatureType.ALPHANUMERIC, values=(STEEL, BRASS))
FREE = EtimFeature("EF000025", "Halogen free", FeatureType.LOGICAL)
LENGTH = EtimFeature("EF001438", "Length", FeatureType.NUMERIC, MM)
HEAT = EtimFeature("EF001742", "Operating temperature", FeatureType.RANGE, EtimUnit("EU3", "°C"))
OLD = EtimClass("EC1", "Old", features=(LENGTH, MATERIAL, HEAT, FREE))
NEW = EtimClass(
    "EC2",
    "New",
    features=(
        EtimFeature("EF002169", "Material", FeatureType.ALPHANUMERIC, values=(BRASS,)),
        EtimFeature("EF001438", "Length", FeatureType.NUMERIC, CM),
        FREE,
    ),
)
HELD = {
    "EF000025": "false",
    "EF001438": "80",
    "EF002169": "EV000179",
    "EF001742": ["2", "4.5"],
    "EF999999": "EV000877",
}


def test_features_stand_in_the_order_of_the_class_and_strangers_behind_them():
    rows = feature_rows(OLD, {code: HELD[code] for code in ("EF999999", "EF001438")})
    assert [row.feature.code for row in rows] == [
        *("EF001438", "EF002169", "EF001742", "EF000025", "EF999999"),
    ]
    assert [row.place for row in rows] == [1, 2, 3, 4, 0]
    assert [row.reading.kind for row in rows[:2]] == [ValueKind.NUMBER, ValueKind.MISSING]
    assert not rows[-1].feature.known


@pytest.mark.parametrize(
    ("raw", "kind", "type_", "text"),
    [
        ("EV000179", ValueKind.CODE, FeatureType.ALPHANUMERIC, "EV000179"),
        (" true ", ValueKind.FLAG, FeatureType.LOGICAL, "true"),
        ("80", ValueKind.NUMBER, FeatureType.NUMERIC, "80"),
        (80, ValueKind.NUMBER, FeatureType.NUMERIC, "80"),
        (["2", "4.5"], ValueKind.RANGE, FeatureType.RANGE, "2..4.5"),
        (["-40", "70"], ValueKind.RANGE, FeatureType.OTHER, "-40..70"),
        ("NA", ValueKind.NOT_APPLICABLE, FeatureType.RANGE, "NA"),
        ("UN", ValueKind.UNKNOWN, FeatureType.LOGICAL, "UN"),
        ("", ValueKind.MISSING, FeatureType.LOGICAL, ""),
        ([], ValueKind.MISSING, FeatureType.RANGE, ""),
        (["2"], ValueKind.ODD, FeatureType.RANGE, "2"),
        (["2", ""], ValueKind.ODD, FeatureType.RANGE, "2.."),
        (["", "4.5"], ValueKind.ODD, FeatureType.RANGE, "..4.5"),
        (["", ""], ValueKind.MISSING, FeatureType.RANGE, ""),
        ("80", ValueKind.ODD, FeatureType.LOGICAL, "80"),
        (["2", "3"], ValueKind.ODD, FeatureType.NUMERIC, "2..3"),
        ("word", ValueKind.ODD, FeatureType.OTHER, "word"),
    ],
)
def test_values_are_read_by_the_type_of_their_feature(
    raw: object, kind: ValueKind, type_: FeatureType, text: str
):
    assert read_value(raw, type_) == (kind, text)


@pytest.mark.parametrize(
    ("typed", "feature", "written"),
    [
        ("steel", MATERIAL, "EV000179"),
        ("ev000203", MATERIAL, "EV000203"),
        ("EV999999", MATERIAL, "EV999999"),
        ("yes", FREE, "true"),
        ("No", FREE, "false"),
        ("80", LENGTH, "80"),
        ("2..4.5", HEAT, ["2", "4.5"]),
        ("-40 … 70", HEAT, ["-40", "70"]),
        ("not applicable", HEAT, "NA"),
        ("un", FREE, "UN"),
        ("", LENGTH, None),
    ],
)
def test_what_is_typed_goes_out_as_the_document_writes_it(
    typed: str, feature: EtimFeature, written: object
):
    assert wire_value(read_typed(typed, feature)) == written


@pytest.mark.parametrize(
    ("typed", "feature"),
    [("wood", MATERIAL), ("maybe", FREE), ("long", LENGTH), ("2", HEAT), ("1..2..3", HEAT)],
)
def test_what_cannot_be_meant_is_odd(typed: str, feature: EtimFeature):
    assert read_typed(typed, feature).kind is ValueKind.ODD


@given(st.decimals(-10_000, 10_000, places=3), st.decimals(-10_000, 10_000, places=3))
def test_ranges_come_back_as_they_were_typed(low: object, high: object):
    raw = [f"{low}", f"{high}"]
    reading = read_value(raw, FeatureType.RANGE)
    assert wire_value(read_typed(reading.text, HEAT)) == raw


def test_another_class_says_what_would_be_lost():
    lost = lost_features(HELD, OLD, NEW)
    assert {each.feature.code for each in lost} == {
        *("EF001438", "EF002169", "EF001742", "EF999999"),
    }
    assert all(each.why for each in lost)
    assert kept_features(HELD, NEW) == {"EF000025": "false", "EF001438": "80"}
    assert lost_features({"EF000025": "false"}, OLD, NEW) == ()


def test_values_are_shown_in_words():
    def shown(raw: object, feature: EtimFeature) -> str:
        return value_shown(read_value(raw, feature.type), feature, {"EV000877": "Mignon"}.get)  # type: ignore[arg-type]

    assert shown("EV000179", MATERIAL) == "Steel"
    assert shown("EV000877", MATERIAL) == "Mignon"
    assert shown("false", FREE) == "No"
    assert shown(["2", "4.5"], HEAT) == "2 … 4.5"
    assert shown("NA", HEAT) == "Not applicable"
    assert shown("80", LENGTH) == "80"
