"""How linesheet samples take part in the comparison: what a vendor's piece costs.

An export is asked for in the vendor's or in the home currency and names it. Where it holds both,
the vendor's amount is what is asked and counts; the home amount is shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from workbench.core.offers import Item, Offer, Offering, Origin, PriceKind, Ref
from workbench.core.texts import tr
from workbench.core.values import Ladder, Money, Odd, Step
from workbench.sources.leaves import amount
from workbench.sources.loupe.records.costs import Amount, total_of
from workbench.sources.loupe.records.sample import (
    Sample,
    key_of,
    pictures_of,
    read_sample,
)
from workbench.sources.offering import clean_currency, gtins_of, nothing_asked, priced_steps

_VENDOR: Final = "vendor"
_HOME: Final = "home"
_MOST_METALS: Final = 6
"""Numbers of the columns of metals that are looked at, the last one excluded."""


def items(document: bytes, origin: Origin) -> Sequence[Item]:
    """Return the sample of a document as an item; none where it is no sample."""
    sample = read_sample(document)
    if sample is None or not sample.rows[0]:
        return ()
    key, value = key_of(sample.rows[0]), sample.value
    seller = value("sellercompany", "sellercompanyid") or ""
    item = Item(
        ref=Ref(origin.source, origin.account, origin.resource, key),
        name=value("stylename", "name", "title", "description") or key,
        read=origin.read,
        gtins=gtins_of(value("barcode", "gtin", "ean")),
        supplier=seller,
        supplier_number=value("suppliercode") or "",
        number=key,
        size=value("size") or "",
        colour=_metal(sample),
        category=value("producttype", "category", "globaltype", "type") or "",
        picture=next(iter(pictures_of(sample)), ""),
        offers=tuple(_offers(sample, seller or tr("No vendor"), origin)),
    )
    return (item,)


def _metal(sample: Sample) -> str:
    """Return what the metals are, each once: yellow and white gold are two items."""
    held = (sample.value(f"metal{at}option", f"metal{at}type") for at in range(1, _MOST_METALS))
    return ", ".join(dict.fromkeys(filter(None, held)))


def _offers(sample: Sample, seller: str, origin: Origin) -> Iterator[Offer]:
    vendor, home = total_of(sample)
    counts = _VENDOR if vendor is not None else _HOME
    for side, cost in ((_VENDOR, vendor), (_HOME, home)):
        if cost is not None:
            yield _offer(sample, side, cost, seller, origin, compared=side == counts)


def _offer(
    sample: Sample, side: str, cost: Amount, seller: str, origin: Origin, *, compared: bool
) -> Offer:
    ladder, troubles = _ladder(cost)
    return Offer(
        id=side,
        supplier=seller,
        kind=PriceKind.COST,
        ladder=ladder,
        rate=_rate(sample, origin) if side == _VENDOR else None,
        troubles=troubles,
        compared=compared,
    )


def _ladder(cost: Amount) -> tuple[Ladder, tuple[str, ...]]:
    if isinstance(cost, Money):
        step = Step(1, cost.amount)
        return Ladder(priced_steps((step,)), currency=cost.currency), nothing_asked((step,))
    sent = cost.raw[:40] if isinstance(cost, Odd) else ""
    read = amount(sent)
    if read is None:
        return Ladder((), currency=""), (tr("The cost cannot be read: “{sent}”.", sent=sent),)
    step = Step(1, read)
    said = tr("The file names no currency of the cost.")
    return Ladder(priced_steps((step,)), currency=""), (said, *nothing_asked((step,)))


def _rate(sample: Sample, origin: Origin) -> Decimal | None:
    """Return the file's own rate, where it leads to the currency of the account."""
    found = amount(sample.value("exchangerate"))
    home = clean_currency(sample.value("homecurrency", "companycurrency"))
    vendor = clean_currency(sample.value("suppliercurrency", "vendorcurrency", "quotecurrency"))
    wanted = origin.currency or home
    usable = found is not None and found > 0 and home and home == wanted and vendor != home
    return found if usable else None


OFFERING: Final = Offering(items=items)
"""What samples cost; they cannot be marked, made or changed."""
