"""Filters over columns: which rows of a range pass a header expression, ticked codes, or keys."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal

import numpy as np

from workbench.core.amounts import read_decimal, read_integer
from workbench.core.fields import Kind
from workbench.core.values import Coded
from workbench.tables.arrays import Bools
from workbench.tables.choices import ChoiceColumn, CodesColumn
from workbench.tables.expressions import Compared, Empty, Expression, How
from workbench.tables.ladders import PriceColumn
from workbench.tables.numbers import MoneyColumn, NumberColumn, Range
from workbench.tables.quotes import QuotedColumn
from workbench.tables.table import Table
from workbench.tables.texts import TextColumn

Predicate = Callable[[int, int], Bools]
"""Which rows from the first number up to, not including, the second pass."""


def by_expression(table: Table, field_id: str, expression: Expression) -> Predicate:
    """Return the filter of a header expression.

    What a field does not promise is compared as the text it is, and is not empty.
    """

    def test(start: int, stop: int) -> Bools:
        hits = _tested(table, field_id, expression.test, start, stop)
        for row, odd in table.odd(field_id).items():
            if start <= row < stop:
                compared = expression.test
                hits[row - start] = isinstance(compared, Compared) and compared.holds(odd.raw)
        return ~hits if expression.negated else hits

    return test


def _tested(
    table: Table, field_id: str, test: Empty | Compared | Range, start: int, stop: int
) -> Bools:
    column = table.column(field_id)
    match test, column:
        case Empty(), _:
            return column.missing(start, stop)
        case Range(), MoneyColumn() | QuotedColumn():
            return column.amounts.in_range(test, start, stop)
        case Range(), NumberColumn() | PriceColumn():
            return column.in_range(test, start, stop)
        case Compared(), ChoiceColumn() | CodesColumn():
            return column.hits(column.book.table(lambda value: _coded(test, value)), start, stop)
        case Compared(), TextColumn():
            return _compared(column, test, start, stop)
        case _:
            return np.zeros(stop - start, np.bool_)


def _coded(test: Compared, value: Coded) -> bool:
    name = value.label or value.code
    return test.holds(name) or (test.how is How.EQUALS and test.holds(value.code))


def _compared(column: TextColumn, test: Compared, start: int, stop: int) -> Bools:
    if test.how is How.REGEX:
        return np.fromiter(map(test.holds, column.texts(start, stop)), np.bool_, stop - start)
    hits = column.haystack().match((test.text,), start, stop)
    if test.how is How.EQUALS:
        for row in np.flatnonzero(hits).tolist():
            hits[row] = test.holds(str(column.value(start + row)))
    return hits


def by_codes(table: Table, field_id: str, codes: Collection[str]) -> Predicate:
    """Return the filter of ticked facet values: rows that hold at least one of them."""
    column = table.column(field_id)
    kind = table.field(field_id).kind

    def test(start: int, stop: int) -> Bools:
        if isinstance(column, ChoiceColumn | CodesColumn):
            wanted = np.zeros(len(column.book.values), np.bool_)
            wanted[column.book.numbers_of(codes)] = True
            return column.hits(wanted, start, stop)
        if isinstance(column, TextColumn):
            ticked = frozenset(codes)
            return np.fromiter(
                (text in ticked for text in column.texts(start, stop)), np.bool_, stop - start
            )
        if isinstance(column, NumberColumn):
            return _one_of_numbers(column, kind, codes, start, stop)
        return np.zeros(stop - start, np.bool_)

    return test


def _one_of_numbers(
    column: NumberColumn, kind: Kind, codes: Collection[str], start: int, stop: int
) -> Bools:
    hits = np.zeros(stop - start, np.bool_)
    for code in codes:
        number = _number_of(kind, code)
        if number is not None:
            hits |= column.in_range(Range(number, number), start, stop)
    return hits


def _number_of(kind: Kind, code: str) -> Decimal | None:
    """Return the number behind the code of a facet value, None where it is none."""
    match kind:
        case Kind.FLAG:
            return Decimal(code == "true") if code in {"true", "false"} else None
        case Kind.DATE:
            try:
                return Decimal(date.fromisoformat(code).toordinal())
            except ValueError:
                return None
        case Kind.DECIMAL:
            number = read_decimal(code)
        case _:
            number = read_integer(code)
    return Decimal(number) if isinstance(number, int | Decimal) else None


def by_keys(table: Table, keys: Collection[str]) -> Predicate:
    """Return the filter that lets rows of some keys through."""

    def test(start: int, stop: int) -> Bools:
        hits = np.zeros(stop - start, np.bool_)
        rows = [row for key in keys if (row := table.row_of(key)) is not None]
        chosen = np.array(rows, np.int64)
        hits[chosen[(chosen >= start) & (chosen < stop)] - start] = True
        return hits

    return test


def by_words(table: Table, words: tuple[str, ...]) -> Predicate:
    """Return the filter of the local search: all words, each anywhere in the searched fields."""

    def test(start: int, stop: int) -> Bools:
        return table.haystack.match(words, start, stop)

    return test
