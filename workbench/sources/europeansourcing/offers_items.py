"""Items and offers out of product documents (Search API, "Variant"): one item per variant.

What a variant costs is told per supplier profile, and per kind: the calculation value is what an
order is reckoned with; list, reduced and sample prices are shown beside it and not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec.structs import replace

from workbench.core.offers import Item, Offer, Origin, PriceKind, Ref
from workbench.core.texts import trn
from workbench.core.values import Coded, Ladder, Step
from workbench.sources.europeansourcing.fetching import product_of
from workbench.sources.europeansourcing.offers_tiers import NONE, Flaws, tier_flaws
from workbench.sources.europeansourcing.prices import (
    CURRENCY,
    by_profile,
    ladder_of,
    minimums_of,
    price_of,
)
from workbench.sources.europeansourcing.records.attributes import is_colour, is_size
from workbench.sources.europeansourcing.records.product import Attribute, Price, Product, Variant
from workbench.sources.europeansourcing.records.values import category, variant_picture
from workbench.sources.leaves import amount, count, identity, text
from workbench.sources.offering import gtins_of, nothing_asked, priced_steps

Prices = Mapping[str, list[Price]]
"""By supplier profile."""

RESOURCE: Final = "products"
"""Items are known by their product, from whichever table they were read."""


class _Common(NamedTuple):
    """What the variants of a product share."""

    origin: Origin
    product: str
    reference: str
    supplier: str
    brand: str
    category: str
    currency: str


class _Terms(NamedTuple):
    """What all prices of a variant stand under."""

    variant: str
    supplier: str
    stock: int | None
    days: Mapping[str, int]
    currency: str
    minimums: Mapping[str, int]


def items(document: bytes, origin: Origin) -> Sequence[Item]:
    """Return the variants of a product document as items; none where it is no product."""
    product = product_of(document)
    key = identity(product.id) if product is not None else ""
    if product is None or not key:
        return ()
    common = _common(product, key, origin)
    known = {identity(each.id): each for each in product.variants or ()}
    return [_item(product, each, code, common) for code, each in known.items() if code]


def _common(product: Product, key: str, origin: Origin) -> _Common:
    held, brand, kind = product.supplier, product.brand, category(product)
    name = _words(held.name or held.legal_name) or identity(held.id) if held is not None else ""
    return _Common(
        origin=origin,
        product=key,
        reference=_words(product.supplier_base_reference),
        supplier=name,
        brand=_words(brand.name) if brand is not None else "",
        category=kind.label if isinstance(kind, Coded) else "",
        currency=origin.currency or CURRENCY,
    )


def _item(product: Product, variant: Variant, code: str, common: _Common) -> Item:
    colour, size = _looks(variant.attributes)
    return Item(
        ref=Ref(common.origin.source, common.origin.account, RESOURCE, common.product, code),
        name=_words(variant.name) or common.reference or common.product,
        read=common.origin.read,
        gtins=gtins_of(variant.european_article_numbering),
        brand=common.brand,
        supplier=common.supplier,
        supplier_number=_words(variant.supplier_reference) or common.reference,
        number=_words(variant.internal_reference) or code,
        size=size,
        colour=colour,
        category=common.category,
        picture=variant_picture(product, variant) or "",
        offers=tuple(_offers(variant, common)),
    )


def _words(value: object) -> str:
    found = text(value)
    return found if isinstance(found, str) else ""


def _looks(attributes: Sequence[Attribute] | None) -> tuple[str, str]:
    """Return colours and sizes in words, the primary one first."""
    colours: list[str] = []
    sizes: list[str] = []
    for each in sorted(attributes or (), key=_position):
        held = colours if is_colour(each) else sizes if is_size(each) else None
        word = identity(each.value) if held is not None else ""
        if held is not None and word and word not in held:
            held.append(word)
    return ", ".join(colours), ", ".join(sizes)


def _position(attribute: Attribute) -> int:
    return count(attribute.attr_position) or 0


def _offers(variant: Variant, common: _Common) -> Iterator[Offer]:
    minimums = minimums_of(variant)
    terms = _Terms(
        identity(variant.id),
        common.supplier,
        count(variant.stock),
        _days(variant),
        common.currency,
        minimums,
    )
    prices = by_profile(variant.variant_prices)
    for profile, held in prices.items():
        ladder = ladder_of(variant, profile, held, minimums)
        flaws = tier_flaws(held, len(ladder.steps))
        yield _offer(ladder, PriceKind.CALCULATION, terms, flaws)
    for kind, ladder in _beside(variant, prices, terms):
        if ladder.steps:
            yield _offer(ladder, kind, terms)


def _days(variant: Variant) -> dict[str, int]:
    """Return the days to delivery by profile, "" for every profile; the longer of two counts."""
    found: dict[str, int] = {}
    for time in variant.variant_delivery_times or ():
        value = count(time.value)
        if value is None or value < 0:
            continue
        held = [time.supplier_profile, *(time.supplier_profiles or ())]
        codes = {identity(each.id) for each in held if each is not None} or {""}
        for code in codes:
            found[code] = max(found.get(code, 0), value)
    return found


def _offer(ladder: Ladder, kind: PriceKind, terms: _Terms, flaws: Flaws = NONE) -> Offer:
    steps, troubles = ladder.steps, flaws.troubles
    if steps and min(steps, key=_amount).amount <= 0:
        troubles += nothing_asked(steps)
        ladder = replace(ladder, steps=priced_steps(steps))
    if ladder.currency != terms.currency:
        ladder = replace(ladder, currency=terms.currency)
    days = terms.days.get(ladder.profile, terms.days.get(""))
    return Offer(
        id=f"{ladder.profile}/{kind.value}",
        supplier=terms.supplier or ladder.profile,
        kind=kind,
        ladder=ladder,
        stock=terms.stock,
        lead_days=days,
        lead="" if days is None else trn("{count} day", "{count} days", days),
        troubles=troubles,
        gaps=flaws.gaps,
        compared=kind is PriceKind.CALCULATION,
    )


def _amount(step: Step) -> Decimal:
    return step.amount


def _beside(variant: Variant, prices: Prices, terms: _Terms) -> Iterator[tuple[PriceKind, Ladder]]:
    """Give list, reduced and sample prices; what a reduction is taken from is a list price."""
    listed = by_profile(variant.variant_list_prices)
    for profile, held in prices.items():
        reduced = [each for each in held if each.reduced_value is not None]
        if reduced:
            yield PriceKind.REDUCED, _ladder(reduced, profile, terms, _reduced)
            listed.setdefault(profile, held)
    for profile, held in listed.items():
        yield PriceKind.LIST, _ladder(held, profile, terms, _full)
    for profile, held in by_profile(variant.variant_sample_prices).items():
        yield PriceKind.SAMPLE, _ladder(held, profile, terms, price_of)


def _reduced(price: Price) -> Decimal | None:
    return amount(price.reduced_value)


def _full(price: Price) -> Decimal | None:
    found = amount(price.value)
    return price_of(price) if found is None else found


def _minimum(profile: str, terms: _Terms) -> int:
    return terms.minimums.get(profile) or terms.minimums.get("") or 1


def _ladder(
    prices: Iterable[Price],
    profile: str,
    terms: _Terms,
    read: Callable[[Price], Decimal | None],
) -> Ladder:
    """Return the steps of one kind of price; the higher of two from the same quantity counts."""
    found: dict[int, Decimal] = {}
    country = ""
    for price in prices:
        value = read(price)
        if value is not None:
            start = max(count(price.from_quantity) or 1, 1)
            found[start] = max(found.get(start, value), value)
        if price.supplier_profile is not None:
            country = identity(price.supplier_profile.country_code)
    return Ladder(
        tuple(Step(start, found[start]) for start in sorted(found)),
        minimum=1 if read is price_of else _minimum(profile, terms),
        currency=terms.currency,
        variant=terms.variant,
        profile=profile,
        country=country,
    )
