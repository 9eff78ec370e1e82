"""What is counted over rows: facet values, histograms, and the sums of a selection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal, localcontext

import msgspec
import numpy as np

from workbench.core.amounts import from_units
from workbench.core.fields import Field, Kind
from workbench.core.flags import flag_text
from workbench.core.pages import FacetValue
from workbench.tables.arrays import MISSING, Bools, Ints, exact_sum
from workbench.tables.choices import ChoiceColumn, CodesColumn
from workbench.tables.folding import natural_key
from workbench.tables.ladders import PriceColumn
from workbench.tables.numbers import MoneyColumn, NumberColumn
from workbench.tables.quotes import QuotedColumn
from workbench.tables.table import Table
from workbench.tables.texts import TextColumn

_PLACES = Decimal("0.0001")
_SUMMED = frozenset({Kind.INTEGER, Kind.STOCK, Kind.DECIMAL})


class Histogram(msgspec.Struct, frozen=True):
    """How numbers are spread: counts of equally wide ranges from `lowest` to `highest`."""

    counts: tuple[int, ...]
    lowest: Decimal
    highest: Decimal


class Sums(msgspec.Struct, frozen=True):
    """The sum of a selection.

    Attributes:
        count: cells with a value.
        sum: exact; None where the field is not summed, nothing is there, or currencies differ.
        average: to four decimals, None as `sum`.
        currency: of money and prices.
        mixed: whether currencies differ.
    """

    count: int
    sum: Decimal | None = None
    average: Decimal | None = None
    currency: str = ""
    mixed: bool = False


def facet_values(
    table: Table, field: Field, rows: Bools | None, ticked: Collection[str], limit: int
) -> tuple[FacetValue, ...]:
    """Return values with their counts, most frequent first, ticked ones even without a row."""
    found: dict[str, FacetValue] = {}
    for value in _counted(table, field, rows):
        same = found.get(value.code)
        count = value.count + (same.count if same else 0)
        found[value.code] = FacetValue(value.code, value.label, count, colour=value.colour)
    chosen = frozenset(ticked)
    for code in chosen - found.keys():
        found[code] = FacetValue(code, code, 0)
    shown = [value for value in found.values() if value.count or value.code in chosen]
    shown.sort(key=lambda value: (-value.count, natural_key(value.label)))
    kept = shown[:limit]
    return (*kept, *(value for value in shown[limit:] if value.code in chosen))


def _counted(table: Table, field: Field, rows: Bools | None) -> Iterator[FacetValue]:
    column = table.column(field.id)
    if isinstance(column, ChoiceColumn | CodesColumn):
        counts = column.counts(rows)
        for value, count in zip(column.book.values, counts.tolist(), strict=True):
            yield FacetValue(value.code, value.label or value.code, count, colour=value.colour)
    elif isinstance(column, NumberColumn) and field.kind is not Kind.TIME:
        yield from _counted_numbers(column, field.kind, rows)
    elif isinstance(column, TextColumn):
        texts = list(column.texts(0, len(column)))
        chosen = texts if rows is None else [texts[row] for row in np.flatnonzero(rows).tolist()]
        for text, count in Counter(chosen).items():
            if text:
                yield FacetValue(text, text, count)


def _counted_numbers(column: NumberColumn, kind: Kind, rows: Bools | None) -> Iterator[FacetValue]:
    numbers = column.numbers() if rows is None else column.numbers()[rows]
    there = numbers != MISSING
    there[[row for row in _places(column, rows) if row >= 0]] = False
    distinct, counts = np.unique(numbers[there], return_counts=True)
    for number, count in zip(distinct.tolist(), counts.tolist(), strict=True):
        match kind:
            case Kind.FLAG:
                value = bool(number)
                yield FacetValue("true" if value else "false", flag_text(value=value), count)
            case _:
                text = str(column.load(number))
                yield FacetValue(text, text, count)
    exact = Counter(str(value) for row, value in column.exact.items() if rows is None or rows[row])
    for text, count in exact.items():
        yield FacetValue(text, text, count)


def _places(column: NumberColumn, rows: Bools | None) -> Iterator[int]:
    """Yield where the rows that the array holds only nearly stand among the chosen ones."""
    for row in column.exact:
        if rows is None:
            yield row
        elif rows[row]:
            yield int(np.count_nonzero(rows[:row]))


def histogram_of(table: Table, field: Field, rows: Bools | None, bins: int) -> Histogram | None:
    """Return how the numbers of a field are spread; None for other fields and without numbers."""
    numbers = _units(table, field)
    if numbers is None:
        return None
    values, scaled = numbers
    values = values if rows is None else values[rows]
    values = values[values != MISSING]
    if not len(values):
        return None
    low, high = int(values.min()), int(values.max())
    distance = (values - np.int64(low)).view(np.uint64)
    width = max((high - low) / bins, 1e-9)
    places = np.minimum((distance / width).astype(np.int64), bins - 1)
    counts = np.bincount(places, minlength=bins)
    ends = (from_units(low), from_units(high)) if scaled else (Decimal(low), Decimal(high))
    return Histogram(tuple(counts.tolist()), *ends)


def _units(table: Table, field: Field) -> tuple[Ints, bool] | None:
    """Return the integers of a numeric field and whether they are ten-thousandths."""
    column = table.column(field.id)
    if isinstance(column, MoneyColumn | QuotedColumn):
        return column.amounts.numbers(), True
    if isinstance(column, PriceColumn):
        return column.numbers(), True
    if isinstance(column, NumberColumn) and field.kind in _SUMMED:
        return column.numbers(), column.scale > 1
    return None


def sums_of(table: Table, rows: Sequence[int], field: Field) -> Sums:
    """Return count, sum and average of some cells; amounts of several currencies have no sum."""
    chosen = np.asarray(rows, np.int64)
    column = table.column(field.id)
    missing = column.missing(0, len(column))
    count = int(np.count_nonzero(~missing[chosen]))
    odd = table.odd(field.id)
    numbers = _units(table, field)
    if numbers is None:
        return Sums(count + sum(row in odd for row in rows))
    chosen = chosen[~missing[chosen]]
    if not count:
        return Sums(0)
    currencies = _currencies(table, field, chosen)
    if len(currencies) > 1:
        return Sums(count, mixed=True)
    total = _total(table, field, numbers[0][chosen], chosen)
    with localcontext(prec=60):
        average = (total / count).quantize(_PLACES) if total.adjusted() < 50 else total / count
    return Sums(count, total, average, next(iter(currencies), ""))


def _currencies(table: Table, field: Field, rows: Ints) -> set[str]:
    column = table.column(field.id)
    if not isinstance(column, MoneyColumn | PriceColumn | QuotedColumn):
        return set()
    numbers = (column.currencies if isinstance(column, PriceColumn) else column.codes)[rows]
    _, firsts = np.unique(numbers, return_index=True)
    return {column.currency(int(rows[first])) for first in firsts.tolist()}


def _total(table: Table, field: Field, values: Ints, rows: Ints) -> Decimal:
    """Return the exact sum: of the array, and of what the array holds only nearly."""
    column = table.column(field.id)
    numbers = column.amounts if isinstance(column, MoneyColumn | QuotedColumn) else column
    exact = numbers.exact if isinstance(numbers, NumberColumn | PriceColumn) else {}
    places = np.isin(rows, np.fromiter(exact, np.int64, len(exact)))
    units = exact_sum(values[~places])
    scaled = not (isinstance(numbers, NumberColumn) and numbers.scale == 1)
    with localcontext(prec=60):
        total = from_units(units) if scaled else Decimal(units)
        return sum((exact[row] for row in rows[places].tolist()), total)
