"""One row for a thing and a column for each source: what each says of it, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from typing import Final, NamedTuple

import msgspec

from workbench.compare.board_outcome import expiry
from workbench.compare.matching.colours import colour_of
from workbench.compare.matching.gtins import one_form
from workbench.compare.matching.keys import company_key, number_key
from workbench.compare.matching.sizes import size_trait
from workbench.compare.quoting import ordered
from workbench.core.offers import BOUGHT_AT, Item, Ref
from workbench.core.texts import mark
from workbench.core.values import Money
from workbench.tables.folding import fold

Value = str | int | Decimal | Money


class Agreement(StrEnum):
    """Whether the sources say the same of a field."""

    NOTHING = "nothing"
    """No source says anything."""
    ONE = "one"
    """One source alone says something."""
    AGREED = "agreed"
    DIFFERS = "differs"
    NOT_COMPARED = "not_compared"
    """Prices in different currencies: without a rate nothing can be said."""


class Column(NamedTuple):
    """A source of the row: an account of it, and the items it has."""

    source: str
    account: str
    items: tuple[Ref, ...]


class GoldenField(NamedTuple):
    """A field with what each column says of it, as written, each value once."""

    id: str
    title: str
    """Marked for translation."""
    values: tuple[tuple[Value, ...], ...]
    agreement: Agreement


class Golden(msgspec.Struct, frozen=True):
    """The row: columns by source and account, and every field with one cell for each."""

    columns: tuple[Column, ...]
    fields: tuple[GoldenField, ...]

    def field(self, identity: str) -> GoldenField | None:
        """Return the field of that id, or None."""
        return next((held for held in self.fields if held.id == identity), None)


class _Spec(NamedTuple):
    id: str
    title: str
    read: Callable[[Item], Iterable[Value]]
    same: Callable[[str], Hashable]
    """What of a text counts: two texts with one result say the same."""


def _words(text: str) -> str:
    return " ".join(fold(text).split())


def _gtin(text: str) -> str:
    return one_form(text) or text


def _colour(text: str) -> str:
    return colour_of(text) or _words(text)


def _number(item: Item) -> tuple[str]:
    return (item.supplier_number,)


_SPECS: Final = (
    _Spec("name", mark("Name"), lambda item: (item.name,), _words),
    _Spec("gtin", mark("GTIN"), lambda item: item.gtins, _gtin),
    _Spec("brand", mark("Brand"), lambda item: (item.brand,), company_key),
    _Spec("manufacturer", mark("Manufacturer"), lambda item: (item.manufacturer,), company_key),
    _Spec("mpn", mark("Manufacturer's number"), lambda item: (item.mpn,), number_key),
    _Spec("supplier", mark("Supplier"), lambda item: (item.supplier,), company_key),
    _Spec("supplier_number", mark("Supplier's number"), _number, number_key),
    _Spec("size", mark("Size"), lambda item: (item.size,), size_trait),
    _Spec("colour", mark("Colour"), lambda item: (item.colour,), _colour),
    _Spec("category", mark("Category"), lambda item: (item.category,), _words),
)


def golden(items: Sequence[Item], quantity: int = 1, day: date | None = None) -> Golden:
    """Return what each source says of the items of one group.

    Args:
        items: the items of a group, in any order.
        quantity: pieces that the price is named for.
        day: prices of other days are left out; None leaves it open.
    """
    by_place: dict[tuple[str, str], list[Item]] = {}
    for item in sorted(items, key=lambda one: one.ref):
        by_place.setdefault(item.ref[:2], []).append(item)
    held = tuple(by_place.values())
    columns = tuple(
        Column(*place, tuple(item.ref for item in own)) for place, own in by_place.items()
    )
    return Golden(
        columns, (*(_text_field(spec, held) for spec in _SPECS), *_counted(held, quantity, day))
    )


def _text_field(spec: _Spec, columns: Sequence[Sequence[Item]]) -> GoldenField:
    cells = tuple(_each_once(spec.read, own) for own in columns)
    said = [{spec.same(str(value)) for value in cell} for cell in cells]
    return GoldenField(spec.id, spec.title, cells, _agreement(said))


def _counted(
    columns: Sequence[Sequence[Item]], quantity: int, day: date | None
) -> Iterator[GoldenField]:
    packs = tuple(_each_once(lambda item: () if item.pack is None else (item.pack,), own)
                  for own in columns)  # fmt: skip
    yield GoldenField("pack", mark("Pack"), packs, _agreement([set(cell) for cell in packs]))
    prices = tuple(tuple(_lowest(own, quantity, day)) for own in columns)
    yield GoldenField("price", mark("Price"), prices, _price_agreement(prices))
    stocks = tuple(_stock(own, day) for own in columns)
    yield GoldenField("stock", mark("Stock"), stocks, _agreement([set(cell) for cell in stocks]))


def _each_once(read: Callable[[Item], Iterable[Value]], items: Iterable[Item]) -> tuple[Value, ...]:
    values = (value for item in items for value in read(item))
    return tuple(dict.fromkeys(value for value in values if value != ""))


def _agreement(said: Sequence[set[Hashable]]) -> Agreement:
    """Return whether there is one thing that every column with something to say says."""
    known = [one for one in said if one]
    if len(known) < 2:
        return Agreement.ONE if known else Agreement.NOTHING
    common = reduce(lambda one, other: one & other, known)
    return Agreement.AGREED if common else Agreement.DIFFERS


def _lowest(items: Iterable[Item], quantity: int, day: date | None) -> Iterator[Money]:
    """The lowest price a purchase can be made at, one for each currency, VAT left out."""
    lowest: dict[str, Decimal] = {}
    for offer in (offer for item in items for offer in item.offers):
        if offer.vat_included or not offer.compared or offer.kind not in BOUGHT_AT:
            continue
        if day is not None and expiry(offer, day) is not None:
            continue
        priced = ordered(offer, quantity)
        if priced is not None and priced.currency:
            held = lowest.get(priced.currency, priced.amount)
            lowest[priced.currency] = min(held, priced.amount)
    return (Money(lowest[currency], currency) for currency in sorted(lowest))


def _price_agreement(cells: Sequence[Sequence[Money]]) -> Agreement:
    known = [cell for cell in cells if cell]
    if len(known) < 2:
        return Agreement.ONE if known else Agreement.NOTHING
    amounts: dict[str, list[Decimal]] = {}
    for money in (money for cell in known for money in cell):
        amounts.setdefault(money.currency, []).append(money.amount)
    beside = [held for held in amounts.values() if len(held) > 1]
    if any(len(set(held)) > 1 for held in beside):
        return Agreement.DIFFERS
    every = any(len(held) == len(known) for held in beside)
    return Agreement.AGREED if every else Agreement.NOT_COMPARED


def _stock(items: Iterable[Item], day: date | None) -> tuple[int, ...]:
    """Pieces on the own shelf that hold; of a supplier what its offers say, each number once."""
    own = [lot.quantity if lot.holds_on(day) else 0 for item in items for lot in item.lots]
    if own:
        return (sum(own),)
    told = (offer.stock for item in items for offer in item.offers)
    return tuple(dict.fromkeys(stock for stock in told if stock is not None))
