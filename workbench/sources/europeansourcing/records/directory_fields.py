"""The columns of the short tables."""

from __future__ import annotations

from typing import Final

from workbench.core.fields import Field, Kind
from workbench.core.texts import mark
from workbench.sources.europeansourcing.records import values
from workbench.sources.europeansourcing.records.lists import (
    CategoryRecord,
    Contact,
    ProfileRecord,
    SupplierRecord,
)
from workbench.sources.leaves import identity, integer, moment, text, web


def _first_contact(record: SupplierRecord) -> Contact | None:
    return record.contacts[0] if record.contacts else None


def _person(record: SupplierRecord) -> str | None:
    contact = _first_contact(record)
    names = (contact.first_name, contact.last_name) if contact else ()
    return " ".join(name for name in names if isinstance(name, str) and name) or None


def _mail(record: SupplierRecord) -> object:
    contact = _first_contact(record)
    return text(contact.emails[0]) if contact and contact.emails else None


def _phone(record: SupplierRecord) -> str | None:
    contact = _first_contact(record)
    phone = contact.phone_numbers[0] if contact and contact.phone_numbers else None
    if phone is None:
        return None
    prefix, number = identity(phone.prefix), identity(phone.number)
    return f"+{prefix.lstrip('+')} {number}" if prefix else number or None


def _place(record: SupplierRecord) -> object:
    contact = _first_contact(record)
    return text(contact.address.locality) if contact and contact.address else None


def _contact_country(record: SupplierRecord) -> object:
    contact = _first_contact(record)
    return values.country(contact.country_code) if contact else None


def _level(record: CategoryRecord) -> int | None:
    way = text(record.full_hierarchy_name)
    return way.count(" > ") + 1 if isinstance(way, str) else None


def _street(record: ProfileRecord) -> str | None:
    lines = (text(record.address_line1), text(record.address_line2))
    return ", ".join(line for line in lines if isinstance(line, str)) or None


def _website(record: ProfileRecord) -> object:
    return web(record.websites[0]) if record.websites else None


def _name(width: int = 240) -> Field:
    return Field("name", mark("Name"), Kind.TEXT, lambda each: text(each.name), "name",
                 shown=True, width=width, priority=1, searched=True)  # fmt: skip


def _id() -> Field:
    return Field("id", mark("Id"), Kind.ID, lambda each: identity(each.id) or None, "id",
                 shown=True, width=90, searched=True)  # fmt: skip


def _products() -> Field:
    return Field("products", mark("Products"), Kind.INTEGER, lambda each: integer(each.count),
                 "count", shown=True, width=100, priority=2)  # fmt: skip


def _variants() -> Field:
    return Field("variants", mark("Variants"), Kind.INTEGER,
                 lambda each: integer(each.nb_variant), "nb_variant", shown=True,
                 width=100)  # fmt: skip


CATEGORIES: Final = (
    _name(),
    Field("path", mark("Path"), Kind.TEXT, lambda each: text(each.full_hierarchy_name),
          "full_hierarchy_name", shown=True, width=360, priority=3, searched=True),
    _products(),
    Field("level", mark("Level"), Kind.INTEGER, _level, "full_hierarchy_name", shown=True,
          width=70, facet=True),
    Field("children", mark("Below it"), Kind.INTEGER,
          lambda each: len(each.children or ()), "children",
          shown=True, width=90, help=mark("Categories directly below this one.")),
    Field("parent", mark("Parent id"), Kind.ID, lambda each: identity(each.parent) or None,
          "parent", width=90),
    _id(),
)  # fmt: skip

SUPPLIERS: Final = (
    _name(),
    Field("contact", mark("Contact"), Kind.TEXT, _person, "contacts.last_name", shown=True,
          width=160, searched=True),
    _products(),
    _variants(),
    Field("email", mark("E-mail"), Kind.TEXT, _mail, "contacts.emails", shown=True, width=200,
          searched=True),
    Field("phone", mark("Telephone"), Kind.ID, _phone, "contacts.phone_numbers", shown=True,
          width=140),
    Field("locality", mark("Place"), Kind.TEXT, _place, "contacts.address.locality", width=140,
          searched=True),
    Field("country", mark("Country"), Kind.CHOICE, _contact_country, "contacts.country_code",
          shown=True, width=90, facet=True),
    Field("contacts", mark("Contacts"), Kind.INTEGER,
          lambda each: len(each.contacts) if each.contacts is not None else None, "contacts",
          width=90),
    _id(),
)  # fmt: skip

PROFILES: Final = (
    _name(),
    Field("country", mark("Country"), Kind.CHOICE,
          lambda each: values.country(each.country_code), "country_code", shown=True, width=90,
          facet=True),
    _products(),
    _variants(),
    Field("street", mark("Address"), Kind.TEXT, _street, "address_line1", shown=True, width=220),
    Field("postal_code", mark("Postcode"), Kind.ID,
          lambda each: identity(each.postal_code) or None, "postal_code", width=90),
    Field("locality", mark("Place"), Kind.TEXT, lambda each: text(each.locality), "locality",
          shown=True, width=140, searched=True),
    Field("website", mark("Website"), Kind.LINK, _website, "websites", shown=True, width=180),
    _id(),
)  # fmt: skip

BRANDS: Final = (
    _name(),
    Field("suffix", mark("Sign"), Kind.TEXT,
          lambda each: {"registered_trademark": "®", "trademark": "™", "copyright": "©"}.get(
              identity(each.suffix), text(each.suffix)),
          "suffix", shown=True, width=70, facet=True),
    _products(),
    _id(),
)  # fmt: skip

TYPES: Final = (
    Field("name", mark("Technique"), Kind.TEXT, text, "", shown=True, width=360, priority=1,
          searched=True),
)  # fmt: skip

DELETED: Final = (
    Field("internal_reference", mark("Reference"), Kind.ID,
          lambda each: identity(each.internal_reference) or None, "internal_reference",
          shown=True, width=140, priority=1, searched=True),
    Field("reference", mark("Supplier reference"), Kind.ID,
          lambda each: identity(each.supplier_base_reference) or None,
          "supplier_base_reference", shown=True, width=140, searched=True),
    Field("deleted", mark("Deleted"), Kind.TIME, lambda each: moment(each.deleted_at),
          "deleted_at", shown=True, width=140),
    Field("supplier_id", mark("Supplier id"), Kind.ID,
          lambda each: identity(each.supplier_id) or None, "supplier_id", shown=True, width=100,
          facet=True),
    Field("id", mark("Product id"), Kind.ID, lambda each: identity(each.product_id) or None,
          "product_id", shown=True, width=100, searched=True),
)  # fmt: skip

ACCESS: Final = (
    Field("supplier_profile_id", mark("Supplier profile id"), Kind.ID,
          lambda each: identity(each.supplier_profile_id) or None, "supplier_profile_id",
          shown=True, width=140, priority=1, searched=True),
    Field("brand_id", mark("Only brand"), Kind.ID, lambda each: identity(each.brand_id) or None,
          "brand_id", shown=True, width=110),
    Field("category_id", mark("Only category"), Kind.ID,
          lambda each: identity(each.category_id) or None, "category_id", shown=True, width=110),
    Field("products", mark("Products"), Kind.INTEGER, lambda each: integer(each.product_count),
          "product_count", shown=True, width=110),
    Field("variants", mark("Variants"), Kind.INTEGER, lambda each: integer(each.variant_count),
          "variant_count", shown=True, width=110),
)  # fmt: skip
