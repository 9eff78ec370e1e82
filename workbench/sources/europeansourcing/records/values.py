"""Values of products and variants: one function each, for columns and for forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from workbench.core.formats import Formats
from workbench.core.texts import tr
from workbench.core.values import Coded, Ladder, Money, Odd
from workbench.sources.countries import country_name
from workbench.sources.europeansourcing.prices import ladders_of, minimums_of, money, starts_of
from workbench.sources.europeansourcing.records.product import (
    Id,
    Image,
    Packaging,
    Product,
    Profile,
    Size,
    Variant,
)
from workbench.sources.leaves import amount, count, identity, integer, lowest, number, text, total

_SIGNS = Formats()


def variants_of(product: Product) -> Sequence[Variant]:
    """Return the variants of a product, none where it names none."""
    return product.variants or ()


def shown_variant(product: Product) -> Variant | None:
    """Return the variant that stands for the product: best for the text, else main, else first."""
    variants = variants_of(product)
    for wanted in (product.best_variant_id, product.main_variant_id):
        key = identity(wanted)
        found = next((each for each in variants if key and identity(each.id) == key), None)
        if found is not None:
            return found
    return variants[0] if variants else None


def coded(code: Id, label: object) -> Coded | Odd | None:
    """Return a value with a code and a name; None where both are missing."""
    named = text(label)
    if isinstance(named, Odd):
        return named
    key = identity(code)
    return Coded(key or named or "", named or key) if key or named else None


def country(code: object) -> Coded | Odd | None:
    """Return a country by its ISO 3166-1 code."""
    read = text(code)
    return named_country(read) if isinstance(read, str) else read


def named_country(code: str) -> Coded:
    """Return a country with its name."""
    return Coded(code.upper(), country_name(code))


def image_of(images: Iterable[Image] | None, main: Id = None) -> str | None:
    """Return the address of the main picture, else of the first."""
    known = [(identity(image.id), text(image.url)) for image in images or ()]
    key = identity(main)
    chosen = [url for code, url in known if key and code == key] + [url for _code, url in known]
    return next((url for url in chosen if isinstance(url, str)), None)


def variant_picture(product: Product, variant: Variant) -> str | None:
    """Return the picture of a variant, else of its product."""
    return image_of(variant.variant_images, variant.main_variant_image_id) or image_of(
        product.product_images, product.main_product_image_id
    )


def product_picture(product: Product) -> str | None:
    """Return the picture of a product: of the variant that fits the text, else its own."""
    shown = shown_variant(product)
    if shown is not None and product.best_variant_id is not None:
        return variant_picture(product, shown)
    own = image_of(product.product_images, product.main_product_image_id)
    return own or (variant_picture(product, shown) if shown is not None else None)


def pictures(product: Product) -> tuple[str, ...]:
    """Return every picture of a product and its variants, each once, its main one first."""
    main = product_picture(product)
    images = [*(product.product_images or ())]
    for variant in variants_of(product):
        images += variant.variant_images or ()
    urls = [main, *(image.url for image in images)]
    return tuple(dict.fromkeys(url for url in urls if isinstance(url, str) and url))


def category(product: Product) -> Coded | Odd | None:
    """Return the main category, else the deepest named."""
    known = product.categories or ()
    key = identity(product.main_category_id)
    main = next((each for each in known if key and identity(each.id) == key), None)
    chosen = main or (known[-1] if known else None)
    return coded(chosen.id, chosen.name) if chosen else None


def profiles(held: Iterable[Profile] | None) -> tuple[Coded, ...] | None:
    """Return supplier profiles, each once, named by country where they have no name."""
    found: dict[str, Coded] = {}
    for profile in held or ():
        code = identity(profile.id)
        if code and code not in found:
            country = country_name(identity(profile.country_code))
            found[code] = Coded(code, identity(profile.name) or country)
    return tuple(found.values()) or None


def countries(held: Iterable[Profile] | None) -> tuple[Coded, ...] | None:
    """Return the countries of supplier profiles, each once."""
    codes = dict.fromkeys(identity(profile.country_code).upper() for profile in held or ())
    return tuple(named_country(code) for code in codes if code) or None


def product_profiles(product: Product) -> list[Profile]:
    """Return the supplier profiles that offer any variant, with the names the supplier gives."""
    offered = {
        identity(profile.id): profile
        for variant in variants_of(product)
        for profile in variant.supplier_profiles or ()
    }
    return named_profiles(product, offered.values()) if offered else supplier_profiles(product)


def supplier_profiles(product: Product) -> list[Profile]:
    """Return every profile of the product's supplier."""
    return list((product.supplier.supplier_profiles if product.supplier else None) or ())


def named_profiles(product: Product, held: Iterable[Profile] | None) -> list[Profile]:
    """Return short profiles in the full version, where the product's supplier gives it."""
    named = {identity(profile.id): profile for profile in supplier_profiles(product)}
    return [named.get(identity(profile.id), profile) for profile in held or ()]


def product_ladders(product: Product) -> tuple[Ladder, ...] | None:
    """Return the prices of all variants at all profiles."""
    found = [ladder for variant in variants_of(product) for ladder in ladders_of(variant)]
    return tuple(found) or None


def tiers(variants: Iterable[Variant]) -> str | None:
    """Return the quantities from which a price holds, of any variant: "1 / 100 / 250"."""
    starts = {start for variant in variants for start in starts_of(variant)}
    return " / ".join(_SIGNS.integer(start) for start in sorted(starts)) or None


def minimum(variants: Iterable[Variant]) -> int | None:
    """Return the smallest quantity (MOQ) of some variants at any profile."""
    return lowest(value for variant in variants for value in minimums_of(variant).values())


def stock(variants: Sequence[Variant]) -> int | Odd | None:
    """Return the pieces of all variants; None where not one names its stock."""
    known = [integer(variant.stock) for variant in variants]
    odd = next((value for value in known if isinstance(value, Odd)), None)
    found = total(known)
    return odd if found is None else found


def delivery(variants: Iterable[Variant]) -> int | None:
    """Return the shortest delivery time in days."""
    return lowest(
        count(time.value) for variant in variants for time in variant.variant_delivery_times or ()
    )


def extremum(product: Product, member: str) -> Money | None:
    """Return the lowest or highest price of all profiles, by the document's member."""
    known = [
        found
        for each in product.extremum_price or ()
        if (found := amount(getattr(each, member))) is not None
    ]
    if not known:
        return None
    return money(min(known) if member == "lowest_price" else max(known))


def measures(sizes: Iterable[Size] | None) -> str | Odd | None:
    """Return measures in words: "height 95, diameter 80"."""
    said: list[str] = []
    for size in sizes or ():
        value = number(size.value)
        if isinstance(value, Decimal):
            name = text(size.type)
            written = f"{value.normalize():f}"
            said.append(f"{name} {written}" if isinstance(name, str) else written)
    return ", ".join(said) or None


def packaging(packed: Packaging | None) -> str | None:
    """Return the packaging from the inside out: "plastic bag 80, cardboard box 800"."""
    said: list[str] = []
    for each in (packed, *(packed.hierarchy or ())) if packed else ():
        name = text(each.type)
        inner = count(each.inner_quantity)
        if isinstance(name, str):
            words = name.replace("_", " ")
            said.append(f"{words} {_SIGNS.integer(inner)}" if inner else words)
    return ", ".join(said) or None


def inner_quantity(packed: Packaging | None) -> int | Odd | None:
    """Return the pieces in the innermost packaging."""
    return integer(packed.inner_quantity) if packed else None


def marking_hint(variant: Variant) -> str | None:
    """Return what is said about marking beside the markings themselves."""
    said = text(variant.marking_additional_information)
    words = {
        "more_marking_available": tr("more markings on request"),
        "unmarkable": tr("cannot be marked"),
    }
    return words.get(said, said) if isinstance(said, str) else None


def techniques(variants: Iterable[Variant]) -> tuple[Coded, ...] | None:
    """Return the marking techniques that some variants name, each once."""
    found: dict[str, Coded] = {}
    for variant in variants:
        for ref in variant.variant_markings or ():
            if ref.marking is not None and (code := identity(ref.marking.id)):
                found.setdefault(code, Coded(code, identity(ref.marking.name)))
    return tuple(found.values()) or None
