"""Small releases in the forms that ETIM hands them out, for the tests of loading."""

from __future__ import annotations

import zipfile
from pathlib import Path

from workbench.core.resources import resource_path
from workbench.sources.etim.model import Model

PACKAGE = "ETIM-9.0-ALL-SECTORS-CSV-METRIC-EI-2022-12-05"

TABLES = {
    "ETIMUNIT": "UNITOFMEASID;UNITDESC\nEU570448;mm\nEU570073;°C\n",
    "ETIMARTGROUP": "ARTGROUPID;GROUPDESC\nEG000027;Luminaires\nEG000028;Lamps\n",
    "ETIMFEATUREGROUP": "FEATUREGROUPID;FEATUREGROUPDESC\nEFG00003;Colour\n",
    "ETIMFEATURE": (
        "FEATUREID;FEATUREGROUPID;FEATUREDESC\n"
        "EF000136;EFG00003;Housing colour\n"
        "EF000008;;Width\n"
        'EFDE0012;;With "special" sign\n'
        "EF001742;;Operating temperature\n"
    ),
    "ETIMVALUE": 'VALUEID;VALUEDESC\nEV000202;White\nEV000080;Black\nEV000555;Character "I"\n',
    "ETIMARTCLASS": (
        "ARTCLASSID;ARTGROUPID;ARTCLASSDESC;ARTCLASSVERSION;ARTCLASSVERSIONDATE\n"
        "EC001744;EG000027;Downlight/spot/floodlight;9;\n"
        "EC001959;EG000028;LED-lamp;4;\n"
    ),
    "ETIMARTCLASSSYNONYMMAP": (
        'ARTCLASSID;CLASSSYNONYM\nEC001744;Recessed spot\nEC001744;Éclairage 10"\n'
    ),
    "ETIMARTCLASSFEATUREMAP": (
        "ARTCLASSFEATURENR;ARTCLASSID;FEATUREID;FEATURETYPE;UNITOFMEASID;SORTNR\n"
        "11;EC001744;EF001742;R;EU570073;3\n"
        "12;EC001744;EF000136;A;;1\n"
        "13;EC001744;EFDE0012;L;;2\n"
        "14;EC001959;EF000008;N;EU570448;1\n"
    ),
    "ETIMARTCLASSFEATUREVALUEMAP": (
        "ARTCLASSFEATUREVALUENR;ARTCLASSFEATURENR;VALUEID;SORTNR\n"
        "1;12;EV000555;3\n2;12;EV000202;1\n3;12;EV000080;2\n"
    ),
}

IXF = """<?xml version="1.0" encoding="utf-8"?>
<IXF xmlns="http://www.etim-international.com/etimixf/1" schemaVersion="1.0">
  <Header><Description>Test release</Description>
    <Publication><Name>Test</Name><Number>11</Number>
      <Date>2026-01-01T00:00:00</Date><Prerelease>false</Prerelease></Publication></Header>
  <Units><Unit><Code>EU570448</Code><Translations>
    <Translation language="en-GB"><Description>Millimetre</Description>
      <Abbreviation>mm</Abbreviation></Translation></Translations></Unit></Units>
  <Features>
    <Feature><Code>EF000136</Code><Type>Alphanumeric</Type><Translations>
      <Translation language="en-GB"><Description>Housing colour</Description></Translation>
      <Translation language="nl-NL"><Description>Kleur behuizing</Description></Translation>
    </Translations></Feature>
    <Feature><Code>EF000008</Code><Type>Numeric</Type><Translations>
      <Translation language="en-GB"><Description>Width</Description></Translation>
    </Translations></Feature>
    <Feature><Code>EF009999</Code><Type>Coordinate</Type><Translations/></Feature>
  </Features>
  <Values>
    <Value><Code>EV000202</Code><Translations><Translation language="en-GB">
      <Description>White</Description></Translation></Translations></Value>
    <Value changeCode="Deleted"><Code>EV000001</Code><Translations><Translation language="en-GB">
      <Description>Gone</Description></Translation></Translations></Value>
  </Values>
  <Groups><Group><Code>EG000027</Code><Translations><Translation language="en-GB">
    <Description>Luminaires</Description></Translation></Translations></Group></Groups>
  <Classes>
    <Class changeCode="Changed"><Code>EC001744</Code><Version>10</Version>
      <Translations>
        <Translation language="en-GB"><Description>Downlight</Description>
          <Synonyms><Synonym>Recessed spot</Synonym></Synonyms></Translation>
        <Translation language="nl-NL"><Description>Inbouwspot</Description></Translation>
      </Translations>
      <Features>
        <Feature changeCode="New"><FeatureCode>EF000008</FeatureCode>
          <UnitCode>EU570448</UnitCode><OrderNumber>2</OrderNumber></Feature>
        <Feature changeCode="Unchanged"><FeatureCode>EF000136</FeatureCode>
          <OrderNumber>1</OrderNumber><Values>
            <Value changeCode="New"><ValueCode>EV000202</ValueCode><OrderNumber>1</OrderNumber>
            </Value><Value changeCode="DELETED"><ValueCode>EV000001</ValueCode>
              <OrderNumber>2</OrderNumber></Value></Values></Feature>
        <Feature changeCode="deleted"><FeatureCode>EF009998</FeatureCode>
          <OrderNumber>3</OrderNumber></Feature>
      </Features>
      <Status>Published</Status><GroupCode>EG000027</GroupCode><Sector>later</Sector></Class>
    <Class changeCode="Deleted"><Code>EC000001</Code><Version>1</Version></Class>
  </Classes>
</IXF>
"""


def csv_folder(
    parent: Path, encoding: str = "utf-16", tables: dict[str, str] | None = None
) -> Path:
    """Write the tables as a folder."""
    folder = parent / PACKAGE
    folder.mkdir()
    for name, text in (tables or TABLES).items():
        (folder / f"{name}.csv").write_bytes(text.encode(encoding))
    return folder


def csv_zip(parent: Path) -> Path:
    """Write the tables as a zip file."""
    path = parent / f"{PACKAGE}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in TABLES.items():
            archive.writestr(f"release/{name}.csv", text.encode("utf-16-le"))
    return path


def ixf_file(parent: Path, text: str = IXF) -> Path:
    """Write the XML form."""
    path = parent / "ETIMIXF.xml"
    path.write_text(text, "utf-8")
    return path


def shipped() -> Model:
    """Open the release that ships."""
    return Model.open(next(resource_path("etim").glob("*.etim")))
