"""The frame of a sheet: what stands in its XML before and after the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.export.workbook.links import Links

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
)
_FROZEN = (
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    '<selection pane="bottomLeft"/>'
)
_PAGE = (
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" pageOrder="overThenDown"/>'
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
)


def letters(position: int) -> str:
    """Return a column's letters; 0 is A."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def head(
    widths: Sequence[float], *, selected: bool, frozen: bool, hidden: int | None = None
) -> str:
    """Return what stands before the rows; `hidden` is the position of a column that is not seen."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width:.2f}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    if hidden is not None:
        columns += f'<col min="{hidden + 1}" max="{hidden + 1}" width="9" hidden="1"/>'
    chosen = ' tabSelected="1"' if selected else ""
    return (
        f'{_HEAD}<sheetViews><sheetView{chosen} workbookViewId="0">'
        f"{_FROZEN if frozen else ''}</sheetView></sheetViews>"
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def tail(rows: int, columns: int, text_columns: Iterable[int], links: Links) -> Iterable[str]:
    """Give what stands after the rows of a data sheet; `rows` without the header."""
    yield f'</sheetData><autoFilter ref="A1:{letters(columns - 1)}{rows + 1}"/>'
    if len(links):
        yield "<hyperlinks>"
        yield from links.elements()
        yield "</hyperlinks>"
    yield _PAGE
    marked = [f"{letters(place)}1:{letters(place)}{rows + 1}" for place in text_columns]
    if marked:
        yield (
            f'<ignoredErrors><ignoredError sqref="{" ".join(marked)}"'
            ' numberStoredAsText="1"/></ignoredErrors>'
        )
    yield "</worksheet>"


def plain_tail() -> str:
    """Return what stands after the rows of a sheet without filter and links."""
    return f"</sheetData>{_PAGE}</worksheet>"
