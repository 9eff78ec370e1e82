"""What the dock reads of one record out of its document: pictures, inner tables, price lines.

It runs in a thread: documents may be long, and arrow keys must not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import msgspec

from workbench.core.errors import WbError
from workbench.core.fields import Field, Kind
from workbench.core.queries import Condition, Query
from workbench.core.sources import Resource, SubTable
from workbench.core.texts import tr
from workbench.core.values import Coded, Ladder, Money, Step
from workbench.ui.charts.curves import Curve

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, LookupError)
"""What reading rows out of a document of an unexpected shape may raise."""


class Record(msgspec.Struct, frozen=True):
    """One record as the dock shows it.

    Attributes:
        key: of its row.
        query: the language, quantity and, where the resource names one, the row asked for.
        document: as the service sent it; None where it is not on this machine.
        pictures: URLs of all pictures.
        tables: rows by id of the tables that its document holds.
        failures: sentences by id of the tables that could not be read.
        error: why the document could not be read at all.
    """

    key: str
    query: Query
    document: bytes | None = None
    pictures: tuple[str, ...] = ()
    tables: Mapping[str, Sequence[object]] = msgspec.field(default_factory=dict)
    failures: Mapping[str, str] = msgspec.field(default_factory=dict)
    error: WbError | None = None


def query_for(resource: Resource, query: Query, key: str) -> Query:
    """Return the query in force with the row's own key, by which an inner table knows it."""
    owner = next((held for held in resource.filters if held.name == resource.key_filter), None)
    if owner is None:
        return query
    return query.with_condition(Condition(owner.name, owner.default, (key,)))


def read_record(
    find: Callable[[str], bytes | None], resource: Resource, key: str, query: Query
) -> Record:
    """Return what the dock shows of a record; never raises for what a service sent."""
    asked = query_for(resource, query, key)
    try:
        document = find(key)
    except WbError as error:
        return Record(key, asked, error=error)
    if document is None:
        return Record(key, asked)
    tables: dict[str, Sequence[object]] = {}
    failures: dict[str, str] = {}
    for subtable in resource.subtables:
        if subtable.load is None:
            rows, failure = read_rows(subtable, document, asked)
            tables[subtable.id] = rows
            failures |= {subtable.id: failure} if failure else {}
    return Record(key, asked, document, _pictures(resource, document), tables, failures)


def read_rows(subtable: SubTable, document: bytes, query: Query) -> tuple[Sequence[object], str]:
    """Return the rows of a table inside a document, or none and a sentence why."""
    try:
        return subtable.rows(document, query), ""
    except UNREADABLE:
        return (), tr("This part of the record could not be read; Raw shows it as it was sent.")


def _pictures(resource: Resource, document: bytes) -> tuple[str, ...]:
    if resource.face.pictures is None:
        return ()
    try:
        return tuple(dict.fromkeys(url for url in resource.face.pictures(document) if url))
    except UNREADABLE:
        return ()


def curves_of(
    subtable: SubTable, rows: Sequence[object], ladders: Sequence[object] = ()
) -> list[Curve]:
    """Return the price lines of a table of steps.

    Its first whole number is where a step begins, its first amount the unit price, its first
    choice names the line. `ladders` are those of the record: they know the smallest order.
    """
    start = _first(subtable, {Kind.INTEGER})
    amount = _first(subtable, {Kind.MONEY, Kind.DECIMAL})
    name = _first(subtable, {Kind.CHOICE})
    if start is None or amount is None:
        return []
    known = [ladder for ladder in ladders if isinstance(ladder, Ladder)]
    names: dict[str, str] = {}
    groups: dict[tuple[str, str], dict[int, Decimal]] = {}
    for row in rows:
        owner = _read(name, row) if name else None
        code = owner.code if isinstance(owner, Coded) else ""
        names[code] = owner.label or owner.code if isinstance(owner, Coded) else ""
        value, unit = _read(amount, row), known[0].currency if known else ""
        if isinstance(value, Money):
            value, unit = value
        begins = _read(start, row)
        if isinstance(begins, int) and isinstance(value, Decimal):
            groups.setdefault((code, unit), {}).setdefault(begins, value)
    return [
        Curve(names[code], _ladder(code, unit, steps, known))
        for (code, unit), steps in groups.items()
    ]


def _first(subtable: SubTable, kinds: set[Kind]) -> Field | None:
    return next((held for held in subtable.fields if held.kind in kinds), None)


def _read(held: Field, row: object) -> object:
    try:
        return held.read(row)
    except UNREADABLE:
        return None


def _ladder(code: str, unit: str, steps: dict[int, Decimal], known: list[Ladder]) -> Ladder:
    sorted_steps = tuple(Step(start, steps[start]) for start in sorted(steps))
    for ladder in known:
        if ladder.steps == sorted_steps and ladder.profile in {code, ""}:
            return ladder
    return Ladder(sorted_steps, currency=unit, profile=code)


def rows_in_effect(
    subtable: SubTable, rows: Sequence[object], curves: Sequence[Curve], quantity: int
) -> frozenset[int]:
    """Return which rows of a table of steps hold at a quantity, one a line."""
    start, name = _first(subtable, {Kind.INTEGER}), _first(subtable, {Kind.CHOICE})
    if start is None:
        return frozenset()
    holding = {
        (curve.ladder.profile if name else "", priced.from_quantity)
        for curve in curves
        if (priced := curve.ladder.at(quantity))
    }
    found: set[int] = set()
    for at, row in enumerate(rows):
        owner = _read(name, row) if name else None
        code = owner.code if isinstance(owner, Coded) else ""
        if (code, _read(start, row)) in holding:
            found.add(at)
    return frozenset(found)


def best_curve(curves: Sequence[Curve], quantity: int) -> Curve | None:
    """Return the line with the lowest price at a quantity, the first where none has one."""
    priced = [(found.amount, at) for at, c in enumerate(curves) if (found := c.ladder.at(quantity))]
    if priced:
        return curves[min(priced)[1]]
    return curves[0] if curves else None
