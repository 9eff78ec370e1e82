"""Products and variants as the search answers them (Search API, "Response"), lean.

Only what columns, prices and facets read is typed; the document itself is kept beside the
record. Members that are absent, null or written as text are the service's habit, so every one is
optional and numbers come as they come.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

Id = int | str | None
"""Ids come as number, text or prefixed text; they are opaque."""
Whole = int | str | None
"""Whole numbers come as number or text."""
Number = Decimal | None
"""Prices and sizes come as number or text; msgspec reads both exactly."""


class Named(msgspec.Struct, gc=False):
    """What has an id and a name: brand, label, marking position."""

    id: Id = None
    name: str | None = None


class Profile(msgspec.Struct, gc=False):
    """A supplier profile; the short version has id and country alone."""

    id: Id = None
    country_code: str | None = None
    name: str | None = None


class Supplier(msgspec.Struct, gc=False):
    """The supplier of a product."""

    id: Id = None
    name: str | None = None
    legal_name: str | None = None
    vat_identification_number: str | None = None
    supplier_profiles: list[Profile] | None = None


class Category(msgspec.Struct, gc=False):
    """A category of a product."""

    id: Id = None
    name: str | None = None


class Image(msgspec.Struct, gc=False):
    """A picture."""

    id: Id = None
    url: str | None = None


class Extremum(msgspec.Struct, gc=False):
    """Lowest and highest price at one supplier profile."""

    lowest_price: Number = None
    highest_price: Number = None


class Group(msgspec.Struct, gc=False):
    """A group of attributes: colours, sizes, materials."""

    id: Id = None
    name: str | None = None
    slug: str | None = None
    additional_text_data_type: str | None = None


class AttributeParent(msgspec.Struct, gc=False):
    """An attribute above another one: the blue above sky blue."""

    id: Id = None
    additional_text_data: str | None = None


class Attribute(msgspec.Struct, gc=False):
    """A colour, size or material of a variant."""

    id: Id = None
    value: str | None = None
    attr_position: Whole = None
    attribute_group: Group | None = None
    additional_text_data: str | None = None
    hierarchy: list[AttributeParent] | None = None


class Size(msgspec.Struct, gc=False):
    """One measure of a variant."""

    type: str | None = None
    value: Number = None


class Packaging(msgspec.Struct, gc=False):
    """The packaging of a variant; `hierarchy` lists what stands around it."""

    type: str | None = None
    inner_quantity: Whole = None
    hierarchy: list[Packaging] | None = None


class Minimum(msgspec.Struct, gc=False):
    """The smallest quantity (MOQ) at one supplier profile."""

    value: Whole = None
    supplier_profile: Profile | None = None


class Delivery(msgspec.Struct, gc=False):
    """Days to delivery; the profile comes alone or as a list."""

    value: Whole = None
    supplier_profile: Profile | None = None
    supplier_profiles: list[Profile] | None = None


class Price(msgspec.Struct, gc=False):
    """A price of a variant at one supplier profile: one tier, sample or list price."""

    calculation_value: Number = None
    reduced_value: Number = None
    value: Number = None
    from_quantity: Whole = None
    to_quantity: Whole = None
    supplier_profile: Profile | None = None


class Link(msgspec.Struct, gc=False):
    """An external link of a variant."""

    url: str | None = None


class Footprint(msgspec.Struct, gc=False):
    """The carbon footprint of a variant."""

    total: Number = None
    score: int | float | str | None = None


class TextileFootprint(msgspec.Struct, gc=False):
    """The carbon footprint of a textile variant: its production."""

    total_carbon_production: Number = None


class MarkingRef(msgspec.Struct, gc=False):
    """The technique of a marking of a variant; everything else of it is read on demand."""

    marking: Named | None = None


class Variant(msgspec.Struct, gc=False):
    """One variant of a product."""

    id: Id = None
    name: str | None = None
    description: str | None = None
    supplier_reference: str | None = None
    internal_reference: str | None = None
    european_article_numbering: str | None = None
    stock: Whole = None
    net_weight: Number = None
    gross_weight: Number = None
    main_variant_image_id: Id = None
    mandatory_marking: bool | None = None
    marking_additional_information: str | None = None
    marking_included_in_variant_prices: bool | None = None
    has_planet_impact: bool | None = None
    last_price_update: str | None = None
    dpp_url: str | None = None
    supplier_profiles: list[Profile] | None = None
    variant_images: list[Image] | None = None
    attributes: list[Attribute] | None = None
    variant_sizes: list[Size] | None = None
    variant_packaging: Packaging | None = None
    variant_minimum_quantities: list[Minimum] | None = None
    variant_delivery_times: list[Delivery] | None = None
    variant_prices: list[Price] | None = None
    variant_sample_prices: list[Price] | None = None
    variant_list_prices: list[Price] | None = None
    variant_external_links: list[Link] | None = None
    variant_markings: list[MarkingRef] | None = None
    carbon_footprint: Footprint | None = None
    carbon_footprint_textile: TextileFootprint | None = None


class Product(msgspec.Struct, gc=False):
    """One product with its variants."""

    id: Id = None
    has_marking: bool | None = None
    country_of_origin: str | None = None
    union_customs_code: str | None = None
    supplier_base_reference: str | None = None
    internal_reference: str | None = None
    main_category_id: Id = None
    main_product_image_id: Id = None
    main_variant_id: Id = None
    best_variant_id: Id = None
    last_indexed_at: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    supplier: Supplier | None = None
    brand: Named | None = None
    product_images: list[Image] | None = None
    categories: list[Category] | None = None
    labels: list[Named] | None = None
    extremum_price: list[Extremum] | None = None
    variants: list[Variant] | None = None


class VariantRow(msgspec.Struct, gc=False):
    """A row of the variants.

    Attributes:
        product: what the variant belongs to.
        shown: the variant that stands for the product.
    """

    product: Product
    variant: Variant
    shown: Variant | None = None
