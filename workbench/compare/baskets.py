"""Baskets: named lists of items of any source, with quantity, note, target and what was promised.

Pure types, and what can be said of a basket without asking anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

import msgspec

from workbench.compare.plain_names import without_names
from workbench.compare.quoting import Quoted
from workbench.core.errors import bad_input
from workbench.core.offers import Item, Printing, Ref
from workbench.core.texts import tr
from workbench.core.values import Money

LONGEST_NAME = 200
"""Characters of a basket's name."""
MOST_PIECES = 10**9


class Basket(msgspec.Struct, frozen=True):
    """A named list.

    Attributes:
        id: unique on this machine.
        name: as its owner calls it; unique among the baskets that are there.
        currency: what its totals are reckoned in; ISO 4217.
        created: when.
        needed: day the goods are needed by.
        note: free text.
        printing: how the pieces are to be marked, None for unmarked.
    """

    id: str
    name: str
    currency: str
    created: datetime
    needed: date | None = None
    note: str = ""
    printing: Printing | None = None


class Line(msgspec.Struct, frozen=True):
    """One item in a basket.

    Attributes:
        id: unique on this machine.
        ref: where the item stands.
        gtin: its first GTIN, so that it is found again where a variant's key changed.
        offer: id of the chosen offer, "" where none is chosen yet.
        supplier, name, picture: as they were when the line was made.
        quantity: pieces wanted.
        note: free text.
        target: what one piece may cost.
        quoted: what was promised first; it is never written over.
        later: promises that were accepted afterwards, oldest first.
    """

    id: str
    ref: Ref
    gtin: str = ""
    offer: str = ""
    supplier: str = ""
    name: str = ""
    picture: str = ""
    quantity: int = 1
    note: str = ""
    target: Money | None = None
    quoted: Quoted | None = None
    later: tuple[Quoted, ...] = ()

    @property
    def standing(self) -> Quoted | None:
        """The promise that stands: the last accepted one."""
        return self.later[-1] if self.later else self.quoted

    @property
    def current(self) -> Quoted | None:
        """The promise that stands, where it is for the quantity wanted; None otherwise."""
        held = self.standing
        return held if held is not None and held.quantity == self.quantity else None

    def accept(self, quoted: Quoted) -> Line:
        """Return the line with a promise: the first one, or one after all others."""
        if self.quoted is None:
            return msgspec.structs.replace(self, quoted=quoted)
        return msgspec.structs.replace(self, later=(*self.later, quoted))


class Sum(NamedTuple):
    """What a basket comes to, by currency, and of how many lines nothing can be said."""

    amounts: tuple[Money, ...]
    open: int


class Parts(NamedTuple):
    """What lines of one currency come to, by what it is for; marking with setup and options."""

    goods: Decimal = Decimal(0)
    marking: Decimal = Decimal(0)
    charges: Decimal = Decimal(0)


def line_of(identity: str, item: Item, offer: str = "", quantity: int = 1) -> Line:
    """Return a line for an item, with the supplier of the offer where one is chosen."""
    found = item.offer(offer)
    return Line(
        identity,
        item.ref,
        gtin=item.gtins[0] if item.gtins else "",
        offer=offer,
        supplier=found.supplier if found else item.supplier,
        name=item.name,
        picture=item.picture,
        quantity=quantity,
    )


def sum_of(lines: Iterable[Line]) -> Sum:
    """Add up the promises that stand, never across currencies.

    A line counts with its total in the basket's currency where a rate led there, otherwise with
    the currency of its offer. A promise for another quantity says nothing of the line.
    """
    amounts: dict[str, Decimal] = {}
    missing = 0
    for line in lines:
        total = _total(line.current)
        if total is None:
            missing += 1
            continue
        amounts[total.currency] = amounts.get(total.currency, Decimal(0)) + total.amount
    return Sum(tuple(Money(amounts[each], each) for each in sorted(amounts)), missing)


def parts_of(lines: Iterable[Line]) -> dict[str, Parts]:
    """Return what the lines that `sum_of` counts consist of, by currency."""
    found: dict[str, Parts] = {}
    for line in lines:
        held = line.current
        total = _total(held)
        if held is None or held.total is None or total is None:
            continue
        whole = held.total.amount
        ratio = total.amount / whole if whole else Decimal(1)
        worked = held.marking
        marking = worked.marking + worked.options if worked else Decimal(0)
        charges = sum((amount for _name, amount in held.charges), Decimal(0))
        before = found.get(total.currency, Parts())
        found[total.currency] = Parts(
            before.goods + (whole - marking - charges) * ratio,
            before.marking + marking * ratio,
            before.charges + charges * ratio,
        )
    return found


def _total(held: Quoted | None) -> Money | None:
    if held is None:
        return None
    return held.home.amount if held.home else held.total


def client_name(line: Line) -> str:
    """Return what a customer is told of a line: its name without those who sell it."""
    promised = [each.supplier for each in (line.quoted, *line.later) if each is not None]
    return without_names(line.name, (line.supplier, line.gtin, *promised)) or tr("Item")


def over_target(line: Line) -> bool | None:
    """Return whether the standing price of a piece is above the target; None where unknown."""
    held = line.current
    if line.target is None or held is None or held.unit is None:
        return None
    if held.unit.currency != line.target.currency:
        return None
    return held.unit.amount > line.target.amount


def check_basket(basket: Basket, taken: Iterable[str] = ()) -> Basket:
    """Return a basket that can be kept.

    Args:
        basket: as typed.
        taken: names of the other baskets.

    Raises:
        WbError: INPUT, where its name or currency cannot be used.
    """
    name = basket.name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise bad_input(
            tr("A basket needs a name of at most {count} characters.", count=LONGEST_NAME),
            tr("Type a name."),
            field="name",
        )
    if name.casefold() in {other.casefold() for other in taken}:
        raise bad_input(
            tr("There is already a basket named “{name}”.", name=name),
            tr("Choose another name."),
            field="name",
        )
    currency = basket.currency.strip().upper()
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha()):
        raise bad_input(
            tr("“{text}” is no currency.", text=basket.currency),
            tr("Type its three letters, such as EUR."),
            field="currency",
        )
    return msgspec.structs.replace(basket, name=name, currency=currency)


def check_line(line: Line) -> Line:
    """Return a line that can be kept.

    Raises:
        WbError: INPUT, where its quantity or target cannot be used.
    """
    if not 1 <= line.quantity <= MOST_PIECES:
        raise bad_input(
            tr("The quantity must be a whole number from 1 on."),
            tr("Type how many pieces are wanted."),
            field="quantity",
        )
    if line.target is not None and not (line.target.amount.is_finite() and line.target.amount >= 0):
        raise bad_input(tr("The target price must not be negative."), field="target")
    return line


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that no basket has yet: "Fair", "Fair (2)", ..."""
    held = {other.casefold() for other in taken}
    found, number = name, 2
    while found.casefold() in held:
        found, number = f"{name} ({number})", number + 1
    return found
