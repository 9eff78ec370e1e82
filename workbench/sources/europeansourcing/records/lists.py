"""The short lists: categories, suppliers, profiles, brands, deleted products, token infos."""

from __future__ import annotations

from typing import Final

import msgspec

from workbench.sources.europeansourcing.records.product import Id, Whole
from workbench.sources.reading import Reader


class CategoryRecord(msgspec.Struct, gc=False):
    """A category with its number of products (Category API)."""

    id: Id = None
    name: str | None = None
    count: Whole = None
    full_hierarchy_name: str | None = None
    parent: Id = None
    children: list[Id] | None = None


class Phone(msgspec.Struct, gc=False):
    """A telephone number."""

    prefix: Id = None
    number: Id = None


class Address(msgspec.Struct, gc=False):
    """A postal address."""

    address_line1: str | None = None
    address_line2: str | None = None
    postal_code: Id = None
    locality: str | None = None
    country_code: str | None = None


class Contact(msgspec.Struct, gc=False):
    """A person at a supplier."""

    first_name: str | None = None
    last_name: str | None = None
    emails: list[str] | None = None
    phone_numbers: list[Phone] | None = None
    languages: list[str] | None = None
    country_code: str | None = None
    address: Address | None = None


class SupplierRecord(msgspec.Struct, gc=False):
    """A supplier with its numbers (Supplier API)."""

    id: Id = None
    name: str | None = None
    count: Whole = None
    nb_variant: Whole = None
    contacts: list[Contact] | None = None


class ProfileRecord(msgspec.Struct, gc=False):
    """A supplier profile with address and numbers (Supplier Profile API)."""

    id: Id = None
    name: str | None = None
    count: Whole = None
    nb_variant: Whole = None
    address_line1: str | None = None
    address_line2: str | None = None
    postal_code: Id = None
    country_code: str | None = None
    locality: str | None = None
    websites: list[str] | None = None


class BrandRecord(msgspec.Struct, gc=False):
    """A brand with its number of products (Brand API)."""

    id: Id = None
    name: str | None = None
    suffix: str | None = None
    count: Whole = None


class DeletedRecord(msgspec.Struct, gc=False):
    """A deleted product (Product deleted API)."""

    product_id: Id = None
    internal_reference: Id = None
    supplier_base_reference: Id = None
    deleted_at: str | None = None
    supplier_id: Id = None


class AccessRecord(msgspec.Struct, gc=False):
    """What the account sees of one supplier profile (Token info)."""

    supplier_profile_id: Id = None
    variant_count: Whole = None
    product_count: Whole = None
    brand_id: Id = None
    category_id: Id = None


CATEGORIES: Final = Reader(CategoryRecord)
SUPPLIERS: Final = Reader(SupplierRecord)
PROFILES: Final = Reader(ProfileRecord)
BRANDS: Final = Reader(BrandRecord)
DELETED: Final = Reader(DeletedRecord)
ACCESS: Final = Reader(AccessRecord)
TYPES: Final = Reader(str)
"""A marking type is its name alone."""
