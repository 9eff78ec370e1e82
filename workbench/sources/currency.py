"""Prices in the account's currency, for sources whose documents name none.

Such a source reads every amount in its own currency (`Source.currency`); an account that is billed
in another one is shown that one instead. Nothing is converted: only the name beside the amount
changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from workbench.core.edits import Action, Chosen, Effect, Entry, Saving
from workbench.core.fields import Field, Kind
from workbench.core.sources import Resource, Source, SubTable
from workbench.core.values import Ladder, Money

_AMOUNTS = frozenset({Kind.PRICE, Kind.MONEY})


class NamedMoney(Money):
    """An amount whose document names its currency: it stays whatever the account says."""

    __slots__ = ()


def in_currency(source: Source, currency: str) -> Source:
    """Return the source with amounts named in `currency` (ISO 4217).

    The same source where its documents name their currencies, or where it is the source's own.
    """
    if source.currency_named or currency in {"", source.currency}:
        return source
    naming = _Naming(source.currency, currency)
    return replace(source, resources=tuple(naming.resource(each) for each in source.resources))


class _Naming:
    """Names amounts of one currency in another."""

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._new = new

    def resource(self, resource: Resource) -> Resource:
        return replace(
            resource,
            fields=self._fields(resource.fields),
            subtables=tuple(self._table(table) for table in resource.subtables),
            saving=self._saving(resource.saving) if resource.saving is not None else None,
            actions=tuple(self._action(action) for action in resource.actions),
        )

    def _table(self, table: SubTable) -> SubTable:
        return replace(table, fields=self._fields(table.fields))

    def _saving(self, saving: Saving) -> Saving:
        return replace(saving, entries=tuple(self._entry(entry) for entry in saving.entries))

    def _entry(self, entry: Entry) -> Entry:
        return replace(entry, rows=self._fields(entry.rows)) if entry.rows else entry

    def _action(self, action: Action) -> Action:
        preview = self._preview(action.preview) if action.preview is not None else None
        return replace(action, fields=self._fields(action.fields), preview=preview)

    def _preview(
        self, preview: Callable[[Chosen], Sequence[Effect]]
    ) -> Callable[[Chosen], Sequence[Effect]]:
        def named(chosen: Chosen) -> Sequence[Effect]:
            return [
                each._replace(old=self.value(each.old), new=self.value(each.new))
                for each in preview(chosen)
            ]

        return named

    def _fields(self, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        return tuple(self._field(field) if field.kind in _AMOUNTS else field for field in fields)

    def _field(self, field: Field) -> Field:
        read: Callable[[Any], object] = field.read
        unit = self._new if field.unit == self._old else field.unit
        return replace(field, read=lambda record: self.value(read(record)), unit=unit)

    def value(self, value: object) -> object:
        """Return a value with its amounts named anew."""
        if isinstance(value, Money):
            return value if isinstance(value, NamedMoney) else Money(value.amount, self._new)
        if isinstance(value, tuple):
            return tuple(
                msgspec.structs.replace(each, currency=self._new)
                if isinstance(each, Ladder)
                else each
                for each in value
            )
        return value
