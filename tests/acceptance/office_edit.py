"""Hands of LibreOffice, run by its own Python: cells are typed, rows sorted, the workbook saved.

    office_edit.py PIPE WORKBOOK HEAD SORT_BY CELL…

A CELL is ROW:HEADING=VALUE; rows count from 1 below the headings, which stand in row HEAD of the
sheet Offers. Rows are sorted by the column SORT_BY, the last one first, after the cells are typed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def connect(pipe):
    import uno

    local = uno.getComponentContext()
    named = "com.sun.star.bridge.UnoUrlResolver"
    resolver = local.ServiceManager.createInstanceWithContext(named, local)
    end = time.monotonic() + 40
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def named(name, value):
    from com.sun.star.beans import PropertyValue

    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def sort(area, column):
    import uno
    from com.sun.star.table import TableSortField

    field = TableSortField()
    field.Field, field.IsAscending = column, False
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    area.sort((named("SortFields", fields), named("ContainsHeader", False)))


def main(pipe, path, head, sort_by, *cells):
    context = connect(pipe)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    url = Path(path).resolve().as_uri()
    document = desktop.loadComponentFromURL(url, "_blank", 0, (named("Hidden", True),))
    sheet = document.Sheets.getByName("Offers")
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last, wide, top = cursor.RangeAddress.EndRow, cursor.RangeAddress.EndColumn, int(head)
    heads = [sheet.getCellByPosition(at, top - 1).String for at in range(wide + 1)]
    for cell in cells:
        place, value = cell.split("=", 1)
        row, heading = place.split(":", 1)
        sheet.getCellByPosition(heads.index(heading), top - 1 + int(row)).FormulaLocal = value
    sort(sheet.getCellRangeByPosition(0, top, wide, last), heads.index(sort_by))
    document.storeToURL(url, (named("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
    # The bridge to an office that has gone crashes now and then while Python takes it down.
    os._exit(0)
