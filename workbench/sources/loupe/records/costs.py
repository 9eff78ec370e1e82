"""What a sample and its parts cost, in the vendor's and in the home currency, as the file says.

A file is asked for in one of the two currencies and names it; nothing is converted here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from workbench.core.orders import MetalPart
from workbench.core.texts import tr
from workbench.core.values import Money, Odd
from workbench.sources.leaves import number
from workbench.sources.loupe.records.sample import (
    COST,
    Part,
    Sample,
    numbered,
    parts_of,
    plain,
    words,
)

Amount = Money | Odd | None
Row = Mapping[str, str]

_VENDOR: Final = ("suppliercurrency", "vendorcurrency", "quotecurrency")
_HOME: Final = ("homecurrency", "companycurrency")
_USED: Final = ("costingcurrency", "costcurrency", "currency")
_TOTALS: Final = frozenset(
    {"suppliercost", "vendorcost", "homecost", "totalcost", "totalhomecost", "cost"}
)
_SIDES: Final = frozenset({"home", "supplier", "vendor"})


class CostLine(msgspec.Struct, frozen=True):
    """What one part costs.

    Attributes:
        part: what it is, as the header says: "Stone 1", "Labour", "Total".
        detail: what the part is made of, "" where nothing says so.
        vendor, home: the amount in that currency, None where the file has none.
    """

    part: str
    detail: str
    vendor: Amount
    home: Amount


def money(text: str | None, currency: str | None) -> Amount:
    """Return an amount; Odd where it is no number or nothing names its currency."""
    if not text:
        return None
    read = number(text)
    code = (currency or "").strip().upper()
    if isinstance(read, Decimal) and len(code) == 3 and code.isalpha():
        return Money(read, code)
    return Odd(text)


def cost_in(row: Row, header: str, text: str) -> tuple[Amount, Amount]:
    """Return a cost of a row as vendor's and home amount; the header's own words come first."""
    found = {plain(name): value for name, value in row.items()}
    vendor, home, used = (_first(found, names) for names in (_VENDOR, _HOME, _USED))
    said = _SIDES & set(words(header))
    if "home" in said:
        return None, money(text, home or used)
    if said:
        return money(text, vendor or used), None
    currency = used or vendor or home
    amount = money(text, currency)
    at_home = bool(home) and currency == home
    return (None if at_home and vendor != home else amount), (amount if at_home else None)


def part_cost(part: Part) -> tuple[Amount, Amount]:
    """Return what a numbered part costs, as vendor's and home amount."""
    text = part.value(COST)
    if part.priced_in is None or text is None:
        return None, None
    return cost_in(part.priced_in, COST, text)


def total_of(sample: Sample) -> tuple[Amount, Amount]:
    """Return the sample's whole cost, as vendor's and home amount."""
    vendor: Amount = None
    home: Amount = None
    for row in sample.rows:
        for header, text in row.items():
            if plain(header) in _TOTALS:
                first, second = cost_in(row, header, text)
                vendor, home = vendor or first, home or second
    return vendor, home


def cost_lines(sample: Sample) -> Sequence[CostLine]:
    """Return what each part costs, numbered parts first, the whole last."""
    lines = [
        CostLine(f"{part.group} {part.number}", detail_of(part), *part_cost(part))
        for part in parts_of(sample)
        if part.value(COST)
    ]
    for row in sample.rows:
        for header, text in row.items():
            name = plain(header)
            if name.endswith(COST) and name not in _TOTALS and numbered(header) is None:
                lines.append(CostLine(_part_named(header), "", *cost_in(row, header, text)))
    vendor, home = total_of(sample)
    if vendor or home:
        lines.append(CostLine(tr("Total"), "", vendor, home))
    return lines


def metals_of(sample: Sample) -> Sequence[MetalPart]:
    """Return the metals of a sample; weights are grams, costs as the costing file has them."""
    found = []
    for part in parts_of(sample):
        if plain(part.group) != "metal":
            continue
        grams = number(part.value("weight"))
        vendor, home = part_cost(part)
        cost = vendor or home
        kind = " ".join(filter(None, (part.value("type"), part.value("purity"))))
        found.append(
            MetalPart(
                f"{part.group} {part.number}",
                kind or part.value("option") or "",
                grams if isinstance(grams, Decimal) else None,
                cost if isinstance(cost, Money) else None,
            )
        )
    return found


def detail_of(part: Part) -> str:
    """Return in a few words what a part is: type, purity, reference."""
    names = ("type", "purity", "reference", "extradetails")
    return ", ".join(filter(None, (part.value(name) for name in names)))


def _part_named(header: str) -> str:
    """The header as it stands, without the word for cost at its end."""
    shown = header.replace("_", " ").strip()
    return shown[: -len(COST)].strip() or shown


def _first(found: Row, names: Sequence[str]) -> str:
    return next((found[name].strip().upper() for name in names if found.get(name)), "")
