"""A company's own releases: both forms load, several stand side by side, bad files are refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.sources.etim.model.kit import IXF, TABLES, csv_folder, csv_zip, ixf_file
from workbench.core.errors import ErrorCode, WbError
from workbench.core.etim import FeatureType
from workbench.sources.etim.releases import Releases, compact


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(tmp_path / "own")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig"])
def test_a_folder_of_tables(releases: Releases, tmp_path: Path, encoding: str) -> None:
    release = releases.add(csv_folder(tmp_path, encoding))
    assert (release.name, release.number, release.date) == ("ETIM 9.0", "9.0", "2022-12-05")
    assert release.publisher == "EI"
    assert not release.shipped
    found = releases.open(release.id).class_("EC001744")
    assert [own.code for own in found.features] == ["EF000136", "EFDE0012", "EF001742"]
    assert [own.type.value for own in found.features] == ["A", "L", "R"]
    values = [(own.code, own.name) for own in found.features[0].values]
    assert values == [("EV000202", "White"), ("EV000080", "Black"), ("EV000555", 'Character "I"')]
    assert found.features[2].unit is not None
    assert found.features[2].unit.abbreviation == "°C"
    assert found.synonyms == ("Recessed spot", 'Éclairage 10"')


def test_a_zip_of_tables_in_a_folder(releases: Releases, tmp_path: Path) -> None:
    shares: list[float] = []
    release = releases.add(csv_zip(tmp_path), language="de-DE", said=shares.append)
    assert release.languages == ("de-de",)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    model = releases.open(release.id, "de")
    assert model.language == "de-de"
    assert model.classes("eclairage")[0].synonym == 'Éclairage 10"'


def test_xml_in_several_languages(releases: Releases, tmp_path: Path) -> None:
    release = releases.add(ixf_file(tmp_path))
    assert (release.name, release.number, release.date) == ("Test", "11", "2026-01-01")
    assert release.languages == ("en-gb", "nl-nl")
    english = releases.open(release.id)
    found = english.class_("EC001744")
    assert (found.name, found.version) == ("Downlight", 10)
    assert [own.code for own in found.features] == ["EF000136", "EF000008"]
    assert [value.name for value in found.features[0].values] == ["White"]
    width = found.features[1].unit
    assert width is not None
    assert (width.abbreviation, width.name) == ("mm", "Millimetre")
    assert found.group.name == "Luminaires"
    dutch = english.in_language("nl")
    assert dutch.class_("EC001744").name == "Inbouwspot"
    assert dutch.feature("EF000136").name == "Kleur behuizing"
    assert dutch.feature("EF000008").name == "Width"
    assert dutch.classes("downlight")[0].name == "Inbouwspot"
    assert dutch.classes("recessed")[0].synonym == ""


def test_what_was_deleted_is_not_there(releases: Releases, tmp_path: Path) -> None:
    model = releases.open(releases.add(ixf_file(tmp_path)).id)
    assert not model.class_("EC000001").known
    assert not model.value("EV000001").known
    assert not model.feature("EF009998").known
    assert model.feature("EF009999").type is FeatureType.OTHER


def test_newer_xml_with_another_namespace(releases: Releases, tmp_path: Path) -> None:
    text = IXF.replace("http://www.etim-international.com/etimixf/1", "https://x/etimixf/31")
    text = text.replace("<Name>Test</Name>", "<Name>11.0</Name>").replace("en-GB", "EN")
    path = tmp_path / "release.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ETIMIXF3_1.xml", text)
    release = releases.add(path)
    assert release.name == "ETIM 11"
    assert release.languages == ("en", "nl-nl")


def test_several_stand_side_by_side(releases: Releases, tmp_path: Path) -> None:
    folder = csv_folder(tmp_path)
    first = releases.add(folder)
    second = releases.add(folder, name="Ours")
    again = releases.add(folder)
    releases.add(ixf_file(tmp_path))
    names = [own.name for own in releases.all()]
    assert names[:2] == ["Test", "ETIM 10.0"]
    assert sorted(names[2:]) == ["ETIM 9.0", "ETIM 9.0", "Ours"]
    assert len({first.id, second.id, again.id}) == 3
    assert releases.model("9").release.number == "9.0"
    assert releases.model("10").release.shipped
    assert releases.model("8").release.name == "Test"
    assert releases.model("11", "nl").class_("EC001744").name == "Inbouwspot"


def test_own_ones_can_be_removed(releases: Releases, tmp_path: Path) -> None:
    release = releases.add(csv_folder(tmp_path))
    releases.remove(release.id)
    assert [own.shipped for own in releases.all()] == [True]
    with pytest.raises(WbError):
        releases.remove(releases.all()[0].id)
    with pytest.raises(WbError, match="no ETIM release"):
        releases.open(release.id)


def test_an_own_one_that_is_called_like_the_one_that_ships_is_another(tmp_path: Path) -> None:
    folder, shipped = csv_folder(tmp_path), tmp_path / "shipped"
    shipped.mkdir()
    first = compact(folder, shipped)
    releases = Releases(tmp_path / "own", shipped)
    added = releases.add(folder)
    assert added.id != first.stem
    assert len({release.id for release in releases.all()}) == 2
    releases.remove(added.id)
    assert [release.id for release in releases.all()] == [first.stem]


def test_without_any_release(tmp_path: Path) -> None:
    with pytest.raises(WbError, match="no ETIM release"):
        Releases(tmp_path / "own", tmp_path / "none").model("10")


def test_a_damaged_one_is_left_out(releases: Releases, tmp_path: Path) -> None:
    release = releases.add(csv_folder(tmp_path))
    (tmp_path / "own" / f"{release.id}.etim").write_bytes(b"nothing")
    assert [own.name for own in releases.all()] == ["ETIM 10.0"]


_ENTITY = '<!DOCTYPE IXF [<!ENTITY a "aaaa">]>\n<IXF'

BAD_XML = {
    "declares": IXF.replace("<IXF", _ENTITY, 1),
    "no end": IXF[:-40],
    "another document": "<html><body/></html>",
    "no class": "<IXF><Header/></IXF>",
    "no code": IXF.replace("<Code>EC001744</Code>", "<Code>../../x</Code>"),
    "no number": IXF.replace("<Version>10</Version>", "<Version>ten</Version>"),
    "too deep": "<IXF>" + "<a>" * 40 + "</a>" * 40 + "</IXF>",
    "nothing": "",
    "text": "ARTCLASSID;ARTGROUPID",
}


@pytest.mark.parametrize("name", BAD_XML)
def test_bad_xml_is_refused(releases: Releases, tmp_path: Path, name: str) -> None:
    _refused(releases, ixf_file(tmp_path, BAD_XML[name]), tmp_path)


def _refused(releases: Releases, path: Path, tmp_path: Path) -> None:
    with pytest.raises(WbError) as caught:
        releases.add(path)
    assert caught.value.code is ErrorCode.FILE
    assert caught.value.hint
    assert not list((tmp_path / "own").iterdir())


BAD_TABLES = {
    "no table": {"ETIMUNIT": TABLES["ETIMUNIT"]},
    "no column": TABLES | {"ETIMVALUE": "CODE;NAME\nEV000001;White\n"},
    "no class": TABLES | {"ETIMARTCLASS": TABLES["ETIMARTCLASS"].partition("\n")[0] + "\n"},
    "no number": TABLES | {"ETIMARTCLASS": TABLES["ETIMARTCLASS"].replace(";9;", ";nine;")},
    "short row": TABLES | {"ETIMFEATURE": "FEATUREID;FEATUREGROUPID;FEATUREDESC\n;;\n"},
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_bad_tables_are_refused(releases: Releases, tmp_path: Path, name: str) -> None:
    _refused(releases, csv_folder(tmp_path, tables=BAD_TABLES[name]), tmp_path)


def test_an_archive_that_swells_is_refused(releases: Releases, tmp_path: Path) -> None:
    path = tmp_path / "swells.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("release.xml", b" " * (4 << 20))
    _refused(releases, path, tmp_path)


def test_no_file_at_all(releases: Releases, tmp_path: Path) -> None:
    with pytest.raises(WbError) as caught:
        releases.add(tmp_path / "missing.zip")
    assert caught.value.code is ErrorCode.DISK


def test_it_can_be_broken_off(releases: Releases, tmp_path: Path) -> None:
    class BrokenOffError(Exception):
        pass

    def off(share: float) -> None:
        raise BrokenOffError

    with pytest.raises(BrokenOffError):
        releases.add(csv_zip(tmp_path), said=off)
    assert not list((tmp_path / "own").iterdir())
