"""Is a promise still true: quoted then against now, line by line; the original always stays.

Pure: what to read again with the fewest requests, and what to say of it once it was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import msgspec

from workbench.compare.baskets import Line
from workbench.compare.quoting import Quoted
from workbench.core.offers import Item
from workbench.core.texts import mark, tr
from workbench.core.values import Money


class Fate(StrEnum):
    """What became of a promise."""

    SAME = "same"
    UP = "up"
    DOWN = "down"
    GONE = "gone"
    """The record or its offer is no more."""
    NO_PRICE = "no_price"
    """It is there, and no price may be named for the order any more."""
    OTHER = "other"
    """There is a price now that cannot be held against the promise: another currency, or
    another quantity."""
    FIRST = "first"
    """There was no promise before."""
    UNCHECKED = "unchecked"


FATES: Mapping[Fate, str] = {
    Fate.SAME: mark("As quoted"),
    Fate.UP: mark("Dearer"),
    Fate.DOWN: mark("Cheaper"),
    Fate.GONE: mark("Gone"),
    Fate.NO_PRICE: mark("No price any more"),
    Fate.OTHER: mark("Not comparable"),
    Fate.FIRST: mark("Quoted for the first time"),
    Fate.UNCHECKED: mark("Not checked"),
}
"""Titles, marked."""


class Difference(NamedTuple):
    """One thing that is not as it was, each side as a person reads it."""

    what: str
    before: str
    after: str


class Verdict(msgspec.Struct, frozen=True):
    """A line held against what its supplier says now.

    Attributes:
        line: its id.
        fate: what became of the promise.
        then: the promise that stood.
        now: what is promised now; None where nobody could be asked.
        change: by which part the total moved; None where both cannot be compared.
        difference: by how much, in the currency of the offer.
        margin: by how much the margin moved (-0.02 for two points less); None without a sale.
        differences: everything else that is not as it was.
        reason: why it was not checked, or why there is no price, as one sentence.
    """

    line: str
    fate: Fate
    then: Quoted | None = None
    now: Quoted | None = None
    change: Decimal | None = None
    difference: Money | None = None
    margin: Decimal | None = None
    differences: tuple[Difference, ...] = ()
    reason: str = ""


# ---- planning ------------------------------------------------------------------------------------


class Place(NamedTuple):
    """A resource of an account."""

    source: str
    account: str
    resource: str


class Reading(NamedTuple):
    """One request: records of one place, by key."""

    place: Place
    keys: tuple[str, ...]


class Plan(msgspec.Struct, frozen=True):
    """What is read again.

    Attributes:
        readings: the requests, lines in their order.
        unchecked: by line id, why it cannot be checked.
        markings: further requests, one an item: how it is marked stands in no record.
    """

    readings: tuple[Reading, ...]
    unchecked: Mapping[str, str]
    markings: int = 0

    @property
    def requests(self) -> int:
        """How many requests it takes at least."""
        return len(self.readings) + self.markings


def plan(lines: Iterable[Line], reach: Callable[[Place], int | str]) -> Plan:
    """Return the fewest requests that read the records of lines again.

    Args:
        lines: of a basket; several may stand on one record.
        reach: how many records one request of a place takes, or why none of it can be read.
    """
    keys: dict[Place, dict[str, None]] = {}
    unchecked: dict[str, str] = {}
    for line in lines:
        place = Place(*line.ref[:3])
        able = reach(place)
        if isinstance(able, str):
            unchecked[line.id] = able
        else:
            keys.setdefault(place, {})[line.ref.key] = None
    readings = [
        Reading(place, chunk)
        for place, held in keys.items()
        for chunk in _chunks(tuple(held), reach(place))
    ]
    return Plan(tuple(readings), unchecked)


def _chunks(keys: Sequence[str], size: int | str) -> Iterable[tuple[str, ...]]:
    width = max(1, size) if isinstance(size, int) else 1
    return (tuple(keys[start : start + width]) for start in range(0, len(keys), width))


def item_of(line: Line, items: Iterable[Item]) -> Item | None:
    """Return the item that a line means among those of its record; None where it is no more.

    Where both name a GTIN it tells the variant, so that a record may list its variants otherwise.
    """
    same = [each for each in items if each.ref[:4] == line.ref[:4]]
    if line.gtin:
        named = [each for each in same if line.gtin in each.gtins]
        if named:
            return next((each for each in named if each.ref == line.ref), named[0])
        same = [each for each in same if not each.gtins]
    return next((each for each in same if each.ref == line.ref), None)


# ---- judging -------------------------------------------------------------------------------------


def unchecked(line: Line, reason: str) -> Verdict:
    """Return the verdict on a line that nobody could be asked about."""
    return Verdict(line.id, Fate.UNCHECKED, line.standing, reason=reason)


def gone(line: Line, reason: str = "") -> Verdict:
    """Return the verdict on a line whose record is no more."""
    return Verdict(
        line.id, Fate.GONE, line.standing, reason=reason or tr("The record is not there any more.")
    )


def judge(line: Line, now: Quoted, *, there: bool = True) -> Verdict:
    """Hold the promise of a line against what is promised now.

    Args:
        line: with the promise that stands.
        now: taken down from the record as it was just read.
        there: whether the offer is still there.
    """
    then = line.standing
    verdict = Verdict(line.id, _fate(then, now, there), then, now, reason=now.reason)
    if then is None:
        return verdict
    before, after = then.total, now.total
    same = before is not None and after is not None and before.currency == after.currency
    same = same and then.quantity == now.quantity
    if same and before is not None and after is not None:
        moved = after.amount - before.amount
        verdict = msgspec.structs.replace(
            verdict,
            difference=Money(moved, after.currency),
            change=moved / before.amount if before.amount else None,
        )
    return msgspec.structs.replace(
        verdict, margin=_margin(then, now), differences=tuple(_differences(then, now))
    )


def accepted(line: Line, verdict: Verdict) -> Line:
    """Return the line with what is promised now as the promise that stands; the first one stays.

    A line without a price now is left as it is.
    """
    now = verdict.now
    return line if now is None or now.total is None else line.accept(now)


def _fate(then: Quoted | None, now: Quoted, there: bool) -> Fate:
    if not there:
        return Fate.GONE
    if now.total is None:
        return Fate.NO_PRICE
    if then is None or then.total is None:
        return Fate.FIRST
    if then.total.currency != now.total.currency or then.quantity != now.quantity:
        return Fate.OTHER
    if then.total.amount == now.total.amount:
        return Fate.SAME
    return Fate.UP if now.total.amount > then.total.amount else Fate.DOWN


def _margin(then: Quoted, now: Quoted) -> Decimal | None:
    """Return how the margin moved for what the customer was promised."""
    before = then.margin
    after = msgspec.structs.replace(now, sale=now.sale or then.sale).margin
    return None if before is None or after is None else after - before


def _differences(then: Quoted, now: Quoted) -> Iterable[Difference]:
    pairs = (
        (tr("Pieces wanted"), _count(then.quantity), _count(now.quantity)),
        (tr("Price of a piece"), _money(then.unit), _money(now.unit)),
        (tr("Tier from"), _count(then.from_quantity), _count(now.from_quantity)),
        (tr("Pieces to buy"), _count(then.bought), _count(now.bought)),
        (tr("Stock"), _stock(then.stock), _stock(now.stock)),
        (tr("Marking"), _marking(then), _marking(now)),
        (tr("Charges"), _charges(then), _charges(now)),
        (tr("Valid until"), _day(then), _day(now)),
        (tr("Exchange rate"), _rate(then), _rate(now)),
        (tr("Supplier"), then.supplier, now.supplier),
    )
    for what, before, after in pairs:
        if before != after and (before or after):
            yield Difference(what, before, after)
    yield from _terms(then, now)


def _terms(then: Quoted, now: Quoted) -> Iterable[Difference]:
    """Compare the lines of a marking's price by their labels."""
    before, after = (_labelled(each) for each in (then, now))
    for label in dict.fromkeys((*before, *after)):
        if before.get(label) != after.get(label):
            yield Difference(label, before.get(label, ""), after.get(label, ""))


def _labelled(quoted: Quoted) -> dict[str, str]:
    terms = quoted.marking.terms if quoted.marking else ()
    return {term.label: term.reckoning for term in terms}


def _money(money: Money | None) -> str:
    return f"{money.amount:f} {money.currency}" if money else ""


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def _stock(stock: int | None) -> str:
    return "" if stock is None else f"{stock:,}"


def _marking(quoted: Quoted) -> str:
    held = quoted.marking
    currency = quoted.total.currency if quoted.total else ""
    return f"{held.marking + held.options:f} {currency}" if held else ""


def _charges(quoted: Quoted) -> str:
    return ", ".join(f"{name} {amount:f}" for name, amount in quoted.charges)


def _day(quoted: Quoted) -> str:
    return quoted.valid_until.isoformat() if quoted.valid_until else ""


def _rate(quoted: Quoted) -> str:
    home = quoted.home
    return "" if home is None or home.origin == "" else f"{home.rate:f}"
