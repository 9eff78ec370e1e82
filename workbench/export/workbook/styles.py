"""The looks of cells: number formats of days, counts and each currency that is met."""

from __future__ import annotations

import re

from workbench.export.workbook.strings import attribute

PLAIN, HEADER, TEXT, COUNT, DAY, TIME, LINK, AMOUNT = range(8)
"""Numbers of the fixed styles; currencies follow."""

_FIXED = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    (
        '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
    ),
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
    '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
)
_FORMATS = ("yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm:ss", "#,##0.00##")
_FIRST_FORMAT = 164
_MOST_CURRENCIES = 150
"""A workbook holds about 200 number formats of its own."""
_CURRENCY = re.compile(r"[^\W\d_]{1,5}|[€$£¥₽₴₺₹]")

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
_FONTS = (
    '<fonts count="3">'
    '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/></font>'
    "</fonts>"
)
_FILLS = (
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE9EDF3"/>'
    '<bgColor indexed="64"/></patternFill></fill></fills>'
)
_BORDERS = (
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FF8A94A3"/></bottom>'
    "<diagonal/></border></borders>"
)
_TAIL = (
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    '<dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium9"'
    ' defaultPivotStyle="PivotStyleLight16"/></styleSheet>'
)


class Styles:
    """The styles of one workbook; a currency gets its own the first time it is met."""

    def __init__(self) -> None:
        self._currencies: dict[str, int] = {}

    def amount(self, currency: str) -> int:
        """Return the style of amounts in a currency; `AMOUNT` where it can have none."""
        known = self._currencies.get(currency)
        if known is not None:
            return known
        if len(self._currencies) >= _MOST_CURRENCIES or not _CURRENCY.fullmatch(currency):
            return AMOUNT
        style = len(_FIXED) + len(self._currencies)
        self._currencies[currency] = style
        return style

    def xml(self) -> str:
        """Return the workbook's styles part."""
        formats = [*_FORMATS, *(f"#,##0.00##\\ [${currency}]" for currency in self._currencies)]
        numbered = [
            f'<numFmt numFmtId="{number}" formatCode="{attribute(code)}"/>'
            for number, code in enumerate(formats, _FIRST_FORMAT)
        ]
        first = _FIRST_FORMAT + len(_FORMATS)
        amounts = [
            f'<xf numFmtId="{first + place}" fontId="0" fillId="0" borderId="0" xfId="0"'
            ' applyNumberFormat="1"/>'
            for place in range(len(self._currencies))
        ]
        cells = [*_FIXED, *amounts]
        return (
            f'{_HEAD}<numFmts count="{len(numbered)}">{"".join(numbered)}</numFmts>'
            f'{_FONTS}{_FILLS}{_BORDERS}<cellStyleXfs count="1">'
            '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>{_TAIL}'
        )
