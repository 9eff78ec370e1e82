"""The release that ships: whole, in order, found as typed, and patient with codes it lacks."""

from __future__ import annotations

import pytest

from tests.sources.etim.model.kit import csv_folder, shipped
from workbench.core.errors import ErrorCode, WbError
from workbench.core.etim import Classification, EtimUnit, FeatureType, etim_label
from workbench.sources.etim.model import Model
from workbench.sources.etim.releases import compact


@pytest.fixture(scope="module")
def model() -> Model:
    return shipped()


def test_the_whole_release_is_there(model: Model) -> None:
    release = model.release
    assert (release.name, release.number, release.date) == ("ETIM 10.0", "10.0", "2024-12-05")
    assert (release.classes, release.features) == (5640, 17377)
    assert release.shipped
    assert release.major == "10"
    every = [model.class_(row.code) for row in model.classes()]
    assert len(every) == 5640
    rows = [feature for own in every for feature in own.features]
    assert len(rows) == 76625
    assert sum(len(feature.values) for feature in rows) == 201284
    assert sum(len(own.synonyms) for own in every) == 37058
    kinds = [feature.type for feature in rows]
    assert [kinds.count(kind) for kind in FeatureType] == [23222, 27314, 4075, 22014, 0]
    assert all(own.known and own.name and own.group.name for own in every)
    assert all(feature.name for feature in rows)
    assert len(model.groups()) == len({own.group.code for own in every})


def test_a_class_has_its_features_in_order(model: Model) -> None:
    found = model.class_("EC001744")
    assert found.name == "Downlight/spot/floodlight"
    assert found.version == 10
    assert (found.group.code, found.group.name) == ("EG000027", "Luminaires")
    assert found.features[0].code == "EF007793"
    colour = found.feature("EF000136")
    assert colour.name == "Housing colour"
    assert colour.type is FeatureType.ALPHANUMERIC
    assert colour.allows("EV000202")
    assert not colour.allows("EV999999")
    assert "White" in [value.name for value in colour.values]


def test_the_unit_belongs_to_class_and_feature(model: Model) -> None:
    units = {
        code: model.class_(code).feature("EF000167").unit
        for code in ("EC001179", "EC000019", "EC002112")
    }
    assert [unit and unit.abbreviation for unit in units.values()] == ["kg/m", "kg/km", "kg"]
    assert model.feature("EF000167").unit is None


def test_names_stand_beside_codes(model: Model) -> None:
    assert model.value("EV000202").name == "White"
    assert model.unit("EU570448") == EtimUnit("EU570448", "mm")
    assert model.group("EG000027").name == "Luminaires"
    assert model.group(model.feature("EF000136").group).name == "Colour"
    assert etim_label(model.value("EV000202"), model.release) == "White (EV000202)"


@pytest.mark.parametrize("code", ["EF999999", "", "no code at all", "EFXX0001"])
def test_codes_that_are_gone_are_shown_as_such(model: Model, code: str) -> None:
    for thing in (model.class_(code), model.feature(code), model.value(code), model.group(code)):
        assert not thing.known
        assert thing.code == code
        assert etim_label(thing, model.release) == f"{code} (not in ETIM 10.0)"
    assert not model.unit(code).known
    assert not model.class_("EC001744").feature(code).known


def test_national_features_are_features(model: Model) -> None:
    national = [code for code in model._codes.features if not code[2:].isdigit()]
    assert len(national) == 182
    assert model.feature(national[0]).known


def test_classes_are_found_as_typed(model: Model) -> None:
    for typed in ("down", "downl", "downlight", "DOWNLIGHT"):
        assert model.classes(typed)[0].code == "EC001744"
    assert model.classes("EC001744")[0].name == "Downlight/spot/floodlight"
    by_synonym = {row.code: row.synonym for row in model.classes("downlighter")}
    assert by_synonym["EC002892"] == "Downlighter"
    assert model.classes("zzzzzz") == []


def test_every_synonym_finds_its_class(model: Model) -> None:
    for row in model.classes()[::97]:
        for synonym in model.class_(row.code).synonyms:
            quoted = synonym.replace('"', " ")
            assert row.code in {found.code for found in model.classes(quoted)}


def test_the_words_may_stand_apart(model: Model) -> None:
    found = model.classes("lamp led", limit=3)
    assert len(found) == 3
    assert "EC001959" in {row.code for row in found}


def test_lists_are_by_name_and_by_group(model: Model) -> None:
    luminaires = model.classes(group="EG000027")
    assert {row.group.code for row in luminaires} == {"EG000027"}
    names = [row.name.lower() for row in luminaires]
    assert names == sorted(names)
    assert model.classes("downlight", group="EG000001") == []
    assert model.classes(group="EG999999") == []
    assert [group.name for group in model.groups()] == sorted(g.name for g in model.groups())


def test_it_is_what_the_window_asks(model: Model) -> None:
    handed: Classification = model
    assert handed.language == "en"
    assert model.in_language("pl").language == "en"


def test_a_damaged_file_says_so(tmp_path) -> None:
    path = compact(csv_folder(tmp_path), tmp_path)
    raw = path.read_bytes()
    for damaged in (b"", raw[:20], raw[:-30], b"X" + raw, raw[:200] + bytes(len(raw) - 200)):
        path.write_bytes(damaged)
        with pytest.raises(WbError) as caught:
            _read_all(Model.open(path))
        assert caught.value.code is ErrorCode.FILE
        assert caught.value.hint


def _read_all(model: Model) -> None:
    for row in model.classes("e"):
        model.class_(row.code)
