"""Markings of a variant (Marking API, "Variant Marking"): technique, place, limits and prices.

Amounts of dynamic prices are formulas; they are kept as text and never reckoned here.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from workbench.sources.europeansourcing.records.product import (
    Id,
    Named,
    Number,
    Profile,
    Whole,
)

Amount = Decimal | None
"""An amount, sent as number or text."""


class Technique(msgspec.Struct, gc=False):
    """A marking technique; `full_hierarchy_name` names the way to it, parted by " > "."""

    id: Id = None
    name: str | None = None
    full_hierarchy_name: str | None = None
    parent_id: Id = None


class SupplierMarking(msgspec.Struct, gc=False):
    """The supplier's own name for a marking."""

    id: Id = None
    code: str | None = None
    comment: str | None = None
    name_complement: str | None = None


class StaticStep(msgspec.Struct, gc=False):
    """A unit price from a quantity."""

    from_quantity: Whole = None
    value: Amount = None
    calculation_value: Amount = None


class DynamicStep(msgspec.Struct, gc=False):
    """A formula from a quantity."""

    from_quantity: Whole = None
    value: int | str | None = None
    calculation_value: int | str | None = None


class PriceHolder(msgspec.Struct, gc=False):
    """Variable prices of one supplier profile, under one condition."""

    id: Id = None
    condition: str | None = None
    total_price: bool | None = None
    supplier_profile: Profile | None = None
    static_variable_prices: list[StaticStep] | None = None
    dynamic_variable_prices: list[DynamicStep] | None = None


class StaticFixed(msgspec.Struct, gc=False):
    """An amount that is asked once."""

    id: Id = None
    condition: str | None = None
    total_price: bool | None = None
    value: Amount = None
    calculation_value: Amount = None
    supplier_profile: Profile | None = None


class DynamicFixed(msgspec.Struct, gc=False):
    """A formula whose amount is asked once."""

    id: Id = None
    condition: str | None = None
    total_price: bool | None = None
    value: int | str | None = None
    calculation_value: int | str | None = None
    supplier_profile: Profile | None = None


class Translation(msgspec.Struct, gc=False):
    """A name in one language."""

    lang: str | None = None
    name: str | None = None


class SupplierOption(msgspec.Struct, gc=False):
    """Something the supplier adds for this marking: handling, a mould."""

    code: Id = None
    translations: list[Translation] | None = None


class VariantMarking(msgspec.Struct, gc=False):
    """One way to mark one variant."""

    id: Id = None
    key: str | None = None
    type: str | None = None
    marking: Technique | None = None
    marking_position: Named | None = None
    supplier_marking: SupplierMarking | None = None
    comment: str | None = None
    full_color: bool | None = None
    included_in_variant_prices: bool | None = None
    minimum_quantity: Whole = None
    maximum_quantity: Whole = None
    number_of_colors: Whole = None
    maximum_number_of_colors: Whole = None
    number_of_positions: Whole = None
    maximum_number_of_positions: Whole = None
    number_of_logos: Whole = None
    maximum_number_of_logos: Whole = None
    width: Number = None
    maximum_width: Number = None
    length: Number = None
    maximum_length: Number = None
    diameter: Number = None
    maximum_diameter: Number = None
    squared_size: Number = None
    maximum_squared_size: Number = None
    supplier_profiles: list[Profile] | None = None
    static_fixed_prices: list[StaticFixed] | None = None
    dynamic_fixed_prices: list[DynamicFixed] | None = None
    static_variable_price_holders: list[PriceHolder] | None = None
    dynamic_variable_price_holders: list[PriceHolder] | None = None
    supplier_options: list[SupplierOption] | None = None
