"""All rows of one session: a column per field, the keys, and the text that is searched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import msgspec
import numpy as np

from workbench.core.fields import Field, Kind, by_id
from workbench.core.formats import MISSING as NO_VALUE
from workbench.core.formats import Formats
from workbench.core.values import Coded, Money, Odd, Priced
from workbench.tables.choices import ChoiceColumn, CodesColumn
from workbench.tables.columns import MISFITS, Column
from workbench.tables.haystack import Haystack
from workbench.tables.ladders import PriceColumn
from workbench.tables.numbers import CODECS, MoneyColumn, NumberColumn, kept_rows
from workbench.tables.quotes import QuotedColumn
from workbench.tables.texts import TextColumn

_BETWEEN: Final = "\0"


class Appended(msgspec.Struct, frozen=True):
    """What a page added.

    Attributes:
        first: first new row.
        count: new rows.
        repeated: rows whose key was there before.
        odd: values that were not what the field promises.
    """

    first: int
    count: int
    repeated: int = 0
    odd: int = 0


def column_for(field: Field) -> Column:
    """Return the empty column of a field."""
    match field.kind:
        case Kind.MONEY:
            return MoneyColumn()
        case Kind.PRICE:
            return PriceColumn()
        case Kind.OFFER:
            return QuotedColumn()
        case Kind.CHOICE:
            return ChoiceColumn()
        case Kind.CODES:
            return CodesColumn()
        case kind if kind in CODECS:
            return NumberColumn(CODECS[kind])
        case _:
            return ChoiceColumn(plain=True) if field.facet else TextColumn()


class Table:
    """Rows that grow by pages; a row is a number from 0, a key names it for ever.

    Attributes:
        fields: what a row holds.
        quantity: pieces that prices are shown at.
        generation: rises with every change.
        reworked: rises with every change but rows added at the end.
    """

    def __init__(self, fields: tuple[Field, ...], formats: Formats | None = None) -> None:
        self.fields = fields
        self.quantity = 1
        self.generation = 0
        self.reworked = 0
        self.haystack = Haystack()
        self._formats = formats or Formats()
        self._fields = by_id(fields)
        self._columns = {field.id: column_for(field) for field in fields}
        self._odd: dict[str, dict[int, Odd]] = {}
        self._keys: list[str] = []
        self._blank: set[str] = set()
        self._rows: dict[str, int] = {}
        self._searched = tuple(field for field in fields if field.searched)
        self._typed_in = False

    def __len__(self) -> int:
        return len(self._keys)

    def key(self, row: int) -> str:
        """Return the key of a row."""
        return self._keys[row]

    def row_of(self, key: str) -> int | None:
        """Return the row of a key, None where it is not loaded."""
        return self._rows.get(key)

    def field(self, field_id: str) -> Field:
        """Return the field of that id; KeyError where there is none."""
        return self._fields[field_id]

    def has(self, field_id: str) -> bool:
        """Whether there is a column of a field."""
        return field_id in self._columns

    def column(self, field_id: str) -> Column:
        """Return the column of a field; KeyError where there is none."""
        return self._columns[field_id]

    def odd(self, field_id: str) -> dict[int, Odd]:
        """Return by row the values of a field that are not what it promises."""
        return self._odd.get(field_id, {})

    def append(
        self, rows: Sequence[object], keys: Sequence[str], *, replace: bool = False
    ) -> Appended:
        """Add a page of records.

        A key that was there before is counted and left as it is, with `replace` it is read again.
        """
        fresh: dict[str, object] = {}
        repeated = 0
        for key, record in zip(keys, rows, strict=True):
            if key in self._rows or key in fresh:
                repeated += 1
                if replace and not self.replace(key, record):
                    fresh[key] = record
            else:
                fresh[key] = record
        first = len(self)
        if not fresh:
            return Appended(first, 0, repeated)
        odd = self._extend(list(fresh.values()))
        self._rows.update(zip(fresh, range(first, first + len(fresh)), strict=True))
        self._keys.extend(fresh)
        self.generation += 1
        return Appended(first, len(fresh), repeated, odd)

    def _extend(self, records: list[object]) -> int:
        odd = 0
        searched: dict[str, list[object]] = {}
        for field in self.fields:
            column, read = self._columns[field.id], field.read
            try:
                values = [read(record) for record in records]
                column.extend(values)
            except MISFITS:
                values, strange = self._read_one_by_one(field, records)
                self._odd.setdefault(field.id, {}).update(strange)
                column.extend(values)
                odd += len(strange)
                values = [
                    strange.get(row, value)
                    for row, value in enumerate(values, len(column) - len(values))
                ]
            if field.searched:
                searched[field.id] = values
        self.haystack.extend(self._search_texts(searched, len(records)))
        return odd

    def _read_one_by_one(
        self, field: Field, records: list[object]
    ) -> tuple[list[object], dict[int, Odd]]:
        """Return the values with None where one is odd, and the odd ones by row."""
        values: list[object] = []
        strange: dict[int, Odd] = {}
        for row, record in enumerate(records, len(self)):
            value = self._read(field, record)
            if isinstance(value, Odd):
                strange[row] = value
            values.append(None if isinstance(value, Odd) else value)
        return values, strange

    def _read(self, field: Field, record: object) -> object:
        try:
            value = field.read(record)
        except MISFITS as error:
            return Odd(str(error) or type(error).__name__)
        if isinstance(value, Odd) or self._columns[field.id].fits(value):
            return value
        return Odd(str(value))

    def _search_texts(self, values: dict[str, list[object]], count: int) -> list[str]:
        if not values:
            return [""] * count
        texts = [
            held if _all_texts(held) else [search_text(value) for value in held]
            for held in values.values()
        ]
        return list(map(_BETWEEN.join, zip(*texts, strict=True)))  # type: ignore[arg-type]

    def replace(self, key: str, record: object) -> bool:
        """Take over a record that was read again; False where its row is not loaded."""
        row = self._rows.get(key)
        if row is None:
            return False
        texts: list[str] = []
        for field in self.fields:
            value = self._read(field, record)
            odd = self._odd.setdefault(field.id, {})
            odd.pop(row, None)
            if isinstance(value, Odd):
                odd[row] = value
            self._columns[field.id].put(row, None if isinstance(value, Odd) else value)
            if field.searched:
                texts.append(search_text(value))
        self.haystack.put(row, _BETWEEN.join(texts))
        self._changed()
        return True

    def renew(self, fresh: Table) -> bool:
        """Take over every value of a table with the same rows; False where its rows are others.

        Columns change hands as they are, so that thousands of rows cost no time. The other table
        is not to be used afterwards.
        """
        if fresh._keys != self._keys or fresh._columns.keys() != self._columns.keys():
            return False
        self._columns, self._odd = fresh._columns, fresh._odd
        self.haystack = fresh.haystack
        self._changed()
        return True

    def put(self, row: int, field_id: str, value: object) -> None:
        """Set one cell; a value that is none of the field's kind is kept as `Odd`.

        The row stays where it is seen until the rows are arranged anew: what was typed must not
        take its row away.
        """
        field, column = self._fields[field_id], self._columns[field_id]
        odd = self._odd.setdefault(field_id, {})
        odd.pop(row, None)
        if not isinstance(value, Odd) and not column.fits(value):
            value = Odd(str(value))
        if isinstance(value, Odd):
            odd[row] = value
        column.put(row, None if isinstance(value, Odd) else value)
        if field.searched:
            self.haystack.put(row, self._searched_text(row))
        self.generation += 1
        self._typed_in = True

    def put_late(self, row: int, field_id: str, value: object) -> None:
        """Set one cell of a late column: no order, filter or search asks for it."""
        self._columns[field_id].put(row, value)

    def add_blank(self, keys: Sequence[str]) -> None:
        """Add rows without any value, for records that do not exist yet."""
        fresh = [key for key in keys if key not in self._rows]
        for row, key in enumerate(fresh, len(self)):
            self._rows[key] = row
        for column in self._columns.values():
            column.extend([None] * len(fresh))
        self.haystack.extend([""] * len(fresh))
        self._keys.extend(fresh)
        self._blank.update(fresh)
        self.generation += 1

    def widen(self, fields: Sequence[Field]) -> None:
        """Hold further fields; the rows that are there have no value in them yet."""
        for field in fields:
            column = self._columns[field.id] = column_for(field)
            column.extend([None] * len(self))
        self.fields = (*self.fields, *fields)
        self._fields |= by_id(tuple(fields))
        self._changed()

    def fill(self, field_id: str, key: str, record: object) -> None:
        """Read one cell out of a record; a row that is not loaded is left alone."""
        row = self._rows.get(key)
        if row is not None:
            self.put(row, field_id, self._read(self._fields[field_id], record))

    @property
    def blank(self) -> list[int]:
        """The rows of records that do not exist yet."""
        rows = (self._rows.get(key) for key in self._blank)
        return sorted(row for row in rows if row is not None)

    def settle(self) -> None:
        """Let typed values count for order and filters from now on."""
        if self._typed_in:
            self._typed_in = False
            self._changed()

    def _searched_text(self, row: int) -> str:
        held = (self.value(row, field.id) for field in self._searched)
        return _BETWEEN.join(map(search_text, held))

    def remove(self, keys: Collection[str]) -> int:
        """Take rows out that the service no longer has, and return how many; rows move up."""
        gone = {row for key in keys if (row := self._rows.get(key)) is not None}
        if not gone:
            return 0
        mask = np.ones(len(self), np.bool_)
        mask[list(gone)] = False
        kept = np.flatnonzero(mask)
        for column in self._columns.values():
            column.keep(kept)
        self.haystack.keep(kept)
        self._odd = {field: kept_rows(held, kept) for field, held in self._odd.items()}
        self._keys = [self._keys[row] for row in kept.tolist()]
        self._rows = {key: row for row, key in enumerate(self._keys)}
        self._changed()
        return len(gone)

    def _changed(self) -> None:
        self.generation += 1
        self.reworked += 1

    def value(self, row: int, field_id: str) -> object:
        """Return the value of a cell: a kind of `core.values`, `Odd`, or None where missing."""
        odd = self._odd.get(field_id)
        if odd and row in odd:
            return odd[row]
        return self._columns[field_id].value(row)

    def text(self, row: int, field_id: str) -> str:
        """Return the text of a cell, prices at the quantity."""
        column = self._columns[field_id]
        if isinstance(column, PriceColumn) and row not in self.odd(field_id):
            money = column.money(row)
            return self._formats.money(money) if money else NO_VALUE
        value = self.value(row, field_id)
        return self._formats.value(value, self._fields[field_id].kind, self.quantity)

    def set_quantity(self, quantity: int) -> None:
        """Price every row at another quantity; below 1 means 1."""
        quantity = max(quantity, 1)
        if quantity == self.quantity:
            return
        self.quantity = quantity
        for column in self._columns.values():
            if isinstance(column, PriceColumn):
                column.reprice(quantity)
        self._changed()

    def price(self, row: int, field_id: str) -> Priced | None:
        """Return the lowest price of a cell at the quantity, None where none may be named."""
        column = self._columns[field_id]
        return column.price(row) if isinstance(column, PriceColumn) else None

    def asked(self, row: int, field_id: str) -> Money | None:
        """Return the amount of an offer's cell, None where it has none."""
        column = self._columns[field_id]
        return column.money(row) if isinstance(column, QuotedColumn) else None

    def mixed(self, row: int, field_id: str) -> bool:
        """Whether a price cell has ladders of several currencies, so that not all were compared."""
        column = self._columns[field_id]
        return isinstance(column, PriceColumn) and column.mixed(row)

    @property
    def nbytes(self) -> int:
        """Bytes of all columns and of the search text; keys not counted."""
        return sum(column.nbytes for column in self._columns.values()) + self.haystack.nbytes


def _all_texts(values: list[object]) -> bool:
    return all(type(value) is str for value in values)


def search_text(value: object) -> str:
    """Return what the search finds a value by: texts, names, codes and plain numbers."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Odd():
            return value.raw
        case Coded():
            same = value.code == value.label
            return value.label if same else f"{value.label}{_BETWEEN}{value.code}"
        case tuple():
            return _BETWEEN.join(map(search_text, value))
        case _:
            return str(value)
