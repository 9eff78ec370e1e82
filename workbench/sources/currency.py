"""Prices in the account's currency, for sources whose documents name none.

Such a source reads every amount in one assumed currency; an account that is billed in another one
is shown that one instead. Nothing is converted: only the name beside the amount changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from workbench.core.fields import Field, Kind
from workbench.core.sources import Resource, Source, SubTable
from workbench.core.values import Ladder, Money

ASSUMED = "EUR"
"""What amounts are read in where a document names no currency."""


class NamedMoney(Money):
    """An amount whose document names its currency: it stays whatever the account says."""

    __slots__ = ()


def in_currency(source: Source, currency: str) -> Source:
    """Return the source with amounts named in `currency` (ISO 4217).

    The same source where its documents name their currencies, or where it is the assumed one.
    """
    if source.currency_named or currency in {"", ASSUMED}:
        return source
    return replace(source, resources=tuple(_resource(each, currency) for each in source.resources))


def _resource(resource: Resource, currency: str) -> Resource:
    return replace(
        resource,
        fields=_fields(resource.fields, currency),
        subtables=tuple(_table(table, currency) for table in resource.subtables),
    )


def _table(table: SubTable, currency: str) -> SubTable:
    return replace(table, fields=_fields(table.fields, currency))


def _fields(fields: tuple[Field, ...], currency: str) -> tuple[Field, ...]:
    return tuple(
        replace(field, read=_named(field.read, currency))
        if field.kind in {Kind.PRICE, Kind.MONEY}
        else field
        for field in fields
    )


def _named(read: Callable[[Any], object], currency: str) -> Callable[[Any], object]:
    def read_named(record: object) -> object:
        value = read(record)
        if isinstance(value, Money):
            return value if isinstance(value, NamedMoney) else Money(value.amount, currency)
        if isinstance(value, tuple):
            return tuple(
                msgspec.structs.replace(each, currency=currency)
                if isinstance(each, Ladder)
                else each
                for each in value
            )
        return value

    return read_named
