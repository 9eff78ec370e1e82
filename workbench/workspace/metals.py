"""What records would cost at other metal prices: weights from the documents, prices typed.

The cost of a metal in a document is what the vendor reckoned. A new price a gram gives a new cost
of the same weight; the difference is what the record's cost moves by. Where a weight, a cost or a
currency is missing, that is said and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

import msgspec

from workbench.core.orders import MetalPart
from workbench.core.values import Money


class Missing(StrEnum):
    """Why a metal of a record cannot be reckoned."""

    WEIGHT = "weight"
    COST = "cost"
    CURRENCY = "currency"
    """The price is typed in another currency than the cost; nothing is converted."""


class MetalLine(msgspec.Struct, frozen=True):
    """One metal of one record at the typed price.

    Attributes:
        key: of the record.
        part, metal, grams, cost: as its document has them.
        price: of a gram, as typed; None where none was typed for this metal.
        reckoned: weight times price; None where that is not known.
        delta: by how much the cost moves; None where that is not known.
        missing: why not; None where nothing is missing.
    """

    key: str
    part: str
    metal: str
    grams: Decimal | None
    cost: Money | None
    price: Money | None = None
    reckoned: Money | None = None
    delta: Money | None = None
    missing: Missing | None = None


class WhatIf(msgspec.Struct, frozen=True):
    """Records at other metal prices.

    Attributes:
        lines: one for each metal of each record.
        deltas: by record, what its cost moves by: one amount a currency.
        totals: of all records, by currency.
        missing: how many metals with a typed price could not be reckoned, by why.
    """

    lines: tuple[MetalLine, ...]
    deltas: Mapping[str, Mapping[str, Decimal]]
    totals: Mapping[str, Decimal]
    missing: Mapping[Missing, int]


class MetalKind(msgspec.Struct, frozen=True):
    """One metal among records: how many parts are of it, their weight, and what a gram costs now.

    Attributes:
        metal: its name.
        parts: how many.
        grams: of those with a weight.
        paid: by currency, the present cost of a gram, of parts that have weight and cost.
    """

    metal: str
    parts: int
    grams: Decimal
    paid: Mapping[str, Decimal]


Records = Iterable[tuple[str, Sequence[MetalPart]]]
"""Metals by record key."""


def kinds_of(records: Records) -> tuple[MetalKind, ...]:
    """Return the metals among records by name, so that a price can be typed for each."""
    held: dict[str, list[MetalPart]] = {}
    for _key, parts in records:
        for part in parts:
            held.setdefault(part.metal, []).append(part)
    return tuple(_kind(metal, held[metal]) for metal in sorted(held))


def _kind(metal: str, parts: Sequence[MetalPart]) -> MetalKind:
    costs: dict[str, tuple[Decimal, Decimal]] = {}
    for part in parts:
        if part.grams and part.cost is not None:
            spent, grams = costs.get(part.cost.currency, (Decimal(0), Decimal(0)))
            costs[part.cost.currency] = (spent + part.cost.amount, grams + part.grams)
    paid = {currency: spent / grams for currency, (spent, grams) in costs.items()}
    return MetalKind(
        metal, len(parts), sum((part.grams or Decimal(0) for part in parts), Decimal(0)), paid
    )


def what_if(records: Records, prices: Mapping[str, Money]) -> WhatIf:
    """Return what records would cost more or less at other metal prices.

    Args:
        records: their metals.
        prices: of a gram, by the metal's name.
    """
    lines = tuple(
        _line(key, part, prices.get(part.metal)) for key, parts in records for part in parts
    )
    deltas: dict[str, dict[str, Decimal]] = {}
    totals: dict[str, Decimal] = {}
    missing: dict[Missing, int] = {}
    for line in lines:
        if line.missing is not None:
            missing[line.missing] = missing.get(line.missing, 0) + 1
        if line.delta is not None:
            amount, currency = line.delta
            of_record = deltas.setdefault(line.key, {})
            of_record[currency] = of_record.get(currency, Decimal(0)) + amount
            totals[currency] = totals.get(currency, Decimal(0)) + amount
    return WhatIf(lines, deltas, totals, missing)


def _line(key: str, part: MetalPart, price: Money | None) -> MetalLine:
    line = MetalLine(key, *part, price=price)
    if price is None:
        return line
    if part.grams is None:
        return msgspec.structs.replace(line, missing=Missing.WEIGHT)
    reckoned = Money(part.grams * price.amount, price.currency)
    line = msgspec.structs.replace(line, reckoned=reckoned)
    if part.cost is None:
        return msgspec.structs.replace(line, missing=Missing.COST)
    if part.cost.currency != price.currency:
        return msgspec.structs.replace(line, missing=Missing.CURRENCY)
    delta = Money(reckoned.amount - part.cost.amount, price.currency)
    return msgspec.structs.replace(line, delta=delta)
