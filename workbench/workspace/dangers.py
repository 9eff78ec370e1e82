"""What has to be confirmed before a change set is sent: deletions, dangerous fields, big changes.

A wrong stock or level makes a service order by itself: such changes are told with their numbers,
and many of them ask for the number to be typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import msgspec

from workbench.core.texts import tr, trn
from workbench.core.values import Money
from workbench.workspace.foreseeing import Forecast
from workbench.workspace.reviewing import FieldLine, RecordLine
from workbench.workspace.shipment import Named, Spot

BIG_SHARE = Decimal("0.5")
"""A number that changes by more than this share of itself is asked about."""

MANY_DANGEROUS = 20
MANY_DELETED = 50


class Danger(msgspec.Struct, frozen=True):
    """What has to be confirmed before sending.

    Attributes:
        sentence: what will happen and what it may cause, with numbers.
        number: what is to be typed to confirm, 0 where a click is enough.
        names: the first few records it is about.
        deletes: records are taken away.
    """

    sentence: str
    number: int = 0
    names: tuple[str, ...] = ()
    deletes: bool = False


def dangers(records: Sequence[RecordLine]) -> list[Danger]:
    """Return what has to be confirmed of the records that are included, worst first."""
    chosen = [line for line in records if line.included]
    deleted = [line for line in chosen if line.record.deleted]
    found: list[Danger] = []
    if deleted:
        count = len(deleted)
        sentence = trn(
            "{count} record will be deleted at the service.",
            "{count} records will be deleted at the service.",
            count,
        )
        number = count if count > MANY_DELETED else 0
        found.append(Danger(sentence, number, _first_names(deleted), deletes=True))
    return [*found, *_big_changes(chosen), *_dangerous(chosen)]


def lost(forecast: Forecast, name_of: Callable[[Spot], Named]) -> list[Danger]:
    """Return what the service takes away with what is sent, each with its own question."""
    return [
        Danger(
            held.sentence,
            len(held.spots) if len(held.spots) > MANY_DANGEROUS else 0,
            tuple(name_of(spot).name for spot in held.spots[:5]),
            deletes=True,
        )
        for held in forecast.losses()
    ]


def _first_names(records: Sequence[RecordLine]) -> tuple[str, ...]:
    return tuple(record.name for record in records[:5])


def _dangerous(records: Sequence[RecordLine]) -> list[Danger]:
    """Return what the source says of dangerous fields, once a field with its number of records."""
    touched: dict[str, tuple[FieldLine, list[RecordLine]]] = {}
    for record in records:
        for line in record.lines:
            if line.included and line.entry.danger:
                touched.setdefault(line.field.id, (line, []))[1].append(record)
    return [
        Danger(
            trn(
                "{field} changes in {count} record. {danger}",
                "{field} changes in {count} records. {danger}",
                len(held),
                field=tr(line.field.title),
                danger=tr(line.entry.danger),
            ),
            len(held) if len(held) > MANY_DANGEROUS else 0,
            _first_names(held),
        )
        for line, held in touched.values()
    ]


def _big_changes(records: Sequence[RecordLine]) -> list[Danger]:
    """Return which numbers change by more than half, with the biggest change."""
    biggest: tuple[Decimal, RecordLine, FieldLine] | None = None
    big: dict[str, RecordLine] = {}
    for record in records:
        for line in record.lines:
            share = _share(line.base, line.value) if line.included else None
            if share is not None and share > BIG_SHARE:
                big[record.key] = record
                if biggest is None or share > biggest[0]:
                    biggest = (share, record, line)
    if biggest is None:
        return []
    share, record, line = biggest
    sentence = trn(
        "{count} record changes by more than half; the most in {name}: {field} by {percent} %.",
        "{count} records change by more than half; the most in {name}: {field} by {percent} %.",
        len(big),
        name=record.name,
        field=tr(line.field.title),
        percent=f"{share * 100:.0f}",
    )
    return [
        Danger(
            sentence, len(big) if len(big) > MANY_DANGEROUS else 0, _first_names([*big.values()])
        )
    ]


def _share(base: object, value: object) -> Decimal | None:
    """Return by what share of itself a number changes, None where that cannot be said."""
    old, new = _number(base), _number(value)
    if old is None or new is None or not old:
        return None
    return abs(new - old) / abs(old)


def _number(value: object) -> Decimal | None:
    match value:
        case bool():
            return None
        case Money():
            return value.amount
        case int() | Decimal():
            return Decimal(value)
        case _:
            return None
