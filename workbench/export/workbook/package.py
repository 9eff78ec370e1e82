"""The parts of a workbook that name its other parts, and the names that sheets may have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from workbench.export.values import in_utc
from workbench.export.workbook.sheet import letters
from workbench.export.workbook.strings import attribute, escape

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = "http://schemas.openxmlformats.org"
_MAIN = f"{_OPEN}/spreadsheetml/2006/main"
_RELATIONS = f"{_OPEN}/officeDocument/2006/relationships"
_PACKAGE = f"{_OPEN}/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff\ud800-\udfff]")


def sheet_name(title: str, taken: Sequence[str], number: int = 1) -> str:
    """Return a name that a sheet may have, from a title: "Products", "Products 2", ..."""
    usable = _NOT_IN_NAMES.sub(" ", title).strip().strip("'").strip()
    usable = "Rows" if not usable or usable.casefold() == "history" else usable
    held = {name.casefold() for name in taken}
    while True:
        end = f" {number}" if number > 1 else ""
        name = f"{_shortened(usable, _LONGEST_NAME - len(end))}{end}"
        if name.casefold() not in held:
            return name
        number += 1


def _shortened(text: str, units: int) -> str:
    """Return as much of a text as `units` UTF-16 units hold."""
    kept = text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
    return kept.rstrip(" '")


def content_types(sheets: int) -> str:
    """Return the part that says what every part is."""
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml"'
        f' ContentType="{_TYPE}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.extended-properties+xml"/>{overrides}</Types>'
    )


def relationships(entries: Sequence[str]) -> str:
    """Return a part of relationships."""
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(entries)}</Relationships>'
    )


def root_relations() -> str:
    """Return where the package begins."""
    targets = (
        (f"{_RELATIONS}/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_RELATIONS}/extended-properties", "docProps/app.xml"),
    )
    return relationships(
        [
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{place}"/>'
            for number, (kind, place) in enumerate(targets, 1)
        ]
    )


def workbook_relations(sheets: int) -> str:
    """Return where the sheets and the styles are."""
    places = [
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet"'
        f' Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, sheets + 1)
    ]
    styles = f'<Relationship Id="rId{sheets + 1}" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    return relationships([*places, styles])


def quoted(name: str) -> str:
    """Return a sheet's name as references hold it, for XML."""
    return "'" + escape(name.replace("'", "''")) + "'"


def workbook(
    names: Sequence[str],
    rows: Sequence[int],
    columns: int,
    *,
    defined: Sequence[tuple[str, str]] = (),
    hidden: int = 0,
) -> str:
    """Return the list of sheets; the first `len(rows)` hold rows, have a filter and print titles.

    Args:
        names: of the sheets.
        rows: of each of the first sheets, without the header.
        columns: of these sheets.
        defined: further names and what they refer to; nobody is shown them.
        hidden: number of the sheet that nobody is shown, from 1; 0 for none.
    """
    unseen = {hidden: ' state="veryHidden"'}
    sheets = "".join(
        f'<sheet name="{attribute(name)}" sheetId="{number}"{unseen.get(number, "")}'
        f' r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    spelt = [quoted(name) for name in names]
    last = letters(columns - 1)
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
        f"{spelt[place]}!$A$1:${last}${count + 1}</definedName>"
        for place, count in enumerate(rows)
    )
    titles = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">'
        f"{spelt[place]}!$1:$1</definedName>"
        for place in range(len(rows))
    )
    further = "".join(
        f'<definedName name="{name}" hidden="1">{place}</definedName>' for name, place in defined
    )
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        '<bookViews><workbookView xWindow="240" yWindow="120" windowWidth="24000"'
        f' windowHeight="12000"/></bookViews><sheets>{sheets}</sheets>'
        f"<definedNames>{filters}{titles}{further}</definedNames></workbook>"
    )


def core_properties(title: str, at: datetime) -> str:
    """Return title and time of the document."""
    moment = f"{in_utc(at):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        "</cp:coreProperties>"
    )


def app_properties(program: str) -> str:
    """Return which program made the document."""
    return (
        f'{_XML}<Properties xmlns="{_RELATIONS.replace("relationships", "extended-properties")}">'
        f"<Application>{escape(program)}</Application></Properties>"
    )
