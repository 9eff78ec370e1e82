"""The products of one class as a workbook: a column for each feature, lists to choose from.

The first row holds codes, so that the file is recognised however its columns are moved; the second
one names them for people. Ids are locked; what can be chosen stands on a hidden sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.core.errors import bad_input
from workbench.core.etim import EtimClass, EtimFeature, FeatureType
from workbench.core.jobs import job_cancelled
from workbench.core.texts import tr
from workbench.sources.etim.classification import Reading, ValueKind
from workbench.store.files import atomic_path
from workbench.workspace.classes.meaning import reading_of, shown_value, trouble_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from workbench.core.jobs import Job
    from workbench.workspace.classes.records import Product, Records

CODES, NAMES, FIRST = 0, 1, 2
"""Rows, from 0: the codes, the names, the first product."""
ID, NAME, BEGIN = 0, 1, 2
"""Columns, from 0: the id, the name, the first feature."""
NAME_HEAD: Final = "name"
"""Stands over the names, in the row of codes."""
_LONGEST_NAME: Final = 31
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_DIGITS: Final = 15
_AT_ONCE: Final = 100
_ALLOWED: Final = {
    "autofilter": True,
    "sort": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
}


def write_class(records: Records, class_code: str, path: Path, job: Job | None = None) -> Path:
    """Write the loaded products of a class; see `Classes.export_class`."""
    class_ = records.class_(class_code)
    products = records.of_class(class_code)
    if not class_.features or not products:
        raise bad_input(
            tr("There is no loaded product of the class {code}.", code=class_code),
            tr("Load its products first, or choose another class."),
        )
    import xlsxwriter  # noqa: PLC0415 - only when exporting

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with atomic_path(path) as part, xlsxwriter.Workbook(str(part), plain) as book:
        book.set_properties({"title": f"{class_.name} ({class_.code})"})
        _ClassBook(book, records, class_).write(products, job)
    return path


class _ClassBook:
    """One workbook under way."""

    def __init__(self, book: Workbook, records: Records, class_: EtimClass) -> None:
        self._records = records
        self._class = class_
        self._model = records.model()
        self._sheet: Worksheet = book.add_worksheet(_sheet_name(class_))
        self._lists: Worksheet = book.add_worksheet(tr("Lists"))
        self._lists.hide()
        self._list_name = self._lists.get_name()
        self._small = book.add_format({"font_color": "#808080", "font_size": 8})
        self._head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        self._locked = book.add_format({"num_format": "@", "font_color": "#606060"})
        self._open = book.add_format({"locked": False})
        self._text = book.add_format({"locked": False, "num_format": "@"})
        self._wrong = book.add_format({"locked": False, "num_format": "@", "bg_color": "#FFE699"})

    def write(self, products: Sequence[tuple[str, Product]], job: Job | None) -> None:
        """Write the heads, the products and the lists."""
        last = FIRST + len(products) - 1
        self._heads()
        for column, feature in enumerate(self._class.features, BEGIN):
            self._choices(column, feature, last)
        for place, (key, held) in enumerate(products):
            if place % _AT_ONCE == 0 and job is not None and job.stopping:
                raise job_cancelled()
            self._product(FIRST + place, key, held)
        self._sheet.freeze_panes(FIRST, BEGIN)
        self._sheet.autofilter(NAMES, ID, last, BEGIN + len(self._class.features) - 1)
        self._sheet.protect("", _ALLOWED)

    def _heads(self) -> None:
        sheet = self._sheet
        sheet.set_column(ID, ID, 18)
        sheet.set_column(NAME, NAME, 36)
        sheet.set_column(BEGIN, BEGIN + len(self._class.features) - 1, 18)
        sheet.write_string(CODES, ID, self._class.code, self._small)
        sheet.write_string(CODES, NAME, NAME_HEAD, self._small)
        sheet.write_string(NAMES, ID, tr("Product"), self._head)
        sheet.write_string(NAMES, NAME, tr("Name"), self._head)
        for column, feature in enumerate(self._class.features, BEGIN):
            sheet.write_string(CODES, column, feature.code, self._small)
            sheet.write_string(NAMES, column, head_of(feature), self._head)

    def _choices(self, column: int, feature: EtimFeature, last: int) -> None:
        """Let a column's cells be chosen from a list; any other text is still taken."""
        names = choice_names(feature)
        if not names:
            return
        for row, name in enumerate(names):
            self._lists.write_string(row, column, name)
        from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415 - as above

        letter = xl_col_to_name(column)
        source = f"='{self._list_name}'!${letter}$1:${letter}${len(names)}"
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        self._sheet.data_validation(FIRST, column, last, column, rule)

    def _product(self, row: int, key: str, held: Product) -> None:
        self._sheet.write_string(row, ID, key, self._locked)
        self._sheet.write_string(row, NAME, self._records.name(key), self._locked)
        for column, feature in enumerate(self._class.features, BEGIN):
            reading = reading_of(held.product.features.get(feature.code), feature)
            self._cell(row, column, feature, reading)

    def _cell(self, row: int, column: int, feature: EtimFeature, reading: Reading) -> None:
        form: Format = self._open if feature.type is FeatureType.NUMERIC else self._text
        if reading.kind is ValueKind.MISSING:
            self._sheet.write_blank(row, column, None, form)
        elif trouble_of(reading, feature):
            # A value with its unit behind it, or one that the class does not allow, is seen here.
            self._sheet.write_string(row, column, self.shown(feature, reading), self._wrong)
        elif reading.kind is ValueKind.NUMBER and len(Decimal(reading.text).as_tuple().digits) <= (
            _DIGITS
        ):
            self._sheet.write_number(row, column, float(reading.text), self._open)
        else:
            self._sheet.write_string(row, column, self.shown(feature, reading), form)

    def shown(self, feature: EtimFeature, reading: Reading) -> str:
        """Return a value as the cell has it: a name, or what can be typed."""
        if reading.kind is ValueKind.RANGE:
            return reading.text
        names = names_of(feature)
        if reading.text in names:
            return names[reading.text]
        return shown_value(reading, feature).shown


def head_of(feature: EtimFeature) -> str:
    """Return what a column is called: the feature's name with its unit."""
    unit = feature.unit.abbreviation or feature.unit.code if feature.unit else ""
    return f"{feature.name} [{unit}]" if unit else feature.name or feature.code


def names_of(feature: EtimFeature) -> dict[str, str]:
    """Return the names of the allowed values by code; with the code where two are alike."""
    count = Counter(own.name.casefold() for own in feature.values)
    return {
        own.code: own.name
        if own.name and count[own.name.casefold()] == 1
        else f"{own.name} ({own.code})".strip()
        for own in feature.values
    }


def choice_names(feature: EtimFeature) -> list[str]:
    """Return what a column's cells can be chosen from; nothing where numbers are typed."""
    if feature.type is FeatureType.LOGICAL:
        names = [tr("Yes"), tr("No")]
    elif feature.type is FeatureType.ALPHANUMERIC:
        names = sorted(names_of(feature).values(), key=str.casefold)
    else:
        return []
    return [*names, tr("Not applicable"), tr("Unknown")]


def _sheet_name(class_: EtimClass) -> str:
    name = f"{class_.code} {class_.name}".translate(_FORBIDDEN)
    return " ".join(name.split())[:_LONGEST_NAME].strip()
